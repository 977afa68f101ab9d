package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a network of a NIR file. */
public final class NirImport {

    private final Reading reading;
    private final Inputs inputs;
    private final Map<String, NirNode> nodes;
    private final Signals signals;
    private final Synapses synapses = new Synapses();
    private final Map<String, Population.Source> derived = new LinkedHashMap<>();
    private final Map<String, Population.Source> sources = new LinkedHashMap<>();

    private NirImport(NirGraph graph, Reading reading, Inputs inputs) {
        this.reading = reading;
        this.inputs = inputs;
        Wiring wiring = new Wiring(graph);
        this.nodes = wiring.nodes();
        this.signals = new Signals(wiring);
    }

    /**
     * What was read.
     *
     * @param network in the file's unit of time; its numbers are exactly those of the file
     * @param notes how the file was read where NIR leaves it open, in sentences by subject
     * @param warning of what looks like a mistake, if something does
     */
    public record Imported(Network network, Map<String, String> notes, Optional<String> warning) {}

    /**
     * Makes the network of a NIR file.
     *
     * @param id of the network
     * @throws BadFileException if goldspike has no such network; the pointer is a path in the file
     */
    public static Imported of(NirFile file, String id, Reading reading, Inputs inputs) {
        try {
            return new NirImport(file.graph(), reading, inputs).network(id, file.version());
        } catch (ArithmeticException tooLarge) {
            throw new BadFileException("/node", "a shape is too large");
        } catch (InvalidNetworkException invalid) {
            throw new BadFileException("/node", "as a network, " + invalid.getMessage());
        }
    }

    private Imported network(String id, Optional<String> version) {
        List<NeuronNode> neurons = signals.neurons().stream()
                .map(name -> new NeuronNode(name, nodes.get(name)))
                .toList();
        signals.sources().forEach((name, shape) -> sources.put(name, source(name, Signal.size(shape))));
        requireKnownInputs();
        boolean leaky = neurons.stream().allMatch(NeuronNode::leaks);
        Convention convention = leaky ? Convention.CURRENT : Convention.KERNEL;
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List<Population> populations = new ArrayList<>();
        for (NeuronNode node : neurons) {
            Signal input = signals.into(node.name());
            input.requireShape(node.shape(), node.node());
            InputOfNeurons wires = new InputOfNeurons(node, convention, reading.spikes(), sources, derived, synapses);
            Optional<InputCurrent> current = wires.connect(input);
            populations.add(node.population(reading.initial(), current));
        }
        List<Population> all = new ArrayList<>(sources.values());
        all.addAll(derived.values());
        all.addAll(populations);
        all.forEach(population -> sizes.put(population.name(), population.size()));
        Rational horizon = reading.horizon().or(inputs::horizon).orElseGet(() -> longEnough(neurons));
        Network network = new Network(id, convention, horizon, all, synapses.projections(sizes), Optional.empty());
        return new Imported(network, notes(neurons, version), warning(neurons));
    }

    private Population.Source source(String name, int size) {
        List<List<Rational>> trains = inputs.spikes().get(name);
        if (trains == null) {
            trains = Collections.nCopies(size, List.of());
        }
        if (trains.size() != size) {
            throw new BadFileException(
                    "/node/nodes/" + name, "has " + size + " inputs, but spikes are given for " + trains.size());
        }
        return new Population.Source(name, trains);
    }

    private void requireKnownInputs() {
        for (String name : inputs.spikes().keySet()) {
            if (!sources.containsKey(name)) {
                throw new BadFileException(
                        "/node/nodes", "spikes are given for \"" + name + "\", but the inputs are " + sources.keySet());
            }
        }
    }

    private Rational longEnough(List<NeuronNode> neurons) {
        Rational last = sources.values().stream()
                .flatMap(source -> source.trains().stream())
                .flatMap(List::stream)
                .reduce(Rational.ZERO, NirImport::later);
        Rational longest = neurons.stream().map(NeuronNode::longest).reduce(Rational.ZERO, NirImport::later);
        return last.plus(synapses.longestDelay()).plus(longest.times(Rational.of(10)));
    }

    private static Rational later(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private Optional<String> warning(List<NeuronNode> neurons) {
        return neurons.stream()
                .map(NeuronNode::longest)
                .map(Rational::toDouble)
                .filter(tau -> tau > 0 && reading.unit().unusual(tau))
                .findFirst()
                .map(tau -> "a time constant of " + tau + " " + reading.unit().symbol()
                        + " is unusual: is that the unit of this file?");
    }

    private Map<String, String> notes(List<NeuronNode> neurons, Optional<String> version) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(
                "nir",
                "read from a NIR file"
                        + version.map(text -> " of version " + text).orElse(""));
        notes.put("numbers", "each exactly the binary number of the file");
        notes.put("time unit", reading.unit().symbol());
        notes.put("spikes", "a spike is " + reading.spikes().sentence());
        notes.put(
                "initial",
                reading.initial() == Reading.Initial.LEAK
                        ? "V begins at v_leak (IF: at 0), synaptic currents at 0"
                        : "V and synaptic currents begin at 0");
        List<String> lacking = neurons.stream()
                .filter(NeuronNode::lacksReset)
                .map(NeuronNode::name)
                .toList();
        notes.put(
                "reset",
                "V is set to v_reset when it passes v_threshold, and goes on at once"
                        + (lacking.isEmpty()
                                ? ""
                                : "; v_reset is 0 where it is missing: " + String.join(", ", lacking)));
        notes.put(
                "order",
                "a spike is sent when it happens; over an edge without a delay, loops too, it arrives at that time");
        boolean said = reading.horizon().isPresent() || inputs.horizon().isPresent();
        notes.put(
                "horizon",
                said
                        ? "as given"
                        : "not given: the last input, then the longest delay and ten of the longest time constants");
        notes.put("inputs", inputs.spikes().isEmpty() ? "none given: silent" : "as given");
        return notes;
    }
}
