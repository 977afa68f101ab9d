package io.github.goldspike.conformance.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The arithmetic that an engine declares. */
public enum Dtype {
    FLOAT16(11, -24),
    BFLOAT16(8, -133),
    FLOAT32(24, -149),
    FLOAT64(53, -1074);

    private final int significand;
    private final int underflow;

    Dtype(int significand, int underflow) {
        this.significand = significand;
        this.underflow = underflow;
    }

    /** The unit roundoff u: a real in range rounds to one that differs by at most u times its size. */
    public double unitRoundoff() {
        return Math.scalb(1.0, -significand);
    }

    /** Significant decimal digits that every decimal keeps in this arithmetic. */
    public int digits() {
        return (int) ((significand - 1) * Math.log10(2));
    }

    /** The number of this arithmetic nearest to {@code x}, as if there were no greatest one. */
    public double nearest(double x) {
        double unit = Math.max(Math.scalb(1.0, Math.getExponent(x) - significand + 1), least());
        return this == FLOAT64 ? x : Math.rint(x / unit) * unit;
    }

    /** The least positive number. */
    public double least() {
        return Math.scalb(1.0, underflow);
    }

    /** The name in the protocol. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dtype> named(String name) {
        return Arrays.stream(values())
                .filter(dtype -> dtype.field().equals(name))
                .findFirst();
    }
}
