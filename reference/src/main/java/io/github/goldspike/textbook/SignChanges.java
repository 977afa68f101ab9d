package io.github.goldspike.textbook;

import io.github.goldspike.textbook.ExponentialSum.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Finds where a sum of exponentials changes sign. */
final class SignChanges {

    /** A sum whose origin is moved by more than this many of its shortest time constants has lost its fastest term. */
    private static final long FAST = 1_000_000;

    /** So many decades of a bracket that ends at zero are halved at a time. */
    private static final long DECADES = 16;

    private SignChanges() {}

    /**
     * All sign changes in (0, {@code end}), ascending. With its slowest exponential made a constant, the sum has a
     * derivative with one term less, and the sign changes of that derivative separate those of the sum.
     *
     * @param sum distinct rates, no powers of s
     */
    static List<Real> of(ExponentialSum sum, Real end) {
        List<Real> changes = new ArrayList<>();
        if (signsAgree(sum)) {
            return changes;
        }
        ExponentialSum slowed = sum.slowedBy(sum.terms().get(0).rate());
        List<Real> ends = of(slowed.derivative(), end);
        ends.add(end);
        Real from = end.precision().of(0);
        int before = slowed.at(from).value().signum();
        for (Real to : ends) {
            int after = slowed.at(to).value().signum();
            if (before * after < 0) {
                changes.add(between(slowed, from, to));
            }
            if (after != 0) {
                from = to;
                before = after;
            }
        }
        return changes;
    }

    private static boolean signsAgree(ExponentialSum sum) {
        return sum.terms().stream()
                        .map(term -> term.coefficient().signum())
                        .distinct()
                        .count()
                < 2;
    }

    /**
     * The one sign change between {@code low} and {@code high}, where the sum has different signs: from where it is in
     * doubles, Newton steps while they stay in the bracket and at least halve from one to the next, bisection otherwise, of the
     * decades first.
     *
     * @throws IllegalArgumentException if the signs at the two ends are not opposite
     */
    static Real between(ExponentialSum sum, Real low, Real high) {
        int before = sum.at(low).value().signum();
        // Without this a bracket that ends at zero would be halved for ever.
        if (before * sum.at(high).value().signum() >= 0) {
            throw new IllegalArgumentException("no sign change between " + low + " and " + high);
        }
        Real guess = guess(sum, low, high);
        Real fastest = sum.terms().get(sum.terms().size() - 1).rate().times(high);
        if (fastest.compareTo(low.precision().of(FAST)) > 0) {
            return polished(sum, low, high, guess, low.precision().of(0), before < 0);
        }
        // From the guess as the origin the exponentials are those of small numbers, which cost little.
        Real zero = low.precision().of(0);
        return guess.plus(polished(sum.shifted(guess), low.minus(guess), high.minus(guess), zero, guess, before < 0));
    }

    /**
     * The sign change between {@code low} and {@code high}.
     *
     * @param start where it is thought to be
     * @param origin the time at 0, to which a step is held
     */
    private static Real polished(ExponentialSum sum, Real low, Real high, Real start, Real origin, boolean rising) {
        Real a = low;
        Real b = high;
        Real s = start;
        Real lastStep = b.minus(a);
        while (true) {
            Point point = sum.at(s);
            if (point.value().signum() == 0) {
                return s;
            }
            if (point.value().signum() > 0 == rising) {
                b = s;
            } else {
                a = s;
            }
            Real next = middle(a, b, origin);
            if (next.compareTo(a) <= 0 || next.compareTo(b) >= 0) {
                return s;
            }
            if (point.slope().signum() != 0) {
                Real newton = s.minus(point.value().over(point.slope()));
                boolean inside = newton.compareTo(a) >= 0 && newton.compareTo(b) <= 0;
                if (inside && newton.minus(s).abs().times(2).compareTo(lastStep) <= 0) {
                    next = newton;
                }
            }
            lastStep = next.minus(s).abs();
            if (lastStep.compareTo(low.precision().lastPlaces(origin.plus(next))) <= 0) {
                return next;
            }
            s = next;
        }
    }

    /** Half way between two times, or between their decades if these are not next to each other. */
    private static Real middle(Real a, Real b, Real origin) {
        long high = b.plus(origin).value().scale();
        Real begin = a.plus(origin);
        long low = begin.signum() <= 0 ? high - DECADES : begin.value().scale();
        return high - low < 2
                ? a.plus(b).half()
                : a.precision().powerOfTen((low + high) / 2 - 1).minus(origin);
    }

    /** By bisection of the doubles between, which are ordered as their bits are; the middle if they say nothing. */
    private static Real guess(ExponentialSum sum, Real low, Real high) {
        DoubleUnaryOperator approximate = sum.approximate();
        long a = Double.doubleToLongBits(low.toDouble());
        long b = Double.doubleToLongBits(Math.min(high.toDouble(), Double.MAX_VALUE));
        boolean rising = approximate.applyAsDouble(Double.longBitsToDouble(b)) > 0;
        while (b - a > 1) {
            long middle = a + (b - a) / 2;
            if (approximate.applyAsDouble(Double.longBitsToDouble(middle)) > 0 == rising) {
                b = middle;
            } else {
                a = middle;
            }
        }
        Real guess = low.precision().of(0.5 * (Double.longBitsToDouble(a) + Double.longBitsToDouble(b)));
        boolean inside = low.compareTo(guess) < 0 && guess.compareTo(high) < 0;
        return inside ? guess : low.plus(high).half();
    }
}
