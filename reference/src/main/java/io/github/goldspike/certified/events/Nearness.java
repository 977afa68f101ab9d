package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.CentredDrive;
import io.github.goldspike.certified.membrane.QuietWindow;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.contract.Undecided;

/**
 * What the working precision shows of a membrane where nothing was decided: that it grazes its threshold, or only that it is not known
 * well enough (crossing-C9).
 */
final class Nearness {

    /** What is smaller by so many bits than the depth of the potential below the threshold counts as next to zero. */
    private static final int NEAR_BITS = 10;

    private final Trajectory membrane;
    private final int neuron;
    /** Of the membrane's start. */
    private final Ball time;

    Nearness(Trajectory membrane, int neuron, Ball time) {
        this.membrane = membrane;
        this.neuron = neuron;
        this.time = time;
    }

    /** Neither a passing nor silence was proved on [low, high]; where the potential is not near there, that is for want of digits. */
    Unresolved undecided(Ball low, Ball high) {
        Ball distance = distance(low, high);
        boolean grazing = isNextToZero(distance, depth());
        String detail = "with " + digits()
                + " digits neither a passing of the threshold nor silence was proved, on a piece of length "
                + about(high.minus(low)) + " on which the potential is "
                + (grazing
                        ? "within " + about(distance)
                                + " of it; a peak so near to the threshold, a touch and a passing with slope zero are not told apart"
                        : "only known to be within " + about(distance)
                                + " of it; more digits are needed, as where great currents cancel");
        return unresolved(grazing, low, high, detail);
    }

    /**
     * The potential passes in [low, high], but V' > 0 was not proved there; where V' is not next to zero, that is for want of digits.
     */
    Unresolved withoutSlope(Ball low, Ball high) {
        Ball slope = QuietWindow.magnitudeBound(drive(low, high));
        Ball rate = membrane.cell().beta();
        for (Ball alpha : membrane.cell().alphas()) {
            rate = Ball.max(rate, alpha);
        }
        boolean grazing = isNextToZero(slope, depth().times(rate));
        String detail =
                "where the potential passes the threshold, a positive slope was not proved with " + digits() + " digits"
                        + (grazing
                                ? ": it is below " + about(slope) + ", a passing with a slope next to zero"
                                : ": more digits are needed, as where great currents cancel");
        return unresolved(grazing, low, high, detail);
    }

    private Unresolved unresolved(boolean grazing, Ball low, Ball high, String detail) {
        Ball from = time.plus(low);
        Ball hull = Ball.hull(from, time.plus(high));
        return grazing
                ? new Unresolved(Undecided.Kind.GRAZING, neuron, hull, from, detail)
                : Unresolved.forDigits(neuron, hull, from, detail);
    }

    /** |V − ϑ| ≤ |V(low) − ϑ| + w·max|C| on a piece of width w (crossing-C9). */
    private Ball distance(Ball low, Ball high) {
        return QuietWindow.magnitudeBound(membrane.excess(membrane.after(low)))
                .plus(QuietWindow.magnitudeBound(drive(low, high)).times(high.minus(low)))
                .upper();
    }

    private Ball drive(Ball low, Ball high) {
        return CentredDrive.over(membrane, membrane.after(low), membrane.after(high), high.minus(low));
    }

    /** How far below the threshold it starts, or is reset to. */
    private Ball depth() {
        Ball reset = membrane.cell().threshold().minus(membrane.cell().reset());
        return Ball.max(membrane.excess(membrane.start()).negate(), reset);
    }

    private static boolean isNextToZero(Ball most, Ball scale) {
        return most.isLessThan(scale.shift(-NEAR_BITS));
    }

    private int digits() {
        return (int) (membrane.cell().bits() * Math.log10(2));
    }

    /** A power of ten that is not less. */
    private static String about(Ball distance) {
        return "1e" + (long) Math.ceil(distance.magnitude() * Math.log10(2));
    }
}
