package io.github.goldspike.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The certified engine against {@code examples/grids/witness.py}: another language, rational numbers where the engine has fixed
 * point, forward sensitivities where it goes backward, written from the text of the specification.
 */
class GridWitnessTest {

    private static final int NETWORKS = 12 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final int DIGITS = 36;
    private static final Rational TOLERANCE = Rational.parse("1e-33");

    @TempDir
    private Path folder;

    @Test
    void aProgramWrittenFromTheSpecificationAloneGivesTheSameStepsLossesAndGradients()
            throws IOException, InterruptedException {
        List<GridNetworks.Sample> samples = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            for (int seed = 0; seed < NETWORKS; seed++) {
                samples.add(GridNetworks.of(profile, seed));
            }
        }
        List<JsonNode> witness = witness(samples, false);
        int gradients = 0;
        int equalities = 0;
        for (int k = 0; k < samples.size(); k++) {
            GridNetworks.Sample sample = samples.get(k);
            GridAnswer<Ball> answer = new CertifiedGridEngine()
                    .solve(
                            sample.network(),
                            sample.grid(),
                            GridQuestion.ofDigits(DIGITS).withRespectTo(GridQuestion.KINDS));
            String what = "network " + k % NETWORKS + " of " + Profile.values()[k / NETWORKS] + ": ";
            JsonNode other = witness.get(k);
            assertEquals(List.of(), answer.undecided(), what);
            assertEquals(
                    other.get("steps"),
                    JsonMapper.shared().valueToTree(answer.steps().populations()),
                    what);
            if (answer.loss().orElseThrow() instanceof Outcome.Known<Ball> loss) {
                assertNear(other.get("loss").asString(), loss.value(), what + "loss");
            } else {
                assertTrue(other.get("loss").isNull(), what);
            }
            if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient) {
                assertGradient(sample.network(), gradient.value(), other.get("gradient"), what);
                gradients++;
            } else {
                assertTrue(other.get("gradient").isNull(), what);
            }
            equalities +=
                    answer.nearest().map(nearest -> nearest.distance().isZero()).orElse(false) ? 1 : 0;
        }
        assertTrue(gradients > samples.size() / 2, gradients + " gradients");
        assertTrue(equalities > samples.size() / 6, equalities + " networks with V = threshold");
    }

    /**
     * The witness's derivatives are those of its own network with a primitive of the surrogate in the forward pass; so the table of
     * derivatives that it shares with the engine (grids-N5) is that of a function.
     */
    @Test
    void theGradientOfTheSmoothedNetworkIsItsDifferenceQuotient() throws IOException, InterruptedException {
        List<GridNetworks.Sample> samples = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            samples.add(GridNetworks.smooth(profile, 7));
        }
        int entries = 0;
        for (JsonNode answer : witness(samples, true)) {
            for (Map.Entry<String, JsonNode> entry : answer.get("gradient").properties()) {
                String quotient = answer.get("differences").get(entry.getKey()).asString();
                Rational off = Rational.parse(entry.getValue().asString()).minus(Rational.parse(quotient));
                assertTrue(
                        off.times(off).compareTo(Rational.parse("1e-60")) < 0,
                        entry + ", but the difference quotient is " + quotient);
                entries++;
            }
        }
        assertTrue(entries > 100, entries + " entries");
    }

    private List<JsonNode> witness(List<GridNetworks.Sample> samples, boolean smooth)
            throws IOException, InterruptedException {
        StringBuilder requests = new StringBuilder();
        for (GridNetworks.Sample sample : samples) {
            ByteArrayOutputStream network = new ByteArrayOutputStream();
            NetworkWriter.write(sample.network(), network);
            Map<String, Object> fields = new java.util.LinkedHashMap<>(GridFields.of(sample.grid()));
            fields.put("dt", sample.grid().dt().toString());
            fields.put("order", List.of(fields.get("order").toString().split(" ")));
            fields.put("first-step", sample.grid().firstStep());
            if (smooth) {
                fields.put("smooth", true);
            }
            requests.append("{\"network\": ")
                    .append(network.toString(StandardCharsets.UTF_8).replace("\n", " "))
                    .append(", \"grid\": ")
                    .append(JsonMapper.shared().writeValueAsString(fields))
                    .append(", \"wrt\": ")
                    .append(GridQuestion.KINDS.stream()
                            .map(kind -> '"' + kind.field() + '"')
                            .collect(Collectors.joining(", ", "[", "]")))
                    .append("}\n");
        }
        Path in = Files.writeString(folder.resolve("requests"), requests);
        Path out = folder.resolve("replies");
        Process process = new ProcessBuilder("python3", "examples/grids/witness.py")
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, process.waitFor());
        return Files.readAllLines(out).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static void assertGradient(Network network, Gradient<Ball> gradient, JsonNode other, String what) {
        gradient.values().forEach((kind, lists) -> {
            for (int owner = 0; owner < lists.size(); owner++) {
                List<String> names = names(network, kind, owner);
                assertEquals(names.size(), lists.get(owner).size(), what + kind);
                for (int k = 0; k < names.size(); k++) {
                    String name = names.get(k);
                    assertNear(other.path(name).asString("0"), lists.get(owner).get(k), what + name);
                }
            }
        });
    }

    /** The witness's names of the reals of a kind, in the order of the engine. */
    private static List<String> names(Network network, ParameterKind kind, int owner) {
        String name = "[\"" + kind.field() + "\", " + owner;
        List<String> names = new ArrayList<>();
        if (kind == ParameterKind.WEIGHTS) {
            Projection projection = network.projections().get(owner);
            List<Synapse> synapses = projection.synapses();
            boolean listed = projection.connectivity() instanceof Connectivity.Listed;
            for (int k = 0; k < synapses.size(); k++) {
                names.add(name + ", "
                        + (listed
                                ? k
                                : synapses.get(k).pre() + ", " + synapses.get(k).post()) + "]");
            }
        } else if (kind == ParameterKind.ALPHA) {
            SynapticDecay decay = network.projections().get(owner).decay();
            for (int k = 0; k < decay.constant().given().values().size(); k++) {
                names.add(
                        decay.axis() == SynapticDecay.Axis.ALL
                                ? name + "]"
                                : name + ", \"" + decay.axis().name().toLowerCase(java.util.Locale.ROOT) + "\", " + k
                                        + "]");
            }
        } else if (network.populations().get(owner) instanceof Population.Neurons neurons) {
            if (kind == ParameterKind.THRESHOLD) {
                for (int k = 0;
                        k < neurons.threshold().map(t -> t.values().size()).orElse(0);
                        k++) {
                    if (neurons.threshold().get().values().get(k).isPresent()) {
                        names.add(neurons.threshold().get().shared() ? name + "]" : name + ", " + k + "]");
                    }
                }
            } else {
                Parameter given = kind == ParameterKind.BETA
                        ? neurons.membrane().given()
                        : kind == ParameterKind.RESET ? neurons.reset() : neurons.leak();
                for (int k = 0; k < given.values().size(); k++) {
                    names.add(given.shared() ? name + "]" : name + ", " + k + "]");
                }
            }
        }
        return names;
    }

    private static void assertNear(String other, Ball value, String what) {
        Rational expected = Rational.parse(other);
        Rational size = expected.signum() < 0 ? expected.negate() : expected;
        Rational allowed =
                TOLERANCE.times(size.compareTo(Rational.parse("1e-20")) < 0 ? Rational.parse("1e-20") : size);
        Ball off = value.minus(Ball.of(expected, 400)).abs();
        assertTrue(off.isLessThan(Ball.of(allowed, 400)), what + ": " + value + ", but the witness has " + other);
    }
}
