package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Membrane.Motion;

/** Scans V for its first crossing, and closes in on it by Newton's steps and halving. Plain and slow; small networks only. */
final class FirstCrossing implements Watch {

    /** Looks for each of the shortest time constants. */
    private static final int LOOKS = 8;

    private static final int CLOSINGS = 80;

    @Override
    public double next(Membrane membrane, double limit) {
        double begin = membrane.free();
        if (!(begin < limit) || Double.isInfinite(membrane.cell.threshold())) {
            return NEVER;
        }
        Membrane free = membrane.at(begin);
        if (free.staysBelow(limit - begin)) {
            return NEVER;
        }
        int pieces = (int) Math.max(4, Math.ceil((limit - begin) * LOOKS / membrane.shortest()));
        double step = (limit - begin) / pieces;
        double before = begin;
        Motion there = free.ahead(begin);
        for (int k = 1; k <= pieces; k++) {
            double after = k == pieces ? limit : begin + k * step;
            Motion moved = free.ahead(after);
            boolean above = moved.potential() >= membrane.cell.threshold();
            if (above) {
                return between(free, before, after);
            }
            if (there.slope() > 0 && moved.slope() < 0) {
                double top = top(free, before, after);
                if (above(free, top)) {
                    return between(free, before, top);
                }
            }
            if (k % LOOKS == 0 && free.at(after).staysBelow(limit - after)) {
                return NEVER;
            }
            before = after;
            there = moved;
        }
        return NEVER;
    }

    static boolean above(Membrane membrane, double time) {
        return membrane.ahead(time).potential() >= membrane.cell.threshold();
    }

    /** The highest point of a piece in which V rises first and falls then, or a point above the threshold. */
    private static double top(Membrane membrane, double before, double after) {
        double low = before;
        double high = after;
        for (int i = 0; i < CLOSINGS && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            Motion moved = membrane.ahead(middle);
            if (moved.potential() >= membrane.cell.threshold()) {
                return middle;
            }
            // What V can still rise from here on is less than any rounding of V.
            double left = Math.abs(moved.slope()) * (high - low);
            if (left < Math.ulp(membrane.cell.threshold()) / 2) {
                return middle;
            }
            if (moved.slope() > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** A crossing between a time below the threshold and one that is not: a Newton step where it stays inside, else a half. */
    static double between(Membrane membrane, double below, double above) {
        double low = below;
        double high = above;
        double next = low + (high - low) / 2;
        for (int i = 0; i < CLOSINGS && Math.nextUp(low) < high; i++) {
            double at = next;
            Motion moved = membrane.ahead(at);
            double missing = membrane.cell.threshold() - moved.potential();
            if (missing > 0) {
                low = at;
            } else {
                high = at;
            }
            next = at + missing / moved.slope();
            if (Math.abs(next - at) <= Math.ulp(at) / 2) {
                return at;
            }
            if (!(low < next && next < high) || i % 4 == 3) {
                next = low + (high - low) / 2;
            }
        }
        return high;
    }
}
