package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs, {@code "format": "goldspike-conformance/1"}. */
final class JsonReport {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final ObjectWriter WRITER = JsonText.mapper()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonReport() {}

    static void write(Report report, OutputStream bytes) throws IOException {
        try (JsonGenerator out = WRITER.createGenerator(bytes)) {
            WRITER.writeValue(out, document(report));
            out.writeRaw('\n');
        }
        bytes.flush();
    }

    private static ObjectNode document(Report report) {
        ObjectNode node =
                JSON.createObjectNode().put("format", "goldspike-conformance/1").put("agrees", report.agrees());
        report.ended().ifPresent(why -> node.put("ended", why));
        strings(node.putArray("command"), report.command());
        report.implementation().ifPresent(engine -> node.set("implementation", implementation(engine)));
        node.put("planned", report.planned());
        ObjectNode counts = node.putObject("counts");
        report.counts().forEach((outcome, count) -> counts.put(outcome.field(), count));
        ArrayNode quantities = node.putArray("quantities");
        QuantitySummary.of(report).forEach(summary -> quantities.add(summary(summary)));
        node.set("errors", errors(ErrorSummary.of(report)));
        ObjectNode reasons = node.putObject("reasons");
        Report.reasons(report.against()).forEach((reason, results) -> reasons.put(reason, results.size()));
        ObjectNode unlocks = node.putObject("unlocks");
        report.unlocks().forEach(unlocks::put);
        report.known().ifPresent(known -> {
            ObjectNode expected = node.putObject("known");
            ArrayNode unexpected = expected.putArray("unexpected");
            report.unexpected().forEach(result -> unexpected.add(result.id()));
            ArrayNode passing = expected.putArray("newlyPassing");
            report.newlyPassing().forEach(result -> passing.add(result.id()));
        });
        ArrayNode repetitions = node.putArray("repetitions");
        report.repetitions()
                .forEach(again -> repetitions
                        .addObject()
                        .put("case", again.id())
                        .put("first", again.first())
                        .put("second", again.second())
                        .put("quantity", again.quantity())
                        .put("sentence", again.sentence()));
        ArrayNode diagnoses = node.putArray("diagnoses");
        report.diagnoses().forEach(diagnosis -> diagnoses.add(diagnosis(diagnosis)));
        ArrayNode observations = node.putArray("observations");
        report.observations()
                .all()
                .forEach(known -> observations.addObject().put("id", known.id()).put("sentence", known.sentence()));
        ArrayNode cases = node.putArray("cases");
        report.results().forEach(result -> cases.add(result(result)));
        ArrayNode counterexamples = node.putArray("counterexamples");
        report.counterexamples().forEach(found -> counterexamples.add(counterexample(report, found)));
        return node;
    }

    private static ObjectNode errors(ErrorSummary summary) {
        ObjectNode node = JSON.createObjectNode()
                .put("networks", summary.networks())
                .put("rightNetworks", summary.rightNetworks())
                .put("neurons", summary.neurons())
                .put("rightNeurons", summary.rightNeurons());
        summary.errors().forEach((what, all) -> {
            ObjectNode one = node.putObject(what.equals("spike times") ? "times" : what);
            one.put("count", all.count());
            put(one, "median", OptionalDouble.of(all.median()));
            put(one, "greatest", OptionalDouble.of(all.worst().size()));
            one.put("case", all.worst().id());
        });
        return node;
    }

    private static ObjectNode counterexample(Report report, Counterexample found) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", found.id())
                .put("case", found.origin())
                .put("signature", found.signature())
                .put("search", found.search().field())
                .put("tries", found.tries())
                .put("neurons", found.size().neurons())
                .put("synapses", found.size().synapses())
                .put("inputSpikes", found.size().inputs());
        report.file(found).ifPresent(file -> node.put("file", file));
        node.put("detail", found.sentence());
        return node.set("network", NetworkWriter.binary64(found.network()));
    }

    private static void strings(ArrayNode array, List<String> strings) {
        strings.forEach(array::add);
    }

    private static ObjectNode implementation(Implementation engine) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", engine.name())
                .put("version", engine.version())
                .put("language", engine.language())
                .put("dtype", engine.dtype().field());
        ArrayNode features = node.putArray("features");
        engine.features().forEach(feature -> features.add(feature.field()));
        engine.claims()
                .losses()
                .ifPresent(losses -> strings(node.putArray("losses"), List.copyOf(new TreeSet<>(losses))));
        ArrayNode wrt = node.putArray("wrt");
        engine.claims().wrt().forEach(kind -> wrt.add(kind.field()));
        ObjectNode restrictions = node.putObject("restrictions");
        engine.claims().restrictions().forEach((restriction, bound) -> {
            if (restriction.bounded()) {
                restrictions.put(restriction.field(), bound);
            } else {
                restrictions.put(restriction.field(), true);
            }
        });
        strings(node.putArray("unknown"), engine.unknown());
        return node;
    }

    private static ObjectNode summary(QuantitySummary summary) {
        ObjectNode node = JSON.createObjectNode().put("quantity", summary.quantity());
        ObjectNode verdicts = node.putObject("verdicts");
        summary.verdicts().forEach((verdict, count) -> verdicts.put(field(verdict), count));
        node.put("values", summary.values());
        summary.fewestDigits().ifPresent(extreme -> node.set("fewestDigits", extreme(extreme)));
        summary.mostConditioned().ifPresent(extreme -> node.set("mostConditioned", extreme(extreme)));
        summary.mostShare().ifPresent(extreme -> node.set("mostShare", extreme(extreme)));
        return node;
    }

    private static ObjectNode extreme(QuantitySummary.Extreme extreme) {
        return JSON.createObjectNode()
                .put("value", extreme.value())
                .put("case", extreme.id())
                .put("at", extreme.place());
    }

    private static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode node = JSON.createObjectNode()
                .put("mistake", diagnosis.mistake().id())
                .put("note", diagnosis.mistake().number())
                .put("sentence", diagnosis.sentence())
                .put("source", diagnosis.mistake().source());
        if (!diagnosis.detail().isEmpty()) {
            node.put("detail", diagnosis.detail());
        }
        strings(node.putArray("explained"), diagnosis.explained());
        node.put("could", diagnosis.could());
        node.put("tried", diagnosis.tried());
        ArrayNode alike = node.putArray("alike");
        diagnosis.alike().forEach(other -> alike.add(other.id()));
        return node;
    }

    private static ObjectNode result(CaseResult result) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", result.id())
                .put("outcome", result.outcome().field());
        if (!result.message().isEmpty()) {
            node.put("message", result.message());
        }
        result.fault().ifPresent(fault -> node.put("fault", fault.kind()));
        if (!result.standardError().isEmpty()) {
            node.put("standardError", result.standardError());
        }
        if (!result.judgements().isEmpty()) {
            ArrayNode judgements = node.putArray("quantities");
            result.judgements().forEach(judgement -> judgements.add(judgement(judgement)));
        }
        if (result.outcome().against()) {
            result.network().ifPresent(network -> node.set("network", NetworkWriter.binary64(network)));
        }
        return node;
    }

    private static ObjectNode judgement(Judgement judgement) {
        ObjectNode node = JSON.createObjectNode()
                .put("quantity", judgement.quantity())
                .put("verdict", field(judgement.verdict()))
                .put("values", judgement.values());
        put(node, "digits", judgement.digits());
        put(node, "conditioned", judgement.conditioned());
        put(node, "share", judgement.share());
        if (!judgement.detail().isEmpty()) {
            node.put("detail", judgement.detail());
        }
        return node;
    }

    /** JSON has no infinity; a number beyond all bounds is left out. */
    private static void put(ObjectNode node, String field, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            node.put(field, value.getAsDouble());
        }
    }

    private static String field(Judgement.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
