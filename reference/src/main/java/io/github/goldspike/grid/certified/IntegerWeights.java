package io.github.goldspike.grid.certified;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.List;

/**
 * Weights as integers over one denominator, so that Σ w·λ is an integer sum with one division: short where the weights are short,
 * whatever the precision of λ (proofs-notes/grids.md, N8).
 */
final class IntegerWeights {

    /** Common denominators up to so many bits are used as they are. */
    private static final int SHORT = 128;

    private final BigInteger denominator;
    private final boolean exact;
    private final BigInteger[] numerators;
    private final double[] sizes;
    private final int[] currents;

    private IntegerWeights(List<Circuit.Wire> wires, BigInteger denominator, boolean exact) {
        this.denominator = denominator;
        this.exact = exact;
        numerators = new BigInteger[wires.size()];
        sizes = new double[wires.size()];
        currents = new int[wires.size()];
        for (int k = 0; k < numerators.length; k++) {
            Rational weight = wires.get(k).weight();
            numerators[k] = weight.numerator().multiply(denominator).divide(weight.denominator());
            sizes[k] = Math.abs(weight.toDouble()) * Fixed.UP + Double.MIN_NORMAL;
            currents[k] = wires.get(k).current();
        }
    }

    /** @param fraction bits behind the point where weights have to be rounded */
    static IntegerWeights of(Circuit circuit, int fraction) {
        List<Circuit.Wire> wires = circuit.wires();
        BigInteger common = BigInteger.ONE;
        for (Circuit.Wire wire : wires) {
            BigInteger denominator = wire.weight().denominator();
            common = common.divide(common.gcd(denominator)).multiply(denominator);
            if (common.bitLength() > SHORT) {
                return new IntegerWeights(wires, BigInteger.ONE.shiftLeft(fraction), false);
            }
        }
        return new IntegerWeights(wires, common, true);
    }

    /** Σ w·x over the wires of a fan, x at the current that each acts on, in the unit of x. */
    Fixed dot(Circuit.Fan fan, Fixed[] x) {
        BigInteger sum = BigInteger.ZERO;
        double radius = 0;
        double rounded = 0;
        for (int wire : fan.wires()) {
            Fixed factor = x[currents[wire]];
            if (factor.mid().signum() != 0) {
                sum = sum.add(factor.mid().multiply(numerators[wire]));
                rounded = Math.max(rounded, factor.mid().bitLength());
            }
            radius += sizes[wire] * factor.rad();
        }
        int terms = fan.wires().length;
        if (!exact && rounded > 0) {
            // A rounded weight is off by less than 1/denominator.
            radius += terms * Math.scalb(1.0, (int) Math.max(-1000, rounded + 1 - denominator.bitLength() + 1));
        }
        BigInteger[] parts = sum.divideAndRemainder(denominator);
        double widened = radius == 0 ? 0 : radius * (1 + terms * 0x1p-52) * Fixed.UP + Double.MIN_NORMAL;
        return new Fixed(parts[0], widened + (parts[1].signum() == 0 ? 0 : 1));
    }
}
