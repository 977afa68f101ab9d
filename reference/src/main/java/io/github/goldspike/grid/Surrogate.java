package io.github.goldspike.grid;

import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;

/**
 * What stands for dz/dV in backpropagation through time, as a function of x = V − ϑ, times {@code scale}.
 *
 * @param kind the function
 * @param slope its k > 0; 1 for {@link Kind#STRAIGHT_THROUGH}, which has none
 * @param scale a factor, of either sign
 */
public record Surrogate(Kind kind, Rational slope, Rational scale) {

    /** The functions. */
    public enum Kind implements Named {
        /** 1/(1 + k|x|)². */
        FAST_SIGMOID,
        /** (k/2)/(1 + (πkx/2)²). */
        ARCTAN,
        /** kσ(kx)(1 − σ(kx)) with σ(y) = 1/(1 + e^(−y)). */
        SIGMOID,
        /** max(0, 1 − k|x|). */
        TRIANGLE,
        /** 1. */
        STRAIGHT_THROUGH
    }

    /** @throws InvalidGridException if the slope is not positive */
    public Surrogate {
        if (slope.signum() <= 0) {
            throw new InvalidGridException("surrogate", "the slope must be positive, but is " + slope);
        }
    }

    /** With this slope and the scale 1. */
    public static Surrogate of(Kind kind, Rational slope) {
        return new Surrogate(kind, slope, Rational.ONE);
    }

    /**
     * Reads {@code KIND[:SLOPE[:SCALE]]}; the slope of {@code straight-through} may be left out or empty, as may any slope of 1.
     *
     * @throws InvalidGridException if it is none
     */
    public static Surrogate parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Optional<Kind> kind = Named.of(Kind.class, parts.get(0));
        if (kind.isEmpty() || parts.size() > 3) {
            throw new InvalidGridException(
                    "surrogate",
                    "expected KIND[:SLOPE[:SCALE]] with KIND " + Named.fields(Kind.class) + ", found \"" + text + "\"");
        }
        return new Surrogate(kind.get(), real(parts, 1), real(parts, 2));
    }

    private static Rational real(List<String> parts, int index) {
        if (parts.size() <= index || parts.get(index).isEmpty()) {
            return Rational.ONE;
        }
        try {
            return Rational.parse(parts.get(index));
        } catch (NumberFormatException notReal) {
            throw new InvalidGridException("surrogate", notReal.getMessage());
        }
    }

    /** The text that {@link #parse} reads back. */
    @Override
    public String toString() {
        return kind.field() + ":" + slope + (scale.equals(Rational.ONE) ? "" : ":" + scale);
    }
}
