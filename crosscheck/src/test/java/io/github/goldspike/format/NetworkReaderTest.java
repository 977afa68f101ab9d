package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NetworkReaderTest {

    private static final String UNKNOWN_OF_POPULATION =
            "unknown field, expected one of name, spikes, size, beta, tau_mem, threshold, reset, leak, initial, refractory, current, reset_kernel";
    private static final String UNKNOWN_OF_PROJECTION =
            "unknown field, expected one of from, to, alpha, tau_syn, kernel, weights, synapses, delays";
    private static final String UNKNOWN_OF_LOSS =
            "unknown field, expected one of kind, population, label, tau0, tau1, gamma, targets, scale, neuron, target, weights, kappa";

    private static final String VALID = """
            {
              "format": "goldspike-network/1",
              "id": "example",
              "horizon": "2",
              "populations": [
                {"name": "in", "spikes": [["0"], ["0.5", "1.25"]]},
                {"name": "hid", "size": 3, "beta": "0.99", "threshold": "1"},
                {"name": "ro", "size": 1, "tau_mem": ["2"], "threshold": null}
              ],
              "projections": [
                {"from": "in", "to": "hid", "alpha": "1", "weights": [["3", 0.1, null], ["-1", "0", "4"]], "delays": "0"},
                {"from": "hid", "to": "ro", "alpha": {"pre": ["1", "2", "3"]}, "synapses": [[0, 0, "0x1.8p-1"], [1, 0, "1/3", "0.5"]]}
              ],
              "loss": {"kind": "voltage-square", "population": "ro", "neuron": 0, "target": "0.1"}
            }
            """;

    private static Network read(String json) throws IOException {
        return NetworkReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(InputStream bytes, String pointer, String detail) {
        BadFileException bad = assertThrows(BadFileException.class, () -> NetworkReader.read(bytes));
        assertEquals(pointer + ": " + detail, bad.pointer() + ": " + bad.detail());
    }

    /** The valid network with one place changed is refused. */
    private static void refused(String from, String to, String pointer, String detail) {
        assertTrue(VALID.contains(from), from);
        String changed =
                VALID.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
        refused(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)), pointer, detail);
    }

    private static void refused(String json, String pointer, String detail) {
        refused(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), pointer, detail);
    }

    /** A hundred million bytes, of which only what is read is made. */
    private static InputStream hundredMegabytesOf(char filler) {
        return new InputStream() {
            private int left = 100_000_000;

            @Override
            public int read() {
                return left-- > 0 ? filler : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = Math.min(length, left);
                left -= count;
                java.util.Arrays.fill(target, offset, offset + count, (byte) filler);
                return count == 0 ? -1 : count;
            }
        };
    }

    private static void refusedForItsLength(InputStream bytes, String pointer, String most) {
        BadFileException bad = assertThrows(BadFileException.class, () -> NetworkReader.read(bytes));
        assertEquals(pointer, bad.pointer());
        assertTrue(bad.detail().endsWith(" exceeds the maximum allowed (" + most + ")"), bad.detail());
    }

    private static InputStream afterwards(String start, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), rest);
    }

    @Test
    void aJsonNumberStandsForTheDecimalThatIsWritten() throws IOException {
        assertEquals(
                Rational.of(1, 10),
                read(VALID).projections().get(0).synapses().get(1).weight());
    }

    @Test
    void aFractionAndAHexadecimalFloatAreExact() throws IOException {
        assertEquals(
                Rational.of(3, 4),
                read(VALID).projections().get(1).synapses().get(0).weight());
        assertEquals(
                Rational.of(1, 3),
                read(VALID).projections().get(1).synapses().get(1).weight());
    }

    @Test
    void fieldsComeInAnyOrder() throws IOException {
        Population population =
                read("{\"projections\": [], \"populations\": [{\"threshold\": 1, \"beta\": 2, \"size\": 1,"
                                + " \"name\": \"n\"}], \"horizon\": 1e0, \"format\": \"goldspike-network/1\"}")
                        .populations()
                        .get(0);
        assertEquals("n", population.name());
    }

    @Test
    void anUnknownFieldIsRefusedWithItsPlace() {
        refused(
                "\"id\"",
                "\"di\"",
                "/di",
                "unknown field, expected one of format, id, convention, horizon, populations, projections, loss, notes");
        refused("\"beta\"", "\"betta\"", "/populations/1/betta", UNKNOWN_OF_POPULATION);
        refused("\"delays\"", "\"a/b~\"", "/projections/0/a~1b~0", UNKNOWN_OF_PROJECTION);
        refused("\"neuron\"", "\"kappo\"", "/loss/kappo", UNKNOWN_OF_LOSS);
        refused("{\"pre\"", "{\"mid\"", "/projections/1/alpha/mid", "unknown field, expected one of pre, post");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        refused("\"size\": 3", "\"size\": 3, \"size\": 3", "/populations/1/size", "given twice");
    }

    @Test
    void aMissingFieldIsNamed() {
        refused("\"horizon\": \"2\",", "", "", "missing field \"horizon\"");
        refused("\"format\": \"goldspike-network/1\",", "", "", "missing field \"format\"");
        refused("\"name\": \"hid\", ", "", "/populations/1", "missing field \"name\"");
        refused("\"size\": 3, ", "", "/populations/1", "missing field \"size\" (or \"spikes\")");
        refused(", \"threshold\": \"1\"", "", "/populations/1", "missing field \"threshold\"");
        refused("\"from\": \"in\", ", "", "/projections/0", "missing field \"from\"");
        refused(", \"neuron\": 0", "", "/loss", "missing field \"neuron\"");
        refused("\"kind\": \"voltage-square\", ", "", "/loss", "missing field \"kind\"");
    }

    @Test
    void exactlyOneOfRateAndTimeConstantIsExpected() {
        refused(
                "\"beta\": \"0.99\"",
                "\"beta\": \"0.99\", \"tau_mem\": 1",
                "/populations/1/tau_mem",
                "given together with \"beta\", exactly one of the two is expected");
        refused("\"beta\": \"0.99\", ", "", "/populations/1", "missing field \"beta\" (or \"tau_mem\")");
        refused(
                "\"alpha\": \"1\"",
                "\"tau_syn\": 1, \"alpha\": \"1\"",
                "/projections/0/tau_syn",
                "given together with \"alpha\", exactly one of the two is expected");
        refused("\"alpha\": \"1\", ", "", "/projections/0", "missing field \"alpha\" (or \"tau_syn\")");
        refused(
                "[\"1\", \"2\", \"3\"]}",
                "[\"1\", \"2\", \"3\"], \"post\": [\"1\"]}",
                "/projections/1/alpha/post",
                "given together with \"pre\", exactly one of the two is expected");
    }

    @Test
    void exactlyOneOfWeightsAndSynapsesIsExpected() {
        refused(
                "\"delays\": \"0\"",
                "\"synapses\": []",
                "/projections/0/synapses",
                "given together with \"weights\", exactly one of the two is expected");
        refused(
                "\"weights\": [[\"3\", 0.1, null], [\"-1\", \"0\", \"4\"]], ",
                "",
                "/projections/0",
                "missing field \"weights\" (or \"synapses\")");
    }

    @Test
    void delaysBelongToWeights() {
        refused(
                "\"synapses\"",
                "\"delays\": \"1\", \"synapses\"",
                "/projections/1/delays",
                "belongs to \"weights\"; the delay of a synapse is the fourth element of its entry");
    }

    @Test
    void aSourceHasNoFieldsOfNeurons() {
        refused(
                "\"name\": \"in\"",
                "\"name\": \"in\", \"size\": 2",
                "/populations/0/size",
                "belongs to neurons, but the population is a source (\"spikes\" is given)");
        refused(
                "\"name\": \"in\"",
                "\"name\": \"in\", \"leak\": 0",
                "/populations/0/leak",
                "belongs to neurons, but the population is a source (\"spikes\" is given)");
    }

    @Test
    void aNegativeTimeConstantIsRefusedWithItsPlace() {
        refused("\"0.99\"", "\"-0.99\"", "/populations/1/beta", "must not be negative, but is -0.99");
        refused("[\"2\"]", "[\"0\"]", "/populations/2/tau_mem/0", "must be positive, but is 0");
        refused("[\"1\", \"2\", \"3\"]", "[1, -2, 3]", "/projections/1/alpha/pre/1", "must be positive, but is -2");
    }

    @Test
    void unsortedSpikesAreRefusedWithTheirPlace() {
        refused("\"1.25\"", "\"0.25\"", "/populations/0/spikes/1/1", "spike time 0.25 comes after 0.5");
    }

    @Test
    void aMatrixOfTheWrongShapeIsRefused() {
        refused(", [\"-1\", \"0\", \"4\"]", "", "/projections/0/weights", "has 1 rows for a source population of 2");
        refused(
                "[\"-1\", \"0\", \"4\"]",
                "[\"-1\", \"0\"]",
                "/projections/0/weights/1",
                "has 2 columns for a target population of 3");
    }

    @Test
    void aSynapseHasThreeOrFourElements() {
        String shape = "expected [pre, post, weight] or [pre, post, weight, delay]";
        refused("[0, 0, \"0x1.8p-1\"]", "[0, 0]", "/projections/1/synapses/0", "has too few elements, " + shape);
        refused("\"0.5\"]]", "\"0.5\", 1]]", "/projections/1/synapses/1", "has too many elements, " + shape);
        refused("[1, 0, \"1/3\", \"0.5\"]", "[1, 3, 1]", "/projections/1/synapses/1/1", "there is no unit 3 among 1");
    }

    @Test
    void whatIsNotARealIsRefused() {
        String expected = " is not a real (a decimal, a hexadecimal float or a fraction is expected)";
        refused("\"0.99\"", "\"NaN\"", "/populations/1/beta", "\"NaN\"" + expected);
        refused("\"0.99\"", "\"Infinity\"", "/populations/1/beta", "\"Infinity\"" + expected);
        refused("\"0.99\"", "\"\"", "/populations/1/beta", "an empty string is not a real");
        refused("\"0.99\"", "\"1e100001\"", "/populations/1/beta", "exponent \"100001\" lies beyond ±100000");
        refused("\"0.99\"", "1e100001", "/populations/1/beta", "exponent \"100001\" lies beyond ±100000");
        refused("\"0.99\"", "true", "/populations/1/beta", "expected a real, found true");
        refused("\"0.99\"", "null", "/populations/1/beta", "expected a real, found null");
        refused(
                "\"0.99\"",
                '"' + "1".repeat(10_001) + '"',
                "/populations/1/beta",
                "a real of 10001 characters, more than 10000 are refused");
    }

    @Test
    void theLongestAndTheWidestRealsAreRead() throws IOException {
        String longest = "0." + "1".repeat(9_998);
        Network network =
                read(VALID.replace("\"0.99\"", longest).replace("\"horizon\": \"2\"", "\"horizon\": 1e100000"));
        assertEquals(
                Rational.parse(longest),
                ((Population.Neurons) network.populations().get(1)).beta(0));
        assertEquals(Rational.parse("1e100000"), network.horizon());
    }

    @Test
    void anIntegerIsWrittenAsOne() {
        refused("\"size\": 3", "\"size\": 3.0", "/populations/1/size", "expected an integer, found 3.0");
        refused("\"size\": 3", "\"size\": 3e0", "/populations/1/size", "expected an integer, found 3e0");
        refused("\"size\": 3", "\"size\": \"3\"", "/populations/1/size", "expected an integer, found a string");
        refused(
                "\"size\": 3",
                "\"size\": -3",
                "/populations/1/size",
                "expected an integer from 0 to 2147483647, found -3");
        refused(
                "\"size\": 3",
                "\"size\": 3000000000",
                "/populations/1/size",
                "expected an integer from 0 to 2147483647, found 3000000000");
    }

    @Test
    void aWrongTypeIsNamed() {
        refused("\"example\"", "7", "/id", "expected a string, found a number");
        refused("[[\"0\"], [\"0.5\", \"1.25\"]]", "{}", "/populations/0/spikes", "expected a list, found an object");
        refused("[\"0\"]", "\"0\"", "/populations/0/spikes/0", "expected a list, found a string");
        refused(
                "{\"pre\": [\"1\", \"2\", \"3\"]}",
                "[1, 2, 3]",
                "/projections/1/alpha",
                "expected a real, found a list");
        refused("[1, 2]", "", "expected an object, found a list");
    }

    @Test
    void anotherFormatIsRefusedBeforeAnythingElse() {
        refused(
                "goldspike-network/1",
                "goldspike-answer/1",
                "/format",
                "expected \"goldspike-network/1\", found \"goldspike-answer/1\"");
    }

    @Test
    void anUnknownConventionIsRefused() {
        refused(
                "\"horizon\"",
                "\"convention\": \"volt\", \"horizon\"",
                "/convention",
                "unknown convention \"volt\", expected \"kernel\" or \"current\"");
    }

    @Test
    void aLossHasItsOwnFieldsOnly() {
        refused(
                "voltage-square",
                "voltage-cube",
                "/loss/kind",
                "unknown loss \"voltage-cube\", expected one of first-spike-cross-entropy, spike-time-square, voltage-square, voltage-integral, and on a grid spike-count-cross-entropy, spike-count-square, spike-step-cross-entropy");
        refused(
                "\"neuron\": 0",
                "\"neuron\": 0, \"label\": 0",
                "/loss/label",
                "unknown field of the loss \"voltage-square\", expected one of population, neuron, target");
        refused("\"neuron\": 0", "\"neuron\": 1", "/loss/neuron", "there is no neuron 1 among the 1 of \"ro\"");
        refused(
                "\"kind\": \"voltage-square\", \"population\": \"ro\", \"neuron\": 0, \"target\": \"0.1\"",
                "\"kind\": \"first-spike-cross-entropy\", \"population\": \"hid\", \"label\": 0, \"tau0\": 0, \"tau1\": 1,"
                        + " \"gamma\": 0",
                "/loss/tau0",
                "must be positive, but is 0");
    }

    @Test
    void truncatedJsonIsRefusedWithLineAndColumn() {
        int cut = VALID.indexOf(", \"beta\"");
        refused(
                VALID.substring(0, cut),
                "/populations/1/size",
                "line 7, column 30: the file ends in the middle of the JSON document");
        refused("", "", "the file is empty");
        refused(" \n ", "", "the file is empty");
    }

    @Test
    void malformedJsonIsRefusedInOneLineWithoutAWordAboutTheParser() {
        refused(
                "{\"id\" 1}",
                "/id",
                "line 1, column 7: not JSON: Unexpected character ('1' (code 49)):"
                        + " was expecting a colon to separate property name and value");
        refused("{\"id\": foo}", "/id", "line 1, column 8: not JSON: Unrecognized token 'foo'");
        refused("{\"horizon\": NaN}", "/horizon", "line 1, column 16: not JSON: Non-standard token 'NaN'");
        refused(
                "{\"horizon\": .5}",
                "/horizon",
                "line 1, column 13: not JSON: Unexpected character ('.' (code 46)):" + " expected a valid value");
        refused(
                "{\"horizon\": 5]",
                "/horizon",
                "line 1, column 14: not JSON: Unexpected close marker ']': expected '}'");
        refused("{\"id\": \"\\ud800x\"}", "/id", "half of a surrogate pair is not a character");
    }

    @Test
    void somethingAfterTheDocumentIsRefused() {
        refused(VALID + "{}", "", "line 16, column 1: something follows the JSON document");
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithLineAndColumn() {
        byte[] bytes = VALID.replace("example", "ex#mple").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('#')] = (byte) 0xE9;
        refused(new ByteArrayInputStream(bytes), "/id", "line 3, column 12: not UTF-8");
        byte[] overlong = "{\"id\": \"##\"}".getBytes(StandardCharsets.UTF_8);
        overlong[8] = (byte) 0xC0;
        overlong[9] = (byte) 0x80;
        refused(new ByteArrayInputStream(overlong), "/id", "line 1, column 9: not UTF-8");
        refused(new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xC3}), "", "line 1, column 3: not UTF-8");
    }

    @Test
    void deepNestingIsRefused() {
        refused("[".repeat(1_000_000), "", "expected an object, found a list");
        refused(
                VALID.replace("\"0.99\"", "[".repeat(1_000_000)),
                "/populations/1/beta/0",
                "expected a real, found a list");
    }

    @Test
    void hugeGarbageIsRefusedQuickly() {
        assertTakesNoMoreThanTenSeconds(() -> {
            for (char filler : new char[] {'a', '[', '{', '"', '1', ' ', '\0', '\u00ff', '\n', ','}) {
                assertThrows(BadFileException.class, () -> NetworkReader.read(hundredMegabytesOf(filler)), "" + filler);
            }
        });
    }

    @Test
    void aHugeStringOrNumberIsRefusedQuickly() {
        String start = "{\"format\": \"goldspike-network/1\", \"horizon\": ";
        assertTakesNoMoreThanTenSeconds(() -> {
            refusedForItsLength(afterwards(start + '"', hundredMegabytesOf('1')), "/horizon", "1000000");
            refusedForItsLength(afterwards(start, hundredMegabytesOf('1')), "/horizon", "1000000");
            refusedForItsLength(afterwards("{\"", hundredMegabytesOf('1')), "", "50000");
        });
    }

    /** Of this thread's own time, whatever else the machine does. */
    private static void assertTakesNoMoreThanTenSeconds(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertTrue(taken.compareTo(Duration.ofSeconds(10)) <= 0, taken::toString);
    }
}
