package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.DRIVE;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.simd.Exponential;

/**
 * The first time at which the potential of one neuron reaches its threshold, if nothing arrives any more
 * (event-double-D3 and event-double-D4). Times count from the state that is given.
 */
final class FirstCrossing {

    static final double NEVER = Double.POSITIVE_INFINITY;

    /** Rounding errors of a potential are taken to be below this fraction of what it is made of (event-double-D6). */
    static final double ROUNDING = 0x1p-46;

    private static final double LAST_STEP = 0x1p-51;
    private static final int MOST_STEPS = 200;
    private static final double SHORTEST_PIECE = 0x1p-50;

    private final double[] constants;
    private final Kernel kernel = new Kernel();

    private int row;
    private int rates;
    private double startPotential;
    private double[] startCurrents = new double[4];

    private double beta;
    private double threshold;
    private double drive;

    /** What the last evaluation found. */
    private double gap;

    private double slope;
    private double surplus;
    private double[] currents = new double[4];

    private boolean nearMiss;
    private double missedBy;
    private double missedFrom;

    FirstCrossing(EventNetwork network) {
        constants = network.constants;
    }

    /** Crossings after this are beyond the horizon, whatever rounding does. */
    static double latest(double horizonHi) {
        return horizonHi + 0x1p-40 * horizonHi;
    }

    /** How far off the time of a crossing may be by rounding (event-double-D6). */
    static double horizonRounding(double beta, double hi) {
        double memory = Math.min(1 / beta, hi);
        return ROUNDING * Math.max(memory, 0x1p-7 * hi);
    }

    /**
     * A time before which there is no crossing, without an exponential; {@link #NEVER} if there is none at all (event-double-D3).
     *
     * @param potential V
     * @param state where the currents are, from {@code at} on
     */
    static double notBefore(double[] constants, int row, double potential, double[] state, int at, int rates) {
        double positive = 0;
        double reach = Math.max(potential, 0);
        for (int k = 0; k < rates; k++) {
            double current = state[at + k];
            if (current > 0) {
                positive += current;
                reach += current * constants[row + RATES + PER_RATE * k + 2];
            }
        }
        double threshold = constants[row + THRESHOLD];
        double rise = positive - constants[row + BETA] * potential;
        if (reach < threshold || positive < constants[row + DRIVE] || rise <= 0) {
            return NEVER;
        }
        return Math.max(0, (threshold - potential) / rise * (1 - 0x1p-48));
    }

    /**
     * Whether event-double-D3 excludes a crossing within a time, without a division and with 2⁻⁴⁸ to spare.
     *
     * @param rise I⁺ − βv
     * @param gap ϑ − v
     */
    static boolean excluded(double rise, double within, double gap) {
        return rise * within * (1 + 0x1p-48) < gap;
    }

    /** The same for a neuron with this state, its currents standing from {@code CURRENTS} on to before {@code end}. */
    static boolean excluded(double[] constants, int row, double[] state, int at, int end, double within) {
        double rise = 0;
        for (int slot = at + CURRENTS; slot < end; slot++) {
            rise += Math.max(state[slot], 0);
        }
        double potential = state[at + POTENTIAL];
        rise -= constants[row + BETA] * potential;
        return excluded(rise, within, constants[row + THRESHOLD] - potential);
    }

    /**
     * The first crossing before {@code limit}, or {@link #NEVER}. Afterwards {@link #nearMiss} tells of a peak that missed the
     * threshold by no more than rounding.
     */
    double find(int atRow, double potential, double[] state, int at, int ofRates, double limit) {
        row = atRow;
        rates = ofRates;
        beta = constants[row + BETA];
        threshold = constants[row + THRESHOLD];
        drive = constants[row + DRIVE];
        nearMiss = false;
        startPotential = potential;
        if (startCurrents.length < rates) {
            startCurrents = new double[rates];
            currents = new double[rates];
        }
        System.arraycopy(state, at, startCurrents, 0, rates);
        evaluateAtStart();
        if (gap <= 0) {
            return surplus > 0 ? 0 : NEVER;
        }
        return rates == 1 && (drive >= 0 || startCurrents[0] >= 0) ? climb(limit) : search(limit);
    }

    boolean nearMiss() {
        return nearMiss;
    }

    /** How far the potential stayed below the threshold, to first order; may be below 0, by rounding. */
    double missedBy() {
        return missedBy;
    }

    /** When the potential was first within rounding of the threshold, since the start (event-double-D6). */
    double missedFrom() {
        return missedFrom;
    }

    private void evaluateAtStart() {
        double sum = 0;
        for (int k = 0; k < rates; k++) {
            currents[k] = startCurrents[k];
            sum += currents[k];
        }
        gap = threshold - startPotential;
        surplus = sum - drive;
        slope = sum - beta * startPotential;
    }

    private void evaluate(double s) {
        kernel.over(s, beta);
        double potential = kernel.membrane * startPotential;
        double sum = 0;
        for (int k = 0; k < rates; k++) {
            int constant = row + RATES + PER_RATE * k;
            kernel.rate(constants[constant], constants[constant + 1]);
            currents[k] = startCurrents[k] * kernel.current;
            sum += currents[k];
            potential += startCurrents[k] * kernel.response;
        }
        gap = threshold - potential;
        surplus = sum - drive;
        slope = sum - beta * potential;
    }

    /** Newton from the left on the increasing concave stretch before the only peak (event-double-D3). */
    private double climb(double limit) {
        if (surplus <= 0) {
            return NEVER;
        }
        double s = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double step = gap / slope;
            double gapBefore = gap;
            s += step;
            if (s > limit) {
                return NEVER;
            }
            evaluate(s);
            if (surplus <= 0 && gap > 0) {
                noteMiss(s);
                return NEVER;
            }
            if (gap <= 0 || step <= LAST_STEP * s || gap >= gapBefore) {
                return s + lastStep(step);
            }
        }
        return s;
    }

    /** One more step with the slope at the threshold; not longer than the one before, where the slope is but rounding. */
    private double lastStep(double longest) {
        double step = gap / surplus;
        return Math.abs(step) <= longest ? step : 0;
    }

    /** Pieces on which no crossing is possible are cleared, until one is left on which the drive is positive (event-double-D4). */
    private double search(double limit) {
        double left = 0;
        double length = Math.min(firstPiece(), limit);
        double leftGap = gap;
        double leftUp = positive();
        double leftDown = negative();
        while (left < limit && leftUp > drive) {
            double right = Math.min(left + length, limit);
            evaluate(right);
            double most = leftUp + negative() - drive;
            double least = positive() + leftDown - drive;
            boolean cleared = most <= 0 || leftGap > most * growth(right - left);
            if (!cleared && least >= 0) {
                if (gap <= 0) {
                    return bracketed(left, right);
                }
                cleared = true;
            }
            if (!cleared && right - left <= SHORTEST_PIECE * right) {
                if (gap <= 0) {
                    return right;
                }
                noteMiss(right);
                cleared = true;
            }
            if (cleared) {
                if (unreachable()) {
                    return NEVER;
                }
                left = right;
                leftGap = gap;
                leftUp = positive();
                leftDown = negative();
                length = Math.max(2 * length, Math.ulp(left));
            } else {
                length = (right - left) / 2;
            }
        }
        return NEVER;
    }

    /** ∫ e^{βu} du over a time (crossing-C5). */
    private double growth(double x) {
        double exponent = beta * x;
        return exponent < 0x1p-54 ? x : Exponential.expm1(exponent) / beta;
    }

    private double firstPiece() {
        double fastest = beta;
        for (int k = 0; k < rates; k++) {
            fastest = Math.max(fastest, constants[row + RATES + PER_RATE * k]);
        }
        return 0.5 / fastest;
    }

    private double positive() {
        double sum = 0;
        for (int k = 0; k < rates; k++) {
            sum += Math.max(currents[k], 0);
        }
        return sum;
    }

    private double negative() {
        double sum = 0;
        for (int k = 0; k < rates; k++) {
            sum += Math.min(currents[k], 0);
        }
        return sum;
    }

    /** Whether no crossing can come after the last evaluation. */
    private boolean unreachable() {
        double reach = Math.max(threshold - gap, 0);
        for (int k = 0; k < rates; k++) {
            if (currents[k] > 0) {
                reach += currents[k] * constants[row + RATES + PER_RATE * k + 2];
            }
        }
        return reach < threshold;
    }

    /** The only crossing between two times, the drive being positive there: Newton, held in by bisection. */
    private double bracketed(double left, double right) {
        double low = left;
        double high = right;
        double at = right;
        for (int i = 0; i < MOST_STEPS; i++) {
            double next = at + gap / slope;
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            double step = Math.abs(next - at);
            at = next;
            evaluate(at);
            if (gap > 0) {
                low = at;
            } else {
                high = at;
            }
            if (step <= LAST_STEP * at || high - low <= LAST_STEP * at) {
                return at + lastStep(step);
            }
        }
        return at;
    }

    /** At a place without drive and below the threshold: was the peak before it within rounding of the threshold? */
    private void noteMiss(double s) {
        double scale = scale(constants, row, currents, 0, rates);
        if (gap <= 0x1p-20 * scale) {
            double bend = Math.abs(bend(constants, row, slope, currents, 0, rates));
            double distance = gap - toPeak(slope, bend);
            if (distance <= ROUNDING * scale) {
                nearMiss = true;
                missedBy = distance;
                missedFrom = s - Math.abs(slope) / bend - Math.sqrt(2 * (ROUNDING * scale - distance) / bend);
            }
        }
    }

    /** How much a parabola of this slope and bend rises or falls to its peak. */
    static double toPeak(double slope, double bend) {
        return Math.abs(slope) * (Math.abs(slope) / (2 * Math.abs(bend)));
    }

    /** V''. */
    static double bend(double[] constants, int row, double slope, double[] state, int at, int rates) {
        double bend = -constants[row + BETA] * slope;
        for (int k = 0; k < rates; k++) {
            bend -= constants[row + RATES + PER_RATE * k] * state[at + k];
        }
        return bend;
    }

    /** The size of what a potential near the threshold is made of; a ramp takes it there from the reset. */
    static double scale(double[] constants, int row, double[] state, int at, int rates) {
        double scale = Math.abs(constants[row + THRESHOLD]);
        for (int k = 0; k < rates; k++) {
            double rate = constants[row + BETA] + constants[row + RATES + PER_RATE * k];
            scale += rate > 0
                    ? Math.abs(state[at + k]) / rate
                    : Math.abs(constants[row + THRESHOLD] - constants[row + RESET]);
        }
        return scale;
    }
}
