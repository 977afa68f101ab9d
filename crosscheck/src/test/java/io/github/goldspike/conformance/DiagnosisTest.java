package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.report.ReportFormat;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.Method;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.mutants.Mutant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** proofs-notes/mistakes.md: a report says which mistake it is. */
class DiagnosisTest {

    private static final Path PYTHON = Path.of("examples/sample_engine.py");

    private static List<CaseResult> results(InProcess engine, int networks) {
        return IntStream.range(0, networks)
                .mapToObj(index -> new RandomCase(3, index))
                .map(one -> engine.ask(one.id(), ((Case.Prepared.Ready) one.prepare(Claims.everything())).golden()))
                .toList();
    }

    private static Mutant mutant(String id) {
        return Mutant.all().stream()
                .filter(one -> one.mistake().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Report report(String mistake) {
        Mutant mutant = mutant(mistake);
        List<CaseResult> results = results(new InProcess(mutant.engine(), mutant.method()), 25);
        return new Report(
                List.of("mutant"),
                Optional.of(new Implementation("mutant", "", "", Dtype.FLOAT64, EnumSet.allOf(Feature.class))),
                results.size(),
                results,
                Optional.empty(),
                Diagnostician.of(results, Dtype.FLOAT64, new Predictions()),
                List.of(),
                Optional.empty());
    }

    private static String written(ReportFormat format, Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMistakeIsNamedWithItsSentenceAndItsNoteInEveryReport() throws IOException {
        Report report = report("own-spike-forgotten");
        Diagnosis diagnosis = report.diagnoses().get(0);
        assertEquals("own-spike-forgotten", diagnosis.mistake().id());
        assertTrue(diagnosis.explained().size() > diagnosis.tried() / 2, diagnosis::sentence);
        String sentence = "forgets, in gradients, that a neuron's earlier spikes move its later ones";
        assertTrue(diagnosis.sentence().contains(sentence), diagnosis::sentence);
        assertTrue(ReportFormat.text(report).contains("diagnosis: " + diagnosis.sentence()));
        for (ReportFormat format : ReportFormat.values()) {
            String text = written(format, report);
            assertTrue(text.contains("proofs-notes/mistakes.md, 34 (own-spike-forgotten)"), text);
        }
    }

    @Test
    void aTimeStepIsToldFromTheReplies() {
        Diagnosis diagnosis = report("clock").diagnoses().get(0);
        assertEquals("clock", diagnosis.mistake().id());
        assertTrue(diagnosis.detail().startsWith("step 0.02"), diagnosis::detail);
    }

    @Test
    void aRightEngineGetsNoDiagnosis() {
        List<CaseResult> results = results(new InProcess(new EventEngine(), Method.ADJOINT), 25);
        assertEquals(List.of(), Diagnostician.of(results, Dtype.FLOAT64, new Predictions()));
    }

    /** proofs-notes/mistakes.md, 47: it is told from spike times. */
    @Test
    void binary32IsNotToldFromRepliesWithoutSpikes() {
        List<CaseResult> results = results(new InProcess(new EventEngine(), Method.ADJOINT), 25).stream()
                .map(DiagnosisTest::withoutSpikesAndWithALossOffByABit)
                .toList();
        assertTrue(results.stream().anyMatch(result -> result.outcome() == CaseResult.Outcome.DISAGREES));
        assertEquals(List.of(), Diagnostician.of(results, Dtype.FLOAT64, new Predictions()));
    }

    private static CaseResult withoutSpikesAndWithALossOffByABit(CaseResult right) {
        Golden golden = right.golden().orElseThrow();
        Reply.Answered reply = new Reply.Answered(
                Optional.empty(),
                Optional.empty(),
                ((Reply.Answered) right.reply().orElseThrow())
                        .loss()
                        .map(loss -> loss.map(value -> value.multiply(new BigDecimal("1.000000001")))),
                Optional.empty());
        return CaseResult.judged(right.id(), golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
    }

    /** Neither that engine nor its mistake is made of anything that the diagnosis is made of. */
    @Test
    void aMistakeInThePythonEngineIsNamedOverTheProtocol(@TempDir Path folder) throws IOException {
        String source = Files.readString(PYTHON);
        String right = "        if k:\n            total[unit, k - 1]";
        assertTrue(source.contains(right));
        Path engine = folder.resolve("engine.py");
        Files.writeString(engine, source.replace(right, right.replace("if k:", "if False:")));
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(1, 30);
        Report report = plan.with(List.of("python3", engine.toString()), Patience.LIMITS)
                .run(result -> {});
        assertTrue(!report.agrees());
        assertEquals(
                List.of("cut-at-reset"),
                report.diagnoses().stream()
                        .map(Diagnosis::mistake)
                        .map(Mistake::id)
                        .toList());
    }
}
