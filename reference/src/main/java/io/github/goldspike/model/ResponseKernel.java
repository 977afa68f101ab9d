package io.github.goldspike.model;

import java.util.List;

/**
 * A response of the potential as the file gives it, Σ c·tⁿ·e^{−at} for t ≥ 0 ([FP sec. 3.3]).
 *
 * @param terms in the order of the file; terms of the same power and rate add up
 */
public record ResponseKernel(List<Term> terms) implements SynapticResponse {

    /** Powers above this are refused: what an exponential polynomial costs grows with the square of its powers. */
    public static final int MAX_POWER = 30;

    /**
     * c·tⁿ·e^{−at}.
     *
     * @param coefficient c
     * @param power n, from 0 to {@link #MAX_POWER}
     * @param rate a ≥ 0
     */
    public record Term(Rational coefficient, int power, Rational rate) {}

    /** Copies the list. */
    public ResponseKernel {
        terms = List.copyOf(terms);
    }

    /** Its value at 0⁺, exactly. */
    public Rational atZero() {
        return terms.stream()
                .filter(term -> term.power == 0)
                .map(Term::coefficient)
                .reduce(Rational.ZERO, Rational::plus);
    }

    /** @param start what the kernel must be at t = 0 */
    void requireValid(String pointer, Rational start) {
        for (int k = 0; k < terms.size(); k++) {
            Term term = terms.get(k);
            if (term.power < 0 || term.power > MAX_POWER) {
                throw new InvalidNetworkException(
                        pointer + "/" + k + "/1", "power " + term.power + " is not one from 0 to " + MAX_POWER);
            }
            if (term.rate.signum() < 0) {
                throw new InvalidNetworkException(
                        pointer + "/" + k + "/2", "rate " + term.rate + " is negative: a response must not grow");
            }
        }
        if (!atZero().equals(start)) {
            throw new InvalidNetworkException(pointer, "is " + atZero() + " at t = 0, but must be " + start + " there");
        }
    }
}
