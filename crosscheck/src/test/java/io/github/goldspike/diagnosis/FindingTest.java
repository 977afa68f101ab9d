package io.github.goldspike.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.diagnosis.Circuit.Cell;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Programs share the spikes of a circuit only where nothing of theirs can change them. */
class FindingTest {

    /** What a program may do otherwise without finding other spikes than those of the circuit that it reads. */
    private static final Set<String> AFTER_THE_SPIKES = Set.of(
            "reads",
            "reportedTime",
            "penaltyFactor",
            "temperatureSign",
            "silentSpikeAtHorizon",
            "squareFactor",
            "targetIndex",
            "samples",
            "counts",
            "forgetsCausesBeforeOwnSpike",
            "forgetsAtReset",
            "own",
            "through",
            "slope",
            "reportedGradient",
            "reportedLoss",
            "differentiates",
            "step");

    @Test
    void whatOverridesHowSpikesAreFoundSharesNone() {
        List<Program> programs = Mistake.all().stream()
                .flatMap(mistake -> mistake.suspects(new Traits(3, 9, OptionalDouble.of(0.01))).stream())
                .filter(Suspect.Answering.class::isInstance)
                .map(suspect -> ((Suspect.Answering) suspect).wrong())
                .filter(Program.class::isInstance)
                .map(Program.class::cast)
                .toList();
        assertTrue(programs.size() > 150, programs.size() + " programs");
        for (Program program : programs) {
            Set<String> overridden = Arrays.stream(program.getClass().getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .map(Method::getName)
                    .filter(name -> Arrays.stream(Program.class.getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals(name)))
                    .collect(Collectors.toSet());
            overridden.removeAll(AFTER_THE_SPIKES);
            assertEquals(overridden.isEmpty(), program.findsSpikes(), () -> "a program that changes " + overridden);
        }
    }

    @Test
    void twoMistakesShareSpikesOnlyIfBothDo() {
        Program right = new Program();
        Program other = new Finding();
        assertTrue(new Both(right, right).findsSpikes());
        assertEquals(false, new Both(right, other).findsSpikes());
        assertEquals(false, new Both(other, right).findsSpikes());
    }

    /** A crossing is where it is to the last bits, and a peak that does not reach the threshold is none. */
    @Test
    void theFirstCrossingIsFoundToTheLastBits() {
        for (double threshold : new double[] {0.1, 0.3, 0.45, 0.499999}) {
            Membrane membrane =
                    new Membrane(new Cell("n", 0, 1, threshold, 0, 0, 0, 0), new double[] {2}, new Program());
            membrane.receive(2, 2);
            // V = 2(e^{−t} − e^{−2t}) is ϑ at e^{−t} = (1 + √(1 − 2ϑ))/2.
            double expected = -Math.log((1 + Math.sqrt(1 - 2 * threshold)) / 2);
            double slope = 4 * Math.exp(-2 * expected) - 2 * Math.exp(-expected);
            assertEquals(expected, Watch.RIGHT.next(membrane, 20), 4e-16 * (1 + 1 / slope));
        }
        Membrane below = new Membrane(new Cell("n", 0, 1, 0.5000001, 0, 0, 0, 0), new double[] {2}, new Program());
        below.receive(2, 2);
        assertEquals(Watch.NEVER, Watch.RIGHT.next(below, 20));
    }

    /** Where V is said to stay below its threshold it does, and the bound is near where one constant current drives V. */
    @Test
    void whatIsPassedOverHasNoCrossing() {
        Random random = new Random(7);
        int passed = 0;
        for (int tried = 0; tried < 2_000; tried++) {
            double[] alphas = {random.nextInt(3) * 0.5, 2 + random.nextDouble()};
            Cell cell = new Cell("n", 0, random.nextInt(3), 1, 0, random.nextDouble(), random.nextDouble() - 0.5, 0);
            Membrane membrane = new Membrane(cell, alphas, new Program());
            for (double alpha : alphas) {
                membrane.receive(alpha, 2 * random.nextGaussian());
            }
            double span = 10 * random.nextDouble();
            if (membrane.staysBelow(span)) {
                passed++;
                for (int k = 0; k <= 100; k++) {
                    assertTrue(membrane.ahead(k * span / 100).potential() < 1, cell::toString);
                }
            }
        }
        assertTrue(passed > 200 && passed < 1_800, passed + " passed over");
        for (double current : new double[] {0.999, 1.001}) {
            Membrane driven = new Membrane(new Cell("n", 0, 1, 1, 0, 0, 0, 0), new double[] {0}, new Program());
            driven.receive(0, current);
            assertEquals(current < 1, driven.staysBelow(1e300), current + "");
        }
    }
}
