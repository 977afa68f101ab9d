package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** π by Machin's formula, π/4 = 4 arctan(1/5) − arctan(1/239). */
final class Pi {

    private static final Map<Integer, Ball> HALVES = new ConcurrentHashMap<>();

    private Pi() {}

    /** An enclosure of π/2 with a radius of at most 2^−bits. */
    static Ball half(int bits) {
        return HALVES.computeIfAbsent(bits, Pi::compute);
    }

    private static Ball compute(int bits) {
        int w = bits + 24;
        BigInteger quarter = arctanOfReciprocal(5, w).shiftLeft(2).subtract(arctanOfReciprocal(239, w));
        // Each series errs by less than 2 units for each of its at most w terms, 2·5·2w < 2^22 units in all.
        Ball error = Ball.ONE.shift(-(long) bits - 1);
        return Ball.exactly(quarter, 1L - w).withPrecision(bits + 8).widenedBy(error);
    }

    private static BigInteger arctanOfReciprocal(int n, int w) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = BigInteger.ONE.shiftLeft(w).divide(BigInteger.valueOf(n));
        BigInteger sum = BigInteger.ZERO;
        for (int odd = 1; power.signum() != 0; odd += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(odd));
            sum = odd % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }
}
