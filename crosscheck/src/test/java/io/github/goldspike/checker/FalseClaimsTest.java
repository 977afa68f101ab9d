package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.checker.Tree.Path;
import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** True answers in which one claim is another, so that one rule alone refuses them. */
class FalseClaimsTest {

    /** Fires at 1, where its current jumps; on [0, 2] three times. */
    private static final String RAMP = """
            {"format": "goldspike-network/1", "horizon": "2.25",
             "populations": [{"name": "b", "size": 1, "beta": 0, "threshold": "%s", "current": [[0, 1], [1, 2]]}],
             "projections": [], "loss": %s}
            """;

    private static final String FIRST_SPIKE = "{\"kind\": \"spike-time-square\", \"targets\": [[\"b\", 0, 0, \"0\"]]}";
    private static final String POTENTIAL =
            "{\"kind\": \"voltage-integral\", \"population\": \"b\", \"weights\": [\"1\"]}";

    private static Path path(Object... steps) {
        return new Path(List.of(steps));
    }

    private static byte[] network(String threshold, String loss) {
        return String.format(RAMP, threshold, loss).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answer(byte[] network, ParameterKind kind) throws IOException {
        byte[] answer =
                Solved.of("claims", network, 15, false, EnumSet.of(kind)).answer();
        Checker.Verdict verdict = Checker.check(network, answer);
        assertEquals(0, verdict.status(), verdict.line());
        return answer;
    }

    /** An answer to the ramp, without what is said to people. */
    private static Tree plain(byte[] network) throws IOException {
        return new Tree(new Tree(answer(network, ParameterKind.WEIGHTS)).without(path("notes")));
    }

    private static void assertRefused(String why, byte[] network, byte[] answer) {
        Checker.Verdict verdict = Checker.check(network, answer);
        assertEquals(1, verdict.status(), verdict.line());
        assertTrue(verdict.line().contains(why), verdict.line());
    }

    /** To the left it is 1, which is what the tape says of a spike before the jump; to the right ½. */
    @Test
    void aTiedSpikeHasNoDerivativeByWhatPartsIt() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = new Tree(answer(network, ParameterKind.THRESHOLD));
        Map<String, Object> value = Map.of("threshold", Map.of("b", "1.00000000000000"));
        assertRefused("one-sided", network, tree.with(path("gradient"), value));
        value = Map.of("threshold", Map.of("b", "0.500000000000000"));
        assertRefused("one-sided", network, tree.with(path("gradient"), value));
    }

    /** What it says is the truth of a neuron that never fires. */
    @Test
    void anIntegralOverAPotentialIsNotProvedWhereItsSpikesAreOpen() throws IOException {
        byte[] network = network("1", POTENTIAL);
        byte[] silent = network("100", POTENTIAL);
        Tree tree = new Tree(new String(answer(silent, ParameterKind.WEIGHTS), StandardCharsets.UTF_8)
                .replace(Solved.sha256(silent), Solved.sha256(network))
                .getBytes(StandardCharsets.UTF_8));
        tree = new Tree(tree.with(path("status"), "undecided"));
        Map<String, Object> at =
                Map.of("population", "b", "neuron", 0, "affected", List.of(List.of("b", 0, "0.500000")));
        Object open = List.of(Map.of("kind", "grazing", "at", at, "detail", ""));
        assertRefused("undecided", network, tree.with(path("undecided"), open));
    }

    @Test
    void aLossThatHasAValueIsNotUndefined() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = new Tree(answer(network, ParameterKind.BETA));
        assertRefused("undefined if and only if", network, tree.with(path("loss"), Map.of("undefined", "so")));
    }

    /** Two neurons alike spike together and feed the third as it spikes; what they add is 0 to first order. */
    private static final String LEVEL = """
            {"format": "goldspike-network/1", "horizon": "2",
             "populations": [{"name": "in", "spikes": [["0", "1"]]}, {"name": "ab", "size": 2, "beta": "1", "threshold": "1"},
                             {"name": "c", "size": 1, "beta": "1", "threshold": "1"}],
             "projections": [{"from": "in", "to": "ab", "alpha": "2", "weights": [["5", "5"]]},
                             {"from": "in", "to": "c", "alpha": "2", "weights": [["5"]]},
                             {"from": "ab", "to": "c", "alpha": {"pre": ["1", "3"]}, "weights": [["1/2"], ["-1/2"]]}],
             "loss": {"kind": "spike-time-square", "targets": [["c", 0, 1, "0"]]}}
            """;

    /** Two neurons alike, each of which inhibits the other as both spike: if delays fell, either could be first. */
    private static final String TWINS = """
            {"format": "goldspike-network/1", "horizon": "1",
             "populations": [{"name": "in", "spikes": [["0", "0.5"]]}, {"name": "n", "size": 2, "beta": "1", "threshold": "1"}],
             "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["5", "5"]]},
                             {"from": "n", "to": "n", "alpha": "2", "weights": [[null, "-1"], ["-0.9", null]]}],
             "loss": {"kind": "spike-time-square", "targets": [["n", 1, 1, "0"]]}}
            """;

    /** What is said of the answer that the engine leaves undecided, with this in place of what it says there. */
    private static Checker.Verdict claimed(String network, ParameterKind kind, Path place, Object claim)
            throws IOException {
        byte[] bytes = network.getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("claims", bytes, 12, false, EnumSet.of(kind));
        assertFalse(solved.certified(), "the engine leaves this open");
        Tree tree = new Tree(solved.answer());
        tree = new Tree(tree.with(path("status"), "certified"));
        tree = new Tree(tree.without(path("undecided")));
        return Checker.check(bytes, tree.with(place, claim));
    }

    @Test
    void whatIsNotProvedToBeUndefinedIsNotAccepted() throws IOException {
        Map<String, String> open = Map.of("undefined", "so");
        Checker.Verdict verdict = claimed(
                LEVEL, ParameterKind.THRESHOLD, path("gradient"), Map.of("threshold", Map.of("ab", open, "c", open)));
        assertEquals(3, verdict.status(), verdict.line());
        assertTrue(verdict.line().startsWith("undecided: "), verdict.line());
    }

    /** To the left of a delay of zero there is no network: an arrival before its cause (events-E5). */
    @Test
    void aDelayOfZeroIsNotSaidToFall() throws IOException {
        Checker.Verdict verdict =
                claimed(TWINS, ParameterKind.DELAYS, path("gradient", "delays", 1), Map.of("undefined", "so"));
        assertEquals(3, verdict.status(), verdict.line());
    }

    /** None of them is the one that another was asked of: the ties go round. */
    @Test
    void threeThatWaitForEachOtherAreUndecidedByTheirDelay() throws IOException {
        byte[] network = TWINS.replace("\"size\": 2", "\"size\": 3")
                .replace("[\"5\", \"5\"]", "[\"5\", \"5\", \"5\"]")
                .replace(
                        "[[null, \"-1\"], [\"-0.9\", null]]",
                        "[[null, \"-1\", \"-0.5\"], [\"-0.9\", null, \"-0.4\"], [\"-0.8\", \"-0.7\", null]]")
                .getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("three", network, 12, false, EnumSet.of(ParameterKind.DELAYS));
        assertFalse(solved.certified());
        Checker.Verdict verdict = Checker.check(network, solved.answer());
        assertEquals(3, verdict.status(), verdict.line());
    }

    /** It fires three times; an answer that leaves that open says nothing false, but what it says beyond is not proved (certificate-K8). */
    @Test
    void whatCanBeDecidedIsNotAcceptedAsUndecided() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = plain(network);
        for (String section : List.of("spikes", "slopes", "condition")) {
            tree = new Tree(tree.with(path(section), Map.of("b", List.of(List.of()))));
            tree = section.equals("condition")
                    ? tree
                    : new Tree(tree.with(
                            path("certificate", section.replace("slopes", "pieces")), Map.of("b", List.of(List.of()))));
        }
        tree = new Tree(new Tree(tree.without(path("loss"))).without(path("gradient")));
        tree = new Tree(tree.with(path("status"), "undecided"));
        Map<String, Object> at =
                Map.of("population", "b", "neuron", 0, "affected", List.of(List.of("b", 0, "0.500000")));
        byte[] open = tree.with(path("undecided"), List.of(Map.of("kind", "limit", "at", at, "detail", "")));
        Checker.Verdict verdict = Checker.check(network, open);
        assertEquals(
                new Checker.Verdict(
                        3,
                        "undecided: 0 spikes and their slopes, silence otherwise, but of 1 neurons only until they are undecided;"
                                + " not proved by this checker: that no more can be decided"),
                verdict);
    }

    /** Of which times they are an answer does not say. */
    @Test
    void potentialsAreNotProved() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = plain(network);
        Checker.Verdict verdict =
                Checker.check(network, tree.with(path("potentials"), Map.of("b", List.of(List.of("7")))));
        assertEquals(3, verdict.status(), verdict.line());
        assertTrue(verdict.line().endsWith("; not proved by this checker: potentials"), verdict.line());
    }

    @Test
    void whatIsNotLookedAtIsNamed() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = plain(network);
        for (String field : List.of("gradientCondition", "nearest", "notes")) {
            Checker.Verdict verdict = Checker.check(network, tree.with(path(field), Map.of()));
            assertTrue(verdict.line().endsWith("; not looked at: " + field), verdict.line());
        }
    }

    /** Each source has its own rate, one of two currents is listed by neuron. */
    private static final String AXES = """
            {"format": "goldspike-network/1", "horizon": "2",
             "populations": [{"name": "in", "spikes": [["0"], ["0.25"]]},
               {"name": "o", "size": 2, "beta": ["1", "2"], "threshold": "0.5", "current": {"neuron": [[["0", "0.5"]], []]}}],
             "projections": [{"from": "in", "to": "o", "alpha": {"pre": ["1", "2"]}, "weights": [["2", "1"], ["1", "3"]], "delays": "0.1"}],
             "loss": {"kind": "spike-time-square", "targets": [["o", 0, 0, "1"], ["o", 1, 0, "1.5"]]}}
            """;

    /** True numbers, said of the targets in place of the sources, or in a shape that the file does not have (certificate-K8). */
    @Test
    void aGradientHasTheShapesOfItsFileAndNoOther() throws IOException {
        byte[] network = AXES.getBytes(StandardCharsets.UTF_8);
        EnumSet<ParameterKind> kinds =
                EnumSet.of(ParameterKind.ALPHA, ParameterKind.CURRENT, ParameterKind.WEIGHTS, ParameterKind.THRESHOLD);
        Solved solved = Solved.of("axes", network, 15, false, kinds);
        assertEquals(0, Checker.check(network, solved.answer()).status());
        Tree tree = new Tree(solved.answer());
        Object alpha = tree.at(path("gradient", "alpha", 0, "pre"));
        Object current = tree.at(path("gradient", "current", "o", "neuron"));
        Object threshold = tree.at(path("gradient", "threshold", "o"));
        Object weights = tree.at(path("gradient", "weights", 0));
        assertRefused("", network, tree.with(path("gradient", "alpha", 0), Map.of("post", alpha)));
        assertRefused("", network, tree.with(path("gradient", "alpha", 0), alpha));
        assertRefused("", network, tree.with(path("gradient", "alpha", 0, "pre"), Map.of("pre", alpha)));
        assertRefused("", network, tree.with(path("gradient", "current", "o"), current));
        assertRefused("", network, tree.with(path("gradient", "threshold", "o"), Map.of("neuron", threshold)));
        assertRefused("", network, tree.with(path("gradient", "weights", 0), Map.of("post", weights)));
    }

    @Test
    void whatIsUndecidedHasAPlace() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = new Tree(plain(network).with(path("status"), "undecided"));
        assertRefused("says nothing", network, tree.with(path("undecided"), List.of()));
        for (Object at : List.of(Map.of("population", "b", "neuron", 1), Map.of("population", "c", "neuron", 0))) {
            assertRefused(
                    "", network, tree.with(path("undecided"), List.of(Map.of("kind", "tie", "at", at, "detail", ""))));
        }
    }

    /** Neuron 0 touches its threshold at log 2; neuron 1 spikes before and after that. */
    private static Solved touched(String synapses, ParameterKind... kinds) throws IOException {
        byte[] network = """
                {"format": "goldspike-network/1", "horizon": "2",
                 "populations": [{"name": "in", "spikes": [["0"], ["1"]]}, {"name": "n", "size": 2, "beta": "1", "threshold": ["1", "0.9"]}],
                 "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["4", "5"], [null, "5"]]},
                                 {"from": "n", "to": "n", "alpha": "2", "synapses": [SYNAPSES]}],
                 "loss": {"kind": "spike-time-square", "targets": [["n", 1, 0, "1"]]}}
                """.replace("SYNAPSES", synapses).getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("touch", network, 15, true, EnumSet.copyOf(List.of(kinds)));
        assertFalse(solved.certified(), "a touch is open");
        Checker.Verdict verdict = Checker.check(network, solved.answer());
        assertEquals(3, verdict.status(), verdict.line());
        return solved;
    }

    /** What came over a weight of zero, if anything did, is a derivative by that weight and by nothing else (certificate-K9). */
    @Test
    void derivativesByAWeightOfZeroNeedItsArrivals() throws IOException {
        touched("[0, 1, \"0\"]", ParameterKind.DELAYS, ParameterKind.ALPHA);
        Solved open = touched("[0, 1, \"0\"]", ParameterKind.WEIGHTS);
        Tree tree = new Tree(open.answer());
        Object rows = new Tree(touched("", ParameterKind.WEIGHTS).answer()).at(path("jacobian"));
        Object touch = tree.at(path("undecided", 0));
        tree = new Tree(tree.with(path("undecided"), List.of(touch)));
        assertRefused("weight of zero", open.network(), tree.with(path("jacobian"), rows));
    }
}
