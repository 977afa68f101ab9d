package io.github.goldspike.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each spike depends on: the causal graph that [FP alg. 1] returns, with the entries of the matrix L = ∂V/∂F of
 * [FP thm. 4]. L is lower-triangular in the order of the rows.
 *
 * @param rows one for each spike, every spike after those that it depends on
 * @param <R> the engine's real numbers
 */
public record CausalGraph<R>(List<Row<R>> rows) {

    /**
     * A spike f, and its edges. What is not listed has no effect on it.
     *
     * @param spike its name
     * @param time f
     * @param slope L_ff = V'(f⁻), positive
     * @param bySpike L_fg = ∂V(f)/∂g for earlier spikes g: of the neuron itself, and of those whose spikes have arrived
     * @param byInput ∂V(f)/∂g for the input spikes g that have arrived, named by source, unit and index
     * @param <R> the engine's real numbers
     */
    public record Row<R>(SpikeId spike, R time, R slope, Map<SpikeId, R> bySpike, Map<SpikeId, R> byInput) {

        /** Copies the entries and keeps their order. */
        public Row {
            // Map.copyOf would lose the order.
            bySpike = Collections.unmodifiableMap(new LinkedHashMap<>(bySpike));
            byInput = Collections.unmodifiableMap(new LinkedHashMap<>(byInput));
        }
    }

    /** Copies the list. */
    public CausalGraph {
        rows = List.copyOf(rows);
    }
}
