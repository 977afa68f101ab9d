package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * How far the event-driven engine is off, in units of κ·2⁻⁵³, κ the condition number of the quantity (promise 7;
 * proofs-notes/event-double.md, D10).
 */
@AddLifecycleHook(EventAccuracyProperties.HundredThousand.class)
class EventAccuracyProperties {

    /** In the campaign (see {@link Campaign}) 100,000 tries. */
    static final class HundredThousand implements AroundPropertyHook {

        private static final int TRIES = 100_000;

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }

        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            if (Integer.getInteger("goldspike.tries.factor", 1) > 1) {
                context.attributes().setTries(TRIES);
            }
            return property.execute();
        }
    }

    private static final int DIGITS = 25;
    private static final double ROUNDOFF = 0x1p-53;
    private static final double MOST_FOR_TIMES = 32;
    private static final double MOST_FOR_GRADIENTS = 64;
    private static final double MEDIAN = 2;

    private static final ErrorStatistics TIMES = new ErrorStatistics("spike times");
    private static final ErrorStatistics BY_ADJOINT = new ErrorStatistics("gradients by weights, adjoint");
    private static final ErrorStatistics BY_EVENTPROP = new ErrorStatistics("gradients by weights, EventProp");
    private static final ErrorStatistics OTHERS = new ErrorStatistics("gradients by other kinds, largest κ|g|");
    private static final ErrorStatistics OTHER_ENTRIES =
            new ErrorStatistics("gradients by other kinds, each κ|g| (not judged)");

    private static final Question QUESTION = Solved.question(DIGITS).withRespectTo(EnumSet.allOf(ParameterKind.class));

    private static final Question GRADIENT = Question.ofDigits(DIGITS)
            .withRespectTo(QUESTION.wrt())
            .by(Method.ADJOINT)
            .withLimits(QUESTION.limits());

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @AfterContainer
    static void theMedianIsSmall() {
        System.out.println(TIMES);
        System.out.println(BY_ADJOINT);
        System.out.println(BY_EVENTPROP);
        System.out.println(OTHERS);
        System.out.println(OTHER_ENTRIES);
        assertTrue(TIMES.quantile(0.5) <= MEDIAN, TIMES::toString);
        for (ErrorStatistics gradients : List.of(BY_ADJOINT, BY_EVENTPROP, OTHERS)) {
            assertTrue(gradients.quantile(0.5) <= MEDIAN, gradients::toString);
            assertTrue(gradients.quantile(1) <= MOST_FOR_GRADIENTS, gradients::toString);
        }
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void answersAreOffByNoMoreThanTheirConditionAllows(@ForAll("networks") Network network) {
        try {
            Answer<Ball> certified = new CertifiedEngine().solve(network, QUESTION);
            Answer<Double> fast = new EventEngine().solve(network, QUESTION);
            boolean bothDecided =
                    certified.undecided().isEmpty() && fast.undecided().isEmpty();
            Statistics.label("undecided by the certified engine")
                    .collect(!certified.undecided().isEmpty());
            Statistics.label("undecided by the fast engine alone")
                    .collect(
                            certified.undecided().isEmpty() && !fast.undecided().isEmpty())
                    .coverage(coverage -> coverage.check(true).percentage(share -> share < 15));
            if (bothDecided) {
                checkSpikes(network, certified, fast);
                checkGradient(network, certified, fast);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    private static void checkSpikes(Network network, Answer<Ball> certified, Answer<Double> fast) {
        Map<SpikeId, Double> conditions = Conditioning.ofSpikes(network, certified);
        certified.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Double>> train = fast.spikes().get(population).get(n);
                assertEquals(trains.get(n).size(), train.size(), "number of spikes of " + population + "/" + n);
                for (int k = 0; k < train.size(); k++) {
                    SpikeId spike = new SpikeId(population, n, k);
                    double off =
                            distance(train.get(k).time(), trains.get(n).get(k).time());
                    double error = off / (conditions.get(spike) * ROUNDOFF);
                    TIMES.add(error);
                    assertTrue(error <= MOST_FOR_TIMES, () -> spike + " is off by " + error + " κ·2^-53");
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
        List<Double> gradient = Conditioning.flat(fast);
        assertEquals(truth.size(), gradient.size(), "number of entries of the gradient");
        certified
                .loss()
                .ifPresent(loss -> assertInstanceOf(loss.getClass(), fast.loss().orElseThrow(), "outcome of the loss"));
        Optional<double[]> conditions = truth.isEmpty() ? Optional.empty() : Conditioning.ofGradient(network, GRADIENT);
        Statistics.label("gradient judged").collect(conditions.isPresent());
        if (conditions.isPresent()) {
            int weights = network.projections().stream()
                    .mapToInt(projection -> projection.synapses().size())
                    .sum();
            checkEntries(gradient, truth, conditions.get(), 0, weights, BY_ADJOINT);
            Question eventProp = GRADIENT.by(Method.EVENTPROP).withRespectTo(EnumSet.of(ParameterKind.WEIGHTS));
            List<Double> byWeights = Conditioning.flat(new EventEngine().solve(network, eventProp));
            checkEntries(byWeights, truth, conditions.get(), 0, weights, BY_EVENTPROP);
            // Derivatives by times are differences W(P − αQ), those by shared reals sums; either may cancel in a way
            // that
            // the condition of the entry does not see, but that of the gradient does (D10).
            double[] largest = new double[gradient.size()];
            Arrays.fill(largest, Arrays.stream(conditions.get()).max().orElse(0));
            checkEntries(gradient, truth, largest, weights, gradient.size(), OTHERS);
            for (int k = weights; k < gradient.size(); k++) {
                OTHER_ENTRIES.add(error(gradient, truth, conditions.get(), k));
            }
        }
    }

    private static double error(List<Double> gradient, List<Ball> truth, double[] conditions, int k) {
        double off = distance(gradient.get(k), truth.get(k));
        return off == 0 ? 0 : off / (conditions[k] * ROUNDOFF);
    }

    private static void checkEntries(
            List<Double> gradient,
            List<Ball> truth,
            double[] conditions,
            int from,
            int to,
            ErrorStatistics statistics) {
        for (int k = from; k < to; k++) {
            if (gradient.get(k) == 0 && truth.get(k).isZero()) {
                continue;
            }
            double error = error(gradient, truth, conditions, k);
            int entry = k;
            statistics.add(error);
            assertTrue(
                    error <= MOST_FOR_GRADIENTS,
                    () -> "entry " + entry + " of the gradient, " + gradient.get(entry) + ", is off by " + error
                            + " κ·2^-53");
        }
    }
}
