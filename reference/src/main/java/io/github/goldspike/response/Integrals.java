package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.Map;

/** J_m(a) = ∫₀ᵘ sᵐ e^{−as} ds for one u and many m and a, which are what integrals of products of waveforms are made of (kernels-R9). */
final class Integrals {

    private final Rates rates;
    private final Ball u;
    private final int bits;
    private final Map<Rational, Ball> decays = new HashMap<>();
    private final Map<Term, Ball> known = new HashMap<>();

    private record Term(Rational rate, int power) {}

    Integrals(Rates rates, Ball u) {
        this.rates = rates;
        this.bits = rates.bits();
        this.u = u.withPrecision(bits);
    }

    /** ∫₀ᵘ sᵐe^{−a_k s} w(s) ds. */
    Ball withPower(int k, int m, Waveform w) {
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int l = 0; l < rates.size(); l++) {
            Rational rate = rates.exact(k).plus(rates.exact(l));
            for (int n = 0; n < w.coefficients(l); n++) {
                sum = sum.plus(w.coefficient(l, n).times(of(rate, m + n)));
            }
        }
        return sum;
    }

    /** ∫₀ᵘ v(s) w(s) ds. */
    Ball ofProduct(Waveform v, Waveform w) {
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int k = 0; k < rates.size(); k++) {
            for (int m = 0; m < v.coefficients(k); m++) {
                sum = sum.plus(v.coefficient(k, m).times(withPower(k, m, w)));
            }
        }
        return sum;
    }

    private Ball of(Rational rate, int power) {
        Term term = new Term(rate, power);
        Ball found = known.get(term);
        if (found == null) {
            found = computed(rate, power);
            known.put(term, found);
        }
        return found;
    }

    /** A series where |au| ≤ ½; else J_m = (m·J_{m−1} − uᵐe^{−au})/a, J_0 = (1 − e^{−au})/a. */
    private Ball computed(Rational rate, int power) {
        Ball a = Ball.of(rate, bits);
        Ball x = a.times(u).negate();
        if (x.magnitude() < 0) {
            return power(power + 1).times(series(x, power));
        }
        Ball decay = decays.computeIfAbsent(rate, unseen -> x.exp());
        Ball before =
                power == 0 ? Ball.ONE.withPrecision(bits) : Ball.exactly(power).times(of(rate, power - 1));
        return before.minus(power(power).times(decay)).dividedBy(a);
    }

    /** Σ_j xʲ/(j!(m + 1 + j)) for |x| ≤ ½; what is left after n terms is at most 2|x|ⁿ. */
    private Ball series(Ball x, int power) {
        if (x.isZero()) {
            return Ball.ONE.withPrecision(bits).dividedBy(Ball.exactly(power + 1));
        }
        Ball sum = Ball.ZERO.withPrecision(bits);
        Ball term = Ball.ONE.withPrecision(bits);
        int terms = (int) Math.min(bits, bits / -x.magnitude()) + 2;
        for (int j = 0; j < terms; j++) {
            sum = sum.plus(term.dividedBy(Ball.exactly(power + 1L + j)));
            term = term.times(x).dividedBy(Ball.exactly(j + 1L));
        }
        return sum.widenedBy(term.shift(1));
    }

    private Ball power(int exponent) {
        Ball power = Ball.ONE.withPrecision(bits);
        for (int k = 0; k < exponent; k++) {
            power = power.times(u);
        }
        return power;
    }
}
