package io.github.goldspike.conformance.protocol;

import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines that an engine is sent.
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
@SuppressWarnings("exports")
public final class Requests {

    static final int VERSION = 1;

    private static final int EIGHTHS = 8;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Requests() {}

    static String start() {
        return JSON.createObjectNode()
                .put("cmd", "start")
                .put("version", VERSION)
                .toString();
    }

    static String stop() {
        return JSON.createObjectNode().put("cmd", "stop").toString();
    }

    /** @param network in normal form */
    static String run(long seq, Network network) {
        ObjectNode request = JSON.createObjectNode()
                .put("cmd", "run")
                .put("seq", seq)
                .set("network", NetworkWriter.binary64(network));
        ArrayNode want = request.putArray("want").add("spikes");
        network.loss().ifPresent(loss -> want.add("gradient"));
        List<Rational> times = traceTimes(network);
        if (!times.isEmpty()) {
            want.add("potentials");
            request.set("at", reals(times));
        }
        return JsonText.line(request);
    }

    /** Times, exactly binary64, at which engines that give potentials are asked for them: eighths of the horizon. */
    public static List<Rational> traceTimes(Network network) {
        double horizon = network.horizon().toDouble();
        return horizon == 0
                ? List.of()
                : IntStream.range(1, EIGHTHS)
                        .mapToObj(k -> Rational.of(horizon * k / EIGHTHS))
                        .toList();
    }

    private static ArrayNode reals(List<Rational> values) {
        ArrayNode node = JSON.createArrayNode();
        values.forEach(value -> node.add(value.toDouble()));
        return node;
    }
}
