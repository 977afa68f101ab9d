package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.Map;

/** Exponential polynomials at one time, each exponential taken once. */
final class Evaluation {

    private final Ball time;
    private final Map<Rational, Ball> decays = new HashMap<>();

    Evaluation(Ball time) {
        this.time = time;
    }

    Ball of(ExponentialPolynomial function) {
        Ball sum = Ball.ZERO.withPrecision(time.bits());
        for (ExponentialPolynomial.Term term : function.terms()) {
            Ball value = Ball.of(term.coefficient(), time.bits()).times(decay(term.rate()));
            for (int n = 0; n < term.power(); n++) {
                value = value.times(time);
            }
            sum = sum.plus(value);
        }
        return sum;
    }

    private Ball decay(Rational rate) {
        return rate.signum() == 0
                ? Ball.ONE
                : decays.computeIfAbsent(
                        rate,
                        unseen ->
                                Ball.of(rate, time.bits()).times(time).negate().exp());
    }
}
