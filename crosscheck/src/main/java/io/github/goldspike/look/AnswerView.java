package io.github.goldspike.look;

import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.Binary64;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer file as a picture shows it: the reals as the file prints them. Answers on a grid have the times of their steps.
 *
 * @param name what the picture calls it
 * @param status as in the file
 * @param spikes texts of times, for each neuron of each population that can spike
 * @param file the whole of it
 */
public record AnswerView(String name, String status, Map<String, List<List<String>>> spikes, JsonNode file) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads a file.
     *
     * @throws BadFileException if it is no answer, or none of this network
     */
    public static AnswerView read(String name, byte[] bytes, Network network) throws IOException {
        boolean grid = AnswerReader.isOnGrid(new ByteArrayInputStream(bytes));
        if (!grid) {
            AnswerReader.read(new ByteArrayInputStream(bytes));
        }
        JsonNode file = JSON.readTree(bytes);
        String field = grid ? "steps" : "spikes";
        Rational unit = grid ? real(file.path("grid").path("dt"), "/grid/dt") : Rational.ONE;
        JsonNode given = file.path(field);
        for (String population : given.propertyNames()) {
            boolean known = network.populations().stream()
                    .anyMatch(one ->
                            one instanceof Population.Neurons && one.name().equals(population));
            if (!known) {
                throw new BadFileException(
                        "/" + field + "/" + population, "the network has no such population of neurons");
            }
        }
        Map<String, List<List<String>>> spikes = new LinkedHashMap<>();
        for (Population population : network.populations()) {
            JsonNode trains = given.path(population.name());
            if (population instanceof Population.Neurons neurons && trains.isArray()) {
                String pointer = "/" + field + "/" + neurons.name();
                if (trains.size() != neurons.size()) {
                    throw new BadFileException(
                            pointer, "has " + trains.size() + " neurons, but the network has " + neurons.size());
                }
                spikes.put(neurons.name(), trains(trains, pointer, grid ? Optional.of(unit) : Optional.empty()));
            }
        }
        return new AnswerView(name, file.path("status").asString("uncertified"), spikes, file);
    }

    private static List<List<String>> trains(JsonNode trains, String pointer, Optional<Rational> step) {
        List<List<String>> result = new ArrayList<>();
        for (int n = 0; n < trains.size(); n++) {
            List<String> train = new ArrayList<>();
            for (int k = 0; k < trains.get(n).size(); k++) {
                JsonNode real = trains.get(n).get(k);
                String place = pointer + "/" + n + "/" + k;
                train.add(
                        step.isEmpty()
                                ? text(real, place)
                                : Binary64.text(
                                        real(real, place).times(step.get()).toDouble()));
            }
            result.add(List.copyOf(train));
        }
        return result;
    }

    /** As printed where it is a decimal; a fraction or a hexadecimal float as the nearest binary64. */
    private static String text(JsonNode real, String pointer) {
        String text = real.asString("");
        return text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")
                ? text
                : Binary64.text(real(real, pointer).toDouble());
    }

    private static Rational real(JsonNode node, String pointer) {
        try {
            return Rational.parse(node.asString(""));
        } catch (NumberFormatException notReal) {
            throw new BadFileException(pointer, notReal.getMessage());
        }
    }

    /** Of all neurons. */
    public int spikeCount() {
        return spikes.values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
    }

    /** Times of one neuron, rounded to binary64. */
    public double[] times(String population, int neuron) {
        List<List<String>> trains = spikes.getOrDefault(population, List.of());
        return neuron < trains.size()
                ? trains.get(neuron).stream().mapToDouble(Double::parseDouble).toArray()
                : new double[0];
    }

    /**
     * The gradient by the weights, for each projection a text for each of its synapses, empty where it has no value; empty if the answer
     * has none.
     *
     * @throws BadFileException if it has not the shape of the network's weights
     */
    Optional<List<List<Optional<String>>>> gradient(Network network) {
        JsonNode weights = file.path("gradient").path("weights");
        if (!weights.isArray()) {
            return Optional.empty();
        }
        List<List<Optional<String>>> all = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            all.add(entries(network.projections().get(p), weights.path(p), "/gradient/weights/" + p));
        }
        return Optional.of(all);
    }

    private static List<Optional<String>> entries(Projection projection, JsonNode given, String pointer) {
        boolean listed = projection.connectivity() instanceof Connectivity.Listed;
        List<Optional<String>> entries = new ArrayList<>();
        List<Synapse> synapses = projection.synapses();
        for (int s = 0; s < synapses.size(); s++) {
            Synapse synapse = synapses.get(s);
            JsonNode entry = listed ? given.path(s) : given.path(synapse.pre()).path(synapse.post());
            if (entry.isMissingNode() && given.isArray()) {
                throw new BadFileException(pointer, "has not the shape of the network's weights");
            }
            boolean value = entry.isString() || entry.isNumber();
            entries.add(value ? Optional.of(text(entry, pointer)) : Optional.empty());
        }
        return entries;
    }
}
