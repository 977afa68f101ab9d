package io.github.goldspike.contract;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The gradient of the loss.
 *
 * @param values for each kind that was asked for one list for each owner (all projections or all populations of the network, in
 *     file order) with the derivatives with respect to its values as given, see {@link ParameterId}
 * @param <R> the engine's real numbers
 */
public record Gradient<R>(Map<ParameterKind, List<List<R>>> values) {

    /** Copies the lists. */
    public Gradient {
        Map<ParameterKind, List<List<R>>> copy = new EnumMap<>(ParameterKind.class);
        values.forEach(
                (kind, lists) -> copy.put(kind, lists.stream().map(List::copyOf).toList()));
        values = java.util.Collections.unmodifiableMap(copy);
    }

    /** A gradient with respect to weights alone. */
    public static <R> Gradient<R> byWeights(List<List<R>> weights) {
        return new Gradient<>(Map.of(ParameterKind.WEIGHTS, weights));
    }

    /** The derivatives with respect to the weights: for each projection one for each of its {@code synapses()}. */
    public List<List<R>> weights() {
        return values.getOrDefault(ParameterKind.WEIGHTS, List.of());
    }

    /** The gradient in the same shape, with the function of each entry. */
    public <S> Gradient<S> map(Function<? super R, ? extends S> function) {
        Map<ParameterKind, List<List<S>>> mapped = new EnumMap<>(ParameterKind.class);
        values.forEach((kind, lists) -> mapped.put(
                kind,
                lists.stream()
                        .map(list -> list.stream().<S>map(function).toList())
                        .toList()));
        return new Gradient<>(mapped);
    }
}
