package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Nothing was missed between the spikes and nothing invented (promises 2 and 3), seen by the potential in doubles. */
@AddLifecycleHook(Campaign.class)
class FirstnessProperties {

    private static final int GRID = 1500;
    private static final double ROUNDING = 1e-11;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void thePotentialStaysBelowItsThresholdBetweenSpikesAndTouchesItAtThem(@ForAll("networks") Network network) {
        Solved.holds(network, 30, solved -> {
            if (solved.decided()) {
                forEachNeuron(solved, FirstnessProperties::assertFirst);
            }
        });
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everySpikeHasThePositiveSlopeOfThePotential(@ForAll("networks") Network network) {
        Solved.holds(network, 30, solved -> {
            if (solved.decided()) {
                forEachNeuron(solved, FirstnessProperties::assertSlopes);
            }
        });
    }

    /** What is claimed of one neuron. */
    private interface NeuronClaim {
        void check(Network network, List<Spike<Ball>> train, Potential potential);
    }

    private static void forEachNeuron(Solved solved, NeuronClaim claim) {
        solved.answer().spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                claim.check(
                        solved.network(), trains.get(n), Potential.of(solved.network(), population, n, solved.times()));
            }
        });
    }

    private static void assertFirst(Network network, List<Spike<Ball>> train, Potential potential) {
        double tolerance = ROUNDING * potential.scale();
        double horizon = network.horizon().toDouble();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i <= GRID; i++) {
            times.add(horizon * i / GRID);
        }
        for (Spike<Ball> spike : train) {
            double f = spike.time().approximate();
            double excess = potential.before(f) - potential.threshold();
            assertTrue(Math.abs(excess) <= tolerance, () -> "V − ϑ = " + excess + " at the spike " + spike.time());
            for (int k = 10; k < 40; k++) {
                double step = Math.scalb(1.0, -k);
                times.add(Math.max(0, f - step));
                times.add(Math.min(horizon, f + step));
            }
            assertTrue(spike.time().isLessThan(Ball.of(network.horizon().plus(Rationals.powerOfTen(-20)), 200)));
        }
        for (double t : times) {
            double excess = potential.before(t) - potential.threshold();
            assertTrue(excess <= tolerance, () -> "V − ϑ = " + excess + " without a spike at " + t);
        }
        for (int k = 1; k < train.size(); k++) {
            assertTrue(train.get(k).time().isGreaterThan(train.get(k - 1).time()), "spikes of a train ascend");
        }
    }

    private static void assertSlopes(Network network, List<Spike<Ball>> train, Potential potential) {
        for (Spike<Ball> spike : train) {
            assertTrue(spike.slope().isPositive(), "the slope " + spike.slope() + " is not positive");
            double f = spike.time().approximate();
            if (!potential.jumpsNear(f, 1e-9)) {
                double slope = potential.slopeBefore(f);
                assertEquals(slope, spike.slope().approximate(), 1e3 * ROUNDING * potential.scale());
            }
        }
    }
}
