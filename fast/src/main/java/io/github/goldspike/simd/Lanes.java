package io.github.goldspike.simd;

/** {@link Exponential} over arrays. Every implementation gives its bits. */
public interface Lanes {

    /**
     * result[i] = e^{factor · x[i]} for {@code from} ≤ i &lt; {@code to}; the product is rounded once. {@code x} and
     * {@code result} may be the same array.
     */
    void exp(double factor, double[] x, double[] result, int from, int to);

    /** result[i] = e^{factor · x[i]} − 1 for {@code from} ≤ i &lt; {@code to}; the product is rounded once. */
    void expm1(double factor, double[] x, double[] result, int from, int to);

    /** The fastest that this machine and this start of Java have. */
    static Lanes best() {
        return VectorizationProvider.choose(Lanes.class, new ScalarLanes(), "io.github.goldspike.simd.VectorLanes");
    }

    /** Plain Java. */
    static Lanes scalar() {
        return new ScalarLanes();
    }
}
