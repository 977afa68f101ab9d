package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every integer that comes from a file has a range (certificate.md, "Ranges"). */
class RangesTest {

    private static final String NETWORK = """
            {"format": "goldspike-network/1", "horizon": "1.5",
             "populations": [{"name": "in", "spikes": [["0", "0.5"]]}, {"name": "o", "size": 2, "beta": "1", "threshold": "1"}],
             "projections": [{"from": "in", "to": "o", "alpha": "1", "weights": [["4", "3"]]},
                             {"from": "o", "to": "o", "alpha": "1", "synapses": [[0, 1, "1", "0.125"]]}],
             "loss": LOSS}
            """;

    /** One for each kind of a loss that holds an integer. */
    private static final List<String> LOSSES = List.of(
            "{\"kind\": \"spike-time-square\", \"targets\": [[\"o\", 1, 0, \"1\"]]}",
            "{\"kind\": \"voltage-square\", \"population\": \"o\", \"neuron\": 1, \"target\": \"0.3\"}",
            "{\"kind\": \"first-spike-cross-entropy\", \"population\": \"o\", \"label\": 1, \"tau0\": 1, \"tau1\": 1, \"gamma\": 1}");

    private static final String[] BEYOND = {
        "-1",
        "2147483647",
        "2147483648",
        "9223372036854775808",
        "18446744073709551616",
        "1e99999",
        "1.0",
        "1e0",
        "-0",
        "\"1\"",
        "null",
        "[]"
    };

    private static void assertRefused(String network, String answer, String what) {
        Checker.Verdict verdict =
                Checker.check(network.getBytes(StandardCharsets.UTF_8), answer.getBytes(StandardCharsets.UTF_8));
        assertTrue(verdict.status() > 0, what + ": " + verdict.line());
        assertEquals(1, verdict.line().lines().count());
    }

    /** With the hash of the changed network, so that it is not that which is refused. */
    private static String of(String answer, String network) {
        return answer.replaceFirst(
                "\"sha256\": \"[0-9a-f]+\"",
                "\"sha256\": \"" + Solved.sha256(network.getBytes(StandardCharsets.UTF_8)) + '"');
    }

    @Test
    void integersOfANetworkBeyondTheirRangesAreRefused() throws IOException {
        for (String loss : LOSSES) {
            String network = NETWORK.replace("LOSS", loss);
            String answer = new String(
                    Solved.of("", network.getBytes(StandardCharsets.UTF_8), 8, false)
                            .answer(),
                    StandardCharsets.UTF_8);
            assertEquals(
                    0,
                    Checker.check(network.getBytes(StandardCharsets.UTF_8), answer.getBytes(StandardCharsets.UTF_8))
                            .status());
            for (String field : List.of(
                    "\"size\": |2",
                    "[|0, 1, \"1\"",
                    "[0, |1, \"1\"",
                    "\"o\", |1, 0",
                    "\"o\", 1, |0",
                    "\"neuron\": |1",
                    "\"label\": |1")) {
                String[] parts = field.split("\\|");
                String text = parts[0] + parts[1];
                for (String value : BEYOND) {
                    String changed = network.replace(text, parts[0] + parts[1].replaceFirst("[0-9]", value));
                    if (!changed.equals(network)) {
                        assertRefused(changed, of(answer, changed), text + " as " + value);
                    }
                }
            }
        }
    }

    @Test
    void integersOfAnAnswerBeyondTheirRangesAreRefused() throws IOException {
        String network = NETWORK.replace("LOSS", LOSSES.get(0));
        byte[] file = network.getBytes(StandardCharsets.UTF_8);
        String answer = new String(
                Solved.of("", file, 8, true, EnumSet.of(ParameterKind.WEIGHTS, ParameterKind.DELAYS))
                        .answer(),
                StandardCharsets.UTF_8);
        assertEquals(
                0, Checker.check(file, answer.getBytes(StandardCharsets.UTF_8)).status());
        for (String field : List.of(
                "\"digits\": |8,",
                "\"certificate\": {\\s*\"digits\": |[0-9]+",
                "\"spike\": \\[\"o\", |0",
                "\"spike\": \\[\"o\", 0, |0",
                "\"delay\": \\[|1",
                "\"delay\": \\[1, |0",
                "\"weight\": \\[|0",
                "\"weight\": \\[0, |0",
                "\"weight\": \\[0, 0, |0")) {
            String[] parts = field.replace("{", "\\{").split("\\|");
            for (String value : BEYOND) {
                String changed = answer.replaceFirst("(" + parts[0] + ")" + parts[1].replace("8,", "8"), "$1" + value);
                assertTrue(!changed.equals(answer), field);
                assertRefused(network, changed, field + " as " + value);
            }
        }
        assertRefused(network, answer.replaceFirst("(\"digits\": )8", "$10"), "digits");
        for (int digits : new int[] {0, 4, 4321, 600_000_000, 644_245_094}) {
            String changed = answer.replaceFirst("(\"certificate\": \\{\\s*\"digits\": )[0-9]+", "$1" + digits);
            assertRefused(network, changed, "certificate/digits " + digits);
        }
    }

    /** V touches ϑ after its first spike: an undecided place has a neuron, a spike, and neurons that are affected. */
    @Test
    void integersOfAnUndecidedPlaceBeyondTheirRangesAreRefused() throws IOException {
        String network = """
                {"format": "goldspike-network/1", "horizon": "4",
                 "populations": [{"name": "in", "spikes": [["0"]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["6.25"]]}]}
                """;
        byte[] file = network.getBytes(StandardCharsets.UTF_8);
        String answer = new String(Solved.of("touch", file, 20, false).answer(), StandardCharsets.UTF_8);
        assertEquals(
                3, Checker.check(file, answer.getBytes(StandardCharsets.UTF_8)).status());
        for (String field : List.of("\"neuron\": |0", "\"spike\": |1", "\"affected\": \\[\\s*\\[\\s*\"n\",\\s*|0")) {
            String[] parts = field.split("\\|");
            for (String value : BEYOND) {
                // Which spike it is is a name, and any integer may be one.
                if (!parts[0].contains("spike") || !value.matches("[0-9]{1,9}")) {
                    String changed = answer.replaceFirst("(" + parts[0] + ")" + parts[1], "$1" + value);
                    assertTrue(!changed.equals(answer), field);
                    assertRefused(network, changed, field + " as " + value);
                }
            }
        }
    }

    /** The least and the greatest that stand in the table are taken, what is next to them is not. */
    @Test
    void theEndsOfRangesAreWhereTheTableSays() throws IOException {
        for (String text : List.of("1e129999", "1e-130000", "0x1p999999", "9".repeat(20_000))) {
            assertEquals("", real(text), text);
        }
        for (String text :
                List.of("1e130001", "1e-130001", "1e1000000", "0x1p1000000", "9".repeat(20_001), "1/0", "0x.p1")) {
            assertTrue(!real(text).isEmpty(), text);
        }
        assertEquals("", size("1000000") + size("0"));
        assertTrue(!size("1000001").isEmpty()
                && !size("00").isEmpty()
                && !size("1000000000").isEmpty());
        assertEquals("", depth(19));
        assertTrue(!depth(20).isEmpty());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable read) {
        try {
            read.execute();
            return "";
        } catch (Throwable why) {
            return why.toString();
        }
    }

    private static Checker.Node node(String json) throws IOException {
        return Checker.json(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String real(String text) {
        return refusal(() -> node('"' + text + '"').real());
    }

    private static String size(String text) {
        return refusal(() -> node(text).integer(0, 1_000_000));
    }

    private static String depth(int lists) {
        return refusal(() -> node("[".repeat(lists) + "0" + "]".repeat(lists)));
    }

    /** Where reals stand in the network. */
    private static final List<String> PLACES = List.of(
            "\"beta\": \"1\"", "\"1.5\"", "\"4\"", "\"0.125\"", "\"0.5\"", "\"threshold\": \"1\"", "\"alpha\": \"1\"");

    @Test
    void exponentsOfRealsBeyondTheirRangesAreRefused() throws IOException {
        String network = NETWORK.replace("LOSS", LOSSES.get(0));
        String answer = new String(
                Solved.of("", network.getBytes(StandardCharsets.UTF_8), 8, false)
                        .answer(),
                StandardCharsets.UTF_8);
        String[] reals = {
            "130001",
            "-130001",
            "2147483647",
            "-2147483648",
            "2147483648",
            "-9223372036854775808",
            "18446744073709551616",
            "99999",
            "-99999"
        };
        for (String exponent : reals) {
            // Five digits are in the range: such a file is computed to the end, which takes time.
            for (String place : exponent.endsWith("99999") ? PLACES.subList(0, 1) : PLACES) {
                for (String form : List.of("1e" + exponent, "0x1p" + exponent)) {
                    String changed = network.replaceFirst(place, place.replaceFirst("[0-9.]+", form));
                    assertTrue(!changed.equals(network), place);
                    assertRefused(changed, of(answer, changed), place + " as " + form);
                }
            }
            String enclosure = answer.replaceFirst("(\\[\\[\\[\"[0-9.]+\", \")[^\"]+", "$11E" + exponent);
            assertTrue(!enclosure.equals(answer), "no enclosure");
            assertRefused(network, enclosure, "radius 1E" + exponent);
            assertRefused(
                    network, answer.replaceFirst("(\"value\": \"[0-9.]+)", "$1E" + exponent), "loss E" + exponent);
        }
    }
}
