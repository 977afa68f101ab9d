package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.event.Magnitudes;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.statistics.Statistics;

/**
 * How far the event-driven engine is off (promise 7): spike times in units of κ·2⁻⁵³, κ the certified condition number; entries of
 * gradients, by every kind of real and by both methods, in the same units with the condition of their sums added,
 * and those by weights of losses of spike times without it too (event-double-D10 and event-double-D11).
 */
@AddLifecycleHook(EventAccuracyProperties.HundredThousand.class)
class EventAccuracyProperties {

    /** In the campaign (see {@link Campaign}) 100,000 tries, or as many as {@code goldspike.accuracy.tries} says. */
    static final class HundredThousand implements AroundPropertyHook {

        private static final int TRIES = 100_000;

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }

        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            boolean campaign = Integer.getInteger("goldspike.tries.factor", 1) > 1;
            Optional.ofNullable(
                            Integer.getInteger("goldspike.accuracy.tries", campaign ? Integer.valueOf(TRIES) : null))
                    .ifPresent(context.attributes()::setTries);
            return property.execute();
        }
    }

    private static final int DIGITS = 22;
    private static final double ROUNDOFF = 0x1p-53;
    private static final double MOST_FOR_TIMES = 32;
    private static final double MOST_FOR_GRADIENTS = 64;
    private static final double MEDIAN = 2;

    private static final ErrorStatistics TIMES = new ErrorStatistics("spike times");
    /** By kind and method; what is judged. */
    private static final Map<String, ErrorStatistics> GRADIENTS = new TreeMap<>();
    /** The same without the condition of the sums. */
    private static final Map<String, ErrorStatistics> BY_REALS_ALONE = new TreeMap<>();
    /** By how much the condition of the sums adds to that by the reals. */
    private static final ErrorStatistics ADDED = new ErrorStatistics("condition of the sums over κ|g| (not an error)");

    private static final Question FAST = Question.ofDigits(DIGITS)
            .withRespectTo(EnumSet.allOf(ParameterKind.class))
            .by(Method.ADJOINT)
            .withLimits(Solved.question(DIGITS).limits());

    private static final Question QUESTION = FAST.with(io.github.goldspike.contract.Conditioning.ALL);

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @AfterContainer
    static void theMedianIsSmall() {
        System.out.println(TIMES);
        GRADIENTS.values().forEach(System.out::println);
        BY_REALS_ALONE.values().forEach(System.out::println);
        System.out.println(ADDED);
        assertTrue(TIMES.quantile(0.5) <= MEDIAN, TIMES::toString);
        for (ErrorStatistics gradients : GRADIENTS.values()) {
            assertTrue(gradients.quantile(0.5) <= MEDIAN, gradients::toString);
            assertTrue(gradients.quantile(1) <= MOST_FOR_GRADIENTS, gradients::toString);
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void answersAreOffByNoMoreThanTheirConditionAllows(@ForAll("networks") Network network) {
        try {
            Answer<Ball> certified = new CertifiedEngine().solve(network, QUESTION);
            Answer<Double> fast = new EventEngine().solve(network, FAST);
            boolean bothDecided =
                    certified.undecided().isEmpty() && fast.undecided().isEmpty();
            Statistics.label("undecided by the certified engine")
                    .collect(!certified.undecided().isEmpty());
            Statistics.label("undecided by the fast engine alone")
                    .collect(
                            certified.undecided().isEmpty() && !fast.undecided().isEmpty())
                    .coverage(coverage -> coverage.check(true).percentage(share -> share < 15));
            if (bothDecided) {
                checkSpikes(certified, fast);
                checkGradient(network, certified, fast);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    private static void checkSpikes(Answer<Ball> certified, Answer<Double> fast) {
        ByNeuron<Optional<Ball>> conditions =
                certified.conditions().flatMap(Conditions::spikes).orElseThrow();
        certified.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Double>> train = fast.spikes().get(population).get(n);
                assertEquals(trains.get(n).size(), train.size(), "number of spikes of " + population + "/" + n);
                for (int k = 0; k < train.size(); k++) {
                    SpikeId spike = new SpikeId(population, n, k);
                    Ball time = trains.get(n).get(k).time();
                    Optional<Ball> condition = conditions.get(population).get(n).get(k);
                    if (condition.isPresent()) {
                        double unit = condition.get().approximate() * time.approximate() * ROUNDOFF;
                        double error = distance(train.get(k).time(), time) / unit;
                        TIMES.add(error);
                        assertTrue(error <= MOST_FOR_TIMES, () -> spike + " is off by " + error + " κ·2^-53");
                    }
                }
            }
        });
    }

    private static double distance(double value, Ball truth) {
        return Math.abs(Rational.of(value)
                .minus(Rational.parse(truth.toDecimalOrZero(DIGITS)))
                .toDouble());
    }

    private static void checkGradient(Network network, Answer<Ball> certified, Answer<Double> fast) {
        List<Ball> truth = Conditioning.flat(certified);
        List<Double> adjoint = Conditioning.flat(fast);
        assertEquals(truth.size(), adjoint.size(), "number of entries of the gradient");
        certified
                .loss()
                .ifPresent(loss -> assertInstanceOf(loss.getClass(), fast.loss().orElseThrow(), "outcome of the loss"));
        Optional<double[]> byReals = truth.isEmpty() ? Optional.empty() : byReals(network, certified, truth);
        Statistics.label("gradient judged").collect(byReals.isPresent());
        if (byReals.isPresent()) {
            List<Double> bySums = Magnitudes.of(network, FAST);
            List<ParameterKind> kinds = kinds(certified);
            List<Double> eventProp = Conditioning.flat(new EventEngine().solve(network, FAST.by(Method.EVENTPROP)));
            for (int k = 0; k < truth.size(); k++) {
                double condition = byReals.get()[k];
                if (condition > 0) {
                    ADDED.add(bySums.get(k) / condition);
                }
                for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                    double found = (method == Method.ADJOINT ? adjoint : eventProp).get(k);
                    if (found != 0 || !truth.get(k).isZero()) {
                        String name = "gradients by " + kinds.get(k).field() + ", " + method.field();
                        double off = distance(found, truth.get(k));
                        double error = units(off, condition + bySums.get(k));
                        statistics(GRADIENTS, name).add(error);
                        statistics(BY_REALS_ALONE, name + ", in units of κ|g| alone")
                                .add(units(off, condition));
                        boolean judgedByReals =
                                kinds.get(k) == ParameterKind.WEIGHTS && !ofPotentials(network) && condition > 0;
                        int entry = k;
                        assertTrue(
                                error <= MOST_FOR_GRADIENTS
                                        && (!judgedByReals || units(off, condition) <= MOST_FOR_GRADIENTS),
                                () -> name + ": entry " + entry + ", " + found + ", is off by " + error
                                        + " of its condition·2^-53");
                    }
                }
            }
        }
    }

    private static ErrorStatistics statistics(Map<String, ErrorStatistics> all, String name) {
        return all.computeIfAbsent(name, ErrorStatistics::new);
    }

    private static double units(double off, double condition) {
        return off == 0 ? 0 : off / (condition * ROUNDOFF);
    }

    /**
     * Σ_q |q ∂g/∂q| for each entry g of the gradient, certified; for losses of potentials, of which the certified engine gives no
     * conditions, by differences. Not below |g|: the fields of the loss are no reals of the network, but rounded all the same. Zero
     * where g is not told from zero. Empty if there are none.
     */
    private static Optional<double[]> byReals(Network network, Answer<Ball> certified, List<Ball> truth) {
        if (ofPotentials(network)) {
            return Conditioning.ofGradient(network, FAST);
        }
        return certified.conditions().flatMap(Conditions::gradient).map(gradient -> {
            List<Optional<Ball>> relative = Conditioning.flat(gradient);
            double[] conditions = new double[truth.size()];
            for (int k = 0; k < conditions.length; k++) {
                conditions[k] = relative.get(k)
                                .map(Ball::approximate)
                                .map(value -> Math.max(1, value))
                                .orElse(0.0)
                        * Math.abs(truth.get(k).approximate());
            }
            return conditions;
        });
    }

    private static boolean ofPotentials(Network network) {
        Loss loss = network.loss().orElseThrow();
        return loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral;
    }

    /** The kind of each entry. */
    private static List<ParameterKind> kinds(Answer<Ball> answer) {
        List<ParameterKind> kinds = new ArrayList<>();
        if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> known) {
            for (ParameterKind kind : ParameterKind.values()) {
                known.value().values().get(kind).forEach(owner -> owner.forEach(entry -> kinds.add(kind)));
            }
        }
        return kinds;
    }
}
