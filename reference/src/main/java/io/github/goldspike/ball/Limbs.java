package io.github.goldspike.ball;

import java.math.BigInteger;

/** Numbers in a fixed count of 64-bit limbs, the lowest first, in place of BigIntegers where these are short; ball-B11. */
final class Limbs {

    private Limbs() {}

    /** ⌊ab/2⁶⁴⌋ for unsigned a and b; Java 17 has the signed one only. */
    static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    /** The carry, 0 or 1, out of {@code a} + {@code b} = {@code sum}, all unsigned. */
    static long carry(long a, long b, long sum) {
        return (a & b | (a | b) & ~sum) >>> 63;
    }

    /**
     * The upper half of a product of two numbers of {@code count} limbs, a[aFrom …] and b[bFrom …], into out[outFrom + 1 …]; what is
     * lost is less than 1 + 2·count·2⁻⁶⁴ units of the lowest of them. out[outFrom] takes the limb below, itself rounded down.
     */
    static void highProduct(long[] a, int aFrom, long[] b, int bFrom, int count, long[] out, int outFrom) {
        out[outFrom] = 0;
        for (int i = 0; i < count; i++) {
            long factor = a[aFrom + i];
            long mask = factor >> 63;
            // Of the column below the kept ones only the upper words count.
            long carry = i < count - 1 ? unsignedHigh(factor, b[bFrom + count - 2 - i]) : 0;
            int bAt = bFrom + count - 1 - i;
            int end = outFrom + i;
            for (int at = outFrom; at <= end; at++, bAt++) {
                long other = b[bAt];
                long low = factor * other;
                long high = Math.multiplyHigh(factor, other) + (mask & other) + (other >> 63 & factor);
                long one = low + carry;
                high += carry(low, carry, one);
                long two = one + out[at];
                carry = high + carry(one, out[at], two);
                out[at] = two;
            }
            out[end + 1] = carry;
        }
    }

    /** a += b, both of {@code count} limbs; the sum fits. */
    static void add(long[] a, int aFrom, long[] b, int bFrom, int count) {
        long carry = 0;
        for (int i = 0; i < count; i++) {
            long x = a[aFrom + i];
            long y = b[bFrom + i];
            long one = x + y;
            long two = one + carry;
            carry = carry(x, y, one) + carry(one, carry, two);
            a[aFrom + i] = two;
        }
    }

    /** a += sign·factor·b for a number a in two's complement with one limb more than b, and factor ≥ 0. */
    static void addMultiple(long[] a, long[] b, long factor, boolean negative) {
        long carry = 0;
        long borrow = 0;
        for (int i = 0; i <= b.length; i++) {
            long low = carry;
            long high = 0;
            if (i < b.length) {
                low = factor * b[i] + carry;
                high = unsignedHigh(factor, b[i]) + carry(factor * b[i], carry, low);
            }
            long x = a[i];
            if (negative) {
                long one = x - low;
                long two = one - borrow;
                borrow = carry(one, low, x) + carry(two, borrow, one);
                a[i] = two;
            } else {
                long one = x + low;
                long two = one + borrow;
                borrow = carry(x, low, one) + carry(one, borrow, two);
                a[i] = two;
            }
            carry = high;
        }
    }

    /** ⌊m·2^shift⌋ modulo 2^(64·count), in two's complement. */
    static long[] shifted(BigInteger m, long shift, int count) {
        byte[] bytes = m.toByteArray();
        long[] limbs = new long[count];
        for (int i = 0; i < count; i++) {
            long bit = (long) Long.SIZE * i - shift;
            long from = bit >> 6;
            int within = (int) bit & 63;
            long low = limb(bytes, from);
            limbs[i] = within == 0 ? low : low >>> within | limb(bytes, from + 1) << 64 - within;
        }
        return limbs;
    }

    /** The limb of that index of a number in two's complement, the highest byte first. */
    private static long limb(byte[] bytes, long index) {
        if (index < 0) {
            return 0;
        }
        long end = bytes.length - Long.BYTES * index;
        long limb = bytes[0] >> 7;
        for (int at = (int) Math.max(0, end - Long.BYTES); at < end; at++) {
            limb = limb << 8 | bytes[at] & 0xff;
        }
        return limb;
    }

    /** Bits of a number that is not negative. */
    static int bitLength(long[] a, int from, int count) {
        int top = count - 1;
        while (top >= 0 && a[from + top] == 0) {
            top--;
        }
        return top < 0 ? 0 : Long.SIZE * (top + 1) - Long.numberOfLeadingZeros(a[from + top]);
    }

    /** ⌊a/2^drop⌋ for a ≥ 0. */
    static BigInteger dropped(long[] a, int from, int count, int drop) {
        int whole = drop >> 6;
        int within = drop & 63;
        int left = count - whole;
        if (left <= 0) {
            return BigInteger.ZERO;
        }
        byte[] bytes = new byte[Long.BYTES * left];
        for (int i = 0; i < left; i++) {
            long low = a[from + whole + i] >>> within;
            long high = within == 0 || i == left - 1 ? 0 : a[from + whole + i + 1] << 64 - within;
            long limb = low | high;
            for (int at = Long.BYTES * (left - i) - 1; at >= Long.BYTES * (left - 1 - i); at--) {
                bytes[at] = (byte) limb;
                limb >>>= 8;
            }
        }
        return new BigInteger(1, bytes);
    }
}
