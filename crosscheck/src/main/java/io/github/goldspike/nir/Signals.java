package io.github.goldspike.nir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The input of each neuron node as a weighted sum of spikes: nodes without a state are taken together (nir-N2). */
final class Signals {

    private final Wiring wiring;
    private final Map<String, List<Integer>> sources = new LinkedHashMap<>();
    private final Map<String, Signal> outputs = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Signals(Wiring wiring) {
        this.wiring = wiring;
        for (String name : wiring.fromInputs()) {
            NirNode node = wiring.nodes().get(name);
            if (wiring.into(name).isEmpty()) {
                String source = NeuronNode.isNeuron(node) || !node.type().equals("Input") ? "input_" + name : name;
                sources.put(source, NeuronNode.isNeuron(node) ? NeuronNode.shape(node) : inputShape(node));
            }
        }
    }

    /** Shapes of the populations of given spikes, by name: the nodes of type Input, and one before each node that no edge reaches. */
    Map<String, List<Integer>> sources() {
        return sources;
    }

    /** The names of all neuron nodes, those first that an input reaches over fewer edges. */
    List<String> neurons() {
        return wiring.fromInputs().stream()
                .filter(name -> NeuronNode.isNeuron(wiring.nodes().get(name)))
                .toList();
    }

    /** What flows into a node. */
    Signal into(String name) {
        NirNode node = wiring.nodes().get(name);
        List<String> senders = wiring.into(name);
        if (senders.isEmpty()) {
            String source = sources.containsKey(name) ? name : "input_" + name;
            return Signal.of(source, sources.get(source));
        }
        List<Signal> signals = new ArrayList<>();
        for (String sender : senders) {
            signals.add(from(sender, node));
        }
        return Signal.sum(signals, node);
    }

    private Signal from(String name, NirNode reader) {
        NirNode node = wiring.nodes().get(name);
        if (NeuronNode.spikes(node)) {
            return Signal.of(name, NeuronNode.shape(node));
        }
        if (NeuronNode.isNeuron(node)) {
            throw reader.bad(
                    "reads the potential of \"" + name + "\"; goldspike's neurons are reached by spikes alone");
        }
        if (!outputs.containsKey(name)) {
            if (!open.add(name)) {
                throw node.bad("stands in a loop of nodes without a neuron");
            }
            outputs.put(name, StatelessNode.apply(node, into(name)));
            open.remove(name);
        }
        return outputs.get(name);
    }

    private static List<Integer> inputShape(NirNode node) {
        return InputShape.of(node)
                .orElseThrow(() -> node.bad("no edge reaches it, and it does not say which shape it takes"));
    }
}
