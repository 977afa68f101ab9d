package io.github.goldspike.textbook;

/**
 * The joint response h(s) = (e^{−αs} − e^{−βs})/(β − α) of synapse and membrane, eq. (2), for s ≥ 0, and its limit
 * s e^{−βs} for α = β, which the paper leaves out.
 *
 * @param alpha inverse synaptic time constant
 * @param beta inverse membrane time constant
 */
record Kernel(Real alpha, Real beta) {

    /** h(s); loses as many digits as α and β share. */
    Real at(Real s) {
        if (alpha.is(beta)) {
            return s.times(decay(beta, s));
        }
        return decay(alpha, s).minus(decay(beta, s)).over(beta.minus(alpha));
    }

    /** h'(s) = e^{−αs} − β h(s), the right derivative at s = 0. */
    Real slope(Real s) {
        return decay(alpha, s).minus(beta.times(at(s)));
    }

    /** h as a function of s. */
    ExponentialSum function() {
        ExponentialSum zero = ExponentialSum.zero(alpha.precision());
        Real one = alpha.precision().of(1);
        if (alpha.is(beta)) {
            return zero.plus(beta, 1, one);
        }
        Real factor = one.over(beta.minus(alpha));
        return zero.plus(alpha, 0, factor).plus(beta, 0, factor.negate());
    }

    /** e^{−rate·s}, the response h^s of a synapse or h^n of a membrane. */
    static Real decay(Real rate, Real s) {
        return rate.times(s).negate().exp();
    }
}
