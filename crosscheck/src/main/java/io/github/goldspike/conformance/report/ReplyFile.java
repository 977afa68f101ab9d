package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.format.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/** What an engine answered, as an answer file that {@code goldspike compare} takes; after a fault, what is known of that. */
public final class ReplyFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReplyFile() {}

    /**
     * Writes and flushes, but does not close, the stream.
     *
     * @param dtype of the engine
     * @param sha256 of the network file
     */
    public static void write(Counterexample found, Dtype dtype, String sha256, OutputStream bytes) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("format", "goldspike-answer/1");
        node.putObject("network").put("id", found.id()).put("sha256", sha256);
        node.put("digits", dtype.digits()).put("status", "uncertified");
        CaseResult result = found.result();
        result.reply().ifPresent(reply -> reply(reply, node));
        result.fault().ifPresent(fault -> {
            ObjectNode notes = node.putObject("notes");
            notes.put("fault", fault.kind()).put("message", fault.sentence());
            if (!result.standardError().isEmpty()) {
                notes.put("standardError", result.standardError());
            }
        });
        bytes.write((JsonText.lines(node) + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.flush();
    }

    private static void reply(Reply reply, ObjectNode node) {
        if (reply instanceof Reply.Answered answered) {
            answered.spikes().ifPresent(spikes -> node.set("spikes", trains(spikes)));
            answered.slopes().ifPresent(slopes -> node.set("slopes", trains(slopes)));
            answered.loss()
                    .ifPresent(
                            loss -> outcome(node.putObject("loss"), loss, (at, value) -> at.set("value", real(value))));
            answered.gradient()
                    .ifPresent(gradient -> outcome(
                            node.putObject("gradient"),
                            gradient,
                            (at, weights) -> matrices(at.putArray("weights"), weights)));
        } else if (reply instanceof Reply.Errored errored) {
            node.putObject("notes").put("errored", errored.message());
        }
    }

    /** Puts a value into its place. */
    private interface Put<T> {
        void at(ObjectNode place, T value);
    }

    private static <T> void outcome(ObjectNode place, Outcome<T> outcome, Put<T> put) {
        if (outcome instanceof Outcome.Known<T> known) {
            put.at(place, known.value());
        } else if (outcome instanceof Outcome.Undefined<T> undefined) {
            place.put("undefined", undefined.why());
        }
    }

    /** A JSON number: the shortest that stands for the same binary64, if it is one. */
    private static ValueNode real(BigDecimal value) {
        double nearest = value.doubleValue();
        boolean exact = Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(value) == 0;
        return exact ? DoubleNode.valueOf(nearest) : DecimalNode.valueOf(value);
    }

    private static ObjectNode trains(ByNeuron<BigDecimal> populations) {
        ObjectNode node = JSON.createObjectNode();
        populations.forEach((name, trains) -> {
            ArrayNode list = node.putArray(name);
            trains.forEach(train -> {
                ArrayNode times = list.addArray();
                train.forEach(time -> times.add(real(time)));
            });
        });
        return node;
    }

    private static void matrices(ArrayNode to, List<List<List<Optional<BigDecimal>>>> matrices) {
        for (List<List<Optional<BigDecimal>>> matrix : matrices) {
            ArrayNode rows = to.addArray();
            for (List<Optional<BigDecimal>> row : matrix) {
                ArrayNode entries = rows.addArray();
                row.forEach(entry -> entry.ifPresentOrElse(value -> entries.add(real(value)), entries::addNull));
            }
        }
    }
}
