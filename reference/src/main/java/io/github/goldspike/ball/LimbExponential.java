package io.github.goldspike.ball;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * e^x in fixed point over 64-bit limbs: x = k·ln 2 + t, t = t₁·2⁻⁸ + t₂·2⁻¹⁶ + … + u, a table for each byte t_a, and a Taylor sum with
 * whole coefficients N!/k!, whose common denominator is taken out of the first table; ball-B12.
 */
final class LimbExponential {

    /** The most limbs; above them BigInteger's products are as fast, and N would pass 20. */
    static final int MOST_LIMBS = 21;

    /** Units of 2^−{@link #unitBits} that the value is off by at most. */
    static final int ERROR = 16;

    /** Room for {@link #ERROR} below the last bit asked for. */
    private static final int GUARD_BITS = 8;

    /** The value has so many fraction bits less than its limbs have bits. */
    private static final int HEAD_BITS = 3;

    /** What the lower precision of an inner step may lose, in bits below the last. */
    private static final int STEP_GUARD_BITS = 8;

    /** ⌊2⁶²/ln 2⌋: any number near it does, as any integer k does. */
    private static final long PER_LN2 = 0x5C551D94AE0BF85DL;

    /** Bits after the point that k is found from. */
    private static final int K_BITS = 20;

    private static final int TABLE_BITS = 8;

    private static final AtomicReferenceArray<LimbExponential> BY_LIMBS = new AtomicReferenceArray<>(MOST_LIMBS + 1);

    private final int limbs;
    /** Bytes of t that are looked up. */
    private final int bytes;
    /** D/k! for k = 0 … N. */
    private final long[] coefficients;
    /** Limbs that each step of Horner's rule needs. */
    private final int[] levels;
    /** ln 2 with 64(n + 1) fraction bits. */
    private final long[] ln2;
    /** tables[0]: e^(i/2⁸)·2⁶¹/D; tables[a]: e^(i/2^(8(a+1))) − 1; with 64n fraction bits, entry after entry. */
    private final long[][] tables;

    private LimbExponential(int limbs) {
        this.limbs = limbs;
        this.bytes = limbs <= 4 ? 2 : limbs <= 7 ? 3 : limbs <= 10 ? 4 : limbs <= 16 ? 6 : 8;
        int terms = terms(Long.SIZE * limbs + GUARD_BITS, TABLE_BITS * bytes);
        coefficients = coefficients(terms);
        levels = new int[terms];
        for (int k = 0; k < terms; k++) {
            int needed = Long.SIZE * limbs - TABLE_BITS * bytes * k + STEP_GUARD_BITS;
            levels[k] = Math.max(1, Math.min(limbs, (needed + Long.SIZE - 1) / Long.SIZE));
        }
        int w = Long.SIZE * limbs;
        ln2 = Limbs.shifted(Exponential.ln2InFixedPoint(w + Long.SIZE), 0, limbs + 1);
        tables = new long[bytes][];
        for (int a = 0; a < bytes; a++) {
            tables[a] = table(a, coefficients[0]);
        }
    }

    static LimbExponential ofLimbs(int limbs) {
        LimbExponential known = BY_LIMBS.get(limbs);
        if (known == null) {
            known = new LimbExponential(limbs);
            BY_LIMBS.set(limbs, known);
        }
        return known;
    }

    /** All bits of the limbs that {@code bits} take. */
    static long precisionAsFastAs(long bits) {
        int spare = HEAD_BITS + GUARD_BITS;
        return (bits + spare + Long.SIZE - 1) / Long.SIZE * Long.SIZE - spare;
    }

    /** The limbs that a relative error below 2^−{@code bits} takes. */
    static int limbsFor(int bits) {
        return (int) (((long) bits + HEAD_BITS + GUARD_BITS + Long.SIZE - 1) / Long.SIZE);
    }

    /** The least N with 2^(−r(N+1))/(N+1)! at most 2^−{@code bits}. */
    private static int terms(int bits, int r) {
        int n = 0;
        for (int seen = r; seen < bits; n++) {
            seen += r + Radius.bitLength(n + 2L) - 1;
        }
        return n;
    }

    /** D/k!, where D = N!·2^s has 63 bits. */
    private static long[] coefficients(int terms) {
        long[] falling = new long[terms + 1];
        falling[terms] = 1;
        for (int k = terms; k > 0; k--) {
            falling[k - 1] = Math.multiplyExact(falling[k], k);
        }
        int s = Long.numberOfLeadingZeros(falling[0]) - 1;
        for (int k = 0; k <= terms; k++) {
            falling[k] <<= s;
        }
        return falling;
    }

    private long[] table(int a, long d) {
        int w = Long.SIZE * limbs;
        int count = a == 0 ? Exponential.COARSE_ENTRIES : 1 << TABLE_BITS;
        BigInteger[] powers = Exponential.powers(w + Long.SIZE, TABLE_BITS * (a + 1), count);
        BigInteger one = BigInteger.ONE.shiftLeft(w + Long.SIZE);
        long[] table = new long[count * limbs];
        for (int i = 0; i < count; i++) {
            BigInteger entry = a == 0 ? powers[i].shiftLeft(61).divide(BigInteger.valueOf(d)) : powers[i].subtract(one);
            System.arraycopy(Limbs.shifted(entry, -Long.SIZE, limbs), 0, table, i * limbs, limbs);
        }
        return table;
    }

    /**
     * e^x for all x = (m ± r)·2^e, rounded outwards to {@code bits}.
     *
     * @param m |m|·2^e ≤ 2⁴⁰
     * @param r r·2^e ≤ 2⁻¹⁰, r &lt; 2³⁰
     */
    Ball of(BigInteger m, long r, long e, int bits) {
        long[] x = Limbs.shifted(m, Long.SIZE * (limbs + 1L) + e, limbs + 2);
        long k = reduce(x);
        long[] value = exponential(x);
        // e^m <= lead·2^(k−29)
        long lead = (value[limbs] >>> 32) + 1;
        long widened = r == 0 ? 0 : lead * r + (lead * r >> 9) + 1;
        long exponent = k - unitBits();
        int drop = Math.max(0, Limbs.bitLength(value, 1, limbs) - bits);
        long spreadExponent = k - 29 + e;
        if (r != 0) {
            // At most 2^29, as what the radius hides is not kept.
            long hidden = spreadExponent + Math.max(0, Radius.bitLength(widened) - (Radius.BITS - 1)) - exponent;
            drop = (int) Math.max(drop, hidden);
        }
        long shift = exponent + drop - spreadExponent;
        long spread = widened == 0 ? 0 : Radius.ceilShift(widened, shift);
        long radius = spread + Radius.ceilShift(ERROR, drop) + (drop == 0 ? 0 : 1);
        return Ball.rounded(Limbs.dropped(value, 1, limbs, drop), radius, exponent + drop, bits);
    }

    /** Fraction bits of a value. */
    private int unitBits() {
        return Long.SIZE * limbs - HEAD_BITS;
    }

    /** x −= k·ln 2, for the k with 0 ≤ x &lt; ln 2 afterwards; x has n + 1 limbs of fraction and one before the point. */
    private long reduce(long[] x) {
        long leading = x[limbs + 1] << K_BITS | x[limbs] >>> Long.SIZE - K_BITS;
        long k = Math.multiplyHigh(leading, PER_LN2) >> K_BITS - 2;
        Limbs.addMultiple(x, ln2, Math.abs(k), k > 0);
        while (x[limbs + 1] < 0) {
            Limbs.addMultiple(x, ln2, 1, false);
            k--;
        }
        while (x[limbs + 1] > 0 || !below(x, ln2)) {
            Limbs.addMultiple(x, ln2, 1, true);
            k++;
        }
        return k;
    }

    private static boolean below(long[] x, long[] y) {
        for (int i = y.length - 1; i >= 0; i--) {
            if (x[i] != y[i]) {
                return Long.compareUnsigned(x[i], y[i]) < 0;
            }
        }
        return false;
    }

    /** e^t for t in x[1] … x[n], in the upper n limbs of the result; u takes the place of t. */
    private long[] exponential(long[] x) {
        int[] index = new int[bytes];
        for (int a = 0; a < bytes; a++) {
            index[a] = (int) (x[limbs] >>> Long.SIZE - TABLE_BITS * (a + 1)) & 0xff;
        }
        x[limbs] = bytes == Long.BYTES ? 0 : x[limbs] << TABLE_BITS * bytes >>> TABLE_BITS * bytes;
        long[] value = taylor(x);
        long[] product = new long[limbs + 1];
        Limbs.highProduct(value, 1, tables[0], index[0] * limbs, limbs, product, 0);
        for (int a = 1; a < bytes; a++) {
            if (index[a] != 0) {
                Limbs.highProduct(product, 1, tables[a], index[a] * limbs, limbs, value, 0);
                Limbs.add(product, 1, value, 1, limbs);
            }
        }
        return product;
    }

    /** D·Σ uⁿ/n! by Horner's rule, s_k = D/k! + u·s_{k+1}, each with the limbs that it needs; the highest is that before the point. */
    private long[] taylor(long[] u) {
        long[] sum = new long[limbs + 1];
        long[] next = new long[limbs + 1];
        sum[limbs] = coefficients[levels.length];
        for (int k = levels.length - 1; k >= 0; k--) {
            int level = levels[k];
            int skipped = limbs - level;
            Limbs.highProduct(u, 1 + skipped, sum, 1 + skipped, level, next, skipped);
            next[limbs] += coefficients[k];
            long[] done = next;
            next = sum;
            sum = done;
        }
        return sum;
    }
}
