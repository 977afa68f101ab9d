package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Certificates of untrue answers, each of which one step of the proof alone refuses. */
class FalseCertificateTest {

    /** Fires on its own at log 3 = 1.0986… with slope ½, if nothing arrives. */
    private static final String PACEMAKER =
            "\"size\": 1, \"beta\": 1, \"threshold\": 1, \"leak\": \"1.5\", \"initial\": 0";

    private static byte[] network(String horizon, String inputs, String populations, String projections) {
        return String.format(
                        "{\"format\": \"goldspike-network/1\", \"id\": \"x\", \"horizon\": \"%s\", \"populations\":"
                                + " [{\"name\": \"in\", \"spikes\": [[%s]]}, {\"name\": \"a\", %s}%s], \"projections\": [%s]}",
                        horizon, inputs, PACEMAKER, populations, projections)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String projection(String from, String to, String alpha, String weight) {
        return String.format(
                "{\"from\": \"%s\", \"to\": \"%s\", \"alpha\": %s, \"weights\": [[\"%s\"]]}", from, to, alpha, weight);
    }

    /** An answer with at most one spike, of the pacemaker. */
    private static String answer(byte[] network, int digits, String spike, String slope, String enclosure) {
        return String.format(
                "{\"format\": \"goldspike-answer/1\", \"network\": {\"id\": \"x\", \"sha256\": \"%s\"}, \"digits\": %d,"
                        + " \"status\": \"certified\", \"spikes\": {\"a\": [[%s]]}, \"slopes\": {\"a\": [[%s]]},"
                        + " \"certificate\": {\"digits\": 30, \"spikes\": {\"a\": [[%s]]}, \"pieces\": {\"a\": [[]]}}}",
                Solved.sha256(network), digits, spike, slope, enclosure);
    }

    private static void assertVerdict(int status, String part, byte[] network, String answer) {
        Checker.Verdict verdict = Checker.check(network, answer.getBytes(StandardCharsets.UTF_8));
        assertEquals(status, verdict.status(), verdict.line());
        assertTrue(verdict.line().contains(part), verdict.line());
    }

    /** So that the others fail for what they are about. */
    @Test
    void theTruthIsAccepted() {
        byte[] network = network("1.5", "", "", "");
        assertVerdict(0, "1 spikes", network, answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.05\", \"0.06\"]"));
    }

    @Test
    void anArrivalInTheEnclosureOfASpikeMayPreventIt() {
        byte[] network = network("1.5", "\"1\"", "", projection("in", "a", "2", "-100"));
        assertVerdict(1, "order", network, answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.05\", \"0.06\"]"));
    }

    @Test
    void aSpikeThatMayBeBehindTheHorizonIsNotClaimed() {
        byte[] network = network("1.09", "", "", "");
        assertVerdict(1, "horizon", network, answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.095\", \"0.015\"]"));
    }

    /** V falls first, at the beginning of this one. (The print of the slope is refused, too, but later.) */
    @Test
    void theSlopeIsPositiveInTheWholeEnclosure() {
        byte[] network = network("1.3", "\"0.7\"", "", projection("in", "a", "30", "-3"));
        assertVerdict(
                1, "is not proved positive", network, answer(network, 1, "\"1\"", "\"0.5\"", "[\"1\", \"0.29\"]"));
    }

    /** The current at a spike is known as well as the exponent is: the slope printed here belongs to the middle of the enclosure. */
    @Test
    void aWideExponentMakesAWideSlope() throws IOException {
        byte[] network = network("1.2", "\"0.9\"", "", projection("in", "a", "10", "0.63"));
        Solved solved = Solved.of("slope", network, 20, false);
        Map<?, ?> truth = new JsonMapper().readValue(solved.answer(), Map.class);
        BigDecimal time = first(truth, "spikes");
        BigDecimal centre = time.add(new BigDecimal("0.039"));
        double current = 0.63 * Math.exp(-10 * (centre.doubleValue() - 0.9));
        BigDecimal slope = new BigDecimal(0.5 + current).round(new MathContext(2));
        assertTrue(first(truth, "slopes").subtract(slope).compareTo(new BigDecimal("0.03")) > 0, "the slope is wrong");
        String spike = '"' + time.round(new MathContext(2)).toString() + '"';
        String enclosure = "[\"" + centre + "\", \"0.041\"]";
        assertVerdict(1, "/slopes", network, answer(network, 2, spike, '"' + slope.toString() + '"', enclosure));
    }

    private static BigDecimal first(Map<?, ?> answer, String section) {
        List<?> neurons = (List<?>) ((Map<?, ?>) answer.get(section)).get("a");
        return new BigDecimal((String) ((List<?>) neurons.get(0)).get(0));
    }

    /** The pacemaker's spikes after 0.5 are not claimed, but drive another neuron, which is claimed to be silent. */
    @Test
    void silenceIsNotClaimedOfANeuronThatHearsAnUndecidedOne() {
        String population = ", {\"name\": \"b\", \"size\": 1, \"beta\": 1, \"threshold\": 1}";
        byte[] network = network("2", "", population, projection("a", "b", "1", "50"));
        String answer = answer(network, 5, "", "", "")
                .replace("\"a\": [[]]", "\"a\": [[]], \"b\": [[]]")
                .replace("\"certified\"", "\"undecided\"")
                .replace("\"spikes\": {\"a\": [[]], \"b\": [[]]}, \"slopes\"", "%s");
        String undecided = "\"undecided\": [{\"kind\": \"grazing\", \"detail\": \"\", \"at\": {\"population\": \"a\","
                + " \"neuron\": 0, \"affected\": [[\"a\", 0, \"0.5\"]%s]}}], \"spikes\": {\"a\": [[]], \"b\": [[]]}, \"slopes\"";
        assertVerdict(1, "what arrives", network, answer.replace("%s", undecided.replace("%s", "")));
        String both = undecided.replace("%s", ", [\"b\", 0, \"0.5\"]");
        assertVerdict(3, "undecided: ", network, answer.replace("%s", both));
    }

    /** log(1 + odds) a unit and a half off. */
    @Test
    void aLogarithmIsComparedOnBothSides() throws IOException {
        byte[] network = null;
        for (int seed = 0; network == null; seed++) {
            byte[] candidate = Solved.random(seed);
            boolean entropy = new String(candidate, StandardCharsets.UTF_8).contains("cross-entropy");
            String answer = new String(Solved.of("", candidate, 12, false).answer(), StandardCharsets.UTF_8);
            network = entropy && answer.contains("\"value\"") ? candidate : null;
        }
        String answer = new String(Solved.of("", network, 12, false).answer(), StandardCharsets.UTF_8);
        String value = answer.replaceAll("(?s).*\"value\": \"([^\"]*)\".*", "$1");
        for (int units : new int[] {-2, 2}) {
            BigDecimal print = new BigDecimal(value);
            String other =
                    print.add(print.ulp().multiply(BigDecimal.valueOf(units))).toString();
            assertVerdict(1, "/loss/value", network, answer.replace("\"value\": \"" + value, "\"value\": \"" + other));
        }
    }

    /** The loss is 0.0168, from spikes at 1.0986 and 1.1394; what is printed belongs to the middle of what follows from the first one's enclosure. */
    @Test
    void aLossIsKnownAsWellAsItsSpikesAre() {
        byte[] network = """
                {"format": "goldspike-network/1", "id": "x", "horizon": "1.3", "populations":
                 [{"name": "a", "size": 2, "beta": 1, "threshold": ["1", "1.02"], "leak": "1.5", "initial": 0}], "projections": [],
                 "loss": {"kind": "first-spike-cross-entropy", "population": "a", "label": 0, "tau0": "0.01", "tau1": "1", "gamma": "0"}}
                """.getBytes(StandardCharsets.UTF_8);
        String narrow = "[[[\"1.0986\", \"0.00005\"]], [[\"1.1394\", \"0.0001\"]]]";
        String wide = "[[[\"1.05\", \"0.06\"]], [[\"1.1394\", \"0.0001\"]]]";
        assertVerdict(0, "loss", network, loss(network, narrow, "0.02"));
        assertVerdict(1, "/loss/value", network, loss(network, wide, "0.03"));
    }

    private static String loss(byte[] network, String enclosures, String value) {
        return answer(network, 1, "\"1\"], [\"1\"", "\"0.5\"], [\"0.5\"", "")
                .replace(
                        "\"a\": [[]]}, \"pieces\": {\"a\": [[]]}",
                        "\"a\": " + enclosures + "}, \"pieces\": {\"a\": [[], []]}")
                .replace(
                        "\"certificate\"",
                        "\"loss\": {\"value\": \"" + value
                                + "\"}, \"wrt\": [\"inputs\"], \"gradient\": {\"inputs\": {}}, \"certificate\"");
    }

    /** It fires at 1.0986…, though it is below the threshold at both ends of what is looked at. */
    @Test
    void silenceIsNotClaimedOfANeuronThatFires() {
        byte[] network = network("1.5", "", "", "");
        assertVerdict(1, "silence", network, answer(network, 1, "", "", ""));
    }

    /** Before and after the window in which all three arrive b is below the threshold; in between the first drives it over. */
    @Test
    void arrivalsThatOverlapMayComeInAnyOrder() {
        String population =
                ", {\"name\": \"b\", \"size\": 1, \"beta\": 1, \"threshold\": 1, \"leak\": \"1.1\", \"initial\": 0}";
        String late = projection("a", "b", "1", "-5000").replace("\"alpha\"", "\"delays\": \"0.01\", \"alpha\"");
        String last = late.replace("-5000", "0.001").replace("0.01\"", "0.1\"");
        for (int first : new int[] {0, 50}) {
            String arrivals = projection("a", "b", "1", "" + first) + ", " + late + ", " + last;
            byte[] network = network("1.3", "", population, arrivals);
            String answer = answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.05\", \"0.06\"]");
            int status = first == 0 ? 0 : 1;
            assertVerdict(status, "silence", network, answer.replaceAll("(\\]\\])}", "$1, \"b\": [[]]}"));
        }
    }

    /** By how much the square of a potential is off if two arrivals came the other way round is in no enclosure (certificate-K7). */
    @Test
    void theOrderOfArrivalsAtALossOfAPotentialIsProved() {
        String readout = ", {\"name\": \"b\", \"size\": 1, \"beta\": 1, \"threshold\": null}";
        String projections = projection("a", "b", "1", "1") + ", " + projection("in", "b", "1", "1");
        for (String input : new String[] {"0.9", "1.1"}) {
            byte[] network = new String(network("1.3", '"' + input + '"', readout, projections), StandardCharsets.UTF_8)
                    .replaceFirst(
                            "}$",
                            ", \"loss\": {\"kind\": \"voltage-square\", \"population\": \"b\", \"neuron\": 0, \"target\": 0}}")
                    .getBytes(StandardCharsets.UTF_8);
            String answer = answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.05\", \"0.06\"]")
                    .replace("\"certificate\"", "\"loss\": {\"value\": \"7\"}, \"gradient\": {}, \"certificate\"");
            assertVerdict(1, input.equals("0.9") ? "/loss/value" : "order of events at the loss", network, answer);
        }
    }

    /**
     * Twins spike at 0.01005; one reaches the other over a weight of zero and no delay. What is claimed of the other, 0.012, begins later, in
     * the enclosure of what arrives, and would be proved from the beginning of that.
     */
    @Test
    void aCrossingIsProvedFromTheBeginningOfItsOwnEnclosure() {
        byte[] network = """
                {"format": "goldspike-network/1", "id": "x", "horizon": "0.012", "populations":
                 [{"name": "a", "size": 2, "beta": 1, "threshold": 1, "leak": "100", "initial": 0}], "projections":
                 [{"from": "a", "to": "a", "alpha": 3, "synapses": [[0, 1, "0"]]}]}
                """.getBytes(StandardCharsets.UTF_8);
        String first = "[\"0.01057\", \"0.00053\"]";
        assertVerdict(
                0,
                "2 spikes",
                network,
                twins(network, "0.010", "[\"0.01005\", \"0.00004\"]", "[\"0.01005\", \"0.00004\"]"));
        assertVerdict(
                1, "order of its events", network, twins(network, "0.012", first, "[\"0.011125\", \"0.000075\"]"));
    }

    private static String twins(byte[] network, String second, String enclosure, String other) {
        String print = second.equals("0.010") ? second : "0.011";
        return answer(
                        network,
                        2,
                        '"' + print + "\"], [\"" + second + '"',
                        "\"99\"], [\"99\"",
                        enclosure + "], [" + other)
                .replace("\"pieces\": {\"a\": [[]]}", "\"pieces\": {\"a\": [[], []]}");
    }

    /** Twins but for one thing: that one's spike comes at the very time of the other's is not proved. */
    @Test
    void onlyTwinsAreSimultaneous() throws IOException {
        String same = "[0, 0, \"6\"], [0, 1, \"6\"]";
        assertTwins(0, "1, \"initial\": [0, 0]", same);
        assertTwins(1, "1, \"initial\": [0, \"0.0001\"]", same);
        assertTwins(1, "[1, \"1.0001\"]", same);
        assertTwins(1, "1", "[0, 0, \"6\"], [0, 1, \"6.0001\"]");
        assertTwins(1, "1", "[0, 0, \"6\"], [0, 1, \"6\", \"0.0001\"]");
        assertTwins(1, "1", same + ", [0, 0, \"0.0001\"], [0, 1, \"0.0001\"], [0, 1, \"0.0001\"]");
    }

    private static void assertTwins(int status, String threshold, String synapses) throws IOException {
        byte[] network = ("{\"format\": \"goldspike-network/1\", \"id\": \"x\", \"horizon\": \"0.5\", \"populations\":"
                        + " [{\"name\": \"in\", \"spikes\": [[0]]}, {\"name\": \"a\", \"size\": 2, \"beta\": 1, \"threshold\": "
                        + threshold
                        + "}], \"projections\": [{\"from\": \"in\", \"to\": \"a\", \"alpha\": 2, \"synapses\": ["
                        + synapses
                        + "]}, {\"from\": \"a\", \"to\": \"a\", \"alpha\": 3, \"weights\": [[null, -1], [-1, null]]}]}")
                .getBytes(StandardCharsets.UTF_8);
        JsonMapper json = new JsonMapper();
        Map<?, ?> truth = json.readValue(Solved.of("twins", network, 2, false).answer(), Map.class);
        BigDecimal time =
                first(json.readValue(Solved.of("twins", network, 6, false).answer(), Map.class), "spikes");
        String enclosure = "[\"" + time + "\", \"0.0002\"]";
        String answer = answer(network, 2, "?", "!", enclosure + "], [" + enclosure)
                .replace("[[?]]", json.writeValueAsString(((Map<?, ?>) truth.get("spikes")).get("a")))
                .replace("[[!]]", json.writeValueAsString(((Map<?, ?>) truth.get("slopes")).get("a")))
                .replace("\"pieces\": {\"a\": [[]]}", "\"pieces\": {\"a\": [[], []]}");
        assertVerdict(status, status == 0 ? "2 spikes" : "order", network, answer);
    }

    /** The potential of the pacemaker is 0.826… at 0.8. */
    @Test
    void aSpikeReachesTheThreshold() {
        byte[] network = network("0.9", "", "", "");
        String answer = answer(network, 1, "\"0.8\"", "\"0.7\"", "[\"0.8\", \"0.01\"]");
        assertVerdict(1, "threshold", network, answer);
    }

    /** The spike that the loss needs happens, but after what is claimed. */
    @Test
    void lossesBesideOpenSpikesAreNotProved() {
        String loss = "{\"kind\": \"spike-time-square\", \"targets\": [[\"a\", 0, 0, \"1\"]]}";
        byte[] network = new String(network("2", "", "", ""), StandardCharsets.UTF_8)
                .replaceFirst("}$", ", \"loss\": " + loss + "}")
                .getBytes(StandardCharsets.UTF_8);
        String undecided = "\"undecided\": [{\"kind\": \"grazing\", \"detail\": \"\", \"at\": {\"population\": \"a\","
                + " \"neuron\": 0, \"affected\": [[\"a\", 0, \"0.5\"]]}}], ";
        String answer = answer(network, 5, "", "", "").replace("\"certified\"", "\"undecided\"");
        String open = answer.replace(
                "\"spikes\": {\"a\": [[]]}, \"slopes\"", undecided + "\"spikes\": {\"a\": [[]]}, \"slopes\"");
        assertVerdict(3, "undecided: ", network, open);
        for (String field : new String[] {"loss", "gradient"}) {
            String claim = undecided + "\"" + field + "\": {\"undefined\": \"so\"}, ";
            assertVerdict(1, "undecided", network, open.replace(undecided, claim));
        }
    }

    /** What follows the end of a file is no part of it. */
    @Test
    void anAnswerIsOneJsonValue() {
        byte[] network = network("1.5", "", "", "");
        String answer = answer(network, 1, "\"1\"", "\"0.5\"", "[\"1.05\", \"0.06\"]");
        for (String more : new String[] {"}", "]", "x", "{}", ",", ", 1"}) {
            assertVerdict(2, "bad input", network, answer + more);
        }
        assertVerdict(2, "bad input", network, answer.substring(0, answer.length() - 1));
        assertVerdict(2, "bad input", network, answer.replace("\"digits\": 1,", "\"digits\": 1"));
    }
}
