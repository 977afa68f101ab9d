package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.Evidence.Side;
import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Method;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.diagnosis.Traits;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import io.github.goldspike.mutants.Mutant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** proofs-notes/mistakes.md, "When a mistake explains a case": what may be met by chance is no diagnosis. */
class DiagnosisRulesTest {

    private static final String MISTAKE = "own-spike-forgotten";

    /** Delays that are too long by dt make the one spike of one neuron late by dt. */
    private static final double STEP = 0.01;

    private static Golden oneSpike() throws IOException {
        String text = """
                {"format": "goldspike-network/1", "id": "one", "horizon": "0.5",
                 "populations": [{"name": "in", "spikes": [["0.125"]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "3", "weights": [["9"]]}]}
                """;
        Network network = NetworkReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Golden.of(network, 10);
    }

    private static Suspect.Answering late() {
        return Mistake.all().stream()
                .filter(mistake -> mistake.id().equals("delays-plus-step"))
                .flatMap(mistake -> mistake.suspects(new Traits(1, 1, OptionalDouble.empty())).stream())
                .filter(suspect -> suspect.detail().equals("dt = " + STEP))
                .map(Suspect.Answering.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isExplained(Golden golden, double accuracy) {
        ByNeuron<BigDecimal> spikes = golden.spikes().map(time -> time.add(BigDecimal.valueOf(STEP)));
        Reply.Answered reply =
                new Reply.Answered(Optional.of(spikes), Optional.empty(), Optional.empty(), Optional.empty());
        Tolerance tolerance = new Tolerance(Dtype.FLOAT64, accuracy);
        CaseResult result = CaseResult.judged("late", golden, reply, Judge.of(golden, reply, tolerance));
        Evidence evidence = new Evidence(result, tolerance, new Predictions());
        assertTrue(evidence.isWrong(Side.SPIKES), "the step is within the accuracy");
        return evidence.isExplained(Side.SPIKES, late());
    }

    @Test
    void aMistakeThatMovesATimeByLessThan64TimesWhatTheAccuracyMayExplainsNothing() throws IOException {
        Golden golden = oneSpike();
        assertEquals(1, golden.spikeCount());
        assertTrue(isExplained(golden, STEP / 8 / 65));
        assertTrue(!isExplained(golden, STEP / 8 / 63));
    }

    /** A case in which a loss is wrong as no mistake makes it, and the gradient is right. */
    private static CaseResult withAStrangeLoss(CaseResult right) {
        Golden golden = right.golden().orElseThrow();
        Reply.Answered given = (Reply.Answered) right.reply().orElseThrow();
        Reply.Answered reply = new Reply.Answered(
                given.spikes(),
                Optional.empty(),
                given.loss().map(loss -> loss.map(value -> value.add(new BigDecimal("0.3141592653589793")))),
                given.gradient());
        return CaseResult.judged(right.id(), golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
    }

    private static List<String> named(List<CaseResult> results) {
        return Diagnostician.of(results, Dtype.FLOAT64, new Predictions()).stream()
                .map(Diagnosis::mistake)
                .map(Mistake::id)
                .toList();
    }

    @Test
    void whereManyCasesAreWrongOneAloneNamesNoMistakeAndTwoDo() {
        Mutant mutant = Mutant.all().stream()
                .filter(one -> one.mistake().equals(MISTAKE))
                .findFirst()
                .orElseThrow();
        InProcess wrong = new InProcess(mutant.engine(), mutant.method());
        InProcess right = new InProcess(new EventEngine(), Method.ADJOINT);
        List<CaseResult> telling = new ArrayList<>();
        List<CaseResult> strange = new ArrayList<>();
        for (int index = 0; telling.size() < 2 || strange.size() < 4; index++) {
            RandomCase one = new RandomCase(3, index);
            Golden golden = ((Case.Prepared.Ready) one.prepare(Claims.everything())).golden();
            CaseResult result = wrong.ask(one.id(), golden);
            CaseResult other = withAStrangeLoss(right.ask(one.id(), golden));
            if (result.outcome() == CaseResult.Outcome.DISAGREES
                    && telling.size() < 2
                    && named(List.of(result)).equals(List.of(MISTAKE))) {
                telling.add(result);
            } else if (other.outcome() == CaseResult.Outcome.DISAGREES && strange.size() < 4) {
                strange.add(other);
            }
        }
        assertEquals(List.of(MISTAKE), named(with(telling.subList(0, 1), strange.subList(0, 2))), "of three");
        assertEquals(List.of(), named(with(telling.subList(0, 1), strange)), "one of five");
        assertEquals(List.of(MISTAKE), named(with(telling, strange)), "two of six");
    }

    private static List<CaseResult> with(List<CaseResult> some, List<CaseResult> others) {
        List<CaseResult> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
