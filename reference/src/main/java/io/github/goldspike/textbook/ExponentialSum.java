package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A sum Σ c s^m e^{−as} in the time s since its origin: what [FP eq. 5] is between two events, once the exponentials of one
 * rate are collected.
 */
final class ExponentialSum {

    /** The term {@code coefficient}·s^power·e^{−rate·s}; a constant has rate 0. */
    record Term(Real rate, int power, Real coefficient) {}

    /**
     * The sum at one time.
     *
     * @param value the sum
     * @param slope its derivative
     * @param rounding the size of its rounding error, judged by its largest terms
     */
    record Point(Real value, Real slope, Real rounding) {}

    private static final Comparator<Term> BY_RATE =
            Comparator.comparing(Term::rate).thenComparing(Term::power);

    private final Precision precision;
    private final List<Term> terms;
    /** A bracket is looked at more than once. */
    private final Map<Real, Point> points = new HashMap<>();

    private ExponentialSum(Precision precision, List<Term> terms) {
        this.precision = precision;
        this.terms = terms;
    }

    static ExponentialSum zero(Precision precision) {
        return new ExponentialSum(precision, List.of());
    }

    static ExponentialSum constant(Real value) {
        return zero(value.precision()).plus(value.precision().of(0), 0, value);
    }

    Precision precision() {
        return precision;
    }

    /** The terms by increasing rate; no two alike, none with coefficient zero. */
    List<Term> terms() {
        return terms;
    }

    ExponentialSum plus(Real rate, int power, Real coefficient) {
        List<Term> sum = new ArrayList<>(terms);
        Real total = coefficient;
        for (Term term : terms) {
            if (term.power() == power && term.rate().is(rate)) {
                total = total.plus(term.coefficient());
                sum.remove(term);
            }
        }
        if (total.signum() != 0) {
            sum.add(new Term(rate, power, total));
            sum.sort(BY_RATE);
        }
        return new ExponentialSum(precision, List.copyOf(sum));
    }

    ExponentialSum plus(ExponentialSum other) {
        ExponentialSum sum = this;
        for (Term term : other.terms) {
            sum = sum.plus(term.rate(), term.power(), term.coefficient());
        }
        return sum;
    }

    ExponentialSum minus(Real constant) {
        return plus(precision.of(0), 0, constant.negate());
    }

    ExponentialSum negate() {
        return times(precision.of(-1));
    }

    ExponentialSum times(Real factor) {
        ExponentialSum product = zero(precision);
        for (Term term : terms) {
            product = product.plus(term.rate(), term.power(), term.coefficient().times(factor));
        }
        return product;
    }

    ExponentialSum times(ExponentialSum other) {
        ExponentialSum product = zero(precision);
        for (Term a : terms) {
            for (Term b : other.terms) {
                product = product.plus(
                        a.rate().plus(b.rate()),
                        a.power() + b.power(),
                        a.coefficient().times(b.coefficient()));
            }
        }
        return product;
    }

    /** The sum times e^{as}, a its slowest rate: it has the same signs, and its slowest term never fades. */
    ExponentialSum slowed() {
        return terms.isEmpty() ? this : slowedBy(terms.get(0).rate());
    }

    /** The sum times e^{rate·s}. */
    ExponentialSum slowedBy(Real rate) {
        ExponentialSum slowed = zero(precision);
        for (Term term : terms) {
            slowed = slowed.plus(term.rate().minus(rate), term.power(), term.coefficient());
        }
        return slowed;
    }

    ExponentialSum derivative() {
        ExponentialSum derivative = zero(precision);
        for (Term term : terms) {
            if (term.rate().signum() != 0) {
                derivative = derivative.plus(
                        term.rate(),
                        term.power(),
                        term.coefficient().times(term.rate().negate()));
            }
            if (term.power() > 0) {
                derivative = derivative.plus(
                        term.rate(), term.power() - 1, term.coefficient().times(term.power()));
            }
        }
        return derivative;
    }

    Point at(Real s) {
        return points.computeIfAbsent(
                s, unseen -> evaluated(s, rate -> rate.times(s).negate().exp()));
    }

    /** The sum at the time {@code to} if its origin is {@code from}, both times of events. */
    Point between(Real from, Real to) {
        return evaluated(to.minus(from), rate -> precision.exponentials().between(rate, from, to));
    }

    private Point evaluated(Real s, UnaryOperator<Real> exponential) {
        Real value = precision.of(0);
        Real slope = precision.of(0);
        Real size = precision.of(0);
        for (Term term : terms) {
            Real decayed = term.coefficient().times(exponential.apply(term.rate()));
            Real contribution = decayed.times(power(s, term.power()));
            value = value.plus(contribution);
            slope = slope.minus(term.rate().times(contribution));
            if (term.power() > 0) {
                slope = slope.plus(decayed.times(power(s, term.power() - 1)).times(term.power()));
            }
            size = Real.max(size, contribution.abs());
        }
        return new Point(value, slope, precision.rounding(size));
    }

    /** The sum in doubles, for starting points. */
    DoubleUnaryOperator approximate() {
        double[] rates =
                terms.stream().mapToDouble(term -> term.rate().toDouble()).toArray();
        double[] coefficients = terms.stream()
                .mapToDouble(term -> term.coefficient().toDouble())
                .toArray();
        return s -> {
            double sum = 0;
            for (int k = 0; k < rates.length; k++) {
                sum += coefficients[k] * Math.pow(s, terms.get(k).power()) * Math.exp(-rates[k] * s);
            }
            return sum;
        };
    }

    /** The same function with its origin moved forward by {@code s}. */
    ExponentialSum shifted(Real s) {
        ExponentialSum shifted = zero(precision);
        for (Term term : terms) {
            Real factor = term.coefficient().times(term.rate().times(s).negate().exp());
            // (s + u)^m e^{−a(s + u)} = e^{−as} Σ_j C(m, j) s^{m−j} u^j e^{−au}.
            long binomial = 1;
            for (int j = term.power(); j >= 0; j--) {
                Real coefficient = factor.times(power(s, term.power() - j)).times(binomial);
                shifted = shifted.plus(term.rate(), j, coefficient);
                binomial = binomial * j / (term.power() - j + 1);
            }
        }
        return shifted;
    }

    /** ∫ from 0 to {@code end}, in closed form. */
    Real integral(Real end) {
        ExponentialSum antiderivative = antiderivative();
        return antiderivative.at(end).value().minus(antiderivative.atOrigin());
    }

    /** The value at s = 0. */
    Real atOrigin() {
        Real sum = precision.of(0);
        for (Term term : terms) {
            sum = term.power() == 0 ? sum.plus(term.coefficient()) : sum;
        }
        return sum;
    }

    /**
     * A function with this derivative: ∫ s^m e^{−as} ds = −s^m e^{−as}/a + (m/a) ∫ s^{m−1} e^{−as} ds, or s^{m+1}/(m + 1) for
     * a = 0.
     */
    ExponentialSum antiderivative() {
        ExponentialSum sum = zero(precision);
        for (Term term : terms) {
            if (term.rate().signum() == 0) {
                sum = sum.plus(term.rate(), term.power() + 1, term.coefficient().over(precision.of(term.power() + 1)));
            } else {
                Real coefficient = term.coefficient().negate();
                for (int m = term.power(); m >= 0; m--) {
                    coefficient = coefficient.over(term.rate());
                    sum = sum.plus(term.rate(), m, coefficient);
                    coefficient = coefficient.times(m);
                }
            }
        }
        return sum;
    }

    private Real power(Real s, int exponent) {
        Real power = precision.of(1);
        for (int k = 0; k < exponent; k++) {
            power = power.times(s);
        }
        return power;
    }
}
