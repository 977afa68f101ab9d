package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.AnswerFile.RealId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static AnswerFile read(String fields) throws IOException {
        String json = "{\"format\": \"goldspike-answer/1\", " + fields + "}";
        return AnswerReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static AnswerFile readCase(String name) throws IOException {
        try (InputStream bytes = AnswerReaderTest.class.getResourceAsStream("/cases/" + name + ".answer.json")) {
            return AnswerReader.read(bytes);
        }
    }

    private static void refused(String fields, String pointer, String detail) {
        BadFileException bad = assertThrows(BadFileException.class, () -> read(fields));
        assertEquals(pointer + ": " + detail, bad.pointer() + ": " + bad.detail());
    }

    @Test
    void theWeightsOfAListOfSynapsesMayBeWrittenWithANull() throws IOException {
        AnswerFile file = readCase("h02_parallel_synapses");
        assertEquals(
                Set.of(RealId.weight(1, 0), RealId.weight(1, 1), RealId.weight(0, 0)),
                file.jacobian().orElseThrow().get(new SpikeId("n_b", 0, 1)).keySet());
    }

    @Test
    void anUndefinedLossIsRead() throws IOException {
        assertEquals(
                new Outcome.Undefined<>("the label neuron is silent"),
                readCase("a05_subthreshold_silent").loss().orElseThrow());
    }

    @Test
    void theDigitsOfAStringAreCountedWithoutLeadingZeros() throws IOException {
        AnswerFile file = read("\"spikes\": {\"n\": [[\"-0.00120\", \"12e3\", \"0x1p-1\", 0.25]]}");
        assertEquals(
                List.of(OptionalInt.of(3), OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty()),
                file.spikes().orElseThrow().get("n").get(0).stream()
                        .map(PrintedReal::digits)
                        .toList());
    }

    @Test
    void fieldsOfOtherProgramsAreSkipped() throws IOException {
        assertEquals(
                OptionalInt.of(7),
                read("\"notes\": {\"a\": [1, {\"b\": []}]}, \"mine\": [[{}]], \"digits\": 7")
                        .digits());
    }

    @Test
    void theShapeIsCheckedWithItsPlace() {
        refused("\"spikes\": [[]]", "/spikes", "expected an object, found a list");
        refused("\"spikes\": {\"n\": [\"1\"]}", "/spikes/n/0", "expected a list, found a string");
        refused("\"spikes\": {\"n\": [[null]]}", "/spikes/n/0/0", "expected a real, found null");
        refused("\"spikes\": {\"n\": [], \"n\": []}", "/spikes/n", "given twice");
        refused("\"loss\": {}", "/loss", "missing field \"value\" (or \"undefined\")");
        refused("\"nearest\": {\"peak\": {\"distance\": 1}}", "/nearest/peak", "missing field \"at\"");
        refused(
                "\"nearest\": {\"slope\": {\"at\": {\"population\": \"n\", \"neuron\": 0, \"time\": \"x\"}}}",
                "/nearest/slope/at/time",
                "\"x\" is not a real (a decimal, a hexadecimal float or a fraction is expected)");
        refused("\"digits\": 0", "/digits", "must be positive, but is 0");
        refused("\"status\": \"sure\"", "/status", "unknown status \"sure\"");
        refused(
                "\"gradient\": {\"weights\": [[\"Infinity\"]]}",
                "/gradient/weights/0/0",
                "\"Infinity\" is not a real (a decimal, a hexadecimal float or a fraction is expected)");
        refused(
                "\"jacobian\": [{\"spike\": [\"n\", 0], \"weight\": [0, 0], \"value\": 1}]",
                "/jacobian/0/spike",
                "has too few elements, expected [population, neuron, spike index]");
        refused(
                "\"jacobian\": [{\"spike\": [\"n\", 0, 0], \"weight\": [0, 0], \"value\": 1},"
                        + " {\"spike\": [\"n\", 0, 0], \"weight\": [0, 0, null], \"value\": 1}]",
                "/jacobian/1",
                "there is already an entry for spike 0 of neuron 0 of \"n\" and weight [0] of projection 0");
        refused("\"jacobian\": [{\"spike\": [\"n\", 0, 0], \"value\": 1}]", "/jacobian/0", "missing field \"weight\"");
        refused(
                "\"jacobian\": [{\"spike\": [\"n\", 0, 0], \"leak\": [\"n\"], \"delay\": [1], \"value\": 1}]",
                "/jacobian/0",
                "is by delay of projection 1 and by leak of \"n\", expected one of them");
        refused(
                "\"jacobian\": [{\"spike\": [\"n\", 0, 0], \"input\": [\"in\", 0], \"value\": 1}]",
                "/jacobian/0/input",
                "has too few elements, expected [population, unit, spike index]");
    }
}
