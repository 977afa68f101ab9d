package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ∫₀ᵀ ℓ(V(t), t) dt of some neurons and its partial derivatives, exact between events, swept backward
 * (gradient-G6, gradient-G10 and gradient-G13).
 */
public final class VoltageLoss {

    /** What is integrated, ℓ(V, t). */
    public interface Density {

        /** ℓ on a stretch that begins at {@code start}, for the potential V on it as a function of the time since then. */
        ExponentialSum loss(ExponentialSum potential, Ball start);

        /** ∂ℓ/∂V on the same stretch. */
        ExponentialSum byPotential(ExponentialSum potential, Ball start);

        /** ℓ(V, t) at one time. */
        Ball at(Ball potential, Ball time);

        /** ∂ℓ/∂V at one time. */
        Ball byPotentialAt(Ball potential, Ball time);

        /** ∂ℓ/∂t at one time, for a V that does not move. */
        Ball byTimeAt(Ball potential, Ball time);

        /** Whether ∂²ℓ/∂V² is 1; else it is 0. */
        boolean isQuadratic();

        /** ℓ(ϑ, f) − ℓ(r, f) at a spike f, where V falls from ϑ to r; zero by accident is no exact zero (certificate-K6). */
        default Ball jump(Cell cell, Ball f) {
            Ball before = at(cell.threshold(), f);
            Ball jump = before.minus(at(cell.reset(), f));
            return jump.isZero() ? jump.widenedBy(before.shift(-cell.bits())) : jump;
        }
    }

    /** The neurons whose potentials are the loss, and what is integrated for each; none for a loss of spike times. */
    public static Map<Integer, Density> densities(Wiring wiring, Loss loss, int bits) {
        Map<Integer, Density> densities = new LinkedHashMap<>();
        if (loss instanceof Loss.VoltageSquare square) {
            densities.put(wiring.neuron(square.population(), square.neuron()), square(square.target(), bits));
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            for (int n = 0; n < integral.weights().size(); n++) {
                densities.put(
                        wiring.neuron(integral.population(), n),
                        discounted(integral.weights().get(n), integral.kappa(), bits));
            }
        }
        return densities;
    }

    /** ½(V − target)². */
    public static Density square(Rational target, int bits) {
        // A potential that equals the target is a zero by accident, not by structure (certificate-K6).
        Ball rounded = Ball.of(target, bits).negate();
        Ball minusTarget = rounded.widenedBy(rounded.shift(-bits));
        Ball half = Ball.ONE.half().withPrecision(bits);
        return new Density() {
            @Override
            public ExponentialSum loss(ExponentialSum potential, Ball start) {
                ExponentialSum miss = byPotential(potential, start);
                return miss.times(miss).times(half);
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Ball start) {
                return potential.plus(ExponentialSum.term(minusTarget, 0, Rational.ZERO));
            }

            @Override
            public Ball at(Ball potential, Ball time) {
                Ball miss = potential.plus(minusTarget);
                return miss.times(miss).half();
            }

            @Override
            public Ball byPotentialAt(Ball potential, Ball time) {
                return potential.plus(minusTarget);
            }

            @Override
            public Ball byTimeAt(Ball potential, Ball time) {
                return Ball.ZERO;
            }

            @Override
            public boolean isQuadratic() {
                return true;
            }
        };
    }

    /** weight·V·e^{−κt}. */
    static Density discounted(Rational weight, Rational kappa, int bits) {
        Ball rate = Ball.of(kappa, bits);
        Ball factor = Ball.of(weight, bits);
        return new Density() {
            @Override
            public ExponentialSum loss(ExponentialSum potential, Ball start) {
                return potential.times(byPotential(potential, start));
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Ball start) {
                return ExponentialSum.term(factor.times(discount(start)), 0, kappa);
            }

            @Override
            public Ball at(Ball potential, Ball time) {
                return factor.times(discount(time)).times(potential);
            }

            @Override
            public Ball byPotentialAt(Ball potential, Ball time) {
                return factor.times(discount(time));
            }

            @Override
            public Ball byTimeAt(Ball potential, Ball time) {
                return rate.times(at(potential, time)).negate();
            }

            @Override
            public boolean isQuadratic() {
                return false;
            }

            private Ball discount(Ball time) {
                Ball exponent = rate.times(time.withPrecision(bits)).negate();
                if (exponent.magnitude() > TermTooGreat.MAGNITUDE
                        && exponent.midpoint().compareMidpoints(Ball.ZERO) > 0) {
                    throw new TermTooGreat(
                            "the factor e^(−kappa·t) of the loss is too great: −kappa·t is beyond a million");
                }
                return exponent.exp();
            }
        };
    }

    private VoltageLoss() {}

    /**
     * The sum over some neurons, all of whose spikes and arrivals are proved.
     *
     * @param events of all neurons
     * @param densities what is integrated, by neuron
     */
    public static LossSensitivity of(
            Wiring wiring,
            List<Chronology.Event> events,
            Elements elements,
            int bits,
            Map<Integer, Density> densities) {
        Potential[] after = Potential.follow(wiring, events, densities.keySet(), bits);
        PotentialFunctional partials = new PotentialFunctional(wiring, elements, bits);
        Map<Integer, BackwardIntegrals> integrals = new HashMap<>();
        for (int id : densities.keySet()) {
            Wiring.Neuron neuron = wiring.neurons().get(id);
            integrals.put(id, new BackwardIntegrals(neuron, wiring.horizon(), elements, bits));
        }
        Map<Integer, Ball> decayingSinceRestart = new HashMap<>();
        Ball value = Ball.ZERO.withPrecision(bits);
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            Density density = densities.get(event.neuron());
            if (density == null) {
                continue;
            }
            BackwardIntegrals later = integrals.get(event.neuron());
            ExponentialSum potential = after[e].sinceEvent();
            Ball length = later.time().minus(event.time());
            value = value.plus(density.loss(potential, event.time()).integral(length));
            ExponentialSum byPotential = density.byPotential(potential, event.time());
            if (after[e].held()) {
                // V = r, whatever happens
                partials.addTo(Elements.Kind.RESET, event.neuron(), byPotential.integral(length));
                later.backTo(event.time());
            } else {
                later.backTo(event.time(), byPotential);
            }
            partials.add(event, later);
            if (event instanceof Chronology.Event.Restarting restarting) {
                decayingSinceRestart.put(restarting.restart().spike(), later.decaying());
                later.hold();
            }
            if (event instanceof Chronology.Event.Firing firing) {
                partials.addToSpike(firing.index(), density.jump(later.cell(), event.time()));
            }
        }
        return new LossSensitivity(value, partials.bySpike(), partials.byElement(), decayingSinceRestart);
    }
}
