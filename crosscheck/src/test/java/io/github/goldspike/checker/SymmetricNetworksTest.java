package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Twenty networks as people write them, in which much happens at once: all answers are accepted, and sixteen have nothing left open. In four
 * a spike arrives, without a delay, at the very moment at which its target spikes, so that their order has no meaning or is not decided.
 */
class SymmetricNetworksTest {

    private static String matrix(int pre, int post, java.util.function.BinaryOperator<Integer> weight) {
        return IntStream.range(0, pre)
                .mapToObj(i -> IntStream.range(0, post)
                        .mapToObj(j -> {
                            Integer w = weight.apply(i, j);
                            return w == null ? "null" : "\"" + w + "\"";
                        })
                        .toList()
                        .toString())
                .toList()
                .toString();
    }

    private static String all(int pre, int post, String weight) {
        return Collections.nCopies(pre, Collections.nCopies(post, weight).toString())
                .toString();
    }

    private static String source(String... times) {
        List<String> trains = new ArrayList<>();
        for (String time : times) {
            trains.add("[\"" + time + "\"]");
        }
        return "{\"name\": \"in\", \"spikes\": " + trains + "}";
    }

    private static String neurons(String name, int size, String more) {
        return "{\"name\": \"" + name + "\", \"size\": " + size + ", \"threshold\": \"1\", " + more + "}";
    }

    private static String projection(String from, String to, String weights, String more) {
        return "{\"from\": \"" + from + "\", \"to\": \"" + to + "\", \"alpha\": \"1\", \"weights\": " + weights + more
                + "}";
    }

    private static String network(String horizon, List<String> populations, List<String> projections, String loss) {
        return "{\"format\": \"goldspike-network/1\", \"horizon\": \"" + horizon + "\", \"populations\": " + populations
                + ", \"projections\": " + projections + ", \"loss\": " + loss + "}";
    }

    private static String first(String population) {
        return "{\"kind\": \"first-spike-cross-entropy\", \"population\": \"" + population
                + "\", \"label\": 0, \"tau0\": \"1\", \"tau1\": \"1\", \"gamma\": \"0.1\"}";
    }

    private static final String LEAK = "\"beta\": \"1\"";

    private static Map<String, String> networks() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pattern : List.of("0 0", "0 2", "2 0", "2 2")) {
            String[] times = pattern.split(" ");
            all.put(
                    "XOR " + pattern,
                    network(
                            "6",
                            List.of(source("0", times[0], times[1]), neurons("h", 4, LEAK), neurons("o", 2, LEAK)),
                            List.of(
                                    projection("in", "h", all(3, 4, "\"2\""), ""),
                                    projection("h", "o", all(4, 2, "\"1\""), "")),
                            first("o")));
        }
        for (int n = 2; n <= 4; n++) {
            int size = n;
            all.put(
                    "ring of " + n,
                    network(
                            "3",
                            List.of(source("0"), neurons("r", n, LEAK)),
                            List.of(
                                    projection("in", "r", all(1, n, "\"5\""), ""),
                                    projection(
                                            "r",
                                            "r",
                                            matrix(n, n, (i, j) -> (i + 1) % size == j ? 1 : null),
                                            ", \"delays\": \"0.5\"")),
                            first("r")));
        }
        for (String weight : List.of("1", "-1", "0.25")) {
            all.put(
                    "twins that excite or inhibit each other by " + weight,
                    network(
                            "2",
                            List.of(source("0"), neurons("t", 2, LEAK)),
                            List.of(
                                    projection("in", "t", all(1, 2, "\"5\""), ""),
                                    projection(
                                            "t", "t", "[[null, \"" + weight + "\"], [\"" + weight + "\", null]]", "")),
                            first("t")));
        }
        for (int n = 2; n <= 4; n++) {
            all.put(
                    "winner-take-all of " + n,
                    network(
                            "2",
                            List.of(source("0"), neurons("w", n, LEAK)),
                            List.of(
                                    projection("in", "w", all(1, n, "\"6\""), ""),
                                    projection(
                                            "w",
                                            "w",
                                            matrix(n, n, (i, j) -> i.equals(j) ? null : -1),
                                            ", \"delays\": \"0.1\"")),
                            first("w")));
        }
        for (int n = 2; n <= 5; n++) {
            all.put(
                    "layers of equal weights, " + n + " wide",
                    network(
                            "3",
                            List.of(source("0", "0.5"), neurons("a", n, LEAK), neurons("b", n, LEAK)),
                            List.of(
                                    projection("in", "a", all(2, n, "\"3\""), ""),
                                    projection("a", "b", all(n, n, "\"1\""), "")),
                            first("b")));
        }
        String driven = "\"beta\": \"0\", \"current\": [[\"0\", \"1\"]]";
        all.put(
                "pacemakers in step",
                network(
                        "2.5",
                        List.of(
                                neurons("p", 3, driven),
                                neurons("q", 1, "\"beta\": \"0\", \"current\": [[\"0\", \"0.5\"]]")),
                        List.of(projection("p", "q", all(3, 1, "\"1\""), "")),
                        first("p")));
        all.put(
                "a pacemaker and an input at its time",
                network(
                        "2.5",
                        List.of(source("1", "2"), neurons("p", 1, driven)),
                        List.of(projection("in", "p", all(2, 1, "\"1\""), "")),
                        first("p")));
        all.put(
                "a current that jumps at a spike",
                network(
                        "2.25",
                        List.of(neurons("p", 2, "\"beta\": \"0\", \"current\": [[\"0\", \"1\"], [\"1\", \"2\"]]")),
                        List.of(projection("p", "p", "[[null, \"1\"], [\"1\", null]]", "")),
                        first("p")));
        return all;
    }

    @Test
    void allTwentyAreAcceptedAndSixteenHaveNothingLeftOpen() throws IOException {
        EnumSet<ParameterKind> kinds = EnumSet.allOf(ParameterKind.class);
        kinds.remove(ParameterKind.KERNEL);
        kinds.remove(ParameterKind.RESET_KERNEL);
        List<String> open = new ArrayList<>();
        assertEquals(20, networks().size());
        for (Map.Entry<String, String> entry : networks().entrySet()) {
            byte[] network = entry.getValue().getBytes(StandardCharsets.UTF_8);
            Question question = Question.ofDigits(12).withRespectTo(kinds).withJacobian();
            Solved solved = Solved.of(entry.getKey(), network, question);
            Checker.Verdict verdict = Checker.check(network, solved.answer());
            assertEquals(solved.certified() ? 0 : 3, verdict.status(), entry.getKey() + ": " + verdict.line());
            if (!solved.certified()) {
                open.add(entry.getKey());
            }
        }
        assertEquals(
                List.of(
                        "twins that excite or inhibit each other by 1",
                        "twins that excite or inhibit each other by -1",
                        "twins that excite or inhibit each other by 0.25",
                        "a current that jumps at a spike"),
                open);
    }
}
