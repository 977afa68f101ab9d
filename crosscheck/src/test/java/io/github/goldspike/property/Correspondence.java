package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What mathematics says about the answer of a rewritten network, given that of the original one: which spike and which synapse
 * becomes which, and by what factor each quantity changes.
 *
 * @param shift added to every time after multiplying
 * @param loss factor of the loss, empty if the loss is not compared
 * @param weight factor of a weight as given, by projection and synapse; derivatives are divided by it
 */
record Correspondence(
        Rational time,
        Rational shift,
        Rational slope,
        Optional<Rational> loss,
        Rational gradient,
        BiFunction<Integer, Integer, Rational> weight,
        BiFunction<String, Integer, Integer> neuron,
        BiFunction<Integer, Integer, Place> synapse) {

    private static final int BITS = 400;

    /** Where a synapse stands. */
    record Place(int projection, int synapse) {}

    /** Nothing changes. */
    static Correspondence identity() {
        return new Correspondence(
                Rational.ONE,
                Rational.ZERO,
                Rational.ONE,
                Optional.of(Rational.ONE),
                Rational.ONE,
                (p, k) -> Rational.ONE,
                (population, n) -> n,
                Place::new);
    }

    Correspondence withTimes(Rational factor, Rational newShift, Rational slopeFactor) {
        return new Correspondence(factor, newShift, slopeFactor, loss, gradient, weight, neuron, synapse);
    }

    Correspondence withLoss(Optional<Rational> factor, Rational gradientFactor) {
        return new Correspondence(time, shift, slope, factor, gradientFactor, weight, neuron, synapse);
    }

    Correspondence withWeights(BiFunction<Integer, Integer, Rational> factors) {
        return new Correspondence(time, shift, slope, loss, gradient, factors, neuron, synapse);
    }

    Correspondence withPlaces(
            BiFunction<String, Integer, Integer> neurons, BiFunction<Integer, Integer, Place> synapses) {
        return new Correspondence(time, shift, slope, loss, gradient, weight, neurons, synapses);
    }

    /** Compares all that both answers have; spikes up to where either is undecided. */
    void assertHolds(Solved original, Solved rewritten) {
        boolean decided = original.decided() && rewritten.decided();
        original.answer().spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Ball>> other = rewritten.train(population, neuron.apply(population, n));
                List<Spike<Ball>> train = trains.get(n);
                if (decided) {
                    assertEquals(train.size(), other.size(), "spikes of " + population + "/" + n);
                }
                for (int k = 0; k < Math.min(train.size(), other.size()); k++) {
                    Ball expected = scaled(train.get(k).time(), time).plus(Ball.of(shift, BITS));
                    assertSame("time of spike " + k, expected, other.get(k).time());
                    assertSame(
                            "slope of spike " + k,
                            scaled(train.get(k).slope(), slope),
                            other.get(k).slope());
                }
            }
        });
        if (decided) {
            loss.ifPresent(factor -> assertSameLoss(original, rewritten, factor));
            assertSameGradient(original, rewritten);
            assertSameJacobian(original, rewritten);
        }
    }

    private void assertSameLoss(Solved original, Solved rewritten, Rational factor) {
        original.answer().loss().ifPresent(outcome -> {
            Outcome<Ball> other = rewritten.answer().loss().orElseThrow();
            assertEquals(outcome.getClass(), other.getClass());
            if (outcome instanceof Outcome.Known<Ball> known && other instanceof Outcome.Known<Ball> found) {
                assertSame("loss", scaled(known.value(), factor), found.value());
            }
        });
    }

    private void assertSameGradient(Solved original, Solved rewritten) {
        original.answer().gradient().ifPresent(outcome -> {
            Outcome<Gradient<Ball>> other = rewritten.answer().gradient().orElseThrow();
            assertEquals(outcome.getClass(), other.getClass(), "outcome of the gradient");
            if (outcome instanceof Outcome.Known<Gradient<Ball>> known
                    && other instanceof Outcome.Known<Gradient<Ball>> found) {
                for (int p = 0; p < known.value().weights().size(); p++) {
                    for (int k = 0; k < known.value().weights().get(p).size(); k++) {
                        Place place = synapse.apply(p, k);
                        assertSame(
                                "gradient " + p + "/" + k,
                                scaled(known.value().weights().get(p).get(k), gradient.dividedBy(weight.apply(p, k))),
                                found.value().weights().get(place.projection).get(place.synapse));
                    }
                }
            }
        });
    }

    private void assertSameJacobian(Solved original, Solved rewritten) {
        Map<List<Object>, Ball> found = rewritten.answer().jacobian().orElseThrow().stream()
                .collect(Collectors.toMap(
                        entry -> List.of(
                                entry.spike(),
                                new Place(
                                        entry.parameter().owner(),
                                        entry.parameter().index())),
                        Derivative::value));
        for (Derivative<Ball> entry : original.answer().jacobian().orElseThrow()) {
            SpikeId spike = new SpikeId(
                    entry.spike().population(),
                    neuron.apply(entry.spike().population(), entry.spike().neuron()),
                    entry.spike().index());
            Rational factor = time.dividedBy(
                    weight.apply(entry.parameter().owner(), entry.parameter().index()));
            Place place =
                    synapse.apply(entry.parameter().owner(), entry.parameter().index());
            assertSame(
                    "derivative of " + spike,
                    scaled(entry.value(), factor),
                    found.getOrDefault(List.of(spike, place), Ball.ZERO));
        }
    }

    private static Ball scaled(Ball x, Rational factor) {
        return x.withPrecision(BITS).times(Ball.of(factor, BITS));
    }

    private static void assertSame(String what, Ball expected, Ball found) {
        assertTrue(expected.overlaps(found), () -> what + ": " + expected + " expected, but " + found);
    }
}
