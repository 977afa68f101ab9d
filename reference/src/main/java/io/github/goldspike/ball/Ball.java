package io.github.goldspike.ball;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A closed interval of reals, [(m − r)·2ᵉ, (m + r)·2ᵉ], with an integer midpoint |m| ≤ 2^{@link #bits()} and an integer
 * radius 0 ≤ r &lt; 2³⁰.
 *
 * <p>Inclusion principle: for all x in X and y in Y, x∘y lies in X∘Y. Results carry the smaller precision of their
 * operands; each rounding widens the radius by less than two units of the midpoint's last bit (ball-B1–ball-B6).
 *
 * <p>Unlimited precision says that no midpoint is rounded for its length. Sums and products of single numbers of unlimited
 * precision ({@link #exactly}) are exact. A ball of unlimited precision may have a radius too, like the {@link #hull} of two
 * such numbers; what the radius hides of its midpoint is then dropped, as in every ball.
 */
public final class Ball {

    /** Precision of balls whose midpoint is rounded only as far as a radius hides it. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int LEAST_BITS = 2;

    private static final long EXPONENT_LIMIT = 1L << 60;

    /** Products with an exponent below this are not told from zero. */
    private static final long UNDERFLOW = -(1L << 59);

    /** Longer than any midpoint. */
    private static final long UNDERFLOW_MARGIN = 1L << 33;

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
            throw new OverflowException("binary exponent " + exp + " is out of range");
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
        if (!Double.isFinite(binary64)) {
            throw new NumberFormatException(binary64 + " is not a number");
        }
        long bits = Double.doubleToRawLongBits(binary64);
        int exponent = (int) (bits >> 52 & 0x7ff);
        long fraction = bits & (1L << 52) - 1;
        // Below the normal numbers the exponent stays, and the leading one is not there.
        long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
        int zeros = mantissa == 0 ? 0 : Long.numberOfTrailingZeros(mantissa);
        long odd = mantissa >> zeros;
        return exactly(
                BigInteger.valueOf(bits < 0 ? -odd : odd), mantissa == 0 ? 0 : Math.max(1, exponent) - 1075L + zeros);
    }

    /**
     * The reals within {@code rad}·2^{@code exp} of {@code mid}·2^{@code exp}, rounded outwards to {@code bits}.
     *
     * @param rad 0 ≤ rad &lt; 2⁶²
     */
    static Ball rounded(BigInteger mid, long rad, long exp, int bits) {
        if (exp < UNDERFLOW) {
            return vanishing(mid, rad, bits);
        }
        int excess = Math.max(bits == UNLIMITED ? 0 : mid.bitLength() - bits, Radius.bitLength(rad) - Radius.BITS);
        return excess <= 0 ? new Ball(mid, rad, exp, bits) : shifted(mid, rad, exp, excess, bits);
    }

    /** ball-B1: what is so small that its exponent may leave the range is enclosed with 0, and {0} stays {0}. */
    private static Ball vanishing(BigInteger mid, long rad, int bits) {
        boolean zero = mid.signum() == 0 && rad == 0;
        return new Ball(BigInteger.ZERO, zero ? 0 : 1, zero ? 0 : UNDERFLOW + UNDERFLOW_MARGIN, bits);
    }

    /** ball-B1: drops {@code k} > 0 low bits; the midpoint is rounded down, the radius takes up what is lost. */
    private static Ball shifted(BigInteger mid, long rad, long exp, int k, int bits) {
        long radius = Radius.ceilShift(rad, k) + Radius.ofDropping(mid, k);
        // The sum may just have reached 2^30.
        return Radius.bitLength(radius) > Radius.BITS
                ? shifted(mid, rad, exp, k + 1, bits)
                : new Ball(mid.shiftRight(k), radius, exp + k, bits);
    }

    /**
     * An enclosure of a rational: a single number if it is dyadic and has no more than {@code bits} bits, else of a radius
     * at most 2^(2−bits) times its midpoint (ball-B5).
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
        return Quotient.of(numerator, denominator, bits);
    }

    /**
     * An enclosure of all reals from the least of {@code a} to the greatest of {@code b}, or the other way round; the balls
     * may overlap. Its ends lie outside by a rounding of the midpoint and of the radius (ball-B5).
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
        if (higher != 0 || sign == 0) {
            return sign * Long.signum(higher);
        }
        long shift = exp - other.exp;
        return shift >= 0
                ? mid.shiftLeft(Math.toIntExact(shift)).compareTo(other.mid)
                : mid.compareTo(other.mid.shiftLeft(Math.toIntExact(-shift)));
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

    /** The greatest precision whose exponentials take no more time than those of {@code bits}. */
    public static long precisionAsFastAs(long bits) {
        return LimbExponential.precisionAsFastAs(bits);
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
        int excess = Math.max(0, reach.mid.bitLength() - Radius.BITS + 1);
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
        return mid.bitLength() > Radius.BITS + 1 || Math.abs(mid.longValue()) > rad;
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

    /** The set of all −x; exact. */
    public Ball negate() {
        return new Ball(mid.negate(), rad, exp, bits);
    }

    /** The set of |x|, or a superset within the radius if this set contains zero. */
    public Ball abs() {
        return mid.signum() < 0 ? negate() : this;
    }

    /** This set times ½; exact. */
    public Ball half() {
        return new Ball(mid, rad, exp - 1, bits);
    }

    /**
     * This set times 2ᵏ; exact.
     *
     * @throws ArithmeticException if the binary exponent leaves ±2⁶⁰, here as in every operation
     */
    public Ball shift(long k) {
        return new Ball(mid, rad, exp + k, bits);
    }

    /** All sums; exact for single numbers of unlimited precision, else rounded outwards (ball-B2). */
    public Ball plus(Ball other) {
        return Sum.of(this, other.mid, other, Math.min(bits, other.bits));
    }

    /** All differences; exact for single numbers of unlimited precision, else rounded outwards (ball-B2). */
    public Ball minus(Ball other) {
        return Sum.of(this, other.mid.negate(), other, Math.min(bits, other.bits));
    }

    /** A t with 2^(t−1) ≤ |midpoint| ≤ 2ᵗ; the bottom of the exponent range for a midpoint of zero. */
    long top() {
        return mid.signum() == 0 ? Long.MIN_VALUE / 4 : exp + mid.bitLength();
    }

    long radiusTop() {
        return rad == 0 ? Long.MIN_VALUE / 4 : exp + Radius.bitLength(rad);
    }

    /** All products; exact for single numbers of unlimited precision, else rounded outwards (ball-B3). */
    public Ball times(Ball other) {
        return Product.of(this, other, Math.min(bits, other.bits));
    }

    /**
     * All quotients, rounded outwards; the quotient of two single numbers has a radius of at most two units in the last of
     * its bits (ball-B4).
     *
     * @throws NotSeparatedException if {@code other} contains zero
     * @throws IllegalArgumentException if both precisions are unlimited
     */
    public Ball dividedBy(Ball other) {
        return Quotient.of(this, other, Math.min(bits, other.bits));
    }

    /**
     * All e^x: relative radius about 2^−bits beyond what the radius of this ball brings (ball-B7). Below −2⁵⁷ it is an enclosure
     * of zero.
     *
     * @throws OverflowException if this set reaches beyond 2⁵⁷
     * @throws IllegalArgumentException if the precision is unlimited
     */
    public Ball exp() {
        return Exponential.exp(this);
    }

    /**
     * All e^x − 1, with a relative radius about 2^−bits also near zero (ball-B8).
     *
     * @throws OverflowException if this set reaches beyond 2⁵⁷
     * @throws IllegalArgumentException if the precision is unlimited
     */
    public Ball expm1() {
        return Exponential.expm1(this);
    }

    /**
     * All natural logarithms, with a relative radius about 2^−bits also near one (ball-B9).
     *
     * @throws NotSeparatedException if this set is not positive
     * @throws IllegalArgumentException if the precision is unlimited
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

    /**
     * As {@link #toDecimal}, but a set that contains zero prints as zero with its last place, {@code 0e-60}: every real of it is
     * less than that unit in magnitude.
     */
    public String toDecimalOrZero(int digits) {
        boolean around = !isPositive() && !isNegative() && !isZero();
        return around ? Decimal.zeroPlaces(this) : toDecimal(digits);
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

    /**
     * The greatest integer not above the midpoint divided by 2^{@code exponent}, for integer arithmetic beside that of balls.
     *
     * @throws ArithmeticException if it is not a long
     */
    public long floor(long exponent) {
        long drop = exponent - exp;
        // Beyond its length a shift to the right leaves the sign, one to the left leaves the longs.
        int limit = mid.bitLength() + 64;
        return mid.shiftRight((int) Math.max(-limit, Math.min(limit, drop))).longValueExact();
    }

    /** The greatest integer not above the midpoint times 2^{@code k}, for integer arithmetic beside that of balls. */
    public BigInteger floorTimesTwoTo(int k) {
        long shift = exp + k;
        // Beyond its length a shift to the right leaves the sign.
        return shift >= 0
                ? mid.shiftLeft(Math.toIntExact(shift))
                : mid.shiftRight((int) Math.min(mid.bitLength() + 1L, -shift));
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

    /** A k with |x| ≤ 2ᵏ for all x of this set, at most two above the least such k; very negative for {0}. */
    public long magnitude() {
        return Math.max(top(), radiusTop()) + (rad == 0 ? 0 : 1);
    }

    @Override
    public String toString() {
        int digits = certifiedDigits(20);
        String centre = digits > 0 ? toDecimal(digits) : Double.toString(approximate());
        return rad == 0 ? centre : centre + " ± " + String.format(Locale.ROOT, "%.2g", scalb((double) rad, exp));
    }
}
