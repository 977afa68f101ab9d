package io.github.goldspike.simd;

import static io.github.goldspike.simd.Exponential.C0;
import static io.github.goldspike.simd.Exponential.C1;
import static io.github.goldspike.simd.Exponential.C10;
import static io.github.goldspike.simd.Exponential.C11;
import static io.github.goldspike.simd.Exponential.C2;
import static io.github.goldspike.simd.Exponential.C3;
import static io.github.goldspike.simd.Exponential.C4;
import static io.github.goldspike.simd.Exponential.C5;
import static io.github.goldspike.simd.Exponential.C6;
import static io.github.goldspike.simd.Exponential.C7;
import static io.github.goldspike.simd.Exponential.C8;
import static io.github.goldspike.simd.Exponential.C9;
import static io.github.goldspike.simd.Exponential.LN2_HIGH;
import static io.github.goldspike.simd.Exponential.LN2_LOW;
import static io.github.goldspike.simd.Exponential.LOG2_E;
import static io.github.goldspike.simd.Exponential.SHIFTER;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** The twin of {@link Exponential} on lanes: the same operations in the same order. For |x| ≤ 708 in every lane that matters. */
public final class VectorExponential {

    private static final int FRACTION_BITS = 52;

    private VectorExponential() {}

    /** {@link Exponential#exp} in each lane. */
    public static DoubleVector exp(DoubleVector x) {
        DoubleVector shifted = shifted(x);
        return scaled(expm1Reduced(reduced(x, shifted.sub(SHIFTER))).add(1), shifted);
    }

    /** {@link Exponential#expm1} in each lane. */
    public static DoubleVector expm1(DoubleVector x) {
        DoubleVector shifted = shifted(x);
        DoubleVector power = scaled(DoubleVector.broadcast(x.species(), 1), shifted);
        return power.fma(expm1Reduced(reduced(x, shifted.sub(SHIFTER))), power.sub(1));
    }

    /** Whether the lanes may be used for this x. */
    static boolean inRange(DoubleVector x) {
        return x.abs().compare(VectorOperators.LE, Exponential.BOUND).allTrue();
    }

    private static DoubleVector shifted(DoubleVector x) {
        return x.fma(DoubleVector.broadcast(x.species(), LOG2_E), DoubleVector.broadcast(x.species(), SHIFTER));
    }

    private static DoubleVector scaled(DoubleVector y, DoubleVector shifted) {
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, FRACTION_BITS);
        return y.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    }

    private static DoubleVector reduced(DoubleVector x, DoubleVector k) {
        DoubleVector minus = k.neg();
        return minus.fma(
                DoubleVector.broadcast(x.species(), LN2_LOW),
                minus.fma(DoubleVector.broadcast(x.species(), LN2_HIGH), x));
    }

    private static DoubleVector expm1Reduced(DoubleVector r) {
        DoubleVector r2 = r.mul(r);
        DoubleVector r4 = r2.mul(r2);
        DoubleVector r8 = r4.mul(r4);
        DoubleVector low = line(C3, r, C2).fma(r2, line(C1, r, C0));
        DoubleVector middle = line(C7, r, C6).fma(r2, line(C5, r, C4));
        DoubleVector high = line(C11, r, C10).fma(r2, line(C9, r, C8));
        return r2.fma(high.fma(r8, middle.fma(r4, low)), r);
    }

    private static DoubleVector line(double slope, DoubleVector r, double intercept) {
        return r.fma(DoubleVector.broadcast(r.species(), slope), DoubleVector.broadcast(r.species(), intercept));
    }
}
