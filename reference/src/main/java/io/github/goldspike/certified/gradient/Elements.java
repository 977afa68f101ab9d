package io.github.goldspike.certified.gradient;

import io.github.goldspike.certified.membrane.Wiring;
import java.util.EnumSet;
import java.util.Set;

/**
 * Numbers the elementary parameters of a wiring, one for each place where a real of the file acts, and says which kinds of them
 * derivatives are wanted by (gradient-G8).
 */
public final class Elements {

    /** What an elementary parameter is. */
    public enum Kind {
        /** W of a synapse, in the kernel convention. */
        WEIGHT,
        /** Delay of a synapse. */
        DELAY,
        /** Rate α of a synapse. */
        ALPHA,
        /** Rate β of a neuron. */
        BETA,
        /** ϑ of a neuron. */
        THRESHOLD,
        /** Potential of a neuron after a spike. */
        RESET,
        /** Resting potential of a neuron, its initial potential being another element. */
        LEAK,
        /** Potential of a neuron at time 0. */
        INITIAL,
        /** ρ of a neuron that has a refractory period. */
        REFRACTORY,
        /** Time of an input spike. */
        INPUT
    }

    private final Set<Kind> wanted;
    private final int[] first = new int[Kind.values().length];

    /** @param wanted the kinds that derivatives are computed for; those by others are left out */
    public Elements(Wiring wiring, Set<Kind> wanted) {
        this.wanted = wanted.isEmpty() ? Set.of() : EnumSet.copyOf(wanted);
        int next = 0;
        for (Kind kind : Kind.values()) {
            first[kind.ordinal()] = next;
            next += switch (kind) {
                case WEIGHT, DELAY, ALPHA -> wiring.synapses().size();
                case BETA, THRESHOLD, RESET, LEAK, INITIAL, REFRACTORY ->
                    wiring.neurons().size();
                case INPUT -> wiring.inputs();
            };
        }
    }

    boolean want(Kind kind) {
        return wanted.contains(kind);
    }

    /** Whether a kind is wanted whose derivative is that of the kernel by one of its rates. */
    boolean wantRates() {
        return want(Kind.ALPHA) || want(Kind.BETA);
    }

    /** Whether a kind is wanted that belongs to neurons. */
    boolean wantMembranes() {
        return wanted.stream().anyMatch(kind -> switch (kind) {
            case BETA, THRESHOLD, RESET, LEAK, INITIAL, REFRACTORY -> true;
            default -> false;
        });
    }

    /** The number of an element, {@code which} the index of its synapse, neuron or input spike in the wiring. */
    public int number(Kind kind, int which) {
        return first[kind.ordinal()] + which;
    }

    /** The kind of the element with this number. */
    public Kind kind(int number) {
        int kind = first.length - 1;
        while (first[kind] > number) {
            kind--;
        }
        return Kind.values()[kind];
    }
}
