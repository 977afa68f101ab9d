package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A function Σ_k P_k(s)·e^{−a_k s} of the time s since some origin, the coefficients of the polynomials being enclosures
 * (kernels-R3).
 */
final class Waveform {

    private static final Ball[] NONE = {};

    private final Rates rates;
    /** Coefficient of s^m e^{−a_k s} at [k][m]. */
    private final Ball[][] coefficients;

    private Waveform(Rates rates, Ball[][] coefficients) {
        this.rates = rates;
        this.coefficients = coefficients;
    }

    /** The function itself, s being its argument; all its rates must be among {@code rates}. */
    static Waveform of(ExponentialPolynomial function, Rates rates) {
        Ball[][] coefficients = new Ball[rates.size()][];
        Arrays.fill(coefficients, NONE);
        for (ExponentialPolynomial.Term term : function.terms()) {
            int k = rates.indexOf(term.rate());
            int length = Math.max(coefficients[k].length, term.power() + 1);
            coefficients[k] = padded(coefficients[k], length);
            coefficients[k][term.power()] = Ball.of(term.coefficient(), rates.bits());
        }
        return new Waveform(rates, coefficients);
    }

    /** Another function, with the same rates at the same precision. */
    Waveform like(ExponentialPolynomial function) {
        return of(function, rates);
    }

    private static Ball[] padded(Ball[] polynomial, int length) {
        Ball[] longer = Arrays.copyOf(polynomial, length);
        Arrays.fill(longer, polynomial.length, length, Ball.ZERO);
        return longer;
    }

    int bits() {
        return rates.bits();
    }

    int rates() {
        return rates.size();
    }

    /** Whether it is zero everywhere, by its coefficients. */
    boolean isZero() {
        return Arrays.stream(coefficients).flatMap(Arrays::stream).allMatch(Ball::isZero);
    }

    /** Number of coefficients of the polynomial of one rate; 0 if there is none. */
    int coefficients(int k) {
        return coefficients[k].length;
    }

    /** Coefficient of sᵐ e^{−a_k s}. */
    Ball coefficient(int k, int m) {
        return coefficients[k][m];
    }

    Waveform withBits(int bits) {
        Rates rounded = rates.withBits(bits);
        return mapped(rounded, ball -> ball.withPrecision(bits));
    }

    private Waveform mapped(Rates newRates, UnaryOperator<Ball> function) {
        Ball[][] mapped = new Ball[coefficients.length][];
        for (int k = 0; k < mapped.length; k++) {
            mapped[k] = Arrays.stream(coefficients[k]).map(function).toArray(Ball[]::new);
        }
        return new Waveform(newRates, mapped);
    }

    Waveform times(Ball factor) {
        return mapped(rates, factor::times);
    }

    Waveform plus(Waveform other) {
        Ball[][] sum = new Ball[coefficients.length][];
        for (int k = 0; k < sum.length; k++) {
            int length = Math.max(coefficients[k].length, other.coefficients[k].length);
            sum[k] = padded(coefficients[k], length);
            for (int m = 0; m < other.coefficients[k].length; m++) {
                sum[k][m] = sum[k][m].plus(other.coefficients[k][m]);
            }
        }
        return new Waveform(rates, sum);
    }

    /** e^{−a_k s} for each rate that has a polynomial. */
    Ball[] decays(Ball s) {
        Ball time = s.withPrecision(bits());
        Ball[] decays = new Ball[coefficients.length];
        for (int k = 0; k < decays.length; k++) {
            decays[k] = coefficients[k].length == 0 ? Ball.ONE : rates.decay(k, time);
        }
        return decays;
    }

    /** An enclosure of all values over {@code s}. */
    Ball at(Ball s) {
        return at(s, decays(s));
    }

    /** The same, with the exponentials known; those of another waveform of the same origin will do if it has these rates. */
    Ball at(Ball s, Ball[] decays) {
        Ball time = s.withPrecision(bits());
        Ball sum = Ball.ZERO.withPrecision(bits());
        for (int k = 0; k < coefficients.length; k++) {
            if (coefficients[k].length > 0) {
                sum = sum.plus(polynomial(coefficients[k], time).times(decays[k]));
            }
        }
        return sum;
    }

    private static Ball polynomial(Ball[] coefficients, Ball s) {
        Ball value = coefficients[coefficients.length - 1];
        for (int m = coefficients.length - 2; m >= 0; m--) {
            value = value.times(s).plus(coefficients[m]);
        }
        return value;
    }

    /** The same function about the origin {@code u}, an enclosure: s ↦ f(u + s). */
    Waveform startingAt(Ball u) {
        if (u.isZero()) {
            return this;
        }
        Ball time = u.withPrecision(bits());
        Ball[] decays = decays(time);
        Ball[][] shifted = new Ball[coefficients.length][];
        for (int k = 0; k < shifted.length; k++) {
            // Horner's scheme: Taylor's coefficients by repeated division by (s − u).
            Ball[] polynomial = coefficients[k].clone();
            for (int low = 0; low < polynomial.length - 1; low++) {
                for (int m = polynomial.length - 2; m >= low; m--) {
                    polynomial[m] = polynomial[m].plus(polynomial[m + 1].times(time));
                }
            }
            for (int m = 0; m < polynomial.length; m++) {
                polynomial[m] = polynomial[m].times(decays[k]);
            }
            shifted[k] = polynomial;
        }
        return new Waveform(rates, shifted);
    }

    /** f'. */
    Waveform derivative() {
        Ball[] shifts = new Ball[coefficients.length];
        for (int k = 0; k < shifts.length; k++) {
            shifts[k] = rates.value(k).negate();
        }
        return differentiated(shifts);
    }

    /** f' + a_j·f; the polynomial of the rate a_j loses a degree. */
    Waveform annihilating(int j) {
        Ball[] shifts = new Ball[coefficients.length];
        for (int k = 0; k < shifts.length; k++) {
            shifts[k] = rates.difference(j, k);
        }
        return differentiated(shifts);
    }

    /** P_k' + shift_k·P_k in place of P_k. */
    private Waveform differentiated(Ball[] shifts) {
        Ball[][] result = new Ball[coefficients.length][];
        for (int k = 0; k < result.length; k++) {
            Ball[] polynomial = coefficients[k];
            boolean falls = shifts[k].isZero();
            Ball[] derived = new Ball[Math.max(0, falls ? polynomial.length - 1 : polynomial.length)];
            for (int m = 0; m < derived.length; m++) {
                Ball scaled = falls ? Ball.ZERO : shifts[k].times(polynomial[m]);
                derived[m] = m + 1 < polynomial.length
                        ? scaled.plus(Ball.exactly(m + 1).times(polynomial[m + 1]))
                        : scaled;
            }
            result[k] = derived;
        }
        return new Waveform(rates, result);
    }

    /** A value in binary64, for guesses. */
    double approximately(double s) {
        double sum = 0;
        for (int k = 0; k < coefficients.length; k++) {
            double value = 0;
            for (int m = coefficients[k].length - 1; m >= 0; m--) {
                value = value * s + coefficients[k][m].approximate();
            }
            sum += value * Math.exp(-rates.approximate(k) * s);
        }
        return sum;
    }
}
