package io.github.goldspike.response;

import static io.github.goldspike.response.Kernels.alone;
import static io.github.goldspike.response.Kernels.fromInput;
import static io.github.goldspike.response.Kernels.fromNeuron;
import static io.github.goldspike.response.Kernels.neuron;
import static io.github.goldspike.response.Kernels.real;
import static io.github.goldspike.response.Kernels.term;
import static io.github.goldspike.response.Kernels.train;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is refused (kernels-R1 and kernels-R2), and what is not decided (kernels-R5 and kernels-R6). */
class ResponseNetworkTest {

    private static final ExponentialPolynomial RESET = term("-1", 0, "1");
    private static final ExponentialPolynomial KERNEL =
            ExponentialPolynomial.decay(Rational.ONE, Rational.of(2)).filteredBy(Rational.ONE);

    private static void assertRefused(String place, String value, Supplier<ResponseNetwork> network) {
        InvalidNetworkException refused = assertThrows(InvalidNetworkException.class, network::get);
        assertEquals(place, refused.pointer());
        assertTrue(refused.detail().contains(value), refused.detail());
    }

    private static ResponseNetwork fed(ExponentialPolynomial kernel, String delay) {
        return new ResponseNetwork(
                Rational.ONE,
                List.of(train("0")),
                List.of(neuron("1")),
                List.of(fromInput(0, 0, "1", "0", KERNEL), fromInput(0, 0, "1", delay, kernel)));
    }

    @Test
    void aResponseMustStartAtExactlyZero() {
        ExponentialPolynomial almost = term("1", 0, "1").plus(term("-0.99999999999999999999", 0, "2"));
        assertRefused("/synapses/1/response", "0.00000000000000000001", () -> fed(almost, "0"));
        fed(term("1", 0, "1").plus(term("-1", 0, "2")), "0");
    }

    @Test
    void aResetMustStartBelowZero() {
        assertRefused("/neurons/0/reset", "0.5", () -> alone(term("1", 1, "0"), term("0.5", 0, "1")));
        assertRefused("/neurons/0/reset", "starts at 0", () -> alone(term("1", 1, "0"), term("-1", 1, "1")));
        // A positive part is outweighed.
        alone(term("1", 1, "0"), term("2", 0, "1").plus(term("-2.1", 0, "2")));
    }

    @Test
    void thePotentialMustStartBelowTheThreshold() {
        assertRefused("/neurons/0/rest", "1", () -> alone(term("0.5", 0, "1").plus(term("0.5", 0, "0")), RESET));
    }

    @Test
    void placesAndTimesMustMakeSense() {
        assertRefused("/synapses/1/delay", "-0.1", () -> fed(KERNEL, "-0.1"));
        assertRefused(
                "/synapses/0/from",
                "input 1",
                () -> new ResponseNetwork(
                        Rational.ONE,
                        List.of(train("0")),
                        List.of(neuron("1")),
                        List.of(fromInput(1, 0, "1", "0", KERNEL))));
        assertRefused(
                "/synapses/0/from",
                "neuron 1",
                () -> new ResponseNetwork(
                        Rational.ONE, List.of(), List.of(neuron("1")), List.of(fromNeuron(1, 0, "1", "0", KERNEL))));
        assertRefused(
                "/synapses/0/target",
                "neuron 2",
                () -> new ResponseNetwork(
                        Rational.ONE, List.of(), List.of(neuron("1")), List.of(fromNeuron(0, 2, "1", "0", KERNEL))));
        assertRefused(
                "/inputs/0/1",
                "comes after",
                () -> new ResponseNetwork(Rational.ONE, List.of(train("1", "0.5")), List.of(), List.of()));
        assertRefused("/horizon", "-1", () -> new ResponseNetwork(Rational.of(-1), List.of(), List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> term("1", -1, "1"));
        assertRefused("/synapses/1/response", "rate -1", () -> fed(KERNEL.plus(term("1", 1, "-1")), "0"));
        assertRefused("/neurons/0/reset", "rate -1", () -> alone(term("0", 0, "1"), RESET.plus(term("1", 1, "-1"))));
    }

    private static UndecidedEvent undecided(Undecided.Kind kind, ResponseNetwork network) {
        UndecidedEvent open =
                new ResponseEngine().solve(network, 20).undecided().orElseThrow();
        assertEquals(kind, open.kind(), open::detail);
        return open;
    }

    @Test
    void aTouchOfTheThresholdIsUndecidedAndWhatCameBeforeIsProved() {
        // The second neuron has V = 2t − t², which touches 1 at t = 1; the first spikes at ½ and 3/2 by V = 2t.
        ResponseNetwork network = new ResponseNetwork(
                Rational.of(2),
                List.of(),
                List.of(
                        new ResponseNetwork.Neuron(Rational.ONE, term("2", 1, "0"), term("-2", 0, "0")),
                        new ResponseNetwork.Neuron(
                                Rational.ONE, term("2", 1, "0").plus(term("-1", 2, "0")), RESET)),
                List.of());
        assertEquals(1, undecided(Undecided.Kind.GRAZING, network).neuron());
        ResponseAnswer answer = new ResponseEngine().solve(network, 20);
        assertTrue(answer.provedUntil().isLessThan(Ball.ONE));
        assertTrue(answer.provedUntil().isGreaterThan(Ball.exactlyOf(0.9999)));
        assertEquals(1, answer.spikes().size());
        assertTrue(answer.spikes().get(0).time().contains(real("1/2")));
    }

    @Test
    void aTouchThatAnArrivalPreventsIsNoMatter() {
        // As before, but the first neuron's spike at ½ arrives at ¾ and lifts, or lowers, the second one's potential.
        for (String weight : List.of("1", "-1")) {
            ResponseNetwork network = new ResponseNetwork(
                    real("1.25"),
                    List.of(),
                    List.of(
                            new ResponseNetwork.Neuron(Rational.ONE, term("2", 1, "0"), term("-2", 0, "0")),
                            new ResponseNetwork.Neuron(
                                    Rational.ONE, term("2", 1, "0").plus(term("-1", 2, "0")), RESET)),
                    List.of(fromNeuron(0, 1, weight, "0.25", KERNEL)));
            ResponseAnswer answer = new ResponseEngine().solve(network, 20);
            assertTrue(answer.undecided().isEmpty(), () -> "undecided: " + answer.undecided());
            assertEquals(weight.equals("1") ? 1 : 0, answer.train(1).size());
        }
    }

    @Test
    void aSpikeAtTheHorizonIsUndecided() {
        undecided(Undecided.Kind.HORIZON, alone(term("0.2", 1, "0"), RESET));
        // A time that is not dyadic, known as an enclosure only.
        ResponseNetwork thirds = new ResponseNetwork(
                real("1/3"),
                List.of(),
                List.of(new ResponseNetwork.Neuron(Rational.ONE, term("3", 1, "0"), RESET)),
                List.of());
        undecided(Undecided.Kind.HORIZON, thirds);
    }

    @Test
    void anArrivalAtTheTimeOfASpikeIsUndecided() {
        for (String rate : List.of("1", "3", "7")) {
            ResponseNetwork network = new ResponseNetwork(
                    Rational.of(2),
                    List.of(List.of(real(rate).reciprocal())),
                    List.of(new ResponseNetwork.Neuron(Rational.ONE, term(rate, 1, "0"), RESET)),
                    List.of(fromInput(0, 0, "1", "0", KERNEL)));
            undecided(Undecided.Kind.TIE, network);
        }
    }

    @Test
    void anArrivalJustBeforeOrAfterASpikeChangesItsDerivatives() {
        // The same spike time to 10⁻³⁰, but V' = 1 without and V' = 1 + W·K'(0⁺) = 3 with the arrival before it.
        for (String time : List.of("0.999999999999999999999999999999", "1.000000000000000000000000000001")) {
            ResponseNetwork network = new ResponseNetwork(
                    Rational.of(2),
                    List.of(train(time)),
                    List.of(new ResponseNetwork.Neuron(Rational.ONE, term("1", 1, "0"), term("-9", 0, "1"))),
                    List.of(fromInput(0, 0, "2", "0", KERNEL)));
            ResponseAnswer answer = new ResponseEngine().solve(network, 20);
            assertTrue(answer.undecided().isEmpty());
            ResponseAnswer.Spike spike = answer.spikes().get(0);
            assertEquals("1.0000000000000000000", spike.time().toDecimal(20));
            assertEquals(
                    time.startsWith("0") ? "3.0000000000000000000" : "1.0000000000000000000",
                    spike.slope().toDecimal(20));
        }
    }

    @Test
    void twinsThatFeedEachOtherWithoutDelayAreUndecided() {
        ResponseNetwork.Neuron driven = new ResponseNetwork.Neuron(Rational.ONE, term("1", 1, "0"), RESET);
        ResponseNetwork network = new ResponseNetwork(
                Rational.of(2),
                List.of(),
                List.of(driven, driven),
                List.of(fromNeuron(0, 1, "1", "0", KERNEL), fromNeuron(1, 0, "1", "0", KERNEL)));
        undecided(Undecided.Kind.TIE, network);
    }

    @Test
    void aTwinThatFeedsTheOtherWithoutDelayIsUndecided() {
        // The spikes are those without the synapse, but the derivative by the first one's input is one-sided.
        ResponseNetwork.Neuron driven = new ResponseNetwork.Neuron(Rational.ONE, term("0.7", 1, "0"), RESET);
        for (int from = 0; from < 2; from++) {
            ResponseNetwork network = new ResponseNetwork(
                    Rational.of(2),
                    List.of(),
                    List.of(driven, driven),
                    List.of(fromNeuron(from, 1 - from, "1", "0", KERNEL)));
            undecided(Undecided.Kind.TIE, network);
        }
    }

    @Test
    void arrivalsAtTheSameTimeAreNoTie() {
        ResponseNetwork.Neuron driven = new ResponseNetwork.Neuron(Rational.ONE, term("3", 1, "0"), RESET);
        ResponseNetwork network = new ResponseNetwork(
                Rational.ONE,
                List.of(),
                List.of(driven, driven, neuron("1")),
                List.of(
                        fromNeuron(0, 2, "5", "0.1", KERNEL),
                        fromNeuron(1, 2, "5", "0.1", KERNEL),
                        fromNeuron(2, 2, "3", "0", KERNEL)));
        ResponseAnswer answer = new ResponseEngine().solve(network, 30);
        assertTrue(answer.undecided().isEmpty(), () -> "undecided: " + answer.undecided());
        assertTrue(answer.train(2).size() > 0);
    }

    @Test
    void aRunawayStopsAtTheLimit() {
        ResponseNetwork network = new ResponseNetwork(
                Rational.of(100),
                List.of(),
                List.of(new ResponseNetwork.Neuron(Rational.ONE, term("3", 1, "0"), RESET)),
                List.of());
        ResponseAnswer answer = new ResponseEngine()
                .solve(network, ResponseQuestion.ofDigits(20).withSpikes(7));
        assertEquals(7, answer.spikes().size());
        assertEquals(Undecided.Kind.LIMIT, answer.undecided().orElseThrow().kind());
    }

    @Test
    void aReboundOfTheResetAloneBringsAboutASpike() {
        // 3te^{−t} peaks at 1.10. With a plain reset that is one spike; if η overshoots, the next spikes need no input.
        ExponentialPolynomial pulse = term("3", 1, "1");
        ExponentialPolynomial plain = term("-1", 0, "2");
        assertEquals(1, spikes(alone(pulse, plain)));
        assertTrue(spikes(alone(pulse, plain.plus(term("2", 1, "2")))) > 1);
    }

    private static int spikes(ResponseNetwork network) {
        ResponseAnswer answer = new ResponseEngine().solve(network, 20);
        assertTrue(answer.undecided().isEmpty(), () -> "undecided: " + answer.undecided());
        return answer.spikes().size();
    }
}
