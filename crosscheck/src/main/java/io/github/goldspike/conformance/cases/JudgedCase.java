package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.verdict.Allowance;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of JSON with all that is needed to judge a program on one network without Java: the network as the protocol sends it,
 * what is right for exactly those numbers, and what is allowed to binary64 and to binary32 (proofs-notes/verdict.md).
 */
public final class JudgedCase {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    /** Limits are bounds: they are rounded up, to digits that no JDK disputes. */
    private static final MathContext LIMIT = new MathContext(5, RoundingMode.CEILING);

    /** What is excused is excused from a little earlier. */
    private static final MathContext FROM = new MathContext(9, RoundingMode.FLOOR);

    private static final int MOST_SPIKES = 2_000;

    private JudgedCase() {}

    /** The line of a network of the corpus, without its end. */
    public static String of(String id, int level, Network network) {
        Network normal = NormalForm.of(network);
        Golden golden = Golden.of(normal, MOST_SPIKES);
        ObjectNode line = JSON.createObjectNode().put("id", id).put("level", level);
        ArrayNode features = line.putArray("features");
        FeatureDetection.of(normal).stream().map(Feature::field).forEach(features::add);
        line.set("network", NetworkWriter.binary64(normal));
        line.put("known", golden.horizon().toDouble());
        golden.undecided().ifPresent(why -> line.put("undecided", why));
        line.set("spikes", trains(golden.spikes(), JudgedCase::text));
        golden.loss().ifPresent(loss -> line.set("loss", outcome(loss, "value", JudgedCase::text)));
        golden.gradient()
                .ifPresent(gradient -> line.set(
                        "gradient", outcome(gradient, "weights", values -> shaped(normal, values, JudgedCase::text))));
        ObjectNode allowed = line.putObject("allowed");
        for (Dtype dtype : List.of(Dtype.FLOAT64, Dtype.FLOAT32)) {
            allowed.set(dtype.field(), allowance(normal, Allowance.of(golden, dtype)));
        }
        return JsonText.line(line);
    }

    private static ObjectNode allowance(Network network, Allowance allowed) {
        ObjectNode node = JSON.createObjectNode();
        node.put("unit", allowed.dtype().unitRoundoff());
        ArrayNode critical = node.putArray("critical");
        allowed.critical()
                .forEach(place -> critical.addObject()
                        .put("time", new BigDecimal(place.time()).round(FROM))
                        .put("derivatives", place.derivatives())
                        .put("sentence", place.sentence()));
        node.set("spikes", trains(allowed.spikes(), JudgedCase::limit));
        allowed.loss().ifPresent(loss -> node.set("loss", limit(loss)));
        if (!allowed.gradient().isEmpty()) {
            node.set("gradient", shaped(network, allowed.gradient(), JudgedCase::limit));
        }
        return node;
    }

    private static <V> ObjectNode outcome(Outcome<V> outcome, String field, Function<V, JsonNode> value) {
        ObjectNode node = JSON.createObjectNode();
        if (outcome instanceof Outcome.Known<V> known) {
            node.set(field, value.apply(known.value()));
        } else if (outcome instanceof Outcome.Undefined<V> undefined) {
            node.put("undefined", undefined.why());
        } else if (outcome instanceof Outcome.Open<V> open) {
            node.put("undecided", open.why());
        }
        return node;
    }

    private static <V> ObjectNode trains(ByNeuron<V> populations, Function<V, JsonNode> value) {
        ObjectNode node = JSON.createObjectNode();
        populations.forEach((name, trains) -> {
            ArrayNode neurons = node.putArray(name);
            trains.forEach(train -> {
                ArrayNode values = neurons.addArray();
                train.forEach(one -> values.add(value.apply(one)));
            });
        });
        return node;
    }

    /** Values by synapse as matrices, null where there is no synapse. */
    private static <V> ArrayNode shaped(Network network, List<List<V>> values, Function<V, JsonNode> value) {
        ArrayNode projections = JSON.createArrayNode();
        for (int p = 0; p < values.size(); p++) {
            Matrix matrix = (Matrix) network.projections().get(p).connectivity();
            ArrayNode rows = projections.addArray();
            int synapse = 0;
            for (List<Optional<Rational>> row : matrix.weights()) {
                ArrayNode entries = rows.addArray();
                for (Optional<Rational> weight : row) {
                    entries.add(weight.isPresent() ? value.apply(values.get(p).get(synapse++)) : NODES.nullNode());
                }
            }
        }
        return projections;
    }

    private static JsonNode text(BigDecimal value) {
        return NODES.stringNode(value.toString());
    }

    /** Null where no limit can be derived. */
    private static JsonNode limit(double limit) {
        return Double.isFinite(limit) ? NODES.numberNode(new BigDecimal(limit).round(LIMIT)) : NODES.nullNode();
    }
}
