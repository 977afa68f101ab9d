package io.github.goldspike.response;

import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function κ(t) = Σ c·tⁿ·e^{−at} with exact coefficients and rates (kernels-R1).
 *
 * @param terms in the order of their rates, then of their powers; terms of the same rate and power are added up, and those of
 *     coefficient zero left out, by the constructor
 */
public record ExponentialPolynomial(List<Term> terms) {

    /** The function that is zero everywhere. */
    public static final ExponentialPolynomial ZERO = new ExponentialPolynomial(List.of());

    /**
     * c·tⁿ·e^{−at}.
     *
     * @param coefficient c
     * @param power n ≥ 0
     * @param rate a; 0 for a polynomial, negative for what grows, as a discount may, but no response
     */
    public record Term(Rational coefficient, int power, Rational rate) {

        /** @throws IllegalArgumentException if the power is negative */
        public Term {
            if (power < 0) {
                throw new IllegalArgumentException("power " + power + " is negative");
            }
        }

        private Term times(Rational factor) {
            return new Term(coefficient.times(factor), power, rate);
        }

        private Shape shape() {
            return new Shape(rate, power);
        }
    }

    private record Shape(Rational rate, int power) implements Comparable<Shape> {
        @Override
        public int compareTo(Shape other) {
            int order = rate.compareTo(other.rate);
            return order != 0 ? order : Integer.compare(power, other.power);
        }
    }

    /** Terms of the same power and rate become one, and terms of coefficient 0 none, so that equal functions are equal records. */
    public ExponentialPolynomial {
        Map<Shape, Rational> sums = new TreeMap<>();
        for (Term term : terms) {
            sums.merge(term.shape(), term.coefficient, Rational::plus);
        }
        List<Term> canonical = new ArrayList<>();
        sums.forEach((shape, sum) -> {
            if (sum.signum() != 0) {
                canonical.add(new Term(sum, shape.power, shape.rate));
            }
        });
        terms = List.copyOf(canonical);
    }

    /** c·tⁿ·e^{−at}. */
    public static ExponentialPolynomial term(Rational coefficient, int power, Rational rate) {
        return new ExponentialPolynomial(List.of(new Term(coefficient, power, rate)));
    }

    /** c·e^{−at}. */
    public static ExponentialPolynomial decay(Rational coefficient, Rational rate) {
        return term(coefficient, 0, rate);
    }

    /** The same number at all times. */
    public static ExponentialPolynomial constant(Rational value) {
        return term(value, 0, Rational.ZERO);
    }

    /** The sum, exact. */
    public ExponentialPolynomial plus(ExponentialPolynomial other) {
        List<Term> all = new ArrayList<>(terms);
        all.addAll(other.terms);
        return new ExponentialPolynomial(all);
    }

    /** The multiple, exact. */
    public ExponentialPolynomial times(Rational factor) {
        return new ExponentialPolynomial(
                terms.stream().map(term -> term.times(factor)).toList());
    }

    /** κ'. */
    public ExponentialPolynomial derivative() {
        List<Term> derivative = new ArrayList<>();
        for (Term term : terms) {
            derivative.add(term.times(term.rate.negate()));
            if (term.power > 0) {
                derivative.add(new Term(term.coefficient.times(Rational.of(term.power)), term.power - 1, term.rate));
            }
        }
        return new ExponentialPolynomial(derivative);
    }

    /** κ(0⁺), exactly. */
    public Rational atZero() {
        return terms.stream()
                .filter(term -> term.power == 0)
                .map(Term::coefficient)
                .reduce(Rational.ZERO, Rational::plus);
    }

    /**
     * The convolution ∫₀ᵗ κ(u)·e^{−β(t−u)} du, what a leaky membrane makes of a current (kernels-R1). It is zero at
     * 0⁺. {@code decay(ONE, α).filteredBy(β)} is the kernel of an exponential synapse, {@code term(ONE, 1, α).filteredBy(β)} that of an
     * alpha synapse.
     *
     * @param beta rate of the membrane, ≥ 0
     */
    public ExponentialPolynomial filteredBy(Rational beta) {
        ExponentialPolynomial filtered = ZERO;
        for (Term term : terms) {
            filtered = filtered.plus(filtered(term.power, term.rate, beta).times(term.coefficient));
        }
        return filtered;
    }

    /** F_n = (tⁿe^{−at} − nF_{n−1})/(β − a), F_0 = (e^{−at} − e^{−βt})/(β − a); t^{n+1}e^{−βt}/(n + 1) for a = β. */
    private static ExponentialPolynomial filtered(int power, Rational rate, Rational beta) {
        Rational delta = beta.minus(rate);
        if (delta.signum() == 0) {
            return term(Rational.of(1, power + 1L), power + 1, beta);
        }
        ExponentialPolynomial rest = power == 0
                ? decay(Rational.ONE, beta)
                : filtered(power - 1, rate, beta).times(Rational.of(power));
        return term(Rational.ONE, power, rate).plus(rest.times(Rational.of(-1))).times(delta.reciprocal());
    }
}
