package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * [FP thm. 1] with leak, initial value, general reset and refractory period (theorems-T1): the sum of kernels
 * is the solution of the differential equation, integrated here by Runge and Kutta's method through every event.
 */
@AddLifecycleHook(Campaign.class)
class TheoremOneProperties {

    /** Times the greatest rate; the error of a step is its fifth power. */
    private static final double STEP = 0.01;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theSumOfKernelsSolvesTheMembraneEquation(@ForAll("networks") Network network) {
        Solved.holds(network, 25, solved -> {
            for (Population population : network.populations()) {
                if (population instanceof Population.Neurons neurons && solved.decided()) {
                    for (int n = 0; n < neurons.size(); n++) {
                        compare(solved, neurons, n);
                    }
                }
            }
        });
    }

    private static void compare(Solved solved, Population.Neurons neurons, int n) {
        Potential sum = Potential.of(solved.network(), neurons.name(), n, solved.times());
        Equation equation = new Equation(neurons, n, sum.arrivals());
        List<Double> own = neurons.threshold(n).isPresent()
                ? solved.times().get(neurons.name()).get(n)
                : List.of();
        double refractory = neurons.refractory().of(n).toDouble();
        double horizon = solved.network().horizon().toDouble();
        double[] stops = Stream.of(
                        sum.arrivals().stream().mapToDouble(Potential.Arrival::time),
                        own.stream().mapToDouble(spike -> spike),
                        own.stream().mapToDouble(spike -> spike + refractory),
                        DoubleStream.iterate(0, t -> t + horizon / 7).limit(8))
                .flatMapToDouble(times -> times)
                .filter(t -> t >= 0 && t <= horizon)
                .sorted()
                .distinct()
                .toArray();
        for (double stop : stops) {
            equation.advance(stop);
            if (!sum.jumpsNear(stop, 1e-9) || own.contains(stop)) {
                assertEquals(
                        equation.v, sum.before(stop), 1e-6 * sum.scale(), neurons.name() + "/" + n + " at " + stop);
            }
            if (own.contains(stop)) {
                equation.spike(refractory);
            }
        }
    }

    /** V' = −β(V − leak) + I, I' = −αI for each arrival, in doubles. */
    private static final class Equation {

        private final Population.Neurons neurons;
        private final int n;
        private final List<Potential.Arrival> arrivals;
        private final double step;
        private double t;
        private double v;
        private double heldUntil = Double.NEGATIVE_INFINITY;

        Equation(Population.Neurons neurons, int n, List<Potential.Arrival> arrivals) {
            this.neurons = neurons;
            this.n = n;
            this.arrivals = arrivals;
            v = neurons.initial(n).toDouble();
            double rate = arrivals.stream()
                    .map(Potential.Arrival::alpha)
                    .max(Comparator.naturalOrder())
                    .orElse(1.0);
            step = STEP / Math.max(1, Math.max(rate, neurons.beta(n).toDouble()));
        }

        /** To a time with no event before it, whose own events are still to come. */
        void advance(double until) {
            if (until <= heldUntil + 1e-12) {
                t = until;
                return;
            }
            int steps = (int) Math.ceil((until - t) / step);
            for (int k = 0; k < steps; k++) {
                double h = (until - t) / (steps - k);
                double before = v;
                double k1 = slope(t, before, until);
                double k2 = slope(t + h / 2, before + h / 2 * k1, until);
                double k3 = slope(t + h / 2, before + h / 2 * k2, until);
                double k4 = slope(t + h, before + h * k3, until);
                v = before + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
                t += h;
            }
            t = until;
        }

        /** Currents of what arrived before this stretch. */
        private double slope(double at, double potential, double until) {
            double current = arrivals.stream()
                    .filter(arrival -> arrival.time() < until - 1e-12)
                    .mapToDouble(arrival -> arrival.weight() * Math.exp(-arrival.alpha() * (at - arrival.time())))
                    .sum();
            return -neurons.beta(n).toDouble()
                            * (potential - neurons.leak().of(n).toDouble())
                    + current;
        }

        void spike(double refractory) {
            if (refractory > 0) {
                v = neurons.reset().of(n).toDouble();
                heldUntil = t + refractory;
            } else {
                v -= neurons.threshold(n)
                        .orElseThrow()
                        .minus(neurons.reset().of(n))
                        .toDouble();
            }
        }
    }
}
