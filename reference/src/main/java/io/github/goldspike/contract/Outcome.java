package io.github.goldspike.contract;

import java.util.function.Function;

/**
 * A quantity that need not exist, and that need not be decided if it does.
 *
 * @param <T> the quantity
 */
public sealed interface Outcome<T> {

    /** The quantity exists and is this. */
    record Known<T>(T value) implements Outcome<T> {}

    /** The quantity does not exist, and why. */
    record Undefined<T>(String why) implements Outcome<T> {}

    /** Whether it exists, or what it is, was not decided; the answer's {@code undecided} list says more. */
    record Open<T>(String why) implements Outcome<T> {}

    /** The same outcome for a function of the quantity. */
    default <S> Outcome<S> map(Function<? super T, ? extends S> function) {
        return switch (Kind.of(this)) {
            case KNOWN -> new Known<>(function.apply(((Known<T>) this).value));
            case UNDEFINED -> new Undefined<>(((Undefined<T>) this).why);
            case OPEN -> new Open<>(((Open<T>) this).why);
        };
    }

    /** The three outcomes, for switches. */
    enum Kind {
        KNOWN,
        UNDEFINED,
        OPEN;

        public static Kind of(Outcome<?> outcome) {
            return outcome instanceof Known ? KNOWN : outcome instanceof Undefined ? UNDEFINED : OPEN;
        }
    }
}
