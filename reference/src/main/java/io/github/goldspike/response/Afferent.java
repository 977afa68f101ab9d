package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;

/**
 * One term of the potential that begins with an event at t: W·K for a synapse, η for a reset.
 *
 * @param jump its value just after the event: zero, or η(0⁺)
 * @param waveform as a function of the time since the event
 * @param derivative of the waveform
 */
record Afferent(Ball jump, Waveform waveform, Waveform derivative) {

    static Afferent of(ExponentialPolynomial response, Rational weight, Rates rates) {
        ExponentialPolynomial scaled = response.times(weight);
        return new Afferent(
                Ball.of(scaled.atZero(), rates.bits()),
                Waveform.of(scaled, rates),
                Waveform.of(scaled.derivative(), rates));
    }

    /** An enclosure of its values from the event on up to {@code width} later: jump + u·derivative(u'), 0 ≤ u' ≤ u ≤ width. */
    Ball upTo(Ball width) {
        Ball since = Ball.hull(Ball.ZERO, width).withPrecision(waveform.bits());
        return jump.plus(derivative.at(since).times(since));
    }
}
