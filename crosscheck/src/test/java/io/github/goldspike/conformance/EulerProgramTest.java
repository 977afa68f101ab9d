package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Observations.Observation;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.verdict.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What forty lines of Euler steps, as anybody writes them, are told in their first minute. */
class EulerProgramTest {

    private static final Path PROGRAM = Path.of("examples/grids/euler.py");

    private record Drawn(String id, Prepared prepared) implements Case {
        @Override
        public Prepared prepare(Claims claims) {
            return prepared;
        }

        Golden golden() {
            return ((Prepared.Ready) prepared).golden();
        }
    }

    /** Early and late ends by whether they are below 10. */
    private static final List<Drawn> DRAWN = IntStream.range(0, 20)
            .mapToObj(index -> new RandomCase(1, index))
            .map(one -> new Drawn(one.id(), one.prepare(Claims.of(Set.of()))))
            .toList();

    private static List<Drawn> drawn(boolean early) {
        return DRAWN.stream()
                .filter(one -> one.golden().network().horizon().toDouble() < 10 == early)
                .toList();
    }

    private static Report report() throws IOException {
        ConformancePlan plan = new ConformancePlan();
        plan.cases().addAll(drawn(true));
        return plan.with(List.of("python3", PROGRAM.toString()), Limits.DEFAULT).run(result -> {});
    }

    @Test
    void itIsToldItsStepItsOrderItsShareOfRightCountsItsErrorAndNoMistakeThatItDoesNotMake() throws IOException {
        Report report = report();
        assertEquals(
                List.of("euler"),
                report.diagnoses().stream()
                        .map(diagnosis -> diagnosis.mistake().id())
                        .toList());
        assertTrue(report.diagnoses().get(0).detail().startsWith("step 0.001"), report.diagnoses()::toString);
        String known =
                report.observations().all().stream().map(Observation::sentence).collect(Collectors.joining("\n"));
        assertTrue(known.contains("all spike times are multiples of dt = 0.001\n"), known);
        assertTrue(known.contains("have the right number of spikes"), known);
        assertTrue(known.contains(" dt in the median"), known);
        assertTrue(known.contains("converge with order 1.0"), known);
        // Of a loss and a gradient that it never gives nothing is said.
        report.results().stream()
                .flatMap(result -> result.judgements().stream())
                .filter(judgement -> judgement.quantity().contains("loss")
                        || judgement.quantity().contains("gradient"))
                .forEach(judgement -> assertTrue(
                        Set.of("NOT_GIVEN", "UNDEFINED")
                                .contains(judgement.verdict().name()),
                        judgement::toString));
    }

    @Test
    void whereOnlyLateEndsTakeTooLongItIsToldWhatToSay() {
        List<CaseResult> results = new ArrayList<>();
        drawn(false)
                .forEach(one -> results.add(CaseResult.broken(
                        one.id(), Optional.of(one.golden()), new Fault.Hang(Duration.ofSeconds(10)), "")));
        assertTrue(!results.isEmpty(), "no late network was drawn");
        InProcess engine =
                new InProcess(new io.github.goldspike.event.EventEngine(), io.github.goldspike.contract.Method.ADJOINT);
        assertTrue(sentences(results).isEmpty(), "nothing was answered");
        drawn(true).forEach(one -> results.add(engine.ask(one.id(), one.golden())));
        assertTrue(
                sentences(results)
                        .matches(
                                "it hangs where the network lasts up to \\d+.* may say \\{\"times-at-most\": \\d\\} in .*"),
                sentences(results));
        Drawn early = drawn(true).get(0);
        results.add(
                CaseResult.broken(early.id(), Optional.of(early.golden()), new Fault.Hang(Duration.ofSeconds(10)), ""));
        assertEquals("", sentences(results));
    }

    private static String sentences(List<CaseResult> results) {
        return new KnownTraits(results, Dtype.FLOAT64)
                        .observations(
                                new Diagnostician.Findings(List.of(), 0, 0, false),
                                OptionalDouble.empty(),
                                OptionalDouble.empty())
                        .all()
                        .stream()
                        .filter(known -> known.id().equals("too-slow-for-late-ends"))
                        .map(Observation::sentence)
                        .collect(Collectors.joining());
    }
}
