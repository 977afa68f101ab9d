package io.github.goldspike.contract;

import java.util.List;
import java.util.function.Function;

/**
 * The gradient of the loss.
 *
 * @param weights for each projection, in the order of its {@code synapses()}, the derivative with respect to the weight
 *     as given in the file
 * @param <R> the engine's real numbers
 */
public record Gradient<R>(List<List<R>> weights) {

    public Gradient {
        weights = weights.stream().map(List::copyOf).toList();
    }

    public <S> Gradient<S> map(Function<? super R, ? extends S> function) {
        return new Gradient<>(weights.stream()
                .map(row -> row.stream().<S>map(function).toList())
                .toList());
    }
}
