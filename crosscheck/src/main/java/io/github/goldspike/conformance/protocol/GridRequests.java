package io.github.goldspike.conformance.protocol;

import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The lines that an engine on a grid is sent: all times are whole numbers of steps. */
final class GridRequests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private GridRequests() {}

    /**
     * A run.
     *
     * @param network in normal form, its times in steps
     * @param dt length of a step
     * @param want what is wanted
     */
    static String run(long seq, Network network, Rational dt, List<String> want) {
        ObjectNode request = JSON.createObjectNode().put("cmd", "run").put("seq", seq);
        request.put("dt", dt.toDouble());
        request.set("network", network(network));
        ArrayNode wanted = request.putArray("want");
        want.forEach(wanted::add);
        return JsonText.line(request);
    }

    private static ObjectNode network(Network network) {
        ObjectNode node = NetworkWriter.binary64(network);
        whole(node, "horizon");
        for (JsonNode population : node.path("populations")) {
            whole((ObjectNode) population, "spikes");
            whole((ObjectNode) population, "refractory");
            for (JsonNode course : population.path("current").path("neuron")) {
                course.forEach(step -> ((ArrayNode) step).set(0, wholes(step.get(0))));
            }
        }
        node.path("projections").forEach(projection -> whole((ObjectNode) projection, "delays"));
        return node;
    }

    private static void whole(ObjectNode owner, String field) {
        if (owner.has(field)) {
            owner.set(field, wholes(owner.get(field)));
        }
    }

    /** The same shape with integers. */
    private static JsonNode wholes(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(wholes(element)));
            return array;
        }
        return node.isNumber() ? JsonNodeFactory.instance.numberNode((long) node.asDouble()) : node;
    }
}
