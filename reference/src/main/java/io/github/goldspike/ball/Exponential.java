package io.github.goldspike.ball;

import java.math.BigInteger;
import java.util.concurrent.ConcurrentHashMap;

/**
 * e^x and e^x − 1: up to some size in limbs ({@link LimbExponential}), above it in fixed point over BigInteger, x = k·ln 2 + i·2⁻⁸ + j·2⁻¹⁶ + u, two table look-ups for i and j, a Taylor sum for u.
 * Bounds: ball-B7 and ball-B8.
 */
final class Exponential {

    /** Up to this magnitude the reduction is done in fixed point. */
    private static final int MAX_MAGNITUDE = 40;

    /** Beyond this magnitude e^x leaves the range of exponents; e^−x is then a tiny enclosure of zero. */
    private static final int LAST_MAGNITUDE = 57;

    /** Radii above 2^this are not linearised. */
    private static final int WIDE = -10;

    /** Arguments below 2^this are summed directly by {@link #expm1}. */
    private static final int TINY = -24;

    /** {@link #ERROR} units stay well below the last bit asked for. */
    private static final int GUARD_BITS = 8;

    /** Error of the fixed-point value of e^t in units of its last bit. */
    private static final int ERROR = 24;

    private static final int WORD = 64;
    private static final int TABLE_BITS = 8;

    /** Steps of 2⁻⁸ up to ln 2, and some more. */
    static final int COARSE_ENTRIES = (1 << TABLE_BITS) * 7 / 10;

    private static final int U_BITS = 2 * TABLE_BITS;

    /** Enough for the rounding errors of all terms and entries at every precision. */
    private static final int TABLE_GUARD_BITS = 64;

    private static final ConcurrentHashMap<Integer, Tables> TABLES = new ConcurrentHashMap<>();

    private Exponential() {}

    static Ball exp(Ball x) {
        requirePrecision(x);
        if (x.isZero()) {
            return Ball.ONE.withPrecision(x.bits());
        }
        if (x.radius().magnitude() > WIDE) {
            int bits = meaningfulBits(x);
            return Ball.hull(expOfNumber(x.lower(), bits), expOfNumber(x.upper(), bits))
                    .withPrecision(x.bits());
        }
        int bits = meaningfulBits(x);
        if (isShort(x, bits)) {
            return expOfShort(x, bits).withPrecision(x.bits());
        }
        Ball centre = expOfNumber(x.midpoint(), bits);
        return spread(centre, centre, x.radius()).withPrecision(x.bits());
    }

    /** Whether ball-B12 takes it. */
    private static boolean isShort(Ball x, int bits) {
        long top = x.top();
        return top <= MAX_MAGNITUDE
                && top >= -2L * bits
                && LimbExponential.limbsFor(bits) <= LimbExponential.MOST_LIMBS;
    }

    private static Ball expOfShort(Ball x, int bits) {
        return LimbExponential.ofLimbs(LimbExponential.limbsFor(bits)).of(x.mid(), x.rad(), x.exponent(), bits);
    }

    static Ball expm1(Ball x) {
        requirePrecision(x);
        if (x.isZero()) {
            return x;
        }
        if (x.radius().magnitude() > WIDE) {
            return exp(x).minus(Ball.ONE);
        }
        long top = x.top();
        if (top >= TINY) {
            int bits = (int) Math.min(x.bits() + Math.max(0, -top) + 2, hiddenBits(x));
            if (isShort(x, bits)) {
                return expOfShort(x, bits).minus(Ball.ONE).withPrecision(x.bits());
            }
        }
        Ball centre = expm1OfNumber(x.midpoint(), x.bits());
        return spread(centre, centre.plus(Ball.ONE), x.radius()).withPrecision(x.bits());
    }

    private static void requirePrecision(Ball x) {
        if (x.bits() == Ball.UNLIMITED) {
            throw new IllegalArgumentException("an exponential of the exact number " + x + " needs a precision");
        }
    }

    /** Fewer bits than asked for suffice where the radius hides the rest. */
    private static int meaningfulBits(Ball x) {
        return (int) Math.min(x.bits(), hiddenBits(x));
    }

    /** Bits of e^x below which its radius hides everything. */
    private static long hiddenBits(Ball x) {
        return x.isExact() ? Ball.UNLIMITED : Math.max(Radius.BITS, Radius.BITS - x.radiusTop() - 1);
    }

    /** Widens by e^mid (e^ρ − 1) ≤ e^mid·ρ(1 + 2⁻⁹) for ρ ≤ 2⁻¹⁰. */
    private static Ball spread(Ball centre, Ball expOfMidpoint, Ball radius) {
        if (radius.isZero()) {
            return centre;
        }
        Ball reach = radius.plus(radius.shift(-9));
        return centre.widenedBy(
                expOfMidpoint.withPrecision(Math.min(expOfMidpoint.bits(), 62)).times(reach));
    }

    private static Ball expOfNumber(Ball x, int bits) {
        if (x.isZero()) {
            return Ball.ONE.withPrecision(bits);
        }
        if (x.magnitude() > LAST_MAGNITUDE) {
            if (x.isPositive()) {
                throw new OverflowException("exponential of " + x + " is too large");
            }
            // 0 <= e^x <= 2^(−2^57)
            return Ball.rounded(BigInteger.ZERO, 1, -(1L << LAST_MAGNITUDE), bits);
        }
        if (x.magnitude() > MAX_MAGNITUDE) {
            return expOfGreat(x, bits);
        }
        if (x.magnitude() < -2L * bits) {
            // |e^x − 1| <= 2|x|
            return Ball.ONE.withPrecision(bits).widenedBy(x.shift(1));
        }
        if (isShort(x, bits)) {
            return expOfShort(x, bits);
        }
        int w = fixedPointBits(bits);
        Tables tables = Tables.of(w);
        BigInteger fixed = toFixed(x, w + MAX_MAGNITUDE);
        BigInteger k = fixed.divide(tables.ln2Long);
        BigInteger t = fixed.subtract(k.multiply(tables.ln2Long));
        if (t.signum() < 0) {
            t = t.add(tables.ln2Long);
            k = k.subtract(BigInteger.ONE);
        }
        t = t.shiftRight(MAX_MAGNITUDE);
        int leading = t.shiftRight(w - U_BITS).intValue();
        BigInteger u = t.subtract(BigInteger.valueOf(leading).shiftLeft(w - U_BITS));
        BigInteger value = taylor(u, w)
                .multiply(tables.coarse[leading >> TABLE_BITS])
                .shiftRight(w)
                .multiply(tables.fine[leading & ((1 << TABLE_BITS) - 1)])
                .shiftRight(w);
        return Ball.rounded(value, ERROR, k.longValueExact() - w, bits);
    }

    /** 2^k·e^(x − k ln 2) for the k that is next to x/ln 2. */
    private static Ball expOfGreat(Ball x, int bits) {
        int working = bits + 2 * WORD;
        Ball ln2 = ln2(working);
        long k = x.withPrecision(2 * WORD).dividedBy(ln2).floor(0);
        Ball rest = x.withPrecision(working).minus(Ball.exactly(k).times(ln2));
        return exp(rest).shift(k).withPrecision(bits);
    }

    /** ln 2 to a precision. */
    static Ball ln2(int bits) {
        int w = fixedPointBits(bits);
        return Ball.rounded(Tables.of(w).ln2Long, 2, -(long) (w + MAX_MAGNITUDE), bits);
    }

    /** Whole multiples of a word, so that a few tables serve all precisions. */
    private static int fixedPointBits(int bits) {
        return Math.multiplyExact(Math.addExact(bits, GUARD_BITS + WORD - 1) / WORD, WORD);
    }

    /** ⌊x·2^w⌋. */
    private static BigInteger toFixed(Ball x, int w) {
        long shift = x.exponent() + w;
        return shift >= 0
                ? x.mid().shiftLeft(Math.toIntExact(shift))
                : x.mid().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
    }

    /**
     * Σ uⁿ/n! for 0 ≤ u &lt; 2^(w−16) by Horner's rule, s_n = 1 + u·s_{n+1}/n, in units of 2^−w with an error below 5.2
     * units; s_n needs 16 bits less for each n.
     */
    private static BigInteger taylor(BigInteger u, int w) {
        int terms = terms(w);
        BigInteger s = BigInteger.ONE;
        int sBits = 0;
        for (int n = terms; n >= 1; n--) {
            int needed = Math.max(0, w - U_BITS * (n - 1));
            // s carries sBits fraction bits and stands for s_{n+1}; u is cut to the bits needed of s_n.
            BigInteger product = u.shiftRight(w - needed).multiply(s).shiftRight(sBits);
            s = BigInteger.ONE.shiftLeft(needed).add(n == 1 ? product : product.divide(BigInteger.valueOf(n)));
            sBits = needed;
        }
        return s;
    }

    /** So many that the first term left out, below 2^(−16(n+1))/(n+1)!, is below 2^(−w−8). */
    private static int terms(int w) {
        int n = 0;
        int bits = U_BITS;
        while (bits < w + 8) {
            n++;
            bits += U_BITS + Radius.bitLength(n + 1L) - 1;
        }
        return n;
    }

    private static Ball expm1OfNumber(Ball x, int bits) {
        if (x.isZero()) {
            return x;
        }
        if (x.magnitude() >= TINY) {
            long cancelled = Math.max(0, -x.magnitude()) + 2;
            return expOfNumber(x, bits + (int) cancelled).minus(Ball.ONE).withPrecision(bits);
        }
        // x(1 + x/2(1 + x/3(...))), remainder below 2|x|^(n+1)/(n+1)! <= |x|·|x|^n
        Ball argument = x.withPrecision(bits + 4);
        int terms = (int) (bits / -x.magnitude()) + 2;
        Ball one = Ball.ONE.withPrecision(bits + 4);
        Ball sum = one;
        for (int n = terms; n >= 2; n--) {
            sum = one.plus(argument.times(sum).dividedBy(Ball.exactly(n)));
        }
        Ball remainder = Ball.ONE.shift(Math.multiplyExact(terms, x.magnitude()));
        return argument.times(sum.widenedBy(remainder)).withPrecision(bits);
    }

    /**
     * Constants in fixed point with w fraction bits, each within 1.01 units: coarse[i] = e^(i/2⁸), fine[j] = e^(j/2¹⁶), and
     * ln 2 with {@link #MAX_MAGNITUDE} bits more.
     */
    private record Tables(BigInteger ln2Long, BigInteger[] coarse, BigInteger[] fine) {

        static Tables of(int w) {
            return TABLES.computeIfAbsent(w, Tables::compute);
        }

        private static Tables compute(int w) {
            return new Tables(
                    ln2InFixedPoint(w + MAX_MAGNITUDE),
                    powers(w, TABLE_BITS, COARSE_ENTRIES),
                    powers(w, U_BITS, 1 << TABLE_BITS));
        }
    }

    /** e^(i/2^step) for 0 ≤ i &lt; count by repeated multiplication, within 1.01 units of 2^−w. */
    static BigInteger[] powers(int w, int step, int count) {
        int guarded = w + TABLE_GUARD_BITS;
        BigInteger root = expOfPowerOfTwo(guarded, step);
        BigInteger[] powers = new BigInteger[count];
        BigInteger power = BigInteger.ONE.shiftLeft(guarded);
        for (int i = 0; i < count; i++) {
            powers[i] = power.shiftRight(TABLE_GUARD_BITS);
            power = power.multiply(root).shiftRight(guarded);
        }
        return powers;
    }

    /** e^(2^−step), error below 2·(number of terms) units. */
    private static BigInteger expOfPowerOfTwo(int w, int step) {
        BigInteger term = BigInteger.ONE.shiftLeft(w);
        BigInteger sum = term;
        for (int n = 1; term.signum() != 0; n++) {
            term = term.shiftRight(step).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return sum;
    }

    /** ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749), error below 1.01 units of 2^−w. */
    static BigInteger ln2InFixedPoint(int w) {
        int guarded = w + TABLE_GUARD_BITS;
        return artanhOfReciprocal(26, guarded)
                .multiply(BigInteger.valueOf(18))
                .subtract(artanhOfReciprocal(4801, guarded).shiftLeft(1))
                .add(artanhOfReciprocal(8749, guarded).shiftLeft(3))
                .shiftRight(TABLE_GUARD_BITS);
    }

    private static BigInteger artanhOfReciprocal(int n, int w) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = BigInteger.ONE.shiftLeft(w).divide(BigInteger.valueOf(n));
        BigInteger sum = BigInteger.ZERO;
        for (int odd = 1; power.signum() != 0; odd += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(odd)));
            power = power.divide(square);
        }
        return sum;
    }
}
