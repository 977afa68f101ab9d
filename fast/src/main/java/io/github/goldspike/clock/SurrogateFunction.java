package io.github.goldspike.clock;

import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.simd.Exponential;
import java.util.function.DoubleUnaryOperator;

/** dz/dV at x = V − ϑ in binary64. */
final class SurrogateFunction {

    private SurrogateFunction() {}

    static DoubleUnaryOperator of(Surrogate surrogate) {
        double k = surrogate.slope().toDouble();
        double scale = surrogate.scale().toDouble();
        return switch (surrogate.kind()) {
            case FAST_SIGMOID ->
                x -> {
                    double y = 1 + k * Math.abs(x);
                    return scale / (y * y);
                };
            case ARCTAN ->
                x -> {
                    double y = Math.PI / 2 * k * x;
                    return scale * k / 2 / (1 + y * y);
                };
            case SIGMOID ->
                x -> {
                    double e = Exponential.exp(-Math.abs(k * x));
                    return scale * k * e / ((1 + e) * (1 + e));
                };
            case TRIANGLE -> x -> scale * Math.max(0, 1 - k * Math.abs(x));
            case STRAIGHT_THROUGH -> x -> scale;
        };
    }
}
