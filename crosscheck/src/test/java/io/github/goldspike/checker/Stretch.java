package io.github.goldspike.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The potential between two events, in binary64: where it passes a threshold, and where a proof that it does not has to be split. */
record Stretch(double beta, double leak, double potential, double[] currents, double[] alphas, double threshold) {

    private static final double SLACK = 1e-11;
    private static final int DEPTH = 24;

    /** Where the potential is above the threshold, which is where a lie is told, no splitting helps. */
    private static final int MOST = 400;

    double potential(double s) {
        double v = leak + (potential - leak) * Math.exp(-beta * s);
        for (int k = 0; k < currents.length; k++) {
            double y = (beta - alphas[k]) * s;
            double phi = Math.abs(y) < 1e-5 ? 1 + y / 2 + y * y / 6 : Math.expm1(y) / y;
            v += currents[k] * s * Math.exp(-beta * s) * phi;
        }
        return v;
    }

    private double drive(double from, double to, boolean most) {
        double sum = -beta * (threshold - leak);
        for (int k = 0; k < currents.length; k++) {
            double a = currents[k] * Math.exp(-alphas[k] * from);
            double b = currents[k] * Math.exp(-alphas[k] * to);
            sum += most ? Math.max(a, b) : Math.min(a, b);
        }
        return sum;
    }

    private boolean clears(double from, double to) {
        double most = drive(from, to, true);
        double growth = Math.max(most, 0) * Math.expm1(beta * (to - from)) / beta;
        return potential(from) < threshold - SLACK
                && (potential(from) + growth < threshold - SLACK
                        || drive(from, to, false) > SLACK && potential(to) < threshold - SLACK);
    }

    /** The first time in [from, to] at which the threshold is passed from below. */
    OptionalDouble crossing(double from, double to) {
        double start = from;
        double step = (to - from) / 200;
        while (potential(start) >= threshold) {
            start += step;
            if (start >= to || step == 0) {
                return OptionalDouble.empty();
            }
        }
        return search(start, to, 0, new ArrayList<>());
    }

    /** The times strictly between at which silence has to be split. */
    List<Double> pieces(double from, double to) {
        List<Double> ends = new ArrayList<>();
        search(from, to, 0, ends);
        List<Double> needed = new ArrayList<>();
        double left = from;
        for (int k = 0; k + 1 < ends.size(); k++) {
            if (!clears(left, ends.get(k + 1))) {
                needed.add(ends.get(k));
                left = ends.get(k);
            }
        }
        return needed;
    }

    private OptionalDouble search(double from, double to, int depth, List<Double> cleared) {
        if (clears(from, to)) {
            cleared.add(to);
            return OptionalDouble.empty();
        }
        if (drive(from, to, false) > 0 && potential(from) < threshold && potential(to) >= threshold) {
            return OptionalDouble.of(root(from, to));
        }
        if (depth > DEPTH || cleared.size() > MOST) {
            cleared.add(to);
            return OptionalDouble.empty();
        }
        double middle = (from + to) / 2;
        OptionalDouble found = search(from, middle, depth + 1, cleared);
        return found.isPresent() ? found : search(middle, to, depth + 1, cleared);
    }

    private double root(double from, double to) {
        double low = from;
        double high = to;
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (potential(middle) < threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
