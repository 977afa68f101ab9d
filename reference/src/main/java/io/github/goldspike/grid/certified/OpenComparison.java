package io.github.goldspike.grid.certified;

/** A comparison of V with ϑ that the working precision leaves open. */
final class OpenComparison extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int unit;
    private final int step;

    OpenComparison(int unit, int step) {
        super(null, null, false, false);
        this.unit = unit;
        this.step = step;
    }

    int unit() {
        return unit;
    }

    int step() {
        return step;
    }
}
