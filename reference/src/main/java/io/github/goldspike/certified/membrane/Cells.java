package io.github.goldspike.certified.membrane;

import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The constants of the neurons of a network, each at every precision that is asked for; equal neurons share them. */
public final class Cells {

    private final Wiring.Neuron neuron;
    private final Map<Integer, Cell> byBits = new HashMap<>();

    private Cells(Wiring.Neuron neuron) {
        this.neuron = neuron;
    }

    private record Constants(
            Rational beta, Optional<Rational> threshold, Rational reset, Rational leak, List<Rational> alphas) {}

    /** Those of all neurons, in their order. */
    public static List<Cells> of(Wiring wiring) {
        Map<Constants, Cells> known = new HashMap<>();
        return wiring.neurons().stream()
                .map(neuron -> known.computeIfAbsent(
                        new Constants(
                                neuron.beta(), neuron.threshold(), neuron.reset(), neuron.leak(), neuron.alphas()),
                        unseen -> new Cells(neuron)))
                .toList();
    }

    public Cell at(int bits) {
        return byBits.computeIfAbsent(bits, asked -> Cell.of(neuron, asked));
    }
}
