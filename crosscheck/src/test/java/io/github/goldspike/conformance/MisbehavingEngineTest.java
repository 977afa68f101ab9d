package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.JunitSchema;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.report.ReportFormat;
import io.github.goldspike.conformance.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an engine does costs it one case, is reported as what it is, and leaves no process behind. */
class MisbehavingEngineTest {

    /** Ample, so that a busy machine makes no fault of an engine that only has to wait for its turn. */
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(1), 16L << 20);

    /** For engines that never answer. */
    private static final Limits IMPATIENT = new Limits(LIMITS.start(), Duration.ofSeconds(3), LIMITS.line());

    /** Tells the engines of this run from those of others on the same machine; engines hand it on to their children. */
    private static final String MARK = "-Dengine.of="
            + System.getProperty(
                    "engine.of", Long.toString(ProcessHandle.current().pid()));

    static List<String> engine(String way) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MARK,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MisbehavingEngine.class.getName(),
                way);
    }

    private static Report run(String way, int cases, Limits limits) throws IOException {
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(1, cases);
        return plan.with(engine(way), limits).run(result -> {});
    }

    @AfterEach
    void noProcessIsLeft() throws InterruptedException {
        for (int wait = 0; wait < 300 && left().findAny().isPresent(); wait++) {
            Thread.sleep(100);
        }
        assertEquals(List.of(), left().toList());
    }

    private static Stream<ProcessHandle> left() {
        return Stream.concat(
                        ProcessHandle.current().descendants(),
                        // What has lost its parent is nobody's descendant.
                        ProcessHandle.allProcesses()
                                .filter(process -> process.info()
                                        .commandLine()
                                        .filter(line -> line.contains(MARK + " "))
                                        .isPresent()))
                .filter(ProcessHandle::isAlive);
    }

    @ParameterizedTest
    @CsvSource({
        "crash, crash",
        "hang, hang",
        "garbage, not-json",
        "byte-order-mark, not-json",
        "utf-16, not-json",
        "bad-utf-8, not-json",
        "missing-seq, wrong-seq",
        "wrong-seq, wrong-seq",
        "nan, not-a-number",
        "infinity, not-a-number",
        "huge-number, not-a-number",
        "wrong-shape, malformed",
        "half-line-and-exit, half-line",
        "half-line-and-hang, half-line",
        "long-line, long-line",
        "closed-output, closed-output",
        "child-left-behind, crash"
    })
    void aFaultCostsOneCaseAndTheRunGoesOn(String way, String kind) throws IOException {
        Report report = run(way, 3, kind.equals("hang") || way.endsWith("hang") ? IMPATIENT : LIMITS);
        assertEquals(
                List.of(Outcome.SKIPPED, Outcome.FAULT, Outcome.SKIPPED),
                report.results().stream().map(CaseResult::outcome).toList());
        assertEquals(kind, report.results().get(1).fault().orElseThrow().kind());
        assertEquals(java.util.Optional.empty(), report.ended());
        assertFalse(report.agrees());
    }

    @Test
    void whatACrashSaysOnStandardErrorIsInTheReport() throws IOException {
        CaseResult crash = run("crash", 2, LIMITS).results().get(1);
        assertTrue(crash.standardError().contains("assertion failed"), crash.standardError());
        assertTrue(crash.message().contains("status 3"), crash.message());
    }

    @Test
    void megabytesOnStandardErrorAreNoFault() throws IOException {
        Report report = run("flooded-standard-error", 3, LIMITS);
        assertTrue(report.results().stream().allMatch(result -> result.outcome() == Outcome.SKIPPED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit-at-start", "silent-at-start", "garbage-at-start", "no-dtype"})
    void anEngineThatDoesNotStartIsGivenUp(String way) throws Exception {
        Limits limits = new Limits(
                way.startsWith("silent") ? Duration.ofSeconds(1) : LIMITS.start(), LIMITS.reply(), LIMITS.line());
        Report report = run(way, 10, limits);
        assertEquals(3, report.results().size());
        report.results()
                .forEach(result ->
                        assertEquals("no-start", result.fault().orElseThrow().kind()));
        assertTrue(report.ended().orElseThrow().contains("did not start"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReportFormat.JUNIT.write(report, bytes);
        JunitSchema.assertValid(bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anEngineThatSkipsEverythingDoesNotAgree() throws IOException {
        Report report = run("nothing", 3, LIMITS);
        assertFalse(report.agrees());
        assertTrue(TextReport.of(report).endsWith("DISAGREES (nothing was judged)\n"));
    }

    @Test
    void anInterruptedRunReportsWhatWasDone() throws IOException {
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(1, 100);
        ConformanceRun run = plan.with(engine("slow"), LIMITS);
        int[] done = new int[1];
        Report report = run.run(result -> {
            if (++done[0] == 2) {
                new Thread(run::interrupt).start();
            }
        });
        assertEquals("interrupted", report.ended().orElseThrow());
        assertTrue(report.results().size() >= 2 && report.results().size() < 100);
        assertTrue(report.results().stream().noneMatch(result -> result.outcome() == Outcome.FAULT));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatHoldsAReportWithFaults(ReportFormat format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(run("crash", 3, LIMITS), bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("fuzz-1-1") && text.contains("assertion failed"), text);
        if (format == ReportFormat.JUNIT) {
            JunitSchema.assertValid(text);
        }
    }
}
