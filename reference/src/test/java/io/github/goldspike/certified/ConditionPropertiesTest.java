package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.conditioning.RelativeParameters;
import io.github.goldspike.certified.conditioning.SpikeConditions;
import io.github.goldspike.certified.conditioning.Tangent;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.TimeConstant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Conditions and nearest events of random networks: conditioning-K1, conditioning-K2, conditioning-K5 and conditioning-K6. */
class ConditionPropertiesTest {

    private static final int BITS = 200;
    private static final int NETWORKS = 40;
    private static final Set<ParameterKind> POTENTIALS =
            EnumSet.of(ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.LEAK);

    private static List<Network> networks() {
        return LongStream.range(0, NETWORKS)
                .mapToObj(seed -> (seed % 3 == 2
                                ? RandomNetworks.refractoryWithEveryLoss(seed)
                                : RandomNetworks.withEveryLoss(seed))
                        .get(0))
                .toList();
    }

    @Test
    void tangentsInBlocksAreThoseInBalls() {
        int entries = 0;
        int reals = 0;
        Ball largest = Ball.ZERO;
        for (Network network : networks()) {
            Wiring wiring = Wiring.of(network);
            Raster raster = EventLoop.run(wiring, BITS, 1000, false, Progress.SILENT);
            RelativeParameters parameters = new RelativeParameters(network, wiring, BITS);
            FiringEquations equations = new FiringEquations(wiring, raster, parameters.elements(), BITS);
            List<Tangent> tangents = SpikeConditions.tangents(equations, parameters);
            List<Map<Integer, Ball>> jacobian = ForwardPropagation.jacobian(equations);
            List<Ball> sums = SpikeConditions.sumsAtFullPrecision(equations, parameters);
            reals = Math.max(reals, parameters.size());
            for (int f = 0; f < tangents.size(); f++) {
                Map<Integer, Ball> row = parameters.relative(jacobian.get(f));
                for (int p = 0; p < parameters.size(); p++) {
                    Ball expected = row.getOrDefault(p, Ball.ZERO);
                    assertTrue(tangents.get(f).at(p).overlaps(expected), network.id() + " spike " + f + " real " + p);
                    entries++;
                }
                Ball condition = sums.get(f).dividedBy(raster.spikes().get(f).time());
                Ball found = tangents.get(f).sumOfMagnitudes();
                assertTrue(found.overlaps(sums.get(f)), network.id());
                assertTrue(found.radius().isLessThan(found.midpoint().shift(-30)), network.id() + ": " + found);
                assertTrue(condition.upper().compareMidpoints(Ball.ONE) >= 0, "K1: a condition is at least one");
                largest = Ball.max(largest, condition);
            }
        }
        System.out.printf(
                "%d networks, at most %d reals, %d tangent entries, largest condition %s%n",
                NETWORKS, reals, entries, largest);
        assertTrue(entries > 30_000, entries + " entries");
    }

    /** Euler, for functions that are homogeneous in times and in potentials: gradient-G12 and gradient-G14. */
    @Test
    void tangentsAddUpToTheSpikeTimeInTimesAndToZeroInPotentials() {
        int sums = 0;
        for (Network network : networks()) {
            Wiring wiring = Wiring.of(network);
            Raster raster = EventLoop.run(wiring, BITS, 1000, false, Progress.SILENT);
            RelativeParameters parameters = new RelativeParameters(network, wiring, BITS);
            int[] ofTime = new int[parameters.size()];
            int[] ofPotential = new int[parameters.size()];
            dimensions(network, wiring, parameters, ofTime, ofPotential);
            FiringEquations equations = new FiringEquations(wiring, raster, parameters.moved(), BITS);
            List<Tangent> tangents = SpikeConditions.tangents(equations, parameters);
            for (int f = 0; f < tangents.size(); f++) {
                Ball time = raster.spikes().get(f).time();
                String spike = network.id() + " spike " + f;
                assertIsZero(sum(tangents.get(f), ofTime).minus(time), spike + ", scale of time");
                assertIsZero(sum(tangents.get(f), ofPotential), spike + ", scale of potentials");
                sums += 2;
            }
        }
        System.out.println(sums + " identities of Euler");
        assertTrue(sums > 500);
    }

    private static Ball sum(Tangent tangent, int[] dimensions) {
        Ball sum = Ball.ZERO;
        for (int p = 0; p < dimensions.length; p++) {
            sum = sum.plus(tangent.at(p).times(Ball.exactly(dimensions[p])));
        }
        return sum;
    }

    private static void assertIsZero(Ball sum, String what) {
        assertTrue(sum.contains(Rational.ZERO), what + ": " + sum);
        assertTrue(sum.radius().isLessThan(Ball.ONE.shift(-25)), what + ": " + sum);
    }

    /** The powers of a time and of a potential in each real of the file. */
    private static void dimensions(
            Network network, Wiring wiring, RelativeParameters parameters, int[] ofTime, int[] ofPotential) {
        Set<Integer> named = new HashSet<>();
        for (ParameterId id : FileReals.of(network).keySet()) {
            parameters.index(id).ifPresent(p -> {
                named.add(p);
                boolean isWeight = id.kind() == ParameterKind.WEIGHTS;
                ofTime[p] = switch (id.kind()) {
                    case DELAYS, INPUTS -> 1;
                    case ALPHA, BETA -> constant(network, id).form() == TimeConstant.Form.TIME ? 1 : -1;
                    case WEIGHTS -> network.convention() == Convention.KERNEL ? -1 : 0;
                    default -> 0;
                };
                ofPotential[p] = isWeight || POTENTIALS.contains(id.kind()) ? 1 : 0;
            });
        }
        for (int i = 0; i < wiring.neurons().size(); i++) {
            for (int p : parameters
                    .relative(parameters.elements().number(Elements.Kind.REFRACTORY, i))
                    .keySet()) {
                ofTime[p] = 1;
                named.add(p);
            }
            for (int p : parameters
                    .relative(parameters.elements().number(Elements.Kind.INITIAL, i))
                    .keySet()) {
                ofPotential[p] = 1;
                named.add(p);
            }
        }
        assertEquals(parameters.size(), named.size(), network.id());
    }

    private static TimeConstant constant(Network network, ParameterId id) {
        return id.kind() == ParameterKind.ALPHA
                ? network.projections().get(id.owner()).decay().constant()
                : ((Population.Neurons) network.populations().get(id.owner())).membrane();
    }

    @Test
    void nearestEventsAreThoseOfSamples() {
        int peaks = 0;
        int orders = 0;
        double least = 1;
        for (Network network : networks()) {
            Answer<Ball> answer =
                    new CertifiedEngine().solve(network, Question.ofDigits(20).with(Conditioning.ALL));
            assertEquals(List.of(), answer.undecided());
            Conditions<Ball> conditions = answer.conditions().orElseThrow();
            Nearest<Ball> nearest = conditions.nearest().orElseThrow();
            assertTrue(
                    conditions.notes().keySet().stream().noneMatch(name -> name.startsWith("nearest")),
                    network.id() + conditions.notes());
            double peak = Double.POSITIVE_INFINITY;
            double order = Double.POSITIVE_INFINITY;
            for (Population population : network.populations()) {
                if (population instanceof Population.Neurons neurons) {
                    for (int n = 0; n < neurons.size(); n++) {
                        if (neurons.threshold(n).isPresent()) {
                            Sampled sampled = new Sampled(network, answer, neurons, n);
                            peak = Math.min(peak, sampled.peak());
                            order = Math.min(order, sampled.order());
                        }
                    }
                }
            }
            assertDistance(peak, nearest.peak(), 2e-6, network);
            assertDistance(order, nearest.order(), 1e-12, network);
            peaks += nearest.peak().isPresent() ? 1 : 0;
            orders += nearest.order().isPresent() ? 1 : 0;
            least = Math.min(least, peak);
        }
        System.out.printf("%d peaks, least %g below the threshold, %d orders%n", peaks, least, orders);
        assertTrue(peaks > NETWORKS / 2 && orders > NETWORKS / 2);
    }

    /** Samples see a maximum at most as high as it is. */
    private static void assertDistance(
            double sampled, Optional<Nearest.Event<Ball>> found, double tolerance, Network network) {
        double distance = found.map(event -> event.distance().approximate()).orElse(Double.POSITIVE_INFINITY);
        String message = network.id() + ": sampled " + sampled + ", found " + found;
        assertTrue(sampled == distance || sampled > distance - 1e-12 && sampled < distance + tolerance, message);
    }
}
