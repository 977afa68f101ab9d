package io.github.goldspike.grid;

/** In how many steps after the one in which it fired a neuron with a refractory time of R steps is held at its reset value. */
public enum Hold implements Named {
    /** R. */
    R(0),
    /** R − 1. */
    R_MINUS_1(-1);

    private final int more;

    Hold(int more) {
        this.more = more;
    }

    /** Number of steps for a refractory time of {@code refractory} steps; not positive for none. */
    public int steps(int refractory) {
        return refractory + more;
    }

    @Override
    public String field() {
        return this == R ? "R" : "R-1";
    }
}
