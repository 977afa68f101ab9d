package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Growth;
import io.github.goldspike.model.Rational;

/**
 * The kernel h(f − a) and its derivative for many pairs of a spike time f and an arrival a with two multiplications each: with
 * m = min(α, β) and Δ = |α − β|, h(f − a) = e^{−mf}·e^{ma}·(ψ(f) − e^{−Δf}·χ(a)), ψ(f) = (1 − e^{−Δf})/Δ, χ(a) = (e^{Δa} − 1)/Δ,
 * or ψ(f) = f, χ(a) = a where α = β (gradient-G2).
 */
public final class SeparatedKernel {

    private final Ball slower;
    private final Ball difference;
    private final Ball beta;
    private final boolean alphaIsSlower;

    public SeparatedKernel(Rational alpha, Rational beta, int bits) {
        this.alphaIsSlower = alpha.compareTo(beta) <= 0;
        this.slower = Ball.of(alphaIsSlower ? alpha : beta, bits);
        this.difference = Ball.of(alphaIsSlower ? beta.minus(alpha) : alpha.minus(beta), bits);
        this.beta = Ball.of(beta, bits);
    }

    /** Times so late that the exponentials of their rates are not taken apart: the logarithm that this costs would be all digits. */
    static final int GREAT = 32;

    /** What depends on the spike time only. */
    public record Late(Ball time, Ball decay, Ball differenceDecay, Ball psi) {}

    /** What depends on the arrival only; nothing but its time where that is too late. */
    public record Early(Ball time, Ball growth, Ball chi, boolean apart) {}

    /** h and h' for one pair. */
    record Value(Ball kernel, Ball slope) {}

    public Late late(Ball f) {
        Ball decay = slower.times(f).negate().exp();
        if (difference.isZero()) {
            return new Late(f, decay, Ball.ONE, f);
        }
        Growth growth = Growth.of(difference.times(f).negate());
        return new Late(f, decay, growth.factor(), growth.excess().negate().dividedBy(difference));
    }

    public Early early(Ball a) {
        Ball slow = slower.times(a);
        Ball apart = difference.times(a);
        if (slow.magnitude() > GREAT || apart.magnitude() > GREAT) {
            return new Early(a, Ball.ZERO, Ball.ZERO, false);
        }
        return new Early(a, slow.exp(), difference.isZero() ? a : apart.expm1().dividedBy(difference), true);
    }

    /** e^{−ms} and e^{−Δs} for one pair. */
    private Ball slowDecay(Late f, Early a) {
        return a.apart ? f.decay.times(a.growth) : decay(slower, f, a);
    }

    private static Ball decay(Ball rate, Late f, Early a) {
        return rate.times(f.time.minus(a.time)).negate().exp();
    }

    public Value value(Late f, Early a) {
        if (!a.apart) {
            Ball slowDecay = decay(slower, f, a);
            Ball since = f.time.minus(a.time);
            Growth fall = Growth.of(difference.times(since).negate());
            Ball kernel = slowDecay.times(
                    difference.isZero() ? since : fall.excess().negate().dividedBy(difference));
            return new Value(kernel, synapticDecay(slowDecay, f, a).minus(beta.times(kernel)));
        }
        Ball slowDecay = f.decay.times(a.growth);
        Ball kernel = slowDecay.times(f.psi.minus(f.differenceDecay.times(a.chi)));
        return new Value(kernel, synapticDecay(slowDecay, f, a).minus(beta.times(kernel)));
    }

    /** e^{−α(f−a)}. */
    Ball synapticDecay(Late f, Early a) {
        return synapticDecay(slowDecay(f, a), f, a);
    }

    private Ball synapticDecay(Ball slowDecay, Late f, Early a) {
        return alphaIsSlower ? slowDecay : fastDecay(slowDecay, f, a);
    }

    private Ball fastDecay(Ball slowDecay, Late f, Early a) {
        return slowDecay.times(
                a.apart ? f.differenceDecay.times(difference.times(a.chi).plus(Ball.ONE)) : decay(difference, f, a));
    }

    /** The derivatives of h(s) by the rates for the same pair, s = f − a. */
    public KernelByRate byRate(Late f, Early a, Ball s, Value value) {
        Ball slowDecay = slowDecay(f, a);
        Ball fastDecay = fastDecay(slowDecay, f, a);
        return alphaIsSlower
                ? KernelByRate.of(difference, s, slowDecay, fastDecay, value.kernel)
                : KernelByRate.of(difference.negate(), s, fastDecay, slowDecay, value.kernel);
    }
}
