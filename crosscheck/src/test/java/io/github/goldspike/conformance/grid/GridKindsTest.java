package io.github.goldspike.conformance.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.conformance.verdict.RealPlaces;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients by the other reals of a grid (grids-N5) are held to limits of their own (grids-N12). */
class GridKindsTest {

    private static final Set<ParameterKind> KINDS = EnumSet.of(
            ParameterKind.ALPHA, ParameterKind.BETA, ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.LEAK);

    private static GridGolden golden(Profile profile, int seed) {
        Grid grid = profile.grid(profile.grid(Rational.ONE).gain() == Gain.ONE ? Rational.ONE : Rational.of(1, 8))
                .with(Surrogate.parse("fast-sigmoid:5"));
        Set<Feature> features = EnumSet.copyOf(Claims.everything().features());
        if (grid.resetsLate()) {
            features.remove(Feature.REFRACTORY);
        }
        return new GridCase("", RandomStepNetwork.of("", seed, Claims.of(features)), true).golden(grid);
    }

    private static StepProgram program(GridGolden golden) {
        StepCircuit circuit = new StepCircuit(golden.network(), golden.grid(), new Roundings(53));
        return new StepProgram(circuit, Set.of(), Optional.of(golden.steps())).run();
    }

    /** What a perfect program would give: the certified values, rounded once. */
    private static Map<ParameterKind, Map<String, BigDecimal>> certified(GridGolden golden) {
        GridAnswer<Ball> answer = new io.github.goldspike.grid.certified.CertifiedGridEngine()
                .solve(
                        golden.network(),
                        golden.grid(),
                        GridQuestion.ofDigits(20).withRespectTo(KINDS));
        Map<ParameterKind, Map<String, BigDecimal>> values = new EnumMap<>(ParameterKind.class);
        if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> known) {
            known.value().values().forEach((kind, lists) -> {
                List<Ball> flat = lists.stream().flatMap(List::stream).toList();
                List<String> places = RealPlaces.of(golden.network(), kind);
                assertEquals(places.size(), flat.size(), kind::field);
                Map<String, BigDecimal> byPlace = new java.util.HashMap<>();
                for (int k = 0; k < flat.size(); k++) {
                    byPlace.put(places.get(k), new BigDecimal(flat.get(k).approximate()));
                }
                values.put(kind, byPlace);
            });
        }
        return values;
    }

    private static List<Judgement> judged(GridGolden golden, Map<ParameterKind, Map<String, BigDecimal>> given) {
        return new GridKinds(golden, program(golden), Dtype.FLOAT64).judgements(given);
    }

    /** The program that the limits are taken of is itself a sound one, in binary64. */
    private static void assertNear(GridGolden golden, ParameterKind kind, Map<String, BigDecimal> values, String what) {
        StepProgram program = program(golden);
        StepDerivatives derivatives = new StepDerivatives(
                program, new StepLosses(program, golden.network().loss().orElseThrow()));
        derivatives.run();
        List<Rounded> found = derivatives.by(kind);
        List<String> places = RealPlaces.of(golden.network(), kind);
        assertEquals(places.size(), found.size(), kind::field);
        for (int k = 0; k < found.size(); k++) {
            double off = found.get(k).value() - values.get(places.get(k)).doubleValue();
            double limit = GridErrors.limit(found.get(k), Dtype.FLOAT64);
            assertTrue(
                    Math.abs(off) <= limit + 1e-15 * Math.abs(found.get(k).value()),
                    what + kind + places.get(k) + " is off by " + off);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDerivativesThatLimitsAreTakenOfAreTheCertifiedOnesAndEachKindIsHeldToThem(Profile profile) {
        int numbers = 0;
        int caught = 0;
        int moved = 0;
        for (int seed = 0; seed < 6; seed++) {
            GridGolden golden = golden(profile, seed);
            if (golden.isUndecided()) {
                continue;
            }
            Map<ParameterKind, Map<String, BigDecimal>> given = certified(golden);
            given.forEach((kind, values) -> assertNear(golden, kind, values, profile + " "));
            for (Judgement judgement : judged(golden, given)) {
                assertEquals(Verdict.AGREES, judgement.verdict(), profile + " " + seed + ": " + judgement);
                numbers += judgement.values();
            }
            for (Map.Entry<ParameterKind, Map<String, BigDecimal>> kind : given.entrySet()) {
                Map<String, BigDecimal> off = new java.util.HashMap<>();
                kind.getValue().forEach((place, value) -> off.put(place, value.multiply(new BigDecimal("1.000001"))));
                if (off.values().stream().anyMatch(value -> value.abs().compareTo(new BigDecimal("1e-3")) > 0)) {
                    moved++;
                    caught += judged(golden, Map.of(kind.getKey(), off)).stream()
                                    .anyMatch(judgement -> judgement.verdict() == Verdict.DISAGREES)
                            ? 1
                            : 0;
                }
            }
        }
        assertTrue(numbers > 60, numbers + " numbers");
        assertEquals(moved, caught, "a millionth of each kind is told");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INPUTS", "DELAYS", "CURRENT"})
    void whatAGridHasNoDerivativeByIsNotJudged(ParameterKind kind) {
        Judgement judgement = judged(golden(Profile.NORSE, 1), Map.of(kind, Map.of("/in/0/0", BigDecimal.ONE)))
                .get(0);
        assertEquals(Verdict.NOT_JUDGED, judgement.verdict());
    }
}
