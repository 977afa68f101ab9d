package io.github.goldspike.event;

/** Unevaluated sums of two doubles, hi + lo with |lo| ≤ ½ ulp(hi), and sums without loss (Knuth's TwoSum): a + b = sum + lost, exactly. */
final class TwoDoubles {

    private TwoDoubles() {}

    /** Whether one sum of two doubles is less than another. */
    static boolean before(double hi, double lo, double otherHi, double otherLo) {
        return hi < otherHi || (hi == otherHi && lo < otherLo);
    }

    /** a + b − sum, exact where {@code sum} is a + b rounded. */
    static double lost(double a, double b, double sum) {
        double fromB = sum - a;
        double fromA = sum - fromB;
        return (a - fromA) + (b - fromB);
    }
}
