package io.github.goldspike.contract;

import java.util.List;
import java.util.Optional;

/**
 * Derivatives entry by entry, where some of those that were asked for have no value because events coincide.
 *
 * @param gradient every entry of the gradient; given only if some have a value and some have none, and the answer's own
 *     {@code gradient} then says why it is not known as a whole
 * @param jacobian the entries without a value, none of which is in the answer's own {@code jacobian}
 * @param <R> the engine's real numbers
 */
public record AtTies<R>(Optional<Gradient<Outcome<R>>> gradient, List<Derivative<Outcome<R>>> jacobian) {

    /** Copies the list. */
    public AtTies {
        jacobian = List.copyOf(jacobian);
    }

    /** All derivatives have values, or are left out as a whole. */
    public static <R> AtTies<R> none() {
        return new AtTies<>(Optional.empty(), List.of());
    }
}
