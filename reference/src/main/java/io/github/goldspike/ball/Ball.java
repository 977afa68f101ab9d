package io.github.goldspike.ball;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A closed interval of reals, [(m − r)·2ᵉ, (m + r)·2ᵉ], with an integer midpoint m of at most {@link #bits()} bits and an
 * integer radius 0 ≤ r &lt; 2³⁰.
 *
 * <p>Inclusion principle: for all x in X and y in Y, x∘y lies in X∘Y. Results carry the smaller precision of their
 * operands; a ball of unlimited precision ({@link #exactly}) is a single number, and sums and products of such balls stay
 * exact. Rounding widens the radius by at most one unit of the midpoint's last bit (proofs-notes/ball.md, B1–B6).
 */
public final class Ball {

    /** Precision of balls that are single numbers and never rounded. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    static final int RADIUS_BITS = 30;

    private static final int LEAST_BITS = 2;

    private static final long EXPONENT_LIMIT = 1L << 60;

    /** The number zero. */
    public static final Ball ZERO = exactly(0);

    /** The number one. */
    public static final Ball ONE = exactly(1);

    private final BigInteger mid;
    private final long rad;
    private final long exp;
    private final int bits;

    private Ball(BigInteger mid, long rad, long exp, int bits) {
        // Within this range the sum of two exponents is a long, and a wrapped sum lies outside.
        if (((exp + EXPONENT_LIMIT) & -2 * EXPONENT_LIMIT) != 0) {
            throw new ArithmeticException("binary exponent " + exp + " is out of range");
        }
        this.mid = mid;
        this.rad = rad;
        this.exp = exp;
        this.bits = bits;
    }

    /** The single number {@code integer}, of unlimited precision. */
    public static Ball exactly(long integer) {
        return exactly(BigInteger.valueOf(integer), 0);
    }

    /** The single number {@code mid}·2^{@code exp}, of unlimited precision. */
    public static Ball exactly(BigInteger mid, long exp) {
        int zeros = mid.signum() == 0 ? 0 : mid.getLowestSetBit();
        return zeros > 64
                ? new Ball(mid.shiftRight(zeros), 0, exp + zeros, UNLIMITED)
                : new Ball(mid, 0, exp, UNLIMITED);
    }

    /** The binary64 value itself, of unlimited precision. */
    public static Ball exactlyOf(double binary64) {
        BigInteger denominator = Rational.of(binary64).denominator();
        return exactly(Rational.of(binary64).numerator(), -(long) denominator.getLowestSetBit());
    }

    /**
     * The reals within {@code rad}·2^{@code exp} of {@code mid}·2^{@code exp}, rounded outwards to {@code bits}.
     *
     * @param rad 0 ≤ rad &lt; 2⁶²
     */
    static Ball rounded(BigInteger mid, long rad, long exp, int bits) {
        int excess = Math.max(bits == UNLIMITED ? 0 : mid.bitLength() - bits, bitLength(rad) - RADIUS_BITS);
        return excess <= 0 ? new Ball(mid, rad, exp, bits) : shifted(mid, rad, exp, excess, bits);
    }

    /** B1: drops {@code k} > 0 low bits; the midpoint is rounded down, the radius takes up what is lost. */
    private static Ball shifted(BigInteger mid, long rad, long exp, int k, int bits) {
        boolean midExact = mid.signum() == 0 || mid.getLowestSetBit() >= k;
        long radius = ceilShift(rad, k) + (midExact ? 0 : 1);
        // The sum may just have reached 2^30.
        return bitLength(radius) > RADIUS_BITS
                ? shifted(mid, rad, exp, k + 1, bits)
                : new Ball(mid.shiftRight(k), radius, exp + k, bits);
    }

    /**
     * An enclosure of a rational: a single number if it is dyadic and has no more than {@code bits} bits, else of a radius
     * at most 2^(2−bits) times its midpoint (B5).
     *
     * @throws IllegalArgumentException if the rational is not dyadic and the precision is unlimited
     */
    public static Ball of(Rational rational, int bits) {
        requireBits(bits);
        BigInteger numerator = rational.numerator();
        BigInteger denominator = rational.denominator();
        int twos = denominator.getLowestSetBit();
        if (denominator.bitLength() == twos + 1) {
            return rounded(numerator, 0, -(long) twos, bits);
        }
        if (bits == UNLIMITED) {
            throw new IllegalArgumentException(rational + " is not dyadic and needs a precision");
        }
        int shift = bits + 1 + denominator.bitLength() - numerator.bitLength();
        BigInteger scaled = shift >= 0 ? numerator.shiftLeft(shift) : numerator;
        BigInteger divisor = shift >= 0 ? denominator : denominator.shiftLeft(-shift);
        return rounded(floorDivide(scaled, divisor), 1, -(long) shift, bits);
    }

    /**
     * An enclosure of all reals from the least of {@code a} to the greatest of {@code b}, or the other way round; the balls
     * may overlap. Its ends lie outside by a rounding of the midpoint and of the radius (B5).
     */
    public static Ball hull(Ball a, Ball b) {
        int bits = Math.min(a.bits, b.bits);
        // Two more bits for the sum; a limit all the same, for ends of very different size.
        int working = bits == UNLIMITED ? UNLIMITED : bits + 4;
        Ball low = min(a.lower(), b.lower()).withPrecision(working);
        Ball high = max(a.upper(), b.upper()).withPrecision(working);
        return low.plus(high)
                .half()
                .withPrecision(bits)
                .widenedBy(high.minus(low).half());
    }

    /** The one with the smaller midpoint; the smaller number if both are single numbers. */
    public static Ball min(Ball a, Ball b) {
        return a.compareMidpoints(b) <= 0 ? a : b;
    }

    /** The one with the greater midpoint; the greater number if both are single numbers. */
    public static Ball max(Ball a, Ball b) {
        return a.compareMidpoints(b) >= 0 ? a : b;
    }

    /** Order of the midpoints, exact: negative, zero or positive. For single numbers this is their order. */
    public int compareMidpoints(Ball other) {
        int sign = mid.signum();
        if (sign != other.mid.signum()) {
            return Integer.compare(sign, other.mid.signum());
        }
        // 2^(top−1) <= |m| <= 2^top, for each sign with equality at one end only.
        long higher = top() - other.top();
        return higher != 0
                ? sign * Long.signum(higher)
                : midpoint().minus(other.midpoint()).mid.signum();
    }

    /** Working precision in bits that results with this ball will carry. */
    public int bits() {
        return bits;
    }

    /** This set, rounded outwards to a precision; a number of unlimited precision becomes usable in all operations. */
    public Ball withPrecision(int newBits) {
        requireBits(newBits);
        return newBits >= bits ? new Ball(mid, rad, exp, newBits) : rounded(mid, rad, exp, newBits);
    }

    private static void requireBits(int bits) {
        if (bits < LEAST_BITS) {
            throw new IllegalArgumentException("a precision of " + bits + " bits");
        }
    }

    /** The midpoint, a single number of unlimited precision. */
    public Ball midpoint() {
        return new Ball(mid, 0, exp, UNLIMITED);
    }

    /** The radius, a single number of unlimited precision. */
    public Ball radius() {
        return new Ball(BigInteger.valueOf(rad), 0, exp, UNLIMITED);
    }

    /** The least real of this set, a single number of unlimited precision. */
    public Ball lower() {
        return new Ball(mid.subtract(BigInteger.valueOf(rad)), 0, exp, UNLIMITED);
    }

    /** The greatest real of this set, a single number of unlimited precision. */
    public Ball upper() {
        return new Ball(mid.add(BigInteger.valueOf(rad)), 0, exp, UNLIMITED);
    }

    /** All reals whose distance from this set is at most that of some real of {@code distance} from zero. */
    public Ball widenedBy(Ball distance) {
        Ball reach = max(distance.upper(), distance.lower().negate());
        if (reach.mid.signum() <= 0) {
            return this;
        }
        int excess = Math.max(0, reach.mid.bitLength() - RADIUS_BITS + 1);
        long radius = reach.mid.shiftRight(excess).longValue() + (excess > 0 ? 1 : 0);
        return plus(new Ball(BigInteger.ZERO, radius, reach.exp + excess, bits));
    }

    /** Whether this set is a single number. */
    public boolean isExact() {
        return rad == 0;
    }

    /** Whether this set is exactly {0}. */
    public boolean isZero() {
        return rad == 0 && mid.signum() == 0;
    }

    /** Whether every real of this set is positive. */
    public boolean isPositive() {
        return mid.signum() > 0 && exceedsRadius();
    }

    /** Whether every real of this set is negative. */
    public boolean isNegative() {
        return mid.signum() < 0 && exceedsRadius();
    }

    private boolean exceedsRadius() {
        return mid.bitLength() > RADIUS_BITS + 1 || Math.abs(mid.longValue()) > rad;
    }

    /** What is proved about the order of a real of this set and a real of the other; decided exactly. */
    public Comparison compare(Ball other) {
        if (upper().compareMidpoints(other.lower()) < 0) {
            return Comparison.LESS;
        }
        return lower().compareMidpoints(other.upper()) > 0 ? Comparison.GREATER : Comparison.UNDECIDED;
    }

    /** Whether every real of this set is less than every real of the other. */
    public boolean isLessThan(Ball other) {
        return compare(other) == Comparison.LESS;
    }

    /** Whether every real of this set is greater than every real of the other. */
    public boolean isGreaterThan(Ball other) {
        return compare(other) == Comparison.GREATER;
    }

    /** Whether the two sets have a real in common; decided exactly. */
    public boolean overlaps(Ball other) {
        return compare(other) == Comparison.UNDECIDED;
    }

    /** Whether every real of the other set is in this one; decided exactly. */
    public boolean contains(Ball other) {
        return lower().compareMidpoints(other.lower()) <= 0 && other.upper().compareMidpoints(upper()) <= 0;
    }

    /** Whether the rational is in this set; decided exactly. */
    public boolean contains(Rational rational) {
        // |p − q m 2^e| <= q r 2^e, with the power of two moved to where it is an integer.
        BigInteger p = exp >= 0 ? rational.numerator() : rational.numerator().shiftLeft(Math.toIntExact(-exp));
        BigInteger q = exp >= 0 ? rational.denominator().shiftLeft(Math.toIntExact(exp)) : rational.denominator();
        return p.subtract(q.multiply(mid)).abs().compareTo(q.multiply(BigInteger.valueOf(rad))) <= 0;
    }

    public Ball negate() {
        return new Ball(mid.negate(), rad, exp, bits);
    }

    /** The set of |x|, or a superset within the radius if this set contains zero. */
    public Ball abs() {
        return mid.signum() < 0 ? negate() : this;
    }

    public Ball half() {
        return new Ball(mid, rad, exp - 1, bits);
    }

    /** This set times 2ᵏ. */
    public Ball shift(long k) {
        return new Ball(mid, rad, exp + k, bits);
    }

    public Ball plus(Ball other) {
        return sum(this, other.mid, other, Math.min(bits, other.bits));
    }

    public Ball minus(Ball other) {
        return sum(this, other.mid.negate(), other, Math.min(bits, other.bits));
    }

    /** B2. {@code bMid} is the midpoint of {@code b} or its negative. */
    private static Ball sum(Ball a, BigInteger bMid, Ball b, int bits) {
        if (b.isZero()) {
            return a.withPrecision(bits);
        }
        if (a.isZero()) {
            return rounded(bMid, b.rad, b.exp, bits);
        }
        long low = Math.min(a.exp, b.exp);
        low = Math.max(low, Math.max(a.radiusTop(), b.radiusTop()) - RADIUS_BITS);
        if (bits != UNLIMITED) {
            low = Math.max(low, Math.max(a.top(), b.top()) - bits - 2);
        }
        long aShift = a.exp - low;
        long bShift = b.exp - low;
        return rounded(
                aligned(a.mid, aShift).add(aligned(bMid, bShift)),
                alignedRadius(a, aShift) + alignedRadius(b, bShift),
                low,
                bits);
    }

    private static BigInteger aligned(BigInteger mid, long shift) {
        if (shift >= 0) {
            return mid.shiftLeft(Math.toIntExact(shift));
        }
        return shift < -(long) mid.bitLength()
                ? BigInteger.valueOf(mid.signum() < 0 ? -1 : 0)
                : mid.shiftRight((int) -shift);
    }

    private static long alignedRadius(Ball x, long shift) {
        if (shift >= 0) {
            return x.rad == 0 ? 0 : x.rad << shift;
        }
        boolean midExact = x.mid.signum() == 0 || x.mid.getLowestSetBit() >= -shift;
        return ceilShift(x.rad, (int) Math.min(-shift, Long.SIZE)) + (midExact ? 0 : 1);
    }

    /** Exponent of the power of two just above |midpoint|; the bottom of the exponent range for a midpoint of zero. */
    private long top() {
        return mid.signum() == 0 ? Long.MIN_VALUE / 4 : exp + mid.bitLength();
    }

    private long radiusTop() {
        return rad == 0 ? Long.MIN_VALUE / 4 : exp + bitLength(rad);
    }

    public Ball times(Ball other) {
        int resultBits = Math.min(bits, other.bits);
        BigInteger product = mid.multiply(other.mid);
        long productExp = exp + other.exp;
        if (rad == 0 && other.rad == 0) {
            return rounded(product, 0, productExp, resultBits);
        }
        return timesInexact(other, product, productExp, resultBits);
    }

    /** B3: radius |m₁|r₂ + |m₂|r₁ + r₁r₂, bounded from the leading bits. */
    private Ball timesInexact(Ball other, BigInteger product, long productExp, int resultBits) {
        int midBits = mid.bitLength();
        int otherBits = other.mid.bitLength();
        int radBits = bitLength(rad);
        int otherRadBits = bitLength(other.rad);
        int drop = Math.max(0, product.bitLength() - resultBits);
        if (other.rad != 0) {
            drop = Math.max(drop, Math.max(midBits, radBits) + otherRadBits + 2 - RADIUS_BITS);
        }
        if (rad != 0) {
            drop = Math.max(drop, otherBits + radBits + 2 - RADIUS_BITS);
        }
        long radius = scaledProduct(mid, midBits, other.rad, drop)
                + scaledProduct(other.mid, otherBits, rad, drop)
                + ceilShift(rad * other.rad, Math.min(drop, Long.SIZE));
        boolean midExact = drop == 0 || product.signum() == 0 || product.getLowestSetBit() >= drop;
        return rounded(
                drop == 0 ? product : product.shiftRight(drop),
                radius + (midExact ? 0 : 1),
                productExp + drop,
                resultBits);
    }

    /** An upper bound of |m|·r/2^drop. */
    private static long scaledProduct(BigInteger m, int mBits, long r, int drop) {
        if (r == 0 || m.signum() == 0) {
            return 0;
        }
        int low = Math.max(0, mBits - 31);
        long leading = Math.abs(low == 0 ? m.longValue() : m.shiftRight(low).longValue()) + (low == 0 ? 0 : 1);
        long bound = leading * r;
        return drop >= low ? ceilShift(bound, Math.min(drop - low, Long.SIZE)) : bound << (low - drop);
    }

    /**
     * B4.
     *
     * @throws NotSeparatedException if {@code other} contains zero
     */
    public Ball dividedBy(Ball other) {
        int resultBits = Math.min(bits, other.bits);
        if (resultBits == UNLIMITED) {
            throw new IllegalArgumentException("a quotient of two exact numbers needs a precision");
        }
        BigInteger otherRad = BigInteger.valueOf(other.rad);
        BigInteger least = other.mid.abs().subtract(otherRad);
        if (least.signum() <= 0) {
            throw new NotSeparatedException("division by an enclosure that reaches zero, that", other);
        }
        // No more quotient bits than the radii leave meaningful.
        int kept = Math.min(resultBits, 1 + RADIUS_BITS + Math.min(relativeBits(), other.relativeBits()));
        int shift = kept + 1 + other.mid.bitLength() - Math.max(mid.bitLength(), bitLength(rad));
        BigInteger dividend = shift >= 0 ? mid.shiftLeft(shift) : mid.shiftRight(-shift);
        BigInteger quotient = floorDivide(dividend, other.mid);
        BigInteger radius = BigInteger.ONE;
        if (shift < 0) {
            // The dropped bits of the dividend move the quotient by less than 1/|m2| <= 1.
            radius = BigInteger.TWO;
        }
        if (rad != 0 || other.rad != 0) {
            BigInteger thisRad = shift >= 0
                    ? BigInteger.valueOf(rad).shiftLeft(shift)
                    : BigInteger.valueOf(ceilShift(rad, Math.min(-shift, Long.SIZE)));
            BigInteger spread = quotient.abs().add(radius).multiply(otherRad).add(thisRad);
            radius = radius.add(ceilDivide(spread, least));
        }
        int drop = Math.max(0, radius.bitLength() - 60);
        long narrowed = radius.shiftRight(drop).longValueExact() + (drop > 0 ? 2 : 0);
        return rounded(quotient.shiftRight(drop), narrowed, exp - other.exp - shift + drop, resultBits);
    }

    /** About how many leading bits of the midpoint the radius leaves meaningful, at least 0. */
    private int relativeBits() {
        return rad == 0 ? UNLIMITED / 2 : Math.max(0, mid.bitLength() - bitLength(rad));
    }

    /** e^x. Relative radius about 2^−bits beyond what the radius of this ball brings; B7. */
    public Ball exp() {
        return Exponential.exp(this);
    }

    /** e^x − 1, with a relative radius about 2^−bits also near zero; B8. */
    public Ball expm1() {
        return Exponential.expm1(this);
    }

    /**
     * Natural logarithm; B9.
     *
     * @throws NotSeparatedException if this ball is not positive
     */
    public Ball log() {
        return Logarithm.log(this);
    }

    /** Whether {@link #toDecimal} can print that many significant digits. */
    public boolean certifies(int digits) {
        return Decimal.certified(this, digits).isPresent();
    }

    /**
     * Decimal text with {@code digits} significant digits, each certified: every real of this set differs from the printed
     * number by less than one unit in its last place; {@code "0"} for exactly zero. The text is the correctly rounded one
     * except where this set contains a midpoint between two such texts.
     *
     * @throws ArithmeticException if the radius is too large for that many digits
     */
    public String toDecimal(int digits) {
        return Decimal.certified(this, digits)
                .orElseThrow(() -> new ArithmeticException(this + " does not certify " + digits + " digits"));
    }

    /** The largest number of significant digits, at most {@code most}, that {@link #toDecimal} can print; 0 if none. */
    public int certifiedDigits(int most) {
        return Decimal.certifiedDigits(this, most);
    }

    /** The binary64 to which every real of this set rounds (to nearest, ties to even); empty if there are several. */
    public OptionalDouble toDouble() {
        return Decimal.binary64(this);
    }

    /** A binary64 near this set, for starting points and messages, never for bounds. */
    public double approximate() {
        int drop = Math.max(0, mid.bitLength() - 62);
        return scalb(mid.shiftRight(drop).doubleValue(), exp + drop);
    }

    private static double scalb(double x, long exponent) {
        return Math.scalb(x, (int) Math.max(-5000, Math.min(5000, exponent)));
    }

    BigInteger mid() {
        return mid;
    }

    long rad() {
        return rad;
    }

    long exponent() {
        return exp;
    }

    /** ⌈log₂⌉ of the greatest |x| in this set, or one more; very negative for {0}. */
    public long magnitude() {
        return Math.max(top(), radiusTop()) + (rad == 0 ? 0 : 1);
    }

    static int bitLength(long x) {
        return Long.SIZE - Long.numberOfLeadingZeros(x);
    }

    /** ⌈x/2^k⌉ for x ≥ 0 and 0 ≤ k ≤ 64. */
    static long ceilShift(long x, int k) {
        if (k == 0 || x == 0) {
            return x;
        }
        return k > 62 ? 1 : ((x - 1) >> k) + 1;
    }

    static BigInteger floorDivide(BigInteger x, BigInteger y) {
        BigInteger[] parts = x.divideAndRemainder(y);
        return parts[1].signum() != 0 && parts[1].signum() != y.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger ceilDivide(BigInteger x, BigInteger y) {
        return floorDivide(x.negate(), y).negate();
    }

    @Override
    public String toString() {
        int digits = certifiedDigits(20);
        String centre = digits > 0 ? toDecimal(digits) : Double.toString(approximate());
        return rad == 0 ? centre : centre + " ± " + String.format(Locale.ROOT, "%.2g", scalb(rad, exp));
    }
}
