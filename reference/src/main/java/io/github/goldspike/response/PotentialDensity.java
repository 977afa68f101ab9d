package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Optional;

/** What is integrated over the potential of one neuron, ℓ(V, t): ½(V − target)², or weight·V·e^{−κt} (kernels-R9). */
sealed interface PotentialDensity {

    /** A rate that it needs beside those of the potential. */
    Optional<Rational> rate();

    /** Whether the order of two arrivals at the same time matters, to the precision. */
    boolean isQuadratic();

    /** ∂ℓ/∂V from a time on, for the potential as a function of the time since then. */
    Waveform byPotential(Waveform potential, Ball start);

    /** ∫ ℓ from the same time on, for the same V and its ∂ℓ/∂V. */
    Ball integral(Waveform potential, Waveform byPotential, Integrals integrals);

    /** ℓ(V, t) at one time. */
    Ball at(Ball potential, Ball time);

    /** ½(V − target)². */
    record Square(Rational target) implements PotentialDensity {

        @Override
        public Optional<Rational> rate() {
            return Optional.empty();
        }

        @Override
        public boolean isQuadratic() {
            return true;
        }

        @Override
        public Waveform byPotential(Waveform potential, Ball start) {
            return potential.plus(potential.like(ExponentialPolynomial.constant(target.negate())));
        }

        @Override
        public Ball integral(Waveform potential, Waveform byPotential, Integrals integrals) {
            return integrals.ofProduct(byPotential, byPotential).half();
        }

        @Override
        public Ball at(Ball potential, Ball time) {
            Ball miss = potential.minus(Ball.of(target, time.bits()));
            return miss.times(miss).half();
        }
    }

    /** weight·V·e^{−κt}. */
    record Discounted(Rational weight, Rational kappa) implements PotentialDensity {

        @Override
        public Optional<Rational> rate() {
            return Optional.of(kappa);
        }

        @Override
        public boolean isQuadratic() {
            return false;
        }

        @Override
        public Waveform byPotential(Waveform potential, Ball start) {
            return potential
                    .like(ExponentialPolynomial.decay(weight, kappa))
                    .times(discount(start.withPrecision(potential.bits())));
        }

        @Override
        public Ball integral(Waveform potential, Waveform byPotential, Integrals integrals) {
            return integrals.ofProduct(potential, byPotential);
        }

        @Override
        public Ball at(Ball potential, Ball time) {
            return potential.times(Ball.of(weight, time.bits())).times(discount(time));
        }

        private Ball discount(Ball time) {
            return Ball.of(kappa, time.bits()).times(time).negate().exp();
        }
    }
}
