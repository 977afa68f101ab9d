package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.checker.Checker;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of the paper's section 3.3 from the command line (kernels-R1, kernels-R8). The numbers of closed forms are mpmath's. */
class KernelsInFilesTest {

    private static final String ONE_INPUT = "{\"name\": \"in\", \"spikes\": [[\"0\"]]}";
    private static final String NEURON = "\"name\": \"o\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"1\"";
    private static final String SQUARE =
            ", \"loss\": {\"kind\": \"spike-time-square\", \"targets\": [[\"o\", 0, 0, \"0\"]]}";

    @TempDir
    private Path folder;

    private static String network(String horizon, String neuron, String projection, String loss) {
        return "{\"format\": \"goldspike-network/1\", \"horizon\": \"" + horizon + "\", \"populations\": [" + ONE_INPUT
                + ", {" + neuron + "}], \"projections\": [" + projection + "]" + loss + "}";
    }

    private static String from(String response, String weight) {
        return "{\"from\": \"in\", \"to\": \"o\", " + response + ", \"weights\": [[\"" + weight + "\"]]}";
    }

    private static String kernel(String terms, String weight) {
        return from("\"kernel\": " + terms, weight);
    }

    private Invocation run(String command, String network, String... more) throws IOException {
        Path file = folder.resolve("network.json");
        Files.writeString(file, network);
        List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
        arguments.addAll(Arrays.asList(more));
        return Invocation.ofAll(arguments.toArray(String[]::new));
    }

    private void says(Invocation run, String... numbers) {
        assertEquals("", run.err());
        for (String number : numbers) {
            assertTrue(run.out().contains("\"" + number + "\""), number + " is not in " + run.out());
        }
    }

    /** 4t·e^{−t/2} = 1 at t = −2W₀(−1/8), slope 4(1 − t/2)e^{−t/2}; f·∂f/∂W and f·∂f/∂a. */
    @ParameterizedTest
    @ValueSource(strings = {"forward", "adjoint", "eventprop"})
    void anAlphaSynapseSpikesWhereTheLambertFunctionSays(String method) throws IOException {
        String network = network("1/2", NEURON, kernel("[[1, 1, \"0.5\"]]", "4"), SQUARE);
        Invocation run = run("solve", network, "--digits", "50", "--wrt", "weights,kernel", "--method", method);
        assertEquals(0, run.exitStatus(), run.err());
        says(
                run,
                "0.28884270627501945833793479478590139298904803767563",
                "2.9620919215729039562898989161541437398582350896680");
        // f·dt/dW = −0.0843998… · 0.2888427…, and by the rate 0.0975130… · 0.2888427…
        says(
                run,
                "-0.024378269979687256729673108489746144632147148013149",
                "0.028165941900943723490180068678929256422833770221173");
    }

    /** x − x² = 1/6 for x = e^{−t}: t = −log((1 + 1/√3)/2), slope 6(2x² − x) = 1 + √3. */
    @Test
    void aBiExponentialSynapseSpikesWhereAQuadraticEquationSays() throws IOException {
        Invocation run =
                run("solve", network("1/3", NEURON, kernel("[[1, 0, 1], [-1, 0, 2]]", "6"), ""), "--digits", "50");
        says(
                run,
                "0.23740078615161914609371550553636691434800436035774",
                "2.7320508075688772935274463415058723669428052538104");
    }

    /** V = t − ½ − ½e^{−(t−1)} after the ramp's spike at 1: the next at 3/2 + W₀(½e^{−½}), and the third is mpmath's zero. */
    @Test
    void aRampWithAdaptationSpikesEverLater() throws IOException {
        String ramp = "\"name\": \"o\", \"size\": 1, \"beta\": 0, \"threshold\": 1, \"current\": [[0, 1]],"
                + " \"reset_kernel\": [[-0.5, 0, 0], [-0.5, 0, 1]]";
        Invocation run = run("solve", network("2.5", ramp, kernel("[]", "1"), ""), "--digits", "50");
        says(
                run,
                "1.0000000000000000000000000000000000000000000000000",
                "1.7388350311316077823935206238643685041695181145265",
                "2.3865774523809674199945856473972761052645456436133");
    }

    /** ½∫(V − 0.3)² of V = 4t·e^{−t/2}, and ∫V e^{−t/4}, over [0, 6], where nothing spikes. */
    @Test
    void lossesOfAnAlphaPotentialAreItsIntegrals() throws IOException {
        String readout = "\"name\": \"o\", \"size\": 1, \"beta\": \"1\", \"threshold\": null";
        String square =
                ", \"loss\": {\"kind\": \"voltage-square\", \"population\": \"o\", \"neuron\": 0, \"target\": 0.3}";
        String alpha = kernel("[[1, 1, \"1/2\"]]", "4");
        says(
                run("solve", network("6", readout, alpha, square), "--digits", "50"),
                "11.434410841996444335985307408154518954726040335804");
        String integral =
                ", \"loss\": {\"kind\": \"voltage-integral\", \"population\": \"o\", \"weights\": [1], \"kappa\": 0.25}";
        says(
                run("solve", network("6", readout, alpha, integral), "--digits", "50"),
                "6.6766259131709675681508463034444949138242419819965");
    }

    /** ∫₀² t·e^{−t} e^{t/2} dt = 4 − 8/e, and as much by the weight, which is 1; by the rate −∫₀² t² e^{−t/2} dt = 40/e − 16. */
    @ParameterizedTest
    @ValueSource(strings = {"forward", "adjoint", "eventprop"})
    void aDiscountMayGrow(String method) throws IOException {
        String readout = "\"name\": \"o\", \"size\": 1, \"beta\": \"1\", \"threshold\": null";
        String integral =
                ", \"loss\": {\"kind\": \"voltage-integral\", \"population\": \"o\", \"weights\": [1], \"kappa\": \"-1/2\"}";
        String alpha = kernel("[[1, 1, \"1\"]]", "1");
        String network = network("2", readout, alpha, integral);
        Invocation run = run("solve", network, "--digits", "50", "--wrt", "weights,kernel", "--method", method);
        says(
                run,
                "1.0569644706284614272358098387083130604335109517459",
                "-1.2848223531423071361790491935415653021675547587293");
    }

    /** β = ϑ = 1 and a current of 1.5, with the membrane's own response written as a reset kernel: ln 3, and every ln 3. */
    @Test
    void theMembranesOwnResponseIsASpecialCase() throws IOException {
        String driven = NEURON + ", \"current\": [[0, 1.5]], \"reset_kernel\": [[-1, 0, 1]]";
        says(
                run("solve", network("3.5", driven, kernel("[]", "1"), ""), "--digits", "50"),
                "1.0986122886681096913952452369225257046474905578227",
                "2.1972245773362193827904904738450514092949811156455",
                "3.2958368660043290741857357107675771139424716734682");
    }

    /** 4(x − x²) touches 1 at x = ½: no finite precision decides. */
    @Test
    void aTouchIsUndecided() throws IOException {
        Invocation run = run("solve", network("3", NEURON, kernel("[[1, 0, 1], [-1, 0, 2]]", "4"), ""));
        assertEquals(3, run.exitStatus());
        assertTrue(run.out().contains("\"kind\": \"grazing\""), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1, 0, 1]] | /projections/0/kernel: is 1 at t = 0, but must be 0 there",
                "[[1, -1, 1]] | /projections/0/kernel/0/1: expected an integer from 0 to 2147483647, found -1",
                "[[1, 31, 1]] | /projections/0/kernel/0/1: power 31 is not one from 0 to 30",
                "[[1, 1, -1]] | /projections/0/kernel/0/2: rate -1 is negative: a response must not grow",
                "[[1, 1]] | /projections/0/kernel/0: has too few elements, expected [coefficient, power, rate]",
                "[[1, 1, 1, 1]] | /projections/0/kernel/0: has too many elements, expected [coefficient, power, rate]",
                "{} | /projections/0/kernel: expected a list, found an object",
                "[[1, 1, 1]], \"alpha\": 1 | /projections/0/alpha: given together with \"kernel\", exactly one of the two is expected",
            })
    void aKernelThatIsNoneIsRefusedAtItsPlace(String kernel, String complaint) throws IOException {
        assertRefused(run("solve", network("1", NEURON, kernel(kernel, "1"), "")), complaint);
    }

    private static void assertRefused(Invocation run, String complaint) {
        assertEquals(2, run.exitStatus());
        assertTrue(run.err().endsWith("network.json: " + complaint + "\n"), run.err());
        assertEquals(1, run.err().lines().count());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reset_kernel\": [[-2, 0, 1]] | /populations/1/reset_kernel: is -2 at t = 0, but must be -1 there",
                "\"refractory\": 0.1 | /populations/1/refractory: the target of a kernel has no refractory time",
                "\"refractory\": [0.1], \"reset_kernel\": [[-1, 0, 1]] | /populations/1/refractory/0: a refractory time does not go together with a reset_kernel",
            })
    void aTargetThatDoesNotGoWithKernelsIsRefusedAtItsPlace(String field, String complaint) throws IOException {
        String network = network("1", NEURON + ", " + field, kernel("[[1, 1, 1]]", "1"), "");
        assertRefused(run("solve", network), complaint);
    }

    /** It is of a population that is reached over a kernel (specification, section 2). */
    @Test
    void aResetKernelWhereNoKernelReachesIsRefusedAtItsPlace() throws IOException {
        String adapting = NEURON + ", \"reset_kernel\": [[-1, 0, 1]]";
        assertRefused(
                run("solve", network("1", adapting, from("\"alpha\": 1", "5"), "")),
                "/populations/1/reset_kernel: no projection with a kernel reaches \"o\"");
    }

    /** No term, a rate of 0, and a term given twice are kernels like others: 4(1 − e^{−t}) = 1 at ln 4/3, and the alpha synapse above. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | \"status\": \"certified\"",
                "[[1, 0, 0], [-1, 0, 1]] | \"0.28768207245178092743921900599382743150350971089776\"",
                "[[0.5, 1, 0.5], [0.5, 1, \"1/2\"]] | \"0.28884270627501945833793479478590139298904803767563\"",
            })
    void kernelsOfNoTermOfRateZeroAndOfRepeatedTermsAreSolved(String kernel, String spikes) throws IOException {
        Invocation run = run("solve", network("1/2", NEURON, kernel(kernel, "4"), ""), "--digits", "50");
        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().contains(spikes), run.out());
    }

    /** kernels-R12: β = ϑ = 1, a current of 1.5, held for ½ after each spike: ln 3, and every ½ + ln 3, whatever is beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"certified", "textbook"})
    void aHeldNeuronFiresWithItsPeriodBesideAKernel(String engine) throws IOException {
        String held =
                "{\"name\": \"h\", \"size\": 1, \"beta\": 1, \"threshold\": 1, \"refractory\": 0.5, \"current\": [[0, 1.5]]}";
        String network = network("5", NEURON, kernel("[[1, 1, 0.5]]", "0.1"), "")
                .replace("], \"projections\"", ", " + held + "], \"projections\"");
        says(
                run("solve", network, "--digits", "50", "--engine", engine),
                "1.0986122886681096913952452369225257046474905578227",
                "2.6972245773362193827904904738450514092949811156455",
                "4.2958368660043290741857357107675771139424716734682");
    }

    /** β = 0 and a current of 1: a spike at 1, V is let go at 1.5, and there an input of weight 2 arrives: x + 2(1 − e^{−x}) = 1 has x = 0.3748225…. */
    @Test
    void anArrivalAtTheEndOfARefractoryTimeLeavesDerivativesOpenAndSpikesProved() throws IOException {
        String held =
                "{\"name\": \"h\", \"size\": 1, \"beta\": 0, \"threshold\": 1, \"refractory\": 0.5, \"current\": [[0, 1]]}";
        String late = from("\"alpha\": 1", "2").replace("\"to\": \"o\"", "\"to\": \"h\", \"delays\": 1.5");
        String network = network(
                        "2.3", NEURON, kernel("[[1, 1, 0.5]]", "0.1"), SQUARE.replace("\"o\", 0, 0", "\"h\", 0, 1"))
                .replace("], \"projections\"", ", " + held + "], \"projections\"")
                .replace("\"projections\": [", "\"projections\": [" + late + ", ");
        Invocation run = run("solve", network, "--digits", "20");
        assertEquals(3, run.exitStatus(), run.err());
        assertTrue(run.out().contains("\"kind\": \"tie\""), run.out());
        assertTrue(run.out().contains("\"1.8748225281836233"), run.out());
    }

    @Test
    void kernelsHaveNoMeaningInTheConventionOfCurrents() throws IOException {
        String network = network("1", NEURON, kernel("[[1, 1, 1]]", "1"), "")
                .replace("\"horizon\"", "\"convention\": \"current\", \"horizon\"");
        assertRefused(run("solve", network), "/projections/0/kernel: has no meaning in convention \"current\"");
    }

    @Test
    void whatDoesWithoutKernelsSaysSo() throws IOException {
        String network = network("1", NEURON, kernel("[[1, 1, 1]]", "1"), "");
        String place = "/projections/0/kernel: ";
        String without = " has no kernels, only synapses with alpha or tau_syn";
        assertRefused(run("solve", network, "--engine", "fast"), place + "the fast engine" + without);
        assertRefused(run("solve", network, "--grid", "norse", "--dt", "0.1"), place + "a grid" + without);
        assertRefused(
                run("solve", network, "--graph", folder.resolve("graph.json").toString()),
                place + "the causal graph" + without);
    }

    /** Never "proved": neither by the command nor by the checker alone, whatever certificate there is. */
    @Test
    void answersOfNetworksWithKernelsAreNotProved() throws IOException {
        Path answer = folder.resolve("answer.json");
        String leaky = network("1", NEURON, from("\"alpha\": 1", "5"), "");
        assertEquals(0, run("solve", leaky, "-o", answer.toString()).exitStatus());
        assertEquals(0, run("verify", leaky, answer.toString()).exitStatus());
        String adapting = leaky.replace("\"threshold\"", "\"reset_kernel\": [[-1, 0, 1]], \"threshold\"")
                .replace("\"projections\": [", "\"projections\": [" + kernel("[]", "1") + ", ");
        String place = "/populations/1/reset_kernel: ";
        String sentence = "answers of networks with kernels are not proved by the checker";
        assertRefused(run("verify", adapting, answer.toString()), place + sentence);
        // The checker alone knows no kernel at all, not even where none reaches.
        adapting = leaky.replace("\"threshold\"", "\"reset_kernel\": [[-1, 0, 1]], \"threshold\"");
        byte[] lie = Files.readString(answer)
                .replaceFirst("\"sha256\": \"[0-9a-f]+\"", "\"sha256\": \"" + sha256(adapting) + "\"")
                .getBytes(StandardCharsets.UTF_8);
        Checker.Verdict verdict = Checker.check(adapting.getBytes(StandardCharsets.UTF_8), lie);
        assertTrue(verdict.status() > 0, verdict.line());
        assertTrue(verdict.line().contains("reset_kernel"), verdict.line());
    }

    private static String sha256(String text) throws IOException {
        return io.github.goldspike.format.Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void networksWithKernelsAreWrittenAsTheyAreRead() throws IOException {
        String adapting = NEURON + ", \"reset_kernel\": [[\"-3/4\", 0, 1], [-0.25, 0, \"0x1p-3\"], [2, 1, 3]]";
        String network = network("1", adapting, kernel("[[1, 1, 1], [0, 0, 2]]", "1"), "");
        var read = NetworkReader.read(new ByteArrayInputStream(network.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NetworkWriter.write(read, bytes);
        assertEquals(read, NetworkReader.read(new ByteArrayInputStream(bytes.toByteArray())));
    }

    /** w·t·e^{−t} has its maximum w/e at 1, 3t²e^{−2t} one of 3/e² at 1: the nearest events of a silent neuron (kernels-R11). */
    @ParameterizedTest
    @CsvSource({
        "'[[1, 1, \"1\"]]', 2.5, 0.0803014",
        "'[[1, 2, \"2\"]]', 3, 0.593994",
        "'[[1, 0, \"1\"], [-1, 0, \"2\"]]', 3, 0.250000"
    })
    void theNearestPeakOfASilentNeuronIsWhereItsKernelIsGreatest(String kernel, String weight, String distance)
            throws IOException {
        Invocation run =
                run("solve", network("3", NEURON, kernel(kernel, weight), ""), "--condition", "--digits", "20");
        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().contains("\"distance\": \"" + distance), run.out());
    }
}
