package io.github.goldspike.simd;

/** One lane after the other. */
final class ScalarLanes implements Lanes {

    @Override
    public void exp(double factor, double[] x, double[] result, int from, int to) {
        for (int i = from; i < to; i++) {
            result[i] = Exponential.exp(factor * x[i]);
        }
    }

    @Override
    public void expm1(double factor, double[] x, double[] result, int from, int to) {
        for (int i = from; i < to; i++) {
            result[i] = Exponential.expm1(factor * x[i]);
        }
    }
}
