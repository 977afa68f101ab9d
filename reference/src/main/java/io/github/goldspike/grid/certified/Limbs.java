package io.github.goldspike.grid.certified;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The midpoints of some of an array of enclosures in limbs of 24 bits, limb by limb: x = Σ limb·2^(24·place), all limbs but the last from 0
 * to 2²⁴ − 1, the last one signed.
 */
final class Limbs {

    static final int BITS = 24;

    private static final int BYTES = BITS / 8;

    private final long[][] limbs;

    /** Of the elements {@code from} to {@code to} − 1; the others are 0. */
    Limbs(Fixed[] values, int from, int to) {
        int bits = 0;
        for (int k = from; k < to; k++) {
            bits = Math.max(bits, values[k].mid().bitLength());
        }
        // One more for the sign.
        limbs = new long[bits / BITS + 1][values.length];
        for (int k = from; k < to; k++) {
            if (values[k].mid().signum() != 0) {
                fill(k, values[k].mid());
            }
        }
    }

    private void fill(int index, BigInteger value) {
        byte[] bytes = value.toByteArray();
        int last = limbs.length - 1;
        for (int place = 0; place <= last; place++) {
            int low = bytes.length - BYTES * place;
            long limb = 0;
            for (int b = low - BYTES; b < low; b++) {
                limb = limb << 8 | (b >= 0 ? bytes[b] & 0xff : value.signum() < 0 ? 0xff : 0);
            }
            // The sign of the last one, in its highest bit.
            limbs[place][index] = place == last ? limb << Long.SIZE - BITS >> Long.SIZE - BITS : limb;
        }
    }

    /** Number of limbs of each element. */
    int places() {
        return limbs.length;
    }

    /** The limbs of one place, by element. */
    long[] at(int place) {
        return limbs[place];
    }

    /** Σ sums·2^(24·place), each below 2⁶² in size: carries go up, 24 bits of each place remain. */
    static BigInteger total(long[] sums) {
        byte[] bytes = new byte[BYTES * sums.length + Long.BYTES];
        long carry = 0;
        int at = bytes.length;
        for (long sum : sums) {
            carry += sum;
            for (int b = 0; b < BYTES; b++) {
                bytes[--at] = (byte) carry;
                carry >>= Byte.SIZE;
            }
        }
        while (at > 0) {
            bytes[--at] = (byte) carry;
            carry >>= Byte.SIZE;
        }
        return new BigInteger(bytes);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(limbs);
    }
}
