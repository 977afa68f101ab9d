package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Excerpt;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A report for a terminal. */
public final class TextReport {

    /** Cases that are held against the engine and shown; the other reports have all of them. */
    private static final int SHOWN = 20;

    private static final int LAST_LINES = 5;

    private TextReport() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("engine: ")
                .append(report.implementation().map(TextReport::engine).orElse("did not start"))
                .append('\n');
        text.append("cases: ").append(cases(report)).append('\n');
        QuantitySummary.of(report).forEach(summary -> text.append(line(summary)).append('\n'));
        errors(ErrorSummary.of(report)).forEach(line -> text.append(line).append('\n'));
        unlocks(report).forEach(line -> text.append(line).append('\n'));
        List<CaseResult> against = report.unexpected();
        reasons(against).forEach(line -> text.append(line).append('\n'));
        against.stream()
                .limit(SHOWN)
                .forEach(result -> text.append(line(result)).append('\n'));
        if (against.size() > SHOWN) {
            text.append("... and ").append(against.size() - SHOWN).append(" more\n");
        }
        expected(report).forEach(line -> text.append(line).append('\n'));
        report.repetitions().forEach(again -> text.append(again.sentence()).append('\n'));
        against.stream()
                .map(CaseResult::standardError)
                .filter(said -> !said.isBlank())
                .findFirst()
                .ifPresent(said -> lastLines(text, said));
        report.diagnoses()
                .forEach(diagnosis ->
                        text.append("diagnosis: ").append(diagnosis.sentence()).append('\n'));
        report.observations()
                .all()
                .forEach(
                        known -> text.append("known: ").append(known.sentence()).append('\n'));
        report.counterexamples().forEach(found -> append(text, report, found));
        report.ended().ifPresent(why -> text.append(why).append('\n'));
        return text.append(verdict(report)).append('\n').toString();
    }

    private static void append(StringBuilder text, Report report, Counterexample found) {
        text.append("counterexample (")
                .append(found.signature())
                .append("): ")
                .append(sizes(found))
                .append(report.file(found).map(file -> ": " + file).orElse(""))
                .append('\n')
                .append(found.sentence())
                .append('\n');
        if (found.small()) {
            text.append(file(found.network()));
        }
    }

    /** How far its answers are from the truth, right or wrong. */
    static List<String> errors(ErrorSummary summary) {
        List<String> lines = new ArrayList<>();
        if (summary.networks() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "over all answers: right numbers of spikes in %d of %d networks, of %d of %d neurons",
                    summary.rightNetworks(),
                    summary.networks(),
                    summary.rightNeurons(),
                    summary.neurons()));
        }
        summary.errors()
                .forEach((what, all) -> lines.add(String.format(
                        Locale.ROOT,
                        "over all answers: %s of %s, median %.2g, greatest %.2g (%s), of %d values",
                        what.equals("spike times") ? "errors" : "relative errors",
                        what,
                        all.median(),
                        all.worst().size(),
                        all.worst().id(),
                        all.count())));
        return lines;
    }

    /** What more an engine would be sent if it claimed more. */
    static List<String> unlocks(Report report) {
        Map<String, Integer> unlocks = report.unlocks();
        return unlocks.isEmpty()
                ? List.of()
                : List.of("not sent, and what is needed for more: "
                        + unlocks.entrySet().stream()
                                .map(entry -> entry.getKey() + " alone " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /** Failures by reason. */
    static List<String> reasons(List<CaseResult> against) {
        return Report.reasons(against).entrySet().stream()
                .map(entry ->
                        "failures: " + entry.getKey() + ": " + entry.getValue().size() + ", first "
                                + entry.getValue().get(0).id())
                .toList();
    }

    static List<String> expected(Report report) {
        if (report.known().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("expected failures: "
                + (report.against().size() - report.unexpected().size()) + " failed as expected, "
                + report.unexpected().size() + " failed unexpectedly");
        if (!report.newlyPassing().isEmpty()) {
            lines.add("newly passing, no longer to be expected to fail: "
                    + report.newlyPassing().stream().map(CaseResult::id).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static void lastLines(StringBuilder text, String standardError) {
        List<String> lines = standardError.strip().lines().toList();
        text.append("the engine's last lines on standard error:\n");
        lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .forEach(line -> text.append("  ").append(Excerpt.of(line)).append('\n'));
    }

    /** A network as its file has it. */
    public static String file(Network network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            NetworkWriter.write(network, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What a counterexample was made from and what it is now. */
    static String sizes(Counterexample found) {
        String from = switch (found.search()) {
            case MINIMAL -> found.origin() + ", shrunk in " + found.tries() + " tries to ";
            case UNFINISHED ->
                found.origin() + ", shrunk as far as " + found.tries() + " tries and the time allowed to ";
            case NOT_REPEATED -> found.origin() + ", not shrunk, because it did not fail again, has ";
        };
        return from + found.size();
    }

    static String verdict(Report report) {
        if (report.agrees()) {
            return "agrees";
        }
        if (report.neverStarted()) {
            return "DID NOT START";
        }
        if (!report.unexpected().isEmpty() || !report.repetitions().isEmpty()) {
            return "DISAGREES";
        }
        if (report.inconclusive()) {
            return "INCONCLUSIVE (of more than half of the cases nothing follows in this arithmetic)";
        }
        return report.ended().isPresent() ? "not finished" : "DISAGREES (nothing was judged)";
    }

    static String engine(Implementation engine) {
        String features = engine.features().isEmpty()
                ? "no features"
                : engine.features().stream().map(Feature::field).collect(Collectors.joining(", "));
        Claims claims = engine.claims();
        String limits = claims.losses()
                        .map(losses -> "; losses " + String.join(", ", new TreeSet<>(losses)))
                        .orElse("")
                + (claims.restrictions().isEmpty()
                        ? ""
                        : "; only "
                                + claims.restrictions().entrySet().stream()
                                        .map(one -> one.getKey().field()
                                                + (one.getKey().bounded() ? " " + one.getValue() : ""))
                                        .collect(Collectors.joining(", ")));
        String unknown = engine.unknown().isEmpty() ? "" : " (unknown: " + String.join(", ", engine.unknown()) + ")";
        return (engine.name() + " " + engine.version()).strip()
                + (engine.language().isEmpty() ? "" : " (" + engine.language() + ")") + ", "
                + engine.dtype().field() + "; " + features + limits + unknown;
    }

    static String cases(Report report) {
        String counts = report.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().field())
                .collect(Collectors.joining(", "));
        return report.results().size() + " of " + report.planned() + (counts.isEmpty() ? "" : ": " + counts);
    }

    private static String label(Verdict verdict) {
        return verdict == Verdict.UNDEFINED
                ? "undefined, left out"
                : verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String line(QuantitySummary summary) {
        StringBuilder line = new StringBuilder(summary.quantity()).append(": ");
        line.append(summary.verdicts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + label(entry.getKey()))
                .collect(Collectors.joining(", ")));
        if (summary.fewestDigits().isPresent()) {
            line.append("; ").append(summary.values()).append(" values");
            append(line, ", at least %.1f digits", summary.fewestDigits());
            append(line, ", errors up to %.2g κu", summary.mostConditioned());
            append(line, ", up to %.2g of the limit", summary.mostShare());
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String format, Optional<QuantitySummary.Extreme> extreme) {
        extreme.ifPresent(reached -> line.append(String.format(Locale.ROOT, format, reached.value()))
                .append(" (")
                .append(reached.id())
                .append(')'));
    }

    private static String line(CaseResult result) {
        String what = result.judgements().stream()
                .filter(judgement -> judgement.verdict() == Verdict.DISAGREES)
                .map(judgement -> judgement.quantity() + ": " + judgement.detail())
                .findFirst()
                .orElse(result.message());
        String kind = result.fault().map(Fault::kind).orElse(result.outcome().field());
        return result.id() + ": " + kind + (what.isEmpty() ? "" : ": " + what);
    }
}
