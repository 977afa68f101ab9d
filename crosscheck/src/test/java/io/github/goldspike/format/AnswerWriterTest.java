package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

    private static final String NETWORK = """
            {"format": "goldspike-network/1", "horizon": 2,
             "populations": [{"name": "in", "spikes": [[0], [1]]},
                             {"name": "hid", "size": 2, "beta": 1, "threshold": 1}],
             "projections": [{"from": "in", "to": "hid", "alpha": 1, "weights": [[3, null], [null, 4]]},
                             {"from": "hid", "to": "hid", "alpha": 1, "synapses": [[0, 1, 1], [0, 1, 2]]}],
             "loss": {"kind": "spike-time-square", "targets": [["hid", 0, 0, "0.5"]]}}
            """;

    private static String written(Answer<Integer> answer, boolean certified) throws IOException {
        Network network = NetworkReader.read(new ByteArrayInputStream(NETWORK.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AnswerWriter<Integer>(network, new AnswerHeading("net", "abc", 5, certified), value -> "0." + value)
                .write(answer, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ByNeuron<Spike<Integer>> spikes() {
        return ByNeuron.of("hid", List.of(List.of(new Spike<>(11, 21), new Spike<>(12, 22)), List.of()));
    }

    private static Answer<Integer> complete() {
        return new Answer<>(
                spikes(),
                Optional.of(new Outcome.Known<>(31)),
                Optional.of(new Outcome.Known<>(Gradient.byWeights(List.of(List.of(41, 42), List.of(43, 44))))),
                Optional.of(List.of(
                        new Derivative<>(new SpikeId("hid", 0, 1), ParameterId.weight(0, 1), 51),
                        new Derivative<>(new SpikeId("hid", 0, 1), ParameterId.weight(1, 1), 52))),
                List.of());
    }

    private static Answer<Integer> open() {
        return new Answer<>(
                spikes(),
                Optional.of(new Outcome.Undefined<>("silent")),
                Optional.of(new Outcome.Open<>("tie")),
                Optional.empty(),
                List.of(new Undecided(
                        Undecided.Kind.TIE,
                        new Undecided.Place(
                                "hid",
                                0,
                                Optional.of(1),
                                Optional.of("0.12"),
                                List.of(new Undecided.Affected("hid", 1, "0.13"))),
                        "two events")));
    }

    private static Answer<Integer> conditioned() {
        ByNeuron<Optional<Integer>> spikes =
                ByNeuron.of("hid", List.of(List.of(Optional.of(61), Optional.empty()), List.of()));
        Gradient<Optional<Integer>> gradient = new Gradient<>(Map.of(
                ParameterKind.WEIGHTS,
                List.of(
                        List.of(Optional.of(71), Optional.empty()),
                        List.of(Optional.<Integer>empty(), Optional.of(72)))));
        Nearest<Integer> nearest = new Nearest<>(
                Optional.of(new Nearest.Event<>("hid", 1, Optional.empty(), 81, 82)),
                Optional.empty(),
                Optional.of(new Nearest.Event<>("hid", 0, Optional.of(1), 83, 84)),
                Optional.empty(),
                List.of());
        return complete()
                .conditionedBy(Optional.of(new Conditions<>(
                        Optional.of(spikes),
                        Optional.of(62),
                        Optional.of(gradient),
                        Optional.of(nearest),
                        Map.of("condition", "null where why"))));
    }

    @Test
    void conditionsAreReadAsTheyWereWritten() throws IOException {
        String json = written(conditioned(), true);
        AnswerFile file = AnswerReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                new ByNeuron<>(Map.of("hid", List.of(List.of(Optional.of(real(61)), Optional.empty()), List.of()))),
                file.condition().orElseThrow());
        assertEquals(Optional.of(real(62)), file.lossCondition());
        Map<String, Optional<PrintedReal>> entries = Map.of(
                "/weights/0/0/0", Optional.of(real(71)),
                "/weights/0/0/1", Optional.empty(),
                "/weights/0/1/0", Optional.empty(),
                "/weights/0/1/1", Optional.empty(),
                "/weights/1/0", Optional.empty(),
                "/weights/1/1", Optional.of(real(72)));
        assertEquals(entries, file.gradientCondition().orElseThrow());
        String flat = json.replaceAll("\\s+", "");
        assertTrue(
                flat.contains("\"nearest\":{\"peak\":{\"at\":{\"population\":\"hid\",\"neuron\":1,\"time\":\"0.81\"},"
                        + "\"distance\":\"0.82\"},\"order\":{\"at\":{\"population\":\"hid\",\"neuron\":0,\"spike\":1,"
                        + "\"time\":\"0.83\"},\"distance\":\"0.84\"}}"),
                json);
        Nearest<PrintedReal> nearest = new Nearest<>(
                Optional.of(new Nearest.Event<>("hid", 1, Optional.empty(), real(81), real(82))),
                Optional.empty(),
                Optional.of(new Nearest.Event<>("hid", 0, Optional.of(1), real(83), real(84))),
                Optional.empty(),
                List.of());
        assertEquals(Optional.of(nearest), file.nearest());
        assertTrue(flat.contains("\"notes\":{\"condition\":\"nullwherewhy\"}"), json);
    }

    private static PrintedReal real(int value) {
        return PrintedReal.ofDecimal("0." + value, Rational.parse("0." + value));
    }

    @Test
    void aCompleteAnswerIsWrittenInTheOrderOfTheSpecification() throws IOException {
        assertEquals("""
                {
                  "format": "goldspike-answer/1",
                  "network": {"id": "net", "sha256": "abc"},
                  "digits": 5,
                  "status": "certified",
                  "spikes": {
                    "hid": [
                      ["0.11", "0.12"],
                      []
                    ]
                  },
                  "slopes": {
                    "hid": [
                      ["0.21", "0.22"],
                      []
                    ]
                  },
                  "loss": {"value": "0.31"},
                  "wrt": ["weights"],
                  "gradient": {
                    "weights": [
                      [
                        ["0.41", null],
                        [null, "0.42"]
                      ],
                      [
                        "0.43",
                        "0.44"
                      ]
                    ]
                  },
                  "jacobian": [
                    {"spike": ["hid", 0, 1], "weight": [0, 1, 1], "value": "0.51"},
                    {"spike": ["hid", 0, 1], "weight": [1, 1], "value": "0.52"}
                  ]
                }
                """, written(complete(), true));
    }

    @Test
    void whatIsUndecidedIsListedAndNotPrinted() throws IOException {
        String text = written(open(), true);
        assertEquals(
                """
                  "status": "undecided",
                """,
                text.lines().filter(line -> line.contains("status")).findFirst().orElseThrow() + "\n");
        assertEquals("""
                  "loss": {"undefined": "silent"},
                  "undecided": [
                    {"kind": "tie", "at": {"population": "hid", "neuron": 0, "spike": 1, "time": "0.12", "affected": [["hid", 1, "0.13"]]}, "detail": "two events"}
                  ]
                }
                """, text.substring(text.indexOf("  \"loss\"")));
        assertFalse(text.contains("gradient"));
    }

    @Test
    void anotherEngineClaimsNothing() throws IOException {
        assertEquals(
                1,
                written(complete(), false)
                        .lines()
                        .filter("  \"status\": \"uncertified\","::equals)
                        .count());
    }

    @Test
    void anAnswerReadsBack() throws IOException {
        AnswerFile file = AnswerReader.read(
                new ByteArrayInputStream(written(complete(), true).getBytes(StandardCharsets.UTF_8)));
        assertEquals(AnswerFile.Status.CERTIFIED, file.status());
        assertEquals(Optional.of("abc"), file.networkSha256());
        assertEquals(
                "12/100",
                asFraction(file.spikes().orElseThrow().get("hid").get(0).get(1)));
        assertEquals(
                "22/100",
                asFraction(file.slopes().orElseThrow().get("hid").get(0).get(1)));
        Map<AnswerFile.RealId, PrintedReal> row = file.jacobian().orElseThrow().get(new SpikeId("hid", 0, 1));
        assertEquals("52/100", asFraction(row.get(AnswerFile.RealId.weight(1, 1))));
        assertEquals("51/100", asFraction(row.get(AnswerFile.RealId.weight(0, 1, 1))));
        AnswerFile undecided =
                AnswerReader.read(new ByteArrayInputStream(written(open(), true).getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of(new AnswerFile.Ambiguity(
                        "tie",
                        Optional.of(new AnswerFile.NeuronId("hid", 0)),
                        Optional.of(1),
                        List.of(new AnswerFile.NeuronId("hid", 1)))),
                undecided.undecided());
    }

    private static String asFraction(PrintedReal real) {
        return real.value().times(io.github.goldspike.model.Rational.of(100)) + "/100";
    }
}
