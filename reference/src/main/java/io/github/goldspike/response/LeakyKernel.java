package io.github.goldspike.response;

import io.github.goldspike.model.Rational;

/**
 * What a leaky membrane makes of an exponential current, h(s) = (e^{−αs} − e^{−βs})/(β − α) or s·e^{−βs}, and its derivatives by the
 * rates, all exactly (kernels-R1, kernels-R8).
 */
record LeakyKernel(Rational alpha, Rational beta) {

    private static final Rational MINUS_HALF = Rational.of(-1, 2);

    ExponentialPolynomial response() {
        return ExponentialPolynomial.decay(Rational.ONE, alpha).filteredBy(beta);
    }

    ExponentialPolynomial byAlpha() {
        return byRate(alpha, beta);
    }

    ExponentialPolynomial byBeta() {
        return byRate(beta, alpha);
    }

    /** (h − s·e^{−rate·s})/(other − rate), or −½s²e^{−rate·s} where they agree. */
    private ExponentialPolynomial byRate(Rational rate, Rational other) {
        Rational delta = other.minus(rate);
        return delta.signum() == 0
                ? ExponentialPolynomial.term(MINUS_HALF, 2, rate)
                : response()
                        .plus(ExponentialPolynomial.term(Rational.of(-1), 1, rate))
                        .times(delta.reciprocal());
    }
}
