package io.github.goldspike.event;

/** Sums without loss (Knuth's TwoSum): a + b = sum + lost, exactly. */
final class TwoDoubles {

    private TwoDoubles() {}

    /** a + b − sum, exact where {@code sum} is a + b rounded. */
    static double lost(double a, double b, double sum) {
        double fromB = sum - a;
        double fromA = sum - fromB;
        return (a - fromA) + (b - fromB);
    }
}
