package io.github.goldspike.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NirImportTest {

    private static final Path FILES = Path.of("examples/nir");
    private static final SpikeShape STEP = SpikeShape.parse("impulse:0.0001");

    private static Optional<Network> layers = Optional.empty();

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name));
    }

    private static Network read(String name, SpikeShape shape, Inputs inputs) throws IOException {
        return NirImport.of(NirFile.read(file(name)), name, reading(shape), inputs)
                .network();
    }

    private static Reading reading(SpikeShape shape) {
        return new Reading(TimeUnit.S, shape, Reading.Initial.LEAK, Optional.empty());
    }

    private static Map<List<Integer>, Rational> weights(Projection projection) {
        Map<List<Integer>, Rational> weights = new HashMap<>();
        for (Synapse synapse : projection.synapses()) {
            weights.merge(List.of(synapse.post(), synapse.pre()), synapse.weight(), Rational::plus);
        }
        return weights;
    }

    private static Inputs noise(String node, int size, int steps, double dt) {
        Random random = new Random(5);
        List<List<Rational>> trains = new ArrayList<>();
        for (int unit = 0; unit < size; unit++) {
            trains.add(IntStream.range(0, steps)
                    .filter(step -> random.nextInt(4) == 0)
                    .mapToObj(step -> Rational.of(dt * (step + random.nextDouble())))
                    .toList());
        }
        return new Inputs(Map.of(node, trains), Optional.empty());
    }

    private static Network layers() throws IOException {
        if (layers.isEmpty()) {
            layers = Optional.of(read("layers.nir", new SpikeShape.Jump(), Inputs.NONE));
        }
        return layers.get();
    }

    /** nir-N2, against PyTorch. */
    @ParameterizedTest
    @ValueSource(strings = {"conv2d", "grouped", "even", "conv1d", "sum", "avg", "linear", "scale", "flat"})
    void aLayerIsUnrolledToTheMatrixThatPyTorchHas(String layer) throws IOException {
        JsonNode matrix = JsonMapper.shared().readTree(file("layers.json")).get(layer);
        Projection projection = layers().projections().stream()
                .filter(one -> one.to().equals(layer + ".cell"))
                .findFirst()
                .orElseThrow();
        Map<List<Integer>, Rational> weights = weights(projection);
        assertEquals(layer + ".in", projection.from());
        for (int out = 0; out < matrix.size(); out++) {
            for (int in = 0; in < matrix.get(out).size(); in++) {
                double expected = matrix.get(out).get(in).asDouble();
                Rational weight = weights.getOrDefault(List.of(out, in), Rational.ZERO);
                assertEquals(expected, weight.toDouble(), 1e-15, out + ", " + in);
            }
        }
    }

    /** nir-N4: W = w·w_in·A/τ_syn, with R, exactly, of the paper's recurrent network. */
    @Test
    void theWeightsOfTheBrailleNetworkAreThoseOfImpulsesIntoItsSynapticCurrents() throws IOException {
        Network network = read("braille_noDelay_noBias_subtract.nir", STEP, Inputs.NONE);
        NirNode cells = NirReader.read(file("braille_noDelay_noBias_subtract.nir"))
                .graph()
                .nodes()
                .get("lif1.lif");
        NirNode recurrent = NirReader.read(file("braille_noDelay_noBias_subtract.nir"))
                .graph()
                .nodes()
                .get("lif1.w_rec");
        assertEquals(Convention.CURRENT, network.convention());
        assertEquals(
                List.of("input", "lif1.lif", "lif2"),
                network.populations().stream().map(Population::name).toList());
        Projection loop = network.projections().stream()
                .filter(one -> one.from().equals("lif1.lif") && one.to().equals("lif1.lif"))
                .findFirst()
                .orElseThrow();
        Map<List<Integer>, Rational> weights = weights(loop);
        assertEquals(1600, weights.size());
        for (int post = 0; post < 40; post++) {
            for (int pre = 0; pre < 40; pre++) {
                Rational expected = cells.required("r")
                        .at(post)
                        .times(cells.required("w_in").at(post))
                        .times(recurrent.required("weight").at(40 * post + pre))
                        .times(Rational.parse("0.0001"))
                        .dividedBy(cells.required("tau_syn").at(post));
                assertEquals(expected, weights.get(List.of(post, pre)), post + ", " + pre);
            }
        }
    }

    @Test
    void anInnerGraphIsTheSameNetworkAsTheFlatOne() throws IOException {
        Inputs inputs = noise("input", 12, 30, 1e-4);
        Network flat = read("braille_noDelay_bias_zero.nir", STEP, inputs);
        Network nested = read("nested.nir", STEP, inputs);
        assertEquals(flat.populations(), nested.populations());
        assertEquals(flat.projections(), nested.projections());
        Answer<Double> answer = new EventEngine().solve(flat, Question.ofDigits(17));
        assertTrue(answer.spikes().get("lif1.lif").stream().mapToInt(List::size).sum() > 50, "they do spike");
    }

    /** The paper's own file with an inner graph names nodes in its edges that are not there. */
    @Test
    void anEdgeToANodeThatIsNotThereIsNamed() {
        BadFileException bad = assertThrows(
                BadFileException.class, () -> read("braille_noDelay_bias_zero_subgraph.nir", STEP, Inputs.NONE));
        assertEquals("/node/nodes/lif1/edges", bad.pointer());
        assertEquals("\"input\" to \"lif\": there is no node \"lif\"", bad.detail());
    }

    /** nir-N3: the neuron that fires by itself begins at 0 only if that is said. */
    @Test
    void aRestingPotentialAboveTheThresholdNeedsAnotherPotentialToBeginWith() throws IOException {
        SpikeShape pulse = SpikeShape.parse("exponential:0.001");
        BadFileException bad =
                assertThrows(BadFileException.class, () -> read("two_lif_neurons.nir", pulse, Inputs.NONE));
        assertTrue(bad.detail().endsWith("--initial zero"), bad.detail());
        Reading zero = new Reading(TimeUnit.S, pulse, Reading.Initial.ZERO, Optional.of(Rational.parse("0.1")));
        Network network = NirImport.of(NirFile.read(file("two_lif_neurons.nir")), "", zero, Inputs.NONE)
                .network();
        Answer<Double> answer = new EventEngine().solve(network, Question.ofDigits(17));
        double period = 0.01 * Math.log(1.2 / 0.2);
        assertEquals(5, answer.spikes().get("lif1").get(0).size());
        assertEquals(period, answer.spikes().get("lif1").get(0).get(0).time(), 1e-15);
    }

    @Test
    void anImpulseIntoANeuronWithoutASynapticCurrentIsRefused() {
        BadFileException bad = assertThrows(BadFileException.class, () -> read("lif_norse.nir", STEP, Inputs.NONE));
        assertEquals("/node/nodes/1", bad.pointer());
        assertTrue(bad.detail().contains("box:WIDTH:AREA"), bad.detail());
    }

    @Test
    void aBoxThatANeuronSendsIsRefused() {
        BadFileException bad = assertThrows(
                BadFileException.class,
                () -> read("braille_noDelay_noBias_subtract.nir", SpikeShape.parse("box:0.0001"), Inputs.NONE));
        assertTrue(bad.detail().contains("\"lif1.lif\""), bad.detail());
    }

    /** Truncated and damaged files: one complaint, never another exception. */
    @Test
    void bytesThatAreNoNirFileAreOneComplaint() throws IOException {
        byte[] whole = file("lif_norse.nir");
        Random random = new Random(11);
        for (int k = 0; k < 400; k++) {
            byte[] damaged = k % 4 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flip = 0; k % 4 != 0 && flip < 1 + k % 7; flip++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                NirImport.of(NirFile.read(damaged), "", reading(SpikeShape.parse("box:0.0001")), Inputs.NONE);
            } catch (BadFileException complaint) {
                assertTrue(!complaint.detail().isEmpty());
            }
        }
    }
}
