package io.github.goldspike.grid.certified;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.List;

/**
 * Weights as integers over one denominator, in pieces of 30 bits, so that sums over many synapses are sums of products of longs with one
 * division at the end: short where the weights are short, whatever the precision of what they meet (grids-N8).
 */
final class IntegerWeights {

    /** Common denominators up to so many bits are used as they are. */
    private static final int SHORT = 128;

    private static final int PIECE = 30;

    /** So many products of a piece and a limb, below 2^(30 + 24) each, are a long. */
    private static final int TERMS = 256;

    private final FixedPoint point;
    private final BigInteger denominator;
    private final boolean exact;
    private final long[][] pieces;
    private final double[] sizes;
    private final int[] currents;

    private IntegerWeights(List<Circuit.Wire> wires, FixedPoint point, BigInteger denominator, boolean exact) {
        this.point = point;
        this.denominator = denominator;
        this.exact = exact;
        BigInteger[] numerators = new BigInteger[wires.size()];
        sizes = new double[wires.size()];
        currents = new int[wires.size()];
        int bits = 0;
        for (int k = 0; k < numerators.length; k++) {
            Rational weight = wires.get(k).weight();
            numerators[k] = weight.numerator().multiply(denominator).divide(weight.denominator());
            bits = Math.max(bits, numerators[k].bitLength());
            sizes[k] = Math.abs(weight.toDouble()) * Fixed.UP + Double.MIN_NORMAL;
            currents[k] = wires.get(k).current();
        }
        pieces = new long[bits / PIECE + 1][numerators.length];
        for (int k = 0; k < numerators.length; k++) {
            for (int j = 0; j < pieces.length; j++) {
                BigInteger rest = numerators[k].shiftRight(PIECE * j);
                pieces[j][k] = j == pieces.length - 1 ? rest.longValueExact() : rest.longValue() & (1L << PIECE) - 1;
            }
        }
    }

    static IntegerWeights of(Circuit circuit, FixedPoint point) {
        List<Circuit.Wire> wires = circuit.wires();
        BigInteger common = BigInteger.ONE;
        for (Circuit.Wire wire : wires) {
            BigInteger next = wire.weight().denominator();
            common = common.divide(common.gcd(next)).multiply(next);
            if (common.bitLength() > SHORT) {
                return new IntegerWeights(wires, point, BigInteger.ONE.shiftLeft(point.fraction()), false);
            }
        }
        return new IntegerWeights(wires, point, common, true);
    }

    /** What arrives in one step at the currents of one population, summed up before it is added to them. */
    final class Arrivals {

        private final int from;
        private final long[][] sums;
        private final int[] counts;

        /** At the currents {@code from} to {@code to} − 1. */
        Arrivals(int from, int to) {
            this.from = from;
            sums = new long[pieces.length][to - from];
            counts = new int[to - from];
        }

        /** A spike over all wires of a fan; up to 2³² of them are a long. */
        void add(Circuit.Fan fan) {
            for (int wire : fan.wires()) {
                int at = currents[wire] - from;
                counts[at]++;
                for (int j = 0; j < sums.length; j++) {
                    sums[j][at] += pieces[j][wire];
                }
            }
        }

        /** Adds the sums to the currents. */
        void addTo(Fixed[] i) {
            for (int at = 0; at < counts.length; at++) {
                if (counts[at] > 0) {
                    i[from + at] = i[from + at].plus(sum(at));
                }
            }
        }

        private Fixed sum(int at) {
            BigInteger sum = BigInteger.ZERO;
            for (int j = sums.length - 1; j >= 0; j--) {
                sum = sum.shiftLeft(PIECE).add(BigInteger.valueOf(sums[j][at]));
            }
            if (!exact) {
                return new Fixed(sum, counts[at]);
            }
            BigInteger[] parts = sum.shiftLeft(point.fraction()).divideAndRemainder(denominator);
            return new Fixed(parts[0], parts[1].signum() == 0 ? 0 : 1);
        }
    }

    /**
     * Σ w·x over the wires of a fan, x at the current that each acts on, in the unit of x.
     *
     * @param limbs of the midpoints of x
     */
    Fixed dot(Circuit.Fan fan, Fixed[] x, Limbs limbs) {
        int[] wires = fan.wires();
        BigInteger sum = BigInteger.ZERO;
        for (int from = 0; from < wires.length; from += TERMS) {
            int to = Math.min(wires.length, from + TERMS);
            for (int j = 0; j < pieces.length; j++) {
                sum = sum.add(
                        Limbs.total(products(wires, from, to, pieces[j], limbs)).shiftLeft(PIECE * j));
            }
        }
        double radius = 0;
        int greatest = 0;
        for (int wire : wires) {
            Fixed factor = x[currents[wire]];
            radius += sizes[wire] * factor.rad();
            greatest = Math.max(greatest, factor.mid().bitLength());
        }
        if (!exact && sum.signum() != 0) {
            // A rounded weight is off by less than 1/denominator.
            radius += wires.length * Math.scalb(1.0, Math.max(-1000, greatest + 2 - denominator.bitLength()));
        }
        BigInteger[] parts = sum.divideAndRemainder(denominator);
        double widened = radius == 0 ? 0 : radius * (1 + wires.length * 0x1p-52) * Fixed.UP + Double.MIN_NORMAL;
        return new Fixed(parts[0], widened + (parts[1].signum() == 0 ? 0 : 1));
    }

    private long[] products(int[] wires, int from, int to, long[] piece, Limbs limbs) {
        long[] sums = new long[limbs.places()];
        int wire0 = wires[from];
        int current0 = currents[wire0];
        boolean dense = true;
        for (int k = from; k < to && dense; k++) {
            dense = wires[k] - wire0 == k - from && currents[wires[k]] - current0 == k - from;
        }
        for (int place = 0; place < sums.length; place++) {
            long[] limb = limbs.at(place);
            if (dense) {
                sums[place] = product(piece, wire0, limb, current0, to - from);
                continue;
            }
            long sum = 0;
            for (int k = from; k < to; k++) {
                int wire = wires[k];
                sum += piece[wire] * limb[currents[wire]];
            }
            sums[place] = sum;
        }
        return sums;
    }

    /** Wires and currents one after the other, without a look at their numbers. */
    private static long product(long[] piece, int wire0, long[] limb, int current0, int count) {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            sum += piece[wire0 + k] * limb[current0 + k];
        }
        return sum;
    }
}
