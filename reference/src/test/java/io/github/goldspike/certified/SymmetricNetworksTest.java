package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Networks as people write them, full of ties: all spikes are decided, and so is the gradient by what moves all alike (events-E5). */
class SymmetricNetworksTest {

    /** The loss asks for the first spike of neuron 0. */
    private static Network of(SmallNetworks network, int size) {
        return network.loss(
                        new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, Rational.ZERO))))
                .neurons(size);
    }

    private static SmallNetworks layer(int size, String weight) {
        SmallNetworks network = new SmallNetworks().source("0.25", "1");
        for (int n = 0; n < size; n++) {
            network.feed(0, n, weight);
        }
        return network.horizon("2");
    }

    private static SmallNetworks all(int size, String weight, String delay) {
        SmallNetworks network = layer(size, "6");
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j) {
                    network.connect(i, j, weight, delay);
                }
            }
        }
        return network;
    }

    private static SmallNetworks ring(int size, String weight, String delay) {
        SmallNetworks network = layer(size, "6");
        for (int i = 0; i < size; i++) {
            network.connect(i, (i + 1) % size, weight, delay);
        }
        return network;
    }

    private static SmallNetworks xor(String first, String second) {
        return new SmallNetworks()
                .source(first)
                .source(second)
                .feed(0, 1, "7")
                .feed(1, 2, "7")
                .feed(0, 2, "-2")
                .feed(1, 1, "-2")
                .connect(1, 0, "8", "0")
                .connect(2, 0, "8", "0")
                .horizon("2");
    }

    private static SmallNetworks layers(int width, String weight) {
        SmallNetworks network = new SmallNetworks().source("0.25");
        IntFunction<Integer> second = k -> width + k;
        for (int i = 0; i < width; i++) {
            network.feed(0, second.apply(i), "6");
            for (int j = 0; j < width; j++) {
                network.connect(second.apply(i), j, weight, "0");
            }
        }
        return network.horizon("2");
    }

    private static Map<String, Network> networks() {
        Map<String, Network> networks = new LinkedHashMap<>();
        networks.put("XOR, equal inputs", of(xor("0.25", "0.25"), 3));
        networks.put("XOR, first input late", of(xor("1", "0.25"), 3));
        networks.put("XOR, second input late", of(xor("0.25", "1"), 3));
        networks.put("twins apart", of(layer(2, "5"), 2));
        networks.put("twins that excite each other", of(all(2, "1", "0"), 2));
        networks.put("twins that inhibit each other a little", of(all(2, "-1", "0"), 2));
        networks.put("twins that inhibit each other with delay", of(all(2, "-9", "0.1"), 2));
        networks.put("three that excite each other", of(all(3, "0.5", "0"), 3));
        networks.put("three that inhibit each other a little", of(all(3, "-0.5", "0"), 3));
        networks.put("winner take all of two", of(all(2, "-9", "0"), 2));
        networks.put("winner take all of four", of(all(4, "-9", "0"), 4));
        networks.put("ring of three", of(ring(3, "2", "0"), 3));
        networks.put("ring of four with delay", of(ring(4, "2", "0.5"), 4));
        networks.put("ring of five that inhibits", of(ring(5, "-1", "0"), 5));
        networks.put("two layers of two", of(layers(2, "3"), 4));
        networks.put("two layers of four", of(layers(4, "2.5"), 8));
        networks.put("chain of equals", of(ring(4, "5", "0.1").horizon("1"), 4));
        networks.put("refractory twins", of(all(2, "2", "0.5").refractory("0.5"), 2));
        networks.put("refractory ring", of(ring(3, "2", "0.25").refractory("0.25"), 3));
        networks.put(
                "jumps in parts",
                of(
                        new SmallNetworks()
                                .source("0.25")
                                .source("0.25")
                                .feed(0, 0, "6")
                                .feed(0, 1, "3")
                                .feed(1, 1, "3")
                                .connect(1, 0, "1", "0")
                                .connect(0, 1, "1", "0")
                                .horizon("2"),
                        2));
        return networks;
    }

    @TestFactory
    List<DynamicTest> spikesAndTheGradientByWhatMovesAllAlikeAreDecided() {
        return networks().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> isDecided(entry.getValue())))
                .toList();
    }

    private static void isDecided(Network network) {
        EnumSet<ParameterKind> alike = EnumSet.of(ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.BETA);
        Answer<Ball> answer = new CertifiedEngine()
                .solve(network, Question.ofDigits(20).withRespectTo(alike).withJacobian());
        assertEquals(List.of(), answer.undecided());
        assertInstanceOf(Outcome.Known.class, answer.loss().orElseThrow());
        assertInstanceOf(Outcome.Known.class, answer.gradient().orElseThrow());
        Answer<Ball> byWeights = new CertifiedEngine().solve(network, Question.ofDigits(20));
        assertTrue(
                byWeights.undecided().stream()
                        .allMatch(open -> open.place().affected().isEmpty()
                                && open.detail().contains("may prevent it")),
                byWeights.undecided().toString());
    }
}
