package io.github.goldspike.clock;

/** The least |V − ϑ| that was compared, and where. */
final class NearestComparison {

    private int unit = -1;
    private int step;
    private double distance = Double.POSITIVE_INFINITY;

    void see(int unit, int step, Lanes v, Lanes held, double threshold) {
        for (int lane = 0; lane < v.lanes(); lane++) {
            double apart = Math.abs(v.get(unit, lane) - threshold);
            if (apart < distance && held.get(unit, lane) == 0) {
                this.unit = unit;
                this.step = step;
                distance = apart;
            }
        }
    }

    boolean isPresent() {
        return unit >= 0;
    }

    int unit() {
        return unit;
    }

    int step() {
        return step;
    }

    double distance() {
        return distance;
    }
}
