package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sum Σ c s^m e^{−as} in the time s since its origin: what eq. (5) is between two events, once the exponentials of one
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
        Real value = precision.of(0);
        Real slope = precision.of(0);
        Real size = precision.of(0);
        for (int k = 0; k < terms.size(); k++) {
            Term term = terms.get(k);
            Real decayed =
                    term.coefficient().times(term.rate().times(s).negate().exp());
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
        Real integral = precision.of(0);
        for (Term term : terms) {
            integral = integral.plus(term.coefficient().times(integral(term.rate(), term.power(), end)));
        }
        return integral;
    }

    /** J_m = ∫₀^end s^m e^{−as} ds, from J_0 = (1 − e^{−a end})/a and J_m = (m J_{m−1} − end^m e^{−a end})/a. */
    private Real integral(Real rate, int power, Real end) {
        if (rate.signum() == 0) {
            return power(end, power + 1).over(precision.of(power + 1));
        }
        Real decay = rate.times(end).negate().exp();
        Real integral = precision.of(1).minus(decay).over(rate);
        for (int m = 1; m <= power; m++) {
            integral = integral.times(m).minus(power(end, m).times(decay)).over(rate);
        }
        return integral;
    }

    private Real power(Real s, int exponent) {
        Real power = precision.of(1);
        for (int k = 0; k < exponent; k++) {
            power = power.times(s);
        }
        return power;
    }
}
