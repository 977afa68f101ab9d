package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NirCommandTest {

    private static final String LIF = "examples/nir/lif_norse.nir";
    private static final String BRAILLE = "examples/nir/braille_noDelay_bias_zero.nir";
    private static final String INPUTS = "examples/nir/fig3.inputs.json";

    @TempDir
    private Path folder;

    private static List<BigDecimal> spikes(String shape) {
        Invocation solved = Invocation.ofAll(
                "solve", LIF, "--time-unit", "s", "--spikes", shape, "--inputs", INPUTS, "--digits", "20");
        assertEquals("", solved.err());
        JsonNode train = JsonMapper.shared()
                .readTree(solved.out())
                .get("spikes")
                .get("1")
                .get(0);
        return StreamSupport.stream(train.spliterator(), false)
                .map(time -> new BigDecimal(time.asString()))
                .toList();
    }

    /** The paper's figure 3: in which step of 0.1 ms each spike falls. */
    @ParameterizedTest
    @CsvSource({"box:0.0001, '[460, 510, 710, 760]'", "box:1e-10:1e-4, '[450, 500, 710, 760]'"})
    void whetherSpikesAreBoxesOrImpulsesIsTheDifferenceBetweenThePlatformsOfFigure3(String shape, String bins) {
        List<BigDecimal> steps = spikes(shape).stream()
                .map(time -> time.movePointRight(4).setScale(0, RoundingMode.FLOOR))
                .toList();
        assertEquals(bins, steps.toString());
    }

    @Test
    void importedAndSolvedIsSolvedAndTheCheckerAcceptsIt() throws IOException {
        String network = folder.resolve("net.json").toString();
        String answer = folder.resolve("answer.json").toString();
        String[] reading = {"--time-unit", "s", "--spikes", "box:0.0001", "--inputs", INPUTS};
        assertEquals(
                0, Invocation.ofAll(with(reading, "import", LIF, "-o", network)).exitStatus());
        assertEquals(
                0, Invocation.ofAll(with(reading, "solve", LIF, "-o", answer)).exitStatus());
        // The same but for the name of the network file, which import takes from the NIR file, too.
        assertEquals(
                Files.readString(Path.of(answer)),
                Invocation.ofAll("solve", network).out());
        assertEquals("", Invocation.ofAll("verify", network, answer).err());
        assertTrue(Files.readString(Path.of(answer)).contains("\"time unit\": \"s\""));
    }

    private static String[] with(String[] reading, String... words) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(reading))
                .toArray(String[]::new);
    }

    /** nir-N6: V of a readout under a constant input that passes through its synaptic current. */
    @Test
    void aBiasPassesThroughTheSynapticCurrentAsItsEquationSays() {
        Invocation solved = Invocation.ofAll(
                "solve",
                BRAILLE,
                "--time-unit",
                "s",
                "--spikes",
                "impulse:0.0001",
                "--horizon",
                "0.001",
                "--traces",
                "0.0001");
        JsonNode answer = JsonMapper.shared().readTree(solved.out());
        JsonNode imported = JsonMapper.shared()
                .readTree(Invocation.ofAll("import", BRAILLE, "--time-unit", "s", "--spikes", "impulse:0.0001")
                        .out());
        JsonNode cells = imported.get("populations").get(2);
        double tauMem = new BigDecimal(cells.get("tau_mem").asString()).doubleValue();
        double tauSyn = 0;
        for (JsonNode projection : imported.get("projections")) {
            if (projection.get("to").asString().equals(cells.get("name").asString())) {
                tauSyn = new BigDecimal(projection.get("tau_syn").asString()).doubleValue();
            }
        }
        double t = 0.0001;
        for (int n = 0; n < 38; n++) {
            double c = new BigDecimal(cells.get("current")
                            .get("neuron")
                            .get(n)
                            .get(0)
                            .get(1)
                            .asString())
                    .doubleValue();
            double expected =
                    c * (1 - (tauMem * Math.exp(-t / tauMem) - tauSyn * Math.exp(-t / tauSyn)) / (tauMem - tauSyn));
            double v = answer.get("potentials").get("lif1.lif").get(n).get(0).asDouble();
            assertEquals(expected, v, 1e-12, "neuron " + n);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--spikes jump | NIR does not say in which unit its times are: --time-unit s, ms, us or ns",
                "--time-unit s | NIR does not say what a spike is: --spikes impulse[:AREA], jump, box:WIDTH[:AREA] or exponential:TAU[:AREA]",
                "--time-unit h --spikes jump | --time-unit: \"h\" is none of s, ms, us, ns",
                "--time-unit s --spikes box | --spikes: \"box\" is none of impulse[:AREA], jump, box:WIDTH[:AREA] or exponential:TAU[:AREA]",
                "--time-unit s --spikes box:-1 | --spikes: must be positive, but is -1",
                "--time-unit s --spikes jump --initial rest | --initial: \"rest\" is neither leak nor zero",
            })
    void whatIsLeftOpenIsAskedForInOneLine(String options, String line) {
        for (String command : List.of("import", "solve")) {
            Invocation asked = Invocation.ofAll(with(options.trim().split(" "), command, LIF));
            assertEquals(2, asked.exitStatus());
            assertEquals("", asked.out());
            assertTrue(asked.err().endsWith(line + "\n"), asked.err());
            assertEquals(1, asked.err().lines().count());
        }
    }

    @Test
    void whatIsNoNirFileIsToldBeforeAnythingIsAsked() throws IOException {
        Path text = folder.resolve("text.nir");
        Files.writeString(text, "{}");
        Path missing = folder.resolve("missing.nir");
        for (String command : List.of("import", "solve")) {
            for (Path file : List.of(text, missing, folder)) {
                Invocation asked = Invocation.ofAll(command, file.toString());
                assertEquals(2, asked.exitStatus());
                assertEquals("", asked.out());
                assertEquals(1, asked.err().lines().count());
                assertTrue(asked.err().startsWith("goldspike: " + file + ": "), asked.err());
                assertFalse(asked.err().contains("--time-unit"), asked.err());
            }
        }
    }

    @Test
    void aNetworkFileTakesNoOptionsOfNir() {
        Invocation asked = Invocation.ofAll("solve", "examples/one-neuron.network.json", "--spikes", "jump");
        assertEquals(2, asked.exitStatus());
        assertEquals(
                "goldspike: --spikes: is for NIR files (*.nir), which examples/one-neuron.network.json is not\n",
                asked.err());
    }

    @Test
    void anUnusualTimeConstantIsAskedAboutAndNotRefused() {
        Invocation read = Invocation.ofAll("import", LIF, "--time-unit", "ms", "--spikes", "box:0.0001");
        assertEquals(0, read.exitStatus());
        assertEquals(1, read.err().lines().count());
        assertTrue(read.err().contains("0.0024999999441206455 ms is unusual"), read.err());
    }

    @Test
    void whatIsExportedIsImported() {
        String file = folder.resolve("net.nir").toString();
        Invocation written =
                Invocation.ofAll("export", "examples/one-neuron.network.json", "--spikes", "jump", "-o", file);
        assertEquals("", written.err());
        Invocation read = Invocation.ofAll("import", file, "--time-unit", "ms", "--spikes", "jump");
        assertEquals(0, read.exitStatus());
        assertFalse(read.out().isEmpty());
    }
}
