package io.github.goldspike.textbook;

/**
 * The joint response h(s) = (e^{−αs} − e^{−βs})/(β − α) of synapse and membrane, [FP eq. 2], for s ≥ 0, and its limit
 * s e^{−βs} for α = β, which the paper leaves out. Everything here loses digits where α is close to β but not equal, h as many as
 * they share, its derivatives by α and β twice as many.
 */
final class Kernel {

    private final Real alpha;
    private final ExponentialSum response;
    private final ExponentialSum slope;
    private final ExponentialSum byAlpha;
    private final ExponentialSum byBeta;

    /**
     * @param alpha inverse synaptic time constant
     * @param beta inverse membrane time constant
     */
    Kernel(Real alpha, Real beta) {
        this.alpha = alpha;
        ExponentialSum zero = ExponentialSum.zero(alpha.precision());
        Real one = alpha.precision().of(1);
        if (alpha.is(beta)) {
            response = zero.plus(beta, 1, one);
            byAlpha = zero.plus(beta, 2, one.half().negate());
            byBeta = byAlpha;
        } else {
            Real factor = one.over(beta.minus(alpha));
            response = zero.plus(alpha, 0, factor).plus(beta, 0, factor.negate());
            byAlpha = response.plus(alpha, 1, one.negate()).times(factor);
            byBeta = zero.plus(beta, 1, one).plus(response.negate()).times(factor);
        }
        slope = response.derivative();
    }

    Real alpha() {
        return alpha;
    }

    /** h(s). */
    ExponentialSum response() {
        return response;
    }

    /** h'(s), the right derivative at s = 0. */
    ExponentialSum slope() {
        return slope;
    }

    /** ∂h/∂α = (h(s) − s e^{−αs})/(β − α), or −s² e^{−βs}/2 for α = β. */
    ExponentialSum byAlpha() {
        return byAlpha;
    }

    /** ∂h/∂β = (s e^{−βs} − h(s))/(β − α), or −s² e^{−βs}/2 for α = β. */
    ExponentialSum byBeta() {
        return byBeta;
    }
}
