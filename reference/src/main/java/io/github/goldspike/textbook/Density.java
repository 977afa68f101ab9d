package io.github.goldspike.textbook;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * l_V of a loss ∫₀ᵀ l_V(V(t), t) dt: functions of the time s since some event at {@code from}, where V is one.
 */
interface Density {

    /** l_V(V(s), from + s). */
    ExponentialSum of(ExponentialSum potential, Real from);

    /** ∂l_V/∂V. */
    ExponentialSum byPotential(ExponentialSum potential, Real from);

    /** l_V⁻ − l_V⁺ at a spike, where V falls from ϑ to r. */
    default Real jump(Neuron neuron, Real spike) {
        Real before = neuron.threshold().orElseThrow().value();
        Real after = neuron.reset().value();
        return of(ExponentialSum.constant(before), spike)
                .atOrigin()
                .minus(of(ExponentialSum.constant(after), spike).atOrigin());
    }

    /** What is integrated for which neuron; empty for a loss of spike times. */
    static Map<Integer, Density> of(RoundedNetwork rounded, Loss loss) {
        Map<Integer, Density> densities = new LinkedHashMap<>();
        Precision precision = rounded.precision();
        if (loss instanceof Loss.VoltageSquare square) {
            int number = rounded.number(square.population(), square.neuron());
            densities.put(number, square(precision.of(square.target())));
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            Real kappa = precision.of(integral.kappa());
            Real growth = kappa.times(rounded.horizon()).negate();
            if (growth.compareTo(precision.of(TooLargeException.LARGEST_EXPONENT)) > 0) {
                throw new TooLargeException("the factor e^{−κt} of the loss, which is above 10^100000 at the horizon");
            }
            for (int n = 0; n < integral.weights().size(); n++) {
                Rational weight = integral.weights().get(n);
                if (weight.signum() != 0) {
                    int number = rounded.number(integral.population(), n);
                    densities.put(number, discounted(precision.of(weight), kappa));
                }
            }
        }
        return densities;
    }

    /** ½ (V − target)². */
    private static Density square(Real target) {
        return new Density() {
            @Override
            public ExponentialSum of(ExponentialSum potential, Real from) {
                ExponentialSum miss = byPotential(potential, from);
                return miss.times(miss).times(target.precision().of(1).half());
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Real from) {
                return potential.minus(target);
            }
        };
    }

    /** weight·V e^{−κt}. */
    private static Density discounted(Real weight, Real kappa) {
        Precision precision = weight.precision();
        return new Density() {
            @Override
            public ExponentialSum of(ExponentialSum potential, Real from) {
                return potential.times(byPotential(potential, from));
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Real from) {
                Real discount = precision.exponentials().between(kappa, precision.of(0), from);
                return ExponentialSum.zero(precision).plus(kappa, 0, weight.times(discount));
            }
        };
    }
}
