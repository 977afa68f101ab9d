package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.model.Network;
import io.github.goldspike.property.Campaign;
import io.github.goldspike.property.Networks;
import io.github.goldspike.property.Potential;
import io.github.goldspike.property.Solved;
import java.util.EnumSet;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/** [FP thm. 4]: ∂V/∂F in time order is lower-triangular, its diagonal strictly positive. */
@AddLifecycleHook(Campaign.class)
class TheoremFourProperties {

    private static final int BITS = 200;
    private static final double STEP = 1e-5;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    private record Firing(Network network, Wiring wiring, Raster raster, FiringEquations equations) {

        static Firing of(Network network) {
            Wiring wiring = Wiring.of(network);
            Raster raster = EventLoop.run(wiring, BITS, Solved.SPIKE_LIMIT, true, Progress.SILENT);
            return new Firing(
                    network,
                    wiring,
                    raster,
                    new FiringEquations(wiring, raster, new Elements(wiring, EnumSet.of(Elements.Kind.WEIGHT)), BITS));
        }

        Raster.Spike spike(int index) {
            return raster.spikes().get(index);
        }

        /** All spike times, with one of them moved. */
        Potential potential(int ofSpike, int moved, double by) {
            ByNeuron<Double> times = ByNeuron.ofNeurons(
                    network,
                    number -> raster.trains().get(number).stream()
                            .map(spike -> spike(spike).time().approximate() + (spike == moved ? by : 0))
                            .toList());
            Wiring.Neuron neuron = wiring.neurons().get(spike(ofSpike).neuron());
            return Potential.of(network, neuron.population(), neuron.index(), times);
        }
    }

    private static void holds(Network network, java.util.function.Consumer<Firing> claim) {
        try {
            Firing firing = Firing.of(network);
            Statistics.label("rows with earlier spikes")
                    .collect(java.util.stream.IntStream.range(0, firing.equations.size())
                            .anyMatch(f -> !firing.equations.row(f).bySpike().isEmpty()));
            claim.accept(firing);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theJacobianOfTheFiringEquationsIsLowerTriangularWithPositiveDiagonal(@ForAll("networks") Network network) {
        holds(network, firing -> {
            for (int f = 0; f < firing.equations.size(); f++) {
                FiringEquations.Row row = firing.equations.row(f);
                assertTrue(row.diagonal().isPositive(), "diagonal " + row.diagonal());
                for (Map.Entry<Integer, Ball> entry : row.bySpike().entrySet()) {
                    assertTrue(entry.getKey() < f, "entry right of the diagonal");
                    boolean later = firing.spike(entry.getKey())
                            .time()
                            .isGreaterThan(firing.spike(f).time());
                    assertTrue(!later, "a later spike has an effect");
                }
            }
        });
    }

    /** The entries themselves are the derivatives of V with respect to earlier spikes, as differences in doubles see them. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theEntriesAreTheDerivativesOfThePotential(@ForAll("networks") Network network) {
        holds(network, firing -> {
            for (int f = 0; f < firing.equations.size(); f++) {
                double time = firing.spike(f).time().approximate();
                Potential unmoved = firing.potential(f, -1, 0);
                if (unmoved.jumpsNear(time, 10 * STEP) || unmoved.kinksNear(time, 10 * STEP)) {
                    continue;
                }
                FiringEquations.Row row = firing.equations.row(f);
                double scale = firing.potential(f, -1, 0).scale();
                for (int g = 0; g < f; g++) {
                    double difference = (firing.potential(f, g, STEP).before(time)
                                    - firing.potential(f, g, -STEP).before(time))
                            / (2 * STEP);
                    double entry = row.bySpike().getOrDefault(g, Ball.ZERO).approximate();
                    assertEquals(difference, entry, 1e-6 * scale, "∂V(" + f + ")/∂" + g);
                }
                double slope = firing.potential(f, -1, 0).slopeBefore(time);
                assertEquals(slope, row.diagonal().approximate(), 1e-8 * scale, "∂V(" + f + ")/∂" + f);
            }
        });
    }
}
