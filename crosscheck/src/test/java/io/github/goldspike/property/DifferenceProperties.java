package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Derivatives against central differences taken by the engine itself (promise 5). The difference D(h) has the error
 * h²f'''/6 + O(h⁴), so that D(2h) − D(h) = h²f'''/2 + O(h⁴) is three times that error: the derivative lies within
 * |D(2h) − D(h)| of D(h), whatever the third derivative is.
 */
@AddLifecycleHook(Campaign.class)
class DifferenceProperties {

    private static final int DIGITS = 40;
    private static final int DIFFERENCE_DIGITS = 100;
    private static final Rational STEP = Rationals.powerOfTen(-32);

    /** Differences that agree less well say nothing: the derivative changes on the scale of the step. */
    private static final Ball USEFUL = Ball.of(Rationals.powerOfTen(-15), 64);

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theJacobianAndTheGradientAgreeWithCentralDifferences(
            @ForAll("networks") Network network, @ForAll @IntRange(max = 1000) int which) {
        Solved.holds(network, DIGITS, solved -> {
            int projections = network.projections().size();
            if (!solved.decided() || projections == 0) {
                return;
            }
            int p = which % projections;
            int k = which
                    / projections
                    % network.projections().get(p).synapses().size();
            Optional<Differences> near = Differences.of(network, p, k, STEP);
            Optional<Differences> far = Differences.of(network, p, k, STEP.times(Rational.of(2)));
            boolean comparable = near.isPresent()
                    && far.isPresent()
                    && near.get().matches(solved)
                    && far.get().matches(solved);
            Statistics.label("comparable")
                    .collect(comparable)
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 60));
            if (comparable) {
                assertJacobian(solved.answer(), p, k, near.get(), far.get());
                assertGradient(solved.answer(), p, k, near.get(), far.get());
            }
        });
    }

    private static void assertJacobian(Answer<Ball> answer, int p, int k, Differences near, Differences far) {
        Map<SpikeId, Ball> column = answer.jacobian().orElseThrow().stream()
                .filter(entry -> entry.parameter().equals(ParameterId.weight(p, k)))
                .collect(Collectors.toMap(Derivative::spike, Derivative::value));
        // One-sided at a tie, or undecided there: no central difference says anything.
        Set<SpikeId> withoutValue = answer.atTies().jacobian().stream()
                .filter(entry -> entry.parameter().equals(ParameterId.weight(p, k)))
                .map(Derivative::spike)
                .collect(Collectors.toSet());
        answer.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                for (int i = 0; i < trains.get(n).size(); i++) {
                    SpikeId spike = new SpikeId(population, n, i);
                    if (withoutValue.contains(spike)) {
                        continue;
                    }
                    assertAgrees(
                            "time of " + spike,
                            column.getOrDefault(spike, Ball.ZERO),
                            near.time(spike),
                            far.time(spike));
                }
            }
        });
    }

    private static void assertGradient(Answer<Ball> answer, int p, int k, Differences near, Differences far) {
        if (answer.gradient().isPresent()
                && answer.gradient().get() instanceof Outcome.Known<Gradient<Ball>> known
                && near.loss().isPresent()
                && far.loss().isPresent()) {
            Ball derivative = known.value().weights().get(p).get(k);
            assertAgrees("loss", derivative, near.loss().get(), far.loss().get());
        }
    }

    private static void assertAgrees(String what, Ball derivative, Ball near, Ball far) {
        Ball error = far.minus(near);
        if (error.abs().upper().isGreaterThan(USEFUL)) {
            return;
        }
        Ball truth = near.widenedBy(error);
        assertTrue(
                truth.overlaps(derivative),
                () -> "derivative of the " + what + ": " + derivative + ", difference " + near
                        + ", with the double step " + far);
    }

    /** Central differences of all spike times and of the loss. */
    private record Differences(Answer<Ball> plus, Answer<Ball> minus, Ball width) {

        /** Empty if something is undecided at a neighbouring weight. */
        static Optional<Differences> of(Network network, int projection, int synapse, Rational step) {
            Answer<Ball> plus = answer(Rewritten.withWeight(network, projection, synapse, step));
            Answer<Ball> minus = answer(Rewritten.withWeight(network, projection, synapse, step.negate()));
            return plus.undecided().isEmpty() && minus.undecided().isEmpty()
                    ? Optional.of(new Differences(plus, minus, Ball.of(step.times(Rational.of(2)), 600)))
                    : Optional.empty();
        }

        private static Answer<Ball> answer(Network network) {
            Question question = Question.ofDigits(DIFFERENCE_DIGITS)
                    .withLimits(new Question.Limits(2 * DIFFERENCE_DIGITS, Solved.SPIKE_LIMIT));
            return new CertifiedEngine().solve(network, question);
        }

        boolean matches(Solved solved) {
            return new Solved(solved.network(), plus).counts().equals(solved.counts())
                    && new Solved(solved.network(), minus).counts().equals(solved.counts());
        }

        Ball time(SpikeId spike) {
            return quotient(time(plus, spike), time(minus, spike));
        }

        private static Ball time(Answer<Ball> answer, SpikeId spike) {
            return answer.spikes()
                    .get(spike.population())
                    .get(spike.neuron())
                    .get(spike.index())
                    .time();
        }

        Optional<Ball> loss() {
            return plus.loss()
                    .flatMap(p -> minus.loss()
                            .flatMap(m -> p instanceof Outcome.Known<Ball> high && m instanceof Outcome.Known<Ball> low
                                    ? Optional.of(quotient(high.value(), low.value()))
                                    : Optional.empty()));
        }

        private Ball quotient(Ball high, Ball low) {
            return high.withPrecision(600).minus(low.withPrecision(600)).dividedBy(width);
        }
    }
}
