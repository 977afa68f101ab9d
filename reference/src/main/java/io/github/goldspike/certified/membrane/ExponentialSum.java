package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Map;
import java.util.TreeMap;

/** A function Σ c·sᵐ·e^{−as} with exact rates a, and its integral in closed form (gradient-G5). */
public final class ExponentialSum {

    private final TreeMap<Term, Ball> coefficients = new TreeMap<>();

    private record Term(Rational rate, int power) implements Comparable<Term> {
        @Override
        public int compareTo(Term other) {
            int order = rate.compareTo(other.rate);
            return order != 0 ? order : Integer.compare(power, other.power);
        }
    }

    /** c·sᵐ·e^{−as}. */
    public static ExponentialSum term(Ball coefficient, int power, Rational rate) {
        ExponentialSum sum = new ExponentialSum();
        sum.add(new Term(rate, power), coefficient);
        return sum;
    }

    /** c·h(s) for the kernel h of the rates α and β. */
    public static ExponentialSum kernel(Ball coefficient, Rational alpha, Rational beta) {
        Rational delta = beta.minus(alpha);
        if (delta.signum() == 0) {
            return term(coefficient, 1, beta);
        }
        Ball quotient = coefficient.dividedBy(Ball.of(delta, coefficient.bits()));
        return term(quotient, 0, alpha).plus(term(quotient.negate(), 0, beta));
    }

    /** ∂h/∂α for the kernel of the rates α and β, or ∂h/∂β with the two exchanged (gradient-G10). */
    public static ExponentialSum kernelByRate(Rational rate, Rational other, int bits) {
        Rational delta = other.minus(rate);
        if (delta.signum() == 0) {
            return term(Ball.ONE.half().negate().withPrecision(bits), 2, rate);
        }
        Ball quotient = Ball.ONE.withPrecision(bits).dividedBy(Ball.of(delta, bits));
        return kernel(quotient, rate, other).plus(term(quotient.negate(), 1, rate));
    }

    /** ∂²h/∂α² for the kernel of the rates α and β, or ∂²h/∂β² with the two exchanged (conditioning-K8). */
    public static ExponentialSum kernelByRateTwice(Rational rate, Rational other, int bits) {
        Rational delta = other.minus(rate);
        Ball one = Ball.ONE.withPrecision(bits);
        if (delta.signum() == 0) {
            return term(one.dividedBy(Ball.exactly(3)), 3, rate);
        }
        Ball quotient = one.dividedBy(Ball.of(delta, bits));
        return kernelByRate(rate, other, bits).times(quotient.shift(1)).plus(term(quotient, 2, rate));
    }

    /** ∂²h/∂α∂β for the kernel of the rates α and β. */
    public static ExponentialSum kernelByBothRates(Rational alpha, Rational beta, int bits) {
        Rational delta = beta.minus(alpha);
        Ball one = Ball.ONE.withPrecision(bits);
        if (delta.signum() == 0) {
            return term(one.dividedBy(Ball.exactly(6)), 3, beta);
        }
        Ball quotient = one.dividedBy(Ball.of(delta, bits));
        return kernelByRate(beta, alpha, bits)
                .times(quotient)
                .plus(kernelByRate(alpha, beta, bits).times(quotient.negate()));
    }

    private void add(Term term, Ball coefficient) {
        if (!coefficient.isZero()) {
            coefficients.merge(term, coefficient, Ball::plus);
        }
    }

    public ExponentialSum plus(ExponentialSum other) {
        ExponentialSum sum = new ExponentialSum();
        sum.coefficients.putAll(coefficients);
        other.coefficients.forEach(sum::add);
        return sum;
    }

    public ExponentialSum times(ExponentialSum other) {
        ExponentialSum product = new ExponentialSum();
        for (Map.Entry<Term, Ball> a : coefficients.entrySet()) {
            for (Map.Entry<Term, Ball> b : other.coefficients.entrySet()) {
                product.add(
                        new Term(a.getKey().rate.plus(b.getKey().rate), a.getKey().power + b.getKey().power),
                        a.getValue().times(b.getValue()));
            }
        }
        return product;
    }

    public ExponentialSum times(Ball factor) {
        return times(term(factor, 0, Rational.ZERO));
    }

    /** ∫₀ˢ of the sum. */
    public Ball integral(Ball s) {
        Ball total = Ball.ZERO.withPrecision(s.bits());
        for (Map.Entry<Term, Ball> entry : coefficients.entrySet()) {
            Term term = entry.getKey();
            total = total.plus(entry.getValue().times(integral(term.power, term.rate, s)));
        }
        return total;
    }

    /** J_m = ∫₀ˢ uᵐ e^{−au} du: J_0 = −expm1(−as)/a, J_m = (m·J_{m−1} − sᵐ e^{−as})/a; s^{m+1}/(m+1) where a = 0. */
    private static Ball integral(int power, Rational rate, Ball s) {
        if (rate.signum() == 0) {
            return power(s, power + 1).dividedBy(Ball.exactly(power + 1));
        }
        Ball a = Ball.of(rate, s.bits());
        Ball fall = a.times(s).negate().expm1();
        Ball integral = fall.negate().dividedBy(a);
        for (int m = 1; m <= power; m++) {
            Ball boundary = power(s, m).times(fall.plus(Ball.ONE));
            integral = Ball.exactly(m).times(integral).minus(boundary).dividedBy(a);
        }
        return integral;
    }

    private static Ball power(Ball s, int exponent) {
        Ball power = s;
        for (int k = 1; k < exponent; k++) {
            power = power.times(s);
        }
        return power;
    }
}
