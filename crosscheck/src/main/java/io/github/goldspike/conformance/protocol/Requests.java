package io.github.goldspike.conformance.protocol;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Threshold;
import java.util.List;
import java.util.Optional;
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
    private static final Parameter ZERO = Parameter.shared(Rational.ZERO);

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
        ObjectNode request =
                JSON.createObjectNode().put("cmd", "run").put("seq", seq).set("network", network(network));
        ArrayNode want = request.putArray("want").add("spikes");
        network.loss().ifPresent(loss -> want.add("gradient"));
        List<Rational> times = traceTimes(network);
        if (!times.isEmpty()) {
            want.add("potentials");
            request.set("at", reals(times));
        }
        return request.toString();
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

    /** A network in normal form, all reals as JSON numbers. */
    public static ObjectNode network(Network network) {
        ObjectNode node = JSON.createObjectNode()
                .put("format", "goldspike-network/1")
                .put("id", network.id())
                .put("convention", network.convention().field())
                .put("horizon", network.horizon().toDouble());
        ArrayNode populations = node.putArray("populations");
        network.populations().forEach(population -> populations.add(population(population)));
        ArrayNode projections = node.putArray("projections");
        network.projections().forEach(projection -> projections.add(projection(projection)));
        network.loss().ifPresent(loss -> node.set("loss", loss(loss)));
        return node;
    }

    private static ObjectNode population(Population population) {
        ObjectNode node = JSON.createObjectNode().put("name", population.name());
        if (population instanceof Population.Source source) {
            ArrayNode trains = node.putArray("spikes");
            source.trains().forEach(train -> trains.add(reals(train)));
        } else if (population instanceof Population.Neurons neurons) {
            node.put("size", neurons.size());
            node.set("beta", reals(neurons.membrane().given().values()));
            node.set(
                    "threshold",
                    nullable(neurons.threshold().map(Threshold::values).orElseThrow()));
            unlessZero(node, "reset", neurons.reset());
            unlessZero(node, "leak", neurons.leak());
            neurons.initial().ifPresent(initial -> node.set("initial", reals(initial.values())));
            unlessZero(node, "refractory", neurons.refractory());
            neurons.current().ifPresent(current -> node.set("current", current(current)));
            neurons.resetKernel().ifPresent(kernel -> node.set("reset_kernel", kernel(kernel)));
        }
        return node;
    }

    private static ObjectNode current(InputCurrent current) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode courses = node.putArray("neuron");
        for (List<InputCurrent.Step> course : current.courses()) {
            ArrayNode steps = courses.addArray();
            course.forEach(step -> steps.add(reals(List.of(step.time(), step.value()))));
        }
        return node;
    }

    private static void unlessZero(ObjectNode node, String field, Parameter parameter) {
        if (!parameter.equals(ZERO)) {
            node.set(field, reals(parameter.values()));
        }
    }

    private static ObjectNode projection(Projection projection) {
        ObjectNode node = JSON.createObjectNode().put("from", projection.from()).put("to", projection.to());
        if (projection.kernel().isPresent()) {
            node.set("kernel", kernel(projection.kernel().get()));
            return connected(node, projection);
        }
        List<Rational> rates = projection.decay().constant().given().values();
        switch (projection.decay().axis()) {
            case ALL -> node.put("alpha", rates.get(0).toDouble());
            case PRE -> node.putObject("alpha").set("pre", reals(rates));
            case POST -> node.putObject("alpha").set("post", reals(rates));
        }
        return connected(node, projection);
    }

    private static ArrayNode kernel(ResponseKernel kernel) {
        ArrayNode node = JSON.createArrayNode();
        kernel.terms()
                .forEach(term -> node.addArray()
                        .add(term.coefficient().toDouble())
                        .add(term.power())
                        .add(term.rate().toDouble()));
        return node;
    }

    private static ObjectNode connected(ObjectNode node, Projection projection) {
        Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
        node.set("weights", matrix(matrix.weights()));
        if (matrix.delays() instanceof Connectivity.Delays.Each each) {
            node.set("delays", matrix(each.values()));
        }
        return node;
    }

    private static ObjectNode loss(Loss loss) {
        ObjectNode node = JSON.createObjectNode().put("kind", loss.kind());
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            node.put("population", entropy.population())
                    .put("label", entropy.label())
                    .put("tau0", entropy.tau0().toDouble())
                    .put("tau1", entropy.tau1().toDouble())
                    .put("gamma", entropy.gamma().toDouble());
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            ArrayNode targets = node.putArray("targets");
            square.targets()
                    .forEach(target -> targets.addArray()
                            .add(target.population())
                            .add(target.neuron())
                            .add(target.spike())
                            .add(target.time().toDouble()));
        } else if (loss instanceof Loss.VoltageSquare square) {
            node.put("population", square.population())
                    .put("neuron", square.neuron())
                    .put("target", square.target().toDouble());
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            node.put("population", integral.population());
            node.set("weights", reals(integral.weights()));
            node.put("kappa", integral.kappa().toDouble());
        } else if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            node.put("population", entropy.population())
                    .put("label", entropy.label())
                    .put("scale", entropy.scale().toDouble());
        } else if (loss instanceof Loss.SpikeCountSquare square) {
            node.put("population", square.population());
            node.set("targets", reals(square.targets()));
        } else if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            node.put("population", entropy.population()).put("label", entropy.label());
        }
        return node;
    }

    private static ArrayNode matrix(List<List<Optional<Rational>>> rows) {
        ArrayNode node = JSON.createArrayNode();
        rows.forEach(row -> node.add(nullable(row)));
        return node;
    }

    private static ArrayNode nullable(List<Optional<Rational>> values) {
        ArrayNode node = JSON.createArrayNode();
        values.forEach(value -> value.ifPresentOrElse(real -> node.add(real.toDouble()), node::addNull));
        return node;
    }

    private static ArrayNode reals(List<Rational> values) {
        ArrayNode node = JSON.createArrayNode();
        values.forEach(value -> node.add(value.toDouble()));
        return node;
    }
}
