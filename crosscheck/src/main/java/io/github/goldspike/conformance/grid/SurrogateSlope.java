package io.github.goldspike.conformance.grid;

import io.github.goldspike.grid.Surrogate;

/** dz/dV at x = V − ϑ and, for what an error of x leads to, a bound of its slope (grids-N7). */
final class SurrogateSlope {

    private SurrogateSlope() {}

    static Rounded at(Surrogate surrogate, Rounded x, Roundings roundings) {
        double k = surrogate.slope().toDouble();
        double scale = surrogate.scale().toDouble();
        double size = Math.abs(x.value());
        return switch (surrogate.kind()) {
            case FAST_SIGMOID -> {
                double y = 1 + k * size;
                yield roundings.map(x, scale / (y * y), 2 * scale * k / (y * y * y));
            }
            case ARCTAN -> {
                double y = Math.PI / 2 * k * size;
                double below = 1 + y * y;
                yield roundings.map(x, scale * k / 2 / below, scale * k * Math.PI / 2 * k * y / (below * below));
            }
            case SIGMOID -> {
                double e = Math.exp(-k * size);
                double value = scale * k * e / ((1 + e) * (1 + e));
                yield roundings.map(x, value, k * value);
            }
            case TRIANGLE -> roundings.map(x, scale * Math.max(0, 1 - k * size), k * size < 1.001 ? scale * k : 0);
            case STRAIGHT_THROUGH -> roundings.of(surrogate.scale());
        };
    }
}
