package io.github.goldspike.event;

/**
 * The exponentials of this package, in one place because every bit of an answer hangs on them: fdlibm's, which are the same
 * bits on every JDK; error below one unit in the last place (fdlibm's e_exp.c and s_expm1.c).
 */
final class Exponential {

    private Exponential() {}

    static double exp(double x) {
        return StrictMath.exp(x);
    }

    static double expm1(double x) {
        return StrictMath.expm1(x);
    }
}
