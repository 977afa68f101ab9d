package io.github.goldspike.look;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A picture as one page of HTML that needs nothing else. */
public final class Page {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a page shows of an answer file; a certificate is long, and not for the eye. */
    private static final List<String> FIELDS =
            List.of("digits", "slopes", "condition", "loss", "nearest", "undecided", "grid");

    /** The event engine as JavaScript, which a build with {@code -Plive} has; else, and with kernels, a page stands still. */
    private static final String ENGINE = engine();

    private Page() {}

    /** @param version of goldspike */
    public static byte[] of(Picture picture, String version) {
        // What comes from files stands in the data alone, with no < in it, or is escaped.
        String data = data(picture).toString().replace("<", "\\u003c");
        String title =
                picture.network().id().isEmpty() ? "network" : picture.network().id();
        String page = resource("show.html");
        boolean alive = !ENGINE.isEmpty() && picture.network().firstKernel().isEmpty();
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = page.indexOf("{{"); at >= 0; at = page.indexOf("{{", from)) {
            int end = page.indexOf("}}", at);
            filled.append(page, from, at);
            filled.append(
                    switch (page.substring(at + 2, end)) {
                        case "title" -> escaped(title);
                        case "version" -> escaped(version);
                        case "style" -> resource("show.css");
                        case "membrane" -> resource("membrane.js");
                        case "script" -> resource("show.js");
                        case "live" -> alive ? resource("live.js") : "";
                        case "engine" -> alive ? ENGINE : "";
                        default -> data;
                    });
            from = end + 2;
        }
        return filled.append(page.substring(from)).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String resource(String name) {
        try (InputStream bytes = Page.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String engine() {
        try (InputStream bytes = Page.class.getResourceAsStream("/io/github/goldspike/live/goldspike.js")) {
            return bytes == null
                    ? ""
                    : "<script type=\"text/plain\" id=\"engine\">\n"
                            + new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replace("</script", "<\\/script")
                            + "\n</script>\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The network in binary64, in convention {@code kernel}, every default written out; the answers as they print themselves. */
    static ObjectNode data(Picture picture) {
        ObjectNode data = JSON.createObjectNode();
        data.set("network", network(picture.network()));
        ArrayNode answers = data.putArray("answers");
        for (AnswerView answer : picture.answers()) {
            ObjectNode one = answers.addObject();
            one.put("name", answer.name());
            one.put("status", answer.status());
            one.set("spikes", JSON.valueToTree(answer.spikes()));
            for (String field : FIELDS) {
                JsonNode value = answer.file().path(field);
                if (!value.isMissingNode()) {
                    one.set(field, value);
                }
            }
        }
        picture.answers().stream()
                .flatMap(answer -> answer.gradient(picture.network()).stream())
                .findFirst()
                .ifPresent(gradient -> {
                    ArrayNode projections = data.putArray("gradient");
                    gradient.forEach(entries -> {
                        ArrayNode texts = projections.addArray();
                        entries.forEach(entry -> texts.add(entry.orElse(null)));
                    });
                });
        picture.graph().ifPresent(rows -> data.set("graph", rows));
        if (!picture.withoutGraph().isEmpty()) {
            data.put("withoutGraph", picture.withoutGraph());
        }
        return data;
    }

    private static ObjectNode network(Network network) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", network.id());
        json.put("horizon", network.horizon().toDouble());
        json.put("loss", network.loss().map(Loss::kind).orElse(""));
        ArrayNode populations = json.putArray("populations");
        network.populations().forEach(population -> population(network, population, populations.addObject()));
        ArrayNode projections = json.putArray("projections");
        network.projections().forEach(projection -> projection(network, projection, projections.addObject()));
        return json;
    }

    private static void population(Network network, Population population, ObjectNode json) {
        json.put("name", population.name());
        json.put("size", population.size());
        if (population instanceof Population.Source source) {
            ArrayNode trains = json.putArray("spikes");
            source.trains().forEach(train -> {
                ArrayNode times = trains.addArray();
                train.forEach(time -> times.add(time.toDouble()));
            });
            return;
        }
        Population.Neurons neurons = (Population.Neurons) population;
        each(json.putArray("beta"), neurons, neurons::beta);
        each(json.putArray("reset"), neurons, neurons.reset()::of);
        each(json.putArray("leak"), neurons, neurons.leak()::of);
        each(json.putArray("initial"), neurons, neurons::initial);
        each(json.putArray("refractory"), neurons, neurons.refractory()::of);
        neurons.resetKernel().ifPresent(kernel -> json.set("resetKernel", terms(kernel)));
        ArrayNode thresholds = json.putArray("threshold");
        ArrayNode currents = json.putArray("current");
        for (int n = 0; n < neurons.size(); n++) {
            int neuron = n;
            thresholds.add(neurons.threshold(n).map(Rational::toDouble).orElse(null));
            ArrayNode course = currents.addArray();
            List<InputCurrent.Step> steps =
                    neurons.current().map(current -> current.of(neuron)).orElse(List.of());
            steps.forEach(step -> course.addArray()
                    .add(step.time().toDouble())
                    .add(inKernel(network, neurons, neuron, step.value())));
        }
    }

    private static void each(ArrayNode values, Population.Neurons neurons, IntFunction<Rational> value) {
        for (int n = 0; n < neurons.size(); n++) {
            values.add(value.apply(n).toDouble());
        }
    }

    private static void projection(Network network, Projection projection, ObjectNode json) {
        json.put("from", projection.from());
        json.put("to", projection.to());
        ArrayNode pre = json.putArray("pre");
        ArrayNode post = json.putArray("post");
        ArrayNode weight = json.putArray("weight");
        ArrayNode delay = json.putArray("delay");
        projection.kernel().ifPresent(kernel -> json.set("kernel", terms(kernel)));
        ArrayNode alpha = json.putArray("alpha");
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        for (Synapse synapse : projection.synapses()) {
            pre.add(synapse.pre());
            post.add(synapse.post());
            weight.add(inKernel(network, target, synapse.post(), synapse.weight()));
            delay.add(synapse.delay().toDouble());
            if (projection.kernel().isEmpty()) {
                alpha.add(
                        projection.decay().alpha(synapse.pre(), synapse.post()).toDouble());
            }
        }
    }

    /** Lists of c, n and a for Σ c tⁿ e^{−at}. */
    private static ArrayNode terms(ResponseKernel kernel) {
        ArrayNode list = JSON.createArrayNode();
        kernel.terms()
                .forEach(term -> list.addArray()
                        .add(term.coefficient().toDouble())
                        .add(term.power())
                        .add(term.rate().toDouble()));
        return list;
    }

    /** W = β w (specification, section 2). */
    private static double inKernel(Network network, Population.Neurons neurons, int neuron, Rational value) {
        return network.convention() == Convention.KERNEL
                ? value.toDouble()
                : value.times(neurons.beta(neuron)).toDouble();
    }
}
