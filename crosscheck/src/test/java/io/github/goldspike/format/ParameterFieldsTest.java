package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.AnswerFile.RealId;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParameterFieldsTest {

    private static final SpikeId SPIKE = new SpikeId("a", 0, 0);

    private static final String NETWORK = """
            {"format": "goldspike-network/1", "horizon": 2,
             "populations": [{"name": "in", "spikes": [[0, 1], [], [1]]},
                             {"name": "a", "size": 2, "beta": [1, 2], "threshold": [null, 1], "leak": 0},
                             {"name": "b", "size": 2, "tau_mem": 1, "threshold": 1, "reset": [0, 0.5], "leak": [0, 0]},
                             {"name": "c", "size": 1, "beta": 1, "threshold": null}],
             "projections": [{"from": "in", "to": "a", "alpha": {"pre": [1, 2, 3]}, "weights": [[3, null], [null, 4], [5, 6]],
                              "delays": [[1, null], [1, 2], [3, 4]]},
                             {"from": "a", "to": "b", "tau_syn": {"post": [1, 2]}, "weights": [[3, null], [null, 4]]},
                             {"from": "b", "to": "c", "alpha": 1, "synapses": [[0, 0, 1], [0, 0, 2, 1]]}],
             "loss": {"kind": "voltage-integral", "population": "c", "weights": [1]}}
            """;

    /** How many reals of each kind each projection or population has. */
    private static final Map<ParameterKind, List<Integer>> SIZES = Map.of(
            ParameterKind.WEIGHTS, List.of(4, 2, 2),
            ParameterKind.DELAYS, List.of(4, 1, 2),
            ParameterKind.ALPHA, List.of(3, 2, 1),
            ParameterKind.BETA, List.of(0, 2, 1, 1),
            ParameterKind.THRESHOLD, List.of(0, 1, 1, 0),
            ParameterKind.RESET, List.of(0, 1, 2, 1),
            ParameterKind.LEAK, List.of(0, 1, 2, 1),
            ParameterKind.INPUTS, List.of(3, 0, 0, 0));

    private static List<ParameterId> parameters() {
        List<ParameterId> all = new ArrayList<>();
        new EnumMap<>(SIZES).forEach((kind, sizes) -> {
            for (int owner = 0; owner < sizes.size(); owner++) {
                for (int index = 0; index < sizes.get(owner); index++) {
                    all.add(new ParameterId(kind, owner, index));
                }
            }
        });
        return all;
    }

    /** Every derivative is the number of its parameter, from 10. */
    private static Answer<Integer> answer() {
        List<ParameterId> all = parameters();
        Map<ParameterKind, List<List<Integer>>> gradient = new EnumMap<>(ParameterKind.class);
        List<Derivative<Integer>> jacobian = new ArrayList<>();
        SIZES.forEach((kind, sizes) -> gradient.put(
                kind,
                sizes.stream()
                        .map(size -> (List<Integer>) new ArrayList<Integer>())
                        .toList()));
        for (int k = 0; k < all.size(); k++) {
            ParameterId parameter = all.get(k);
            gradient.get(parameter.kind()).get(parameter.owner()).add(10 + k);
            jacobian.add(new Derivative<>(SPIKE, parameter, 10 + k));
        }
        return new Answer<>(
                ByNeuron.none(),
                Optional.of(new Outcome.Known<>(1)),
                Optional.of(new Outcome.Known<>(new Gradient<>(gradient))),
                Optional.of(jacobian),
                List.of());
    }

    private static String written() throws IOException {
        Network network = NetworkReader.read(new ByteArrayInputStream(NETWORK.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AnswerWriter<Integer>(network, new AnswerHeading("net", "abc", 2, true), value -> value.toString())
                .write(answer(), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static AnswerFile readBack() throws IOException {
        return AnswerReader.read(new ByteArrayInputStream(written().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aGradientHasTheShapesOfTheFile() throws IOException {
        String text = written().replaceAll("\\s+", " ");
        int from = text.indexOf("\"gradient\"");
        assertEquals(
                "\"gradient\": {"
                        + " \"weights\": [ [ [\"10\", null], [null, \"11\"], [\"12\", \"13\"] ],"
                        + " [ [\"14\", null], [null, \"15\"] ], [ \"16\", \"17\" ] ],"
                        + " \"delays\": [ [ [\"18\", null], [null, \"19\"], [\"20\", \"21\"] ], \"22\", [ \"23\", \"24\" ] ],"
                        + " \"alpha\": [ { \"pre\": [\"25\", \"26\", \"27\"] }, { \"post\": [\"28\", \"29\"] }, \"30\" ],"
                        + " \"beta\": { \"a\": [ \"31\", \"32\" ], \"b\": \"33\", \"c\": \"34\" },"
                        + " \"threshold\": { \"a\": [ null, \"35\" ], \"b\": \"36\", \"c\": null },"
                        + " \"reset\": { \"a\": \"37\", \"b\": [ \"38\", \"39\" ], \"c\": \"40\" },"
                        + " \"leak\": { \"a\": \"41\", \"b\": [ \"42\", \"43\" ], \"c\": \"44\" },"
                        + " \"inputs\": { \"in\": [ [\"45\", \"46\"], [], [\"47\"] ] } },",
                text.substring(from, text.indexOf(" \"jacobian\"")));
    }

    @Test
    void aGradientReadsBackNumberByNumber() throws IOException {
        Map<String, Optional<PrintedReal>> gradient = ((Outcome.Known<Map<String, Optional<PrintedReal>>>)
                        readBack().gradient().orElseThrow())
                .value();
        assertEquals("27", gradient.get("/alpha/0/pre/2").orElseThrow().value().toString());
        assertEquals(Optional.empty(), gradient.get("/threshold/a/0"));
        assertEquals(38, gradient.values().stream().filter(Optional::isPresent).count());
    }

    @Test
    void anEntryOfTheJacobianNamesItsRealByItsPlaceInTheFile() throws IOException {
        List<String> names = readBack().jacobian().orElseThrow().get(SPIKE).keySet().stream()
                .map(RealId::toString)
                .toList();
        assertEquals(
                List.of(
                        "weight [0, 0] of projection 0",
                        "weight [1, 1] of projection 0",
                        "weight [2, 0] of projection 0",
                        "weight [2, 1] of projection 0",
                        "weight [0, 0] of projection 1",
                        "weight [1, 1] of projection 1",
                        "weight [0] of projection 2",
                        "weight [1] of projection 2",
                        "delay [0, 0] of projection 0",
                        "delay [1, 1] of projection 0",
                        "delay [2, 0] of projection 0",
                        "delay [2, 1] of projection 0",
                        "delay of projection 1",
                        "delay [0] of projection 2",
                        "delay [1] of projection 2",
                        "alpha [0] of projection 0",
                        "alpha [1] of projection 0",
                        "alpha [2] of projection 0",
                        "alpha [0] of projection 1",
                        "alpha [1] of projection 1",
                        "alpha of projection 2",
                        "beta [0] of \"a\"",
                        "beta [1] of \"a\"",
                        "beta of \"b\"",
                        "beta of \"c\"",
                        "threshold [1] of \"a\"",
                        "threshold of \"b\"",
                        "reset of \"a\"",
                        "reset [0] of \"b\"",
                        "reset [1] of \"b\"",
                        "reset of \"c\"",
                        "leak of \"a\"",
                        "leak [0] of \"b\"",
                        "leak [1] of \"b\"",
                        "leak of \"c\"",
                        "input [0, 0] of \"in\"",
                        "input [0, 1] of \"in\"",
                        "input [2, 0] of \"in\""),
                names);
        assertEquals(
                "10 11 12 13 14 15 16 17 18 19",
                readBack().jacobian().orElseThrow().get(SPIKE).values().stream()
                        .limit(10)
                        .map(real -> real.value().toString())
                        .collect(Collectors.joining(" ")));
    }
}
