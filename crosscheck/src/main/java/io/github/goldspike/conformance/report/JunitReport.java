package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report in the XML of JUnit: one test case for each case. */
final class JunitReport {

    private JunitReport() {}

    static void write(Report report, OutputStream bytes) throws IOException {
        Markup.write(bytes, out -> {
            String suite = report.implementation()
                    .map(Implementation::name)
                    .filter(name -> !name.isEmpty())
                    .orElse(String.join(" ", report.command()));
            out.element("testsuites", () -> out.element("testsuite", () -> suite(report, suite, out)));
        });
    }

    private static void suite(Report report, String suite, Markup out) {
        // What was planned and not tried is an error of the suite.
        int failures = count(report, Outcome.DISAGREES) + (report.repetitions().isEmpty() ? 0 : 1);
        int errors = count(report, Outcome.FAULT)
                + count(report, Outcome.ERRORED)
                + (report.ended().isPresent() ? 1 : 0);
        int skipped = (int) report.results().stream()
                .filter(result -> skipped(result) || expected(report, result))
                .count();
        out.attribute("name", suite);
        out.attribute(
                "tests",
                Integer.toString(report.results().size()
                        + (report.ended().isPresent() ? 1 : 0)
                        + (report.repetitions().isEmpty() ? 0 : 1)));
        out.attribute("failures", Integer.toString(failures));
        out.attribute("errors", Integer.toString(errors));
        out.attribute("skipped", Integer.toString(skipped));
        for (CaseResult result : report.results()) {
            out.element("testcase", () -> {
                out.attribute("name", result.id());
                out.attribute("classname", suite);
                body(report, result, out);
            });
        }
        if (!report.repetitions().isEmpty()) {
            String sentences =
                    report.repetitions().stream().map(Repetition::sentence).collect(Collectors.joining("; "));
            out.element("testcase", () -> {
                out.attribute("name", "answers depend on the network alone");
                out.attribute("classname", suite);
                problem("failure", "repetition", sentences, "", out);
            });
        }
        report.ended()
                .ifPresent(why -> out.element("testcase", () -> {
                    out.attribute("name", "all cases were tried");
                    out.attribute("classname", suite);
                    problem("error", "ended", why, "", out);
                }));
    }

    private static int count(Report report, Outcome outcome) {
        return (int) report.unexpected().stream()
                .filter(result -> result.outcome() == outcome)
                .count();
    }

    /** An expected failure: build servers show it, and stay green. */
    private static boolean expected(Report report, CaseResult result) {
        return result.outcome().against()
                && report.known().filter(known -> known.expects(result.id())).isPresent();
    }

    private static boolean skipped(CaseResult result) {
        return switch (result.outcome()) {
            case SKIPPED, UNCLAIMED, NOT_JUDGED -> true;
            case AGREES, EXCUSED, INCONCLUSIVE, DISAGREES, FAULT, ERRORED -> false;
        };
    }

    private static void body(Report report, CaseResult result, Markup out) {
        if (expected(report, result)) {
            out.element(
                    "skipped",
                    () -> out.attribute(
                            "message", "expected failure: " + result.outcome().field()));
            return;
        }
        switch (result.outcome()) {
            case AGREES, EXCUSED, INCONCLUSIVE -> {}
            case DISAGREES ->
                problem(
                        "failure",
                        "disagrees",
                        Stream.concat(
                                        result.judgements().stream()
                                                .filter(judgement -> judgement.verdict() == Verdict.DISAGREES)
                                                .map(judgement -> judgement.quantity() + ": " + judgement.detail()),
                                        report.diagnoses().stream()
                                                .filter(diagnosis ->
                                                        diagnosis.explained().contains(result.id()))
                                                .map(diagnosis -> "diagnosis: " + diagnosis.sentence()))
                                .collect(Collectors.joining("; ")),
                        result.network()
                                .map(network -> JsonText.line(NetworkWriter.binary64(network)))
                                .orElse(""),
                        out);
            case FAULT -> problem("error", result.fault().map(Fault::kind).orElse("fault"), result.message(), "", out);
            case ERRORED -> problem("error", "errored", result.message(), "", out);
            case SKIPPED, UNCLAIMED, NOT_JUDGED ->
                out.element(
                        "skipped",
                        () -> out.attribute("message", result.outcome().field() + ": " + result.message()));
        }
        report.counterexamples().stream()
                .filter(found -> found.origin().equals(result.id()))
                .forEach(found -> out.element("system-out", () -> out.text(counterexample(report, found))));
        Optional.of(result.standardError())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> out.element("system-err", () -> out.text(text)));
    }

    private static String counterexample(Report report, Counterexample found) {
        return "counterexample (" + found.signature() + "): " + TextReport.sizes(found)
                + report.file(found).map(file -> ": " + file).orElse("") + "\n" + TextReport.file(found.network());
    }

    private static void problem(String element, String type, String message, String text, Markup out) {
        out.element(element, () -> {
            out.attribute("message", message);
            out.attribute("type", type);
            out.text(text);
        });
    }
}
