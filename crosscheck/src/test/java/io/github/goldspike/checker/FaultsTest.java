package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.format.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that an earlier checker accepted or refused wrongly. */
class FaultsTest {

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/faults/" + name + ".json"));
    }

    private static void assertRefused(int status, String line, String name) throws IOException {
        Checker.Verdict verdict = Checker.check(file(name + ".network"), file(name + ".false-answer"));
        assertEquals(new Checker.Verdict(status, line), verdict);
    }

    /** 48 spikes happen. */
    @Test
    void aNumberOfDigitsThatOverflowsIsRefused() throws IOException {
        assertRefused(1, "refused: /digits: is not an integer from 1 to 1000000", "false-silence");
    }

    @Test
    void aNameIsTheSameHoweverItIsEscaped() throws IOException {
        assertRefused(2, "bad input: answer: /spikes/o: comes twice", "escaped-name");
    }

    @Test
    void aFieldOfTheGradientThatIsNoKindIsRefused() throws IOException {
        assertRefused(1, "refused: /gradient/weights: is missing", "gradient-of-nothing");
        String also = new String(file("gradient-of-nothing.false-answer"), StandardCharsets.UTF_8)
                .replaceFirst("\"gradient\": \\{", "\"wrt\": [], \"gradient\": {");
        Checker.Verdict verdict =
                Checker.check(file("gradient-of-nothing.network"), also.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, verdict.status());
        assertTrue(verdict.line().endsWith("this is not checked"), verdict.line());
    }

    @Test
    void aDelayWithoutASynapseHasNoDerivative() throws IOException {
        byte[] network = file("delay-of-no-synapse.network");
        Solved solved = Solved.of("delay", network, 20, true, EnumSet.of(ParameterKind.DELAYS));
        Checker.Verdict verdict = Checker.check(network, solved.answer());
        assertEquals(0, verdict.status(), verdict.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\": \"e\", \"to\": \"a\", \"alpha\": {\"pre\": []}, \"weights\": [], \"delays\": []}",
                "{\"from\": \"a\", \"to\": \"e\", \"alpha\": {\"post\": []}, \"weights\": [[]], \"delays\": \"0.5\"}",
                "{\"from\": \"none\", \"to\": \"a\", \"tau_syn\": \"2\", \"synapses\": []}"
            })
    void ofAPopulationWithoutNeuronsNothingIsClaimed(String projection) throws IOException {
        String network = "{\"format\": \"goldspike-network/1\", \"horizon\": \"2\", \"populations\": ["
                + "{\"name\": \"in\", \"spikes\": [[\"0\"]]}, {\"name\": \"none\", \"spikes\": []},"
                + " {\"name\": \"e\", \"size\": 0, \"beta\": \"1\", \"threshold\": [], \"reset\": \"0\"},"
                + " {\"name\": \"a\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"0.5\"}], \"projections\": ["
                + "{\"from\": \"in\", \"to\": \"a\", \"alpha\": \"2\", \"weights\": [[\"3\"]]}, " + projection + "]}";
        byte[] bytes = network.getBytes(StandardCharsets.UTF_8);
        byte[] answer = Solved.of("empty", bytes, 20, true, EnumSet.of(ParameterKind.WEIGHTS, ParameterKind.RESET))
                .answer();
        Checker.Verdict verdict = Checker.check(bytes, answer);
        assertEquals(0, verdict.status(), verdict.line());
        byte[] misspelt = network.replace("\"reset\"", "\"rest\"").getBytes(StandardCharsets.UTF_8);
        byte[] itsAnswer = new String(answer, StandardCharsets.UTF_8)
                .replace(Sha256.of(bytes), Sha256.of(misspelt))
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new Checker.Verdict(1, "refused: /populations/2/rest: this is not checked"),
                Checker.check(misspelt, itsAnswer));
    }
}
