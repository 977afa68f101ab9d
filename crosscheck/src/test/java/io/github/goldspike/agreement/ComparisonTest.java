package io.github.goldspike.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String CERTIFIED = "\"digits\": 5, \"status\": \"certified\", ";
    private static final String UNCERTIFIED = "\"digits\": 5, \"status\": \"uncertified\", ";

    private static AnswerFile answer(String fields) {
        String json = "{\"format\": \"goldspike-answer/1\", " + fields + "}";
        try {
            return AnswerReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static AnswerFile answerOfCase(String name, String from, String to) throws IOException {
        try (InputStream bytes = ComparisonTest.class.getResourceAsStream("/cases/" + name + ".answer.json")) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains(from), from);
            return AnswerReader.read(
                    new ByteArrayInputStream(text.replace(from, to).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String spikes(String... times) {
        return "\"spikes\": {\"n\": [[" + String.join(", ", times) + "]]}";
    }

    private static void verdicts(String expected, AnswerFile golden, AnswerFile candidate) {
        assertEquals(expected, text(Comparison.of(golden, candidate, OptionalInt.empty())));
    }

    private static void verdicts(String expected, String golden, String candidate) {
        verdicts(expected, answer(golden), answer(candidate));
    }

    private static String text(List<Quantity> quantities) {
        return quantities.stream().map(Quantity::toString).collect(Collectors.joining("\n"));
    }

    private static boolean agree(String golden, String candidate) {
        return Comparison.of(answer(golden), answer(candidate), OptionalInt.empty()).stream()
                .noneMatch(quantity -> quantity.verdict() == Quantity.Verdict.DISAGREES);
    }

    @Test
    void anAnswerAgreesWithItself() throws IOException {
        AnswerFile same = answerOfCase("k02_v2_hidden", "", "");
        verdicts("""
                spikes: agrees, 5 values, at least 49.0 digits (spike 1 of neuron 0 of "n_a")
                loss: agrees, 1 value, at least 49.0 digits (/loss/value)
                gradient: agrees, 7 values, at least 49.0 digits (/gradient/weights/0/0/0)
                jacobian: agrees, 16 values, at least 49.0 digits (spike 1 of neuron 0 of "n_b", weight [0, 0] of projection 0)""", same, same);
    }

    @Test
    void oneWrongDigitIsFound() throws IOException {
        verdicts(
                """
                spikes: DISAGREES, 2 values, at least 49.0 digits (spike 0 of neuron 0 of "n_n"); spike 0 of neuron 0 of "n_n": golden 0.35740295618138890306881110405590475331659055507601, candidate 0.35740295618138890306881110405590475331659055507604""",
                onlySpikes(answerOfCase("a01_single_alpha_eq_beta", "", "")),
                onlySpikes(answerOfCase("a01_single_alpha_eq_beta", "507601", "507604")));
    }

    private static AnswerFile onlySpikes(AnswerFile a) {
        return new AnswerFile(
                a.networkSha256(),
                a.digits(),
                a.status(),
                a.spikes(),
                a.slopes(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Set.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Map.of(),
                a.undecided(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty());
    }

    @Test
    void valuesLessThanTwoUnitsApartAgree() {
        String golden = CERTIFIED + spikes("\"1.2345\"");
        assertTrue(agree(golden, UNCERTIFIED + spikes("\"1.2345\"")));
        assertTrue(agree(golden, UNCERTIFIED + spikes("\"1.2346\"")));
        assertTrue(agree(golden, UNCERTIFIED + spikes("1.23469999")));
        assertTrue(!agree(golden, UNCERTIFIED + spikes("\"1.2347\"")), "two units apart");
        assertTrue(!agree(golden, UNCERTIFIED + spikes("\"-1.2345\"")));
    }

    @Test
    void theUnitsOfTheTwoMayDiffer() {
        assertTrue(agree(CERTIFIED + spikes("\"9.9999\""), UNCERTIFIED + spikes("\"10.000\"")));
        assertTrue(agree(CERTIFIED + spikes("\"9.9999\""), UNCERTIFIED + spikes("\"10.000\"")));
        assertTrue(agree(CERTIFIED + spikes("\"9.9990\""), UNCERTIFIED + spikes("\"10.000\"")));
        assertTrue(!agree(CERTIFIED + spikes("\"9.9989\""), UNCERTIFIED + spikes("\"10.000\"")));
    }

    @Test
    void trailingZerosThatWereNotPrintedCount() {
        assertTrue(!agree(CERTIFIED + spikes("\"1.5\""), UNCERTIFIED + spikes("\"1.5002\"")));
        assertTrue(agree(CERTIFIED + spikes("\"1.5\""), UNCERTIFIED + spikes("\"1.5001\"")));
    }

    @Test
    void anUncertifiedProgramIsHeldToTheDigitsThatItClaims() {
        String golden = "\"digits\": 30, \"status\": \"certified\", " + spikes("\"0.300000000000000000000000000000\"");
        assertTrue(agree(golden, spikes("0.30000000000000004")), "a JSON number claims 15 digits");
        assertTrue(!agree(golden, spikes("0.30000000000003")));
        assertTrue(!agree(golden, spikes("\"0.30000000000000004\"")), "a string claims what it prints");
        assertTrue(agree(golden, "\"digits\": 4, " + spikes("\"0.30009\"")));
    }

    @Test
    void fewerDigitsCanBeDemanded() {
        AnswerFile golden = answer(CERTIFIED + spikes("\"1.2345\""));
        AnswerFile candidate = answer(UNCERTIFIED + spikes("\"1.2361\""));
        assertTrue(text(Comparison.of(golden, candidate, OptionalInt.of(3))).startsWith("spikes: agrees"));
        assertTrue(text(Comparison.of(golden, candidate, OptionalInt.of(4))).startsWith("spikes: agrees"));
        assertTrue(text(Comparison.of(golden, candidate, OptionalInt.of(5))).startsWith("spikes: DISAGREES"));
    }

    @Test
    void aCertifiedZeroIsExact() {
        String zero = "\"gradient\": {\"weights\": [[\"0\"]]}";
        String tiny = "\"gradient\": {\"weights\": [[\"0.0000012345\"]]}";
        String small = "\"gradient\": {\"weights\": [[\"0.000012345\"]]}";
        assertTrue(!agree(CERTIFIED + zero, CERTIFIED + tiny));
        assertTrue(agree(CERTIFIED + zero, UNCERTIFIED + tiny), "rounding noise below 10^-5");
        assertTrue(agree(CERTIFIED + tiny, UNCERTIFIED + zero), "an uncertified zero is 0 ± 10^-5");
        assertTrue(!agree(CERTIFIED + zero, UNCERTIFIED + small));
        assertTrue(!agree(CERTIFIED + small, UNCERTIFIED + zero));
    }

    @Test
    void swappedEntriesDisagree() {
        String golden = CERTIFIED + "\"gradient\": {\"weights\": [[[\"1.0000\", \"2.0000\"]]]}";
        verdicts(
                "gradient: DISAGREES, 2 values, at least 0.0 digits (/gradient/weights/0/0/0);"
                        + " /gradient/weights/0/0/0: golden 1, candidate 2 (and 1 more)",
                golden,
                UNCERTIFIED + "\"gradient\": {\"weights\": [[[\"2.0000\", \"1.0000\"]]]}");
    }

    @Test
    void aGradientOfAnotherShapeDisagrees() {
        String golden = CERTIFIED + "\"gradient\": {\"weights\": [[[\"1.0000\", null]]]}";
        assertTrue(!agree(golden, UNCERTIFIED + "\"gradient\": {\"weights\": [[[\"1.0000\", 0]]]}"), "null is no zero");
        assertTrue(!agree(golden, UNCERTIFIED + "\"gradient\": {\"weights\": [[[\"1.0000\"]]]}"));
        assertTrue(!agree(golden, UNCERTIFIED + "\"gradient\": {\"weights\": [[\"1.0000\", null]]}"));
        assertTrue(agree(golden, UNCERTIFIED + "\"gradient\": {\"weights\": [[[1, null]]], \"alpha\": [\"7\"]}"));
    }

    @Test
    void anotherNumberOfSpikesDisagrees() {
        verdicts(
                "spikes: DISAGREES, 1 value, at least 5.0 digits (spike 0 of neuron 0 of \"n\");"
                        + " neuron 0 of \"n\" has 2 spikes in the golden file, 1 in the candidate",
                CERTIFIED + spikes("\"1.0000\"", "\"2.0000\""),
                UNCERTIFIED + spikes("\"1.0000\""));
    }

    @Test
    void aPopulationMayBeMissingOnlyIfItIsSilent() {
        String both = "\"spikes\": {\"n\": [[\"1.0000\"]], \"m\": [[], []]}";
        assertTrue(agree(CERTIFIED + both, UNCERTIFIED + spikes("\"1.0000\"")));
        assertTrue(agree(CERTIFIED + spikes("\"1.0000\""), UNCERTIFIED + both));
        assertTrue(!agree(CERTIFIED + both, UNCERTIFIED + "\"spikes\": {\"m\": [[], []]}"));
        assertTrue(!agree(CERTIFIED + both, UNCERTIFIED + "\"spikes\": {\"n\": [[\"1.0000\"]], \"m\": [[]]}"));
    }

    @Test
    void definedAndUndefinedDisagree() {
        verdicts(
                "loss: DISAGREES, 0 values; undefined in the golden file (silent), but the candidate has a value",
                CERTIFIED + "\"loss\": {\"undefined\": \"silent\"}",
                UNCERTIFIED + "\"loss\": {\"value\": \"1\"}");
        assertTrue(agree(
                CERTIFIED + "\"loss\": {\"undefined\": \"silent\"}",
                UNCERTIFIED + "\"loss\": {\"undefined\": \"for another reason\"}"));
    }

    @Test
    void whatOneFileDoesNotGiveIsNotHeldAgainstIt() {
        verdicts(
                "spikes: agrees, 1 value, at least 5.0 digits (spike 0 of neuron 0 of \"n\")\n"
                        + "loss: not given; in the candidate file",
                CERTIFIED + spikes("\"1.0000\"") + ", \"loss\": {\"value\": \"1\"}",
                UNCERTIFIED + spikes("\"1.0000\""));
    }

    @Test
    void filesWithNothingInCommonDoNotAgree() {
        verdicts(
                "spikes: not given; in the candidate file\n"
                        + "all: DISAGREES, 0 values; the files have nothing in common to compare",
                CERTIFIED + spikes("\"1.0000\""),
                UNCERTIFIED + "\"notes\": {}");
    }

    @Test
    void answersOfDifferentNetworksDisagree() {
        String spikes = spikes("\"1.0000\"");
        assertTrue(!agree(
                CERTIFIED + "\"network\": {\"sha256\": \"aa\"}, " + spikes,
                UNCERTIFIED + "\"network\": {\"sha256\": \"bb\"}, " + spikes));
        assertTrue(agree(
                CERTIFIED + "\"network\": {\"sha256\": \"aa\"}, " + spikes,
                UNCERTIFIED + "\"network\": {\"sha256\": \"AA\"}, " + spikes));
    }

    private static String jacobian(String... values) {
        StringBuilder entries = new StringBuilder("\"jacobian\": [");
        for (int k = 0; k < values.length; k++) {
            entries.append(k == 0 ? "" : ", ")
                    .append("{\"spike\": [\"n\", 0, 0], \"weight\": [0, " + k + ", 0], \"value\": \"" + values[k]
                            + "\"}");
        }
        return entries.append("]").toString();
    }

    @Test
    void aDerivativeThatIsNotListedIsZero() {
        String golden = CERTIFIED + jacobian("100.00", "3.0000");
        assertTrue(!agree(golden, UNCERTIFIED + jacobian("100.00")));
        assertTrue(!agree(CERTIFIED + jacobian("100.00"), UNCERTIFIED + jacobian("100.00", "3.0000")));
        assertTrue(agree(CERTIFIED + jacobian("100.00"), UNCERTIFIED + jacobian("100.00", "0.00099")), "noise");
        assertTrue(!agree(CERTIFIED + jacobian("100.00"), UNCERTIFIED + jacobian("100.00", "0.0011")));
        assertTrue(!agree(CERTIFIED + jacobian("100.00"), CERTIFIED + jacobian("100.00", "0.00099")));
    }

    private static final String UNDECIDED =
            "\"digits\": 5, \"status\": \"undecided\", \"undecided\": [{\"kind\": \"grazing\","
                    + " \"at\": {\"population\": \"n\", \"neuron\": 0, \"affected\": [[\"m\", 0, \"1.5\"]]}, \"detail\": \"\"}], ";

    @Test
    void anUndecidedNeuronIsComparedAsFarAsItIsDecided() {
        String spikes = "\"spikes\": {\"n\": [[\"1.0000\", \"2.0000\"]], \"m\": [[\"3.0000\"]], \"k\": [[\"4.0000\"]]}";
        String part = "\"spikes\": {\"n\": [[\"1.0000\"]], \"m\": [[]], \"k\": [[\"4.0000\"]]}";
        verdicts(
                "spikes: undecided, 2 values, at least 5.0 digits (spike 0 of neuron 0 of \"n\");"
                        + " neuron 0 of \"n\" is decided only in part",
                UNDECIDED + part,
                UNCERTIFIED + spikes);
        verdicts(
                "spikes: undecided, 2 values, at least 5.0 digits (spike 0 of neuron 0 of \"n\");"
                        + " neuron 0 of \"n\" is decided only in part",
                CERTIFIED + spikes,
                UNDECIDED + part);
        assertTrue(!agree(UNDECIDED + spikes, UNCERTIFIED + part), "what is decided must be there");
        assertTrue(!agree(UNDECIDED + part.replace("4.0", "4.1"), UNCERTIFIED + spikes));
        assertTrue(!agree(UNDECIDED + part.replace("[\"4.0000\"]", "[]"), UNCERTIFIED + spikes), "k is not affected");
    }

    @Test
    void anUndecidedLossIsNotHeldAgainstTheOther() {
        verdicts(
                "loss: undecided, 0 values; undecided in the golden file",
                UNDECIDED + "\"notes\": {}",
                UNCERTIFIED + "\"loss\": {\"value\": 1}");
    }

    @Test
    void theDerivativesOfAnUndecidedSpikeAreNotJudged() {
        String tie = UNDECIDED.replace("\"neuron\": 0, ", "\"neuron\": 0, \"spike\": 0, ");
        assertTrue(agree(tie + spikes("\"1.0000\"") + ", " + jacobian("1.0000"), UNCERTIFIED + jacobian("2.0000")));
        assertTrue(
                !agree(UNDECIDED + spikes("\"1.0000\"") + ", " + jacobian("1.0000"), UNCERTIFIED + jacobian("2.0000")));
        assertTrue(agree(UNDECIDED + spikes() + ", " + jacobian(), UNCERTIFIED + jacobian("2.0000")));
    }

    private static String derivatives(String... entries) {
        return "\"jacobian\": ["
                + java.util.stream.Stream.of(entries)
                        .map(entry -> "{\"spike\": [\"n\", 0, 0], " + entry + "}")
                        .collect(Collectors.joining(", "))
                + "]";
    }

    @Test
    void derivativesByOtherParametersAreCompared() {
        String weight = "\"weight\": [0, 1], \"value\": \"1.2345\"";
        String delay = "\"delay\": [0], \"value\": \"2.2345\"";
        String golden = CERTIFIED + derivatives(weight, delay);
        assertTrue(agree(golden, UNCERTIFIED + derivatives(weight, delay)));
        assertTrue(!agree(golden, UNCERTIFIED + derivatives(weight, "\"delay\": [0], \"value\": \"2.2349\"")));
        assertTrue(!agree(golden, UNCERTIFIED + derivatives(weight, "\"delay\": [1], \"value\": \"2.2345\"")));
        assertTrue(agree(golden, UNCERTIFIED + derivatives(weight)), "a kind that was not asked for is not judged");
        assertTrue(!agree(golden, UNCERTIFIED + derivatives()), "a Jacobian without entries says that all is zero");
    }
}
