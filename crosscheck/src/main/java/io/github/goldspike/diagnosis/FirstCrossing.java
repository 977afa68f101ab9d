package io.github.goldspike.diagnosis;

/** Scans V for its first crossing, and halves. Plain and slow; small networks only. */
final class FirstCrossing implements Watch {

    /** Looks for each of the shortest time constants. */
    private static final double LOOKS = 8;

    private static final int HALVINGS = 80;

    @Override
    public double next(Membrane membrane, double limit) {
        double begin = membrane.free();
        if (!(begin < limit) || Double.isInfinite(membrane.cell.threshold())) {
            return NEVER;
        }
        int pieces = (int) Math.max(4, Math.ceil((limit - begin) * LOOKS / membrane.shortest()));
        double step = (limit - begin) / pieces;
        double before = begin;
        for (int k = 1; k <= pieces; k++) {
            double after = k == pieces ? limit : begin + k * step;
            double top = above(membrane, after) ? after : top(membrane, before, after);
            if (above(membrane, top)) {
                return between(membrane, before, top);
            }
            before = after;
        }
        return NEVER;
    }

    static boolean above(Membrane membrane, double time) {
        return membrane.at(time).potential() >= membrane.cell.threshold();
    }

    /** The highest point of a piece in which V rises first and falls then; its end if it does not. */
    private static double top(Membrane membrane, double before, double after) {
        if (membrane.at(before).slope() <= 0 || membrane.at(after).slope() >= 0) {
            return after;
        }
        double low = before;
        double high = after;
        for (int i = 0; i < HALVINGS && high > low; i++) {
            double middle = low + (high - low) / 2;
            if (membrane.at(middle).slope() > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** A crossing between a time below the threshold and one that is not. */
    static double between(Membrane membrane, double below, double above) {
        double low = below;
        double high = above;
        for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            if (above(membrane, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
