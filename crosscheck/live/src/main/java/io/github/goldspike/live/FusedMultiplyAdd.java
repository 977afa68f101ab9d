package io.github.goldspike.live;

import java.math.BigDecimal;

/** {@link Math#fma} by + and ×, which is what a page has (event-double-D14): rounding to odd, after Boldo and Melquiond. */
final class FusedMultiplyAdd {

    /** Between these nothing overflows, and the error of a product is a number. */
    private static final int LEAST = -450;

    private static final int MOST = 450;

    /** 2²⁷ + 1 (Veltkamp). */
    private static final double SPLITTER = 0x1.0000002p27;

    private FusedMultiplyAdd() {}

    /** a·b + c, rounded once. */
    static double fma(double a, double b, double c) {
        if (a == 0 || b == 0) {
            return a * b + c;
        }
        if (c == 0) {
            // A product that is too small for a number keeps its sign.
            return a * b;
        }
        if (!tame(a) || !tame(b) || !tame(c)) {
            return wild(a, b, c);
        }
        double product = a * b;
        double error = productError(a, b, product);
        double low = c + error;
        double lowError = sumError(c, error, low);
        double high = product + low;
        double highError = sumError(product, low, high);
        return high + toOdd(lowError, highError);
    }

    private static boolean tame(double x) {
        int exponent = Math.getExponent(x);
        return exponent >= LEAST && exponent <= MOST;
    }

    /** Far exponents, in exact arithmetic. */
    private static double wild(double a, double b, double c) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return a * b + c;
        }
        if (!Double.isFinite(c)) {
            return c;
        }
        return new BigDecimal(a)
                .multiply(new BigDecimal(b))
                .add(new BigDecimal(c))
                .doubleValue();
    }

    /** a·b − product, exactly (Dekker). */
    private static double productError(double a, double b, double product) {
        double upA = SPLITTER * a;
        double highA = upA - (upA - a);
        double lowA = a - highA;
        double upB = SPLITTER * b;
        double highB = upB - (upB - b);
        double lowB = b - highB;
        return lowA * lowB - (((product - highA * highB) - lowA * highB) - highA * lowB);
    }

    /** x + y − sum, exactly (Knuth). */
    private static double sumError(double x, double y, double sum) {
        double back = sum - x;
        return (x - (sum - back)) + (y - back);
    }

    /** x + y; where it is no number of binary64, of its two neighbours the one whose last bit is 1. */
    private static double toOdd(double x, double y) {
        double sum = x + y;
        double error = sumError(x, y, sum);
        long bits = Double.doubleToRawLongBits(sum);
        if (error == 0 || (bits & 1) == 1) {
            return sum;
        }
        return Double.longBitsToDouble(error > 0 == sum > 0 ? bits + 1 : bits - 1);
    }
}
