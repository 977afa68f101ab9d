package io.github.goldspike.clock;

/** The format of binary floating-point numbers that a simulation computes in; every operation is rounded to it once. */
public enum NumberFormat {
    /** 53 bits. */
    BINARY64(0x1p-53),
    /** 24 bits. */
    BINARY32(0x1p-24);

    private final double unitRoundoff;

    NumberFormat(double unitRoundoff) {
        this.unitRoundoff = unitRoundoff;
    }

    /** u: a rounded result differs from the exact one by at most u times its size, below overflow and above underflow. */
    public double unitRoundoff() {
        return unitRoundoff;
    }

    /** A table of zeros. */
    Lanes zeros(int rows, int lanes) {
        return this == BINARY64 ? new Lanes64(rows, lanes) : new Lanes32(rows, lanes);
    }
}
