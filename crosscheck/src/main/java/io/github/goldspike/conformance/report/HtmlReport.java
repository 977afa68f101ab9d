package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.report.QuantitySummary.Extreme;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A report as one page of HTML that needs nothing else. */
final class HtmlReport {

    private final Report report;
    private final Markup out;

    private HtmlReport(Report report, Markup out) {
        this.report = report;
        this.out = out;
    }

    static void write(Report report, OutputStream bytes) throws IOException {
        Markup.writePage(bytes, out -> new HtmlReport(report, out).page());
    }

    private void page() {
        String name = report.implementation()
                .map(Implementation::name)
                .orElse(report.command().get(0));
        out.element("html", () -> {
            out.attribute("lang", "en");
            out.element("head", () -> {
                out.empty("meta", "charset", "utf-8");
                out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
                out.element("title", name + ": goldspike conform");
                out.element("style", HtmlStyle.STYLE);
                out.element("script", HtmlStyle.SCRIPT);
            });
            out.element("body", () -> {
                out.element("h1", () -> {
                    out.text(name + " ");
                    classed("span", report.agrees() ? "agrees" : "disagrees", TextReport.verdict(report));
                });
                about();
                quantities();
                ErrorPlot.draw(report, out);
                if (!report.diagnoses().isEmpty()) {
                    out.element("h2", "Diagnosis");
                    report.diagnoses().forEach(this::diagnosis);
                }
                if (!report.observations().all().isEmpty()) {
                    out.element("h2", "What is known");
                    report.observations().all().forEach(known -> out.element("p", known.sentence()));
                }
                if (!report.counterexamples().isEmpty()) {
                    out.element("h2", "Counterexamples");
                    report.counterexamples().forEach(this::counterexample);
                }
                out.element("h2", "Cases");
                filter();
                reasons();
                table(
                        List.of("case", "outcome", "spikes", "slopes", "loss", "gradient", ""),
                        () -> report.results().forEach(this::row));
            });
        });
    }

    private void filter() {
        out.element("div", () -> {
            out.attribute("class", "filter");
            out.empty(
                    "input",
                    "id",
                    "text",
                    "type",
                    "search",
                    "placeholder",
                    "filter by any words",
                    "aria-label",
                    "filter");
            out.element("select", () -> {
                out.attribute("id", "outcome");
                out.attribute("aria-label", "outcome");
                option("", "all outcomes");
                report.counts()
                        .forEach((outcome, count) -> option(outcome.field(), outcome.field() + " (" + count + ")"));
            });
            out.element("span", () -> {
                out.attribute("id", "shown");
                out.attribute("class", "quiet");
                out.text(report.results().size() + " cases");
            });
        });
    }

    private void option(String value, String shown) {
        out.element("option", () -> {
            out.attribute("value", value);
            out.text(shown);
        });
    }

    /** What is held against the engine, by how it failed; the first reason is open. */
    private void reasons() {
        Report.reasons(report.against())
                .forEach((reason, results) -> out.element("details", () -> {
                    out.attribute("class", "reason");
                    out.element("summary", () -> {
                        classed("span", "disagrees", reason);
                        out.text(" " + results.size() + (results.size() == 1 ? " case" : " cases"));
                    });
                    results.forEach(this::details);
                }));
    }

    private void classed(String element, String name, String text) {
        out.element(element, () -> {
            out.attribute("class", name);
            out.text(text);
        });
    }

    private void about() {
        report.implementation().ifPresent(engine -> out.element("p", TextReport.engine(engine)));
        out.element("p", () -> out.element("code", String.join(" ", report.command())));
        out.element("p", TextReport.cases(report));
        TextReport.errors(ErrorSummary.of(report)).forEach(line -> out.element("p", line));
        TextReport.unlocks(report).forEach(line -> classed("p", "quiet", line));
        report.repetitions().forEach(again -> classed("p", "disagrees", again.sentence()));
        TextReport.expected(report).forEach(line -> out.element("p", line));
        report.ended().ifPresent(why -> classed("p", "disagrees", why));
    }

    private void table(List<String> heads, Runnable rows) {
        out.element("div", () -> {
            out.attribute("class", "wide");
            out.element("table", () -> {
                out.element("thead", () -> out.element("tr", () -> heads.forEach(head -> out.element("th", head))));
                out.element("tbody", rows);
            });
        });
    }

    private void quantities() {
        List<QuantitySummary> summaries = QuantitySummary.of(report);
        if (summaries.isEmpty()) {
            return;
        }
        out.element("h2", "Quantities");
        table(
                List.of("", "verdicts", "values", "fewest digits", "greatest error in κu", "share of the limit"),
                () -> summaries.forEach(summary -> out.element("tr", () -> {
                    out.element("td", summary.quantity());
                    out.element(
                            "td",
                            () -> summary.verdicts().forEach((verdict, count) -> {
                                String field = field(verdict);
                                classed("span", field, count + " " + field + " ");
                            }));
                    out.element("td", Long.toString(summary.values()));
                    extreme("%.1f", summary.fewestDigits());
                    extreme("%.2g", summary.mostConditioned());
                    extreme("%.2g", summary.mostShare());
                })));
        out.element(
                "p",
                "Digits are −log₁₀ of the relative error. κ is the certified condition number, u the unit roundoff of "
                        + report.implementation()
                                .map(engine -> engine.dtype().field())
                                .orElse("the arithmetic")
                        + ". The limit is what sound arithmetic may reach on that network (proofs-notes/verdict.md).");
    }

    private void extreme(String format, Optional<Extreme> extreme) {
        out.element(
                "td",
                () -> extreme.ifPresent(reached -> {
                    out.text(String.format(Locale.ROOT, format, reached.value()) + " ");
                    classed(
                            "span",
                            "not-given",
                            reached.id() + (reached.place().isEmpty() ? "" : ", " + reached.place()));
                }));
    }

    private void diagnosis(Diagnosis diagnosis) {
        out.element("p", diagnosis.sentence());
        classed("p", "not-given", "Seen in: " + diagnosis.mistake().source());
    }

    private void details(CaseResult result) {
        out.element("details", () -> {
            out.attribute("data-outcome", result.outcome().field());
            out.element("summary", () -> {
                out.element("code", result.id());
                out.text(" ");
                classed(
                        "span",
                        result.outcome().field(),
                        result.fault().map(Fault::kind).orElse(result.outcome().field()));
                out.text(" " + result.message());
            });
            result.judgements().stream()
                    .filter(judgement -> judgement.verdict() == Judgement.Verdict.DISAGREES)
                    .forEach(judgement -> out.element("p", judgement.quantity() + ": " + judgement.detail()));
            if (!result.standardError().isEmpty()) {
                out.element("p", "Standard error:");
                out.element("pre", result.standardError());
            }
            result.network().ifPresent(network -> out.element("pre", JsonText.line(NetworkWriter.binary64(network))));
        });
    }

    private void counterexample(Counterexample found) {
        out.element("p", () -> {
            classed("span", "disagrees", found.signature());
            out.text(" " + TextReport.sizes(found) + " ");
            report.file(found).ifPresent(file -> out.element("code", file));
        });
        out.element("p", found.sentence());
        out.element("figure", () -> {
            out.attribute("class", "wide");
            CounterexamplePicture.draw(found.result(), out);
        });
        out.element("details", () -> {
            out.element("summary", found.id());
            out.element("pre", TextReport.file(found.network()));
        });
    }

    private void row(CaseResult result) {
        out.element("tr", () -> {
            out.attribute("data-outcome", result.outcome().field());
            out.element("td", () -> out.element("code", result.id()));
            String outcome = result.outcome().field();
            classed("td", outcome, outcome);
            for (String quantity : List.of("spikes", "slopes", "loss", "gradient")) {
                out.element(
                        "td",
                        () -> result.judgements().stream()
                                .filter(judgement -> judgement.quantity().equals(quantity))
                                .forEach(judgement -> classed("span", field(judgement.verdict()), shown(judgement))));
            }
            out.element("td", result.message());
        });
    }

    private static String shown(Judgement judgement) {
        OptionalDouble digits = judgement.digits();
        return digits.isEmpty() || digits.getAsDouble() == Judgement.MOST_DIGITS
                ? field(judgement.verdict())
                : String.format(Locale.ROOT, "%.1f digits", digits.getAsDouble());
    }

    private static String field(Judgement.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
