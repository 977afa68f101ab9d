package io.github.goldspike.contract;

import java.util.function.Function;

/**
 * A quantity that need not exist, and that need not be decided if it does.
 *
 * @param <T> the quantity
 */
public sealed interface Outcome<T> {

    /** The same outcome for a function of the quantity. */
    <S> Outcome<S> map(Function<? super T, ? extends S> function);

    /** The quantity exists and is this. */
    record Known<T>(T value) implements Outcome<T> {
        @Override
        public <S> Outcome<S> map(Function<? super T, ? extends S> function) {
            return new Known<>(function.apply(value));
        }
    }

    /** The quantity does not exist, and why. */
    record Undefined<T>(String why) implements Outcome<T> {
        @Override
        public <S> Outcome<S> map(Function<? super T, ? extends S> function) {
            return new Undefined<>(why);
        }
    }

    /** Whether it exists, or what it is, was not decided; the answer's {@code undecided} list says more. */
    record Open<T>(String why) implements Outcome<T> {
        @Override
        public <S> Outcome<S> map(Function<? super T, ? extends S> function) {
            return new Open<>(why);
        }
    }
}
