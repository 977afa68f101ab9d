package io.github.goldspike.property;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A neuron that nearly grazes its threshold of one. With α = 2β one input of weight 4βϑ has its peak exactly at ϑ, when
 * e^{-βs} = 1/2. With two rates and two inputs the peak is found in doubles, which is near enough for 10^-13.
 *
 * @param beta β
 * @param input when the input comes
 * @param exponent the peak is a factor 1 ± 10^-exponent away from the threshold
 * @param above on which side
 * @param onward weight of its synapses to all neurons of the network
 * @param mixed whether two rates and two inputs drive it
 */
record GrazingNeuron(Rational beta, Rational input, int exponent, boolean above, Rational onward, boolean mixed) {

    /** The network with this neuron and its input added. */
    Network addedTo(Network network) {
        List<Population> populations = new ArrayList<>(network.populations());
        List<Rational> train = mixed ? List.of(input, input.plus(Rational.of(1, 2))) : List.of(input);
        populations.add(new Population.Source("grazing in", List.of(train)));
        populations.add(new Population.Neurons(
                "grazing",
                1,
                TimeConstant.rate(beta),
                Optional.of(Threshold.shared(Rational.ONE)),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.ZERO),
                Optional.empty(),
                Parameter.shared(Rational.ZERO)));
        Rational toFile = network.convention() == Convention.CURRENT ? beta.reciprocal() : Rational.ONE;
        List<Projection> projections = new ArrayList<>(network.projections());
        List<Rational> rates = mixed
                ? List.of(beta.times(Rational.of(3)), beta.times(Rational.of(1, 2)))
                : List.of(beta.times(Rational.of(2)));
        Rational weight = weight(rates).times(toFile);
        for (Rational rate : rates) {
            projections.add(
                    projection("grazing in", "grazing", rate, List.of(new Synapse(0, 0, weight, Rational.ZERO))));
        }
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                List<Synapse> synapses = new ArrayList<>();
                for (int n = 0; n < neurons.size(); n++) {
                    synapses.add(new Synapse(0, n, onward, Rational.ZERO));
                }
                projections.add(projection("grazing", neurons.name(), Rational.ONE, synapses));
            }
        }
        return new Network(
                network.id(),
                network.convention(),
                network.horizon().plus(Rational.of(2)),
                populations,
                projections,
                network.loss());
    }

    private static Projection projection(String from, String to, Rational rate, List<Synapse> synapses) {
        return new Projection(
                from, to, SynapticDecay.shared(TimeConstant.rate(rate)), new Connectivity.Listed(synapses));
    }

    private Rational weight(List<Rational> rates) {
        if (!mixed) {
            return beta.times(Rational.of(4)).times(Rationals.one(above, Rationals.powerOfTen(-exponent)));
        }
        double[] alphas = rates.stream().mapToDouble(Rational::toDouble).toArray();
        Rational critical = Rational.of(1 / peak(alphas, beta.toDouble()));
        return critical.times(Rationals.one(above, Rationals.powerOfTen(-Math.min(exponent, 12))));
    }

    /** Greatest potential for weights of one: a grid, then golden sections. */
    private static double peak(double[] alphas, double beta) {
        double step = 1e-3;
        double best = 0;
        for (double s = 0; s < 20; s += step) {
            best = response(alphas, beta, s) > response(alphas, beta, best) ? s : best;
        }
        double low = best - step;
        double high = best + step;
        double section = (Math.sqrt(5) - 1) / 2;
        for (int i = 0; i < 60; i++) {
            double width = high - low;
            if (response(alphas, beta, high - section * width) < response(alphas, beta, low + section * width)) {
                low = high - section * width;
            } else {
                high = low + section * width;
            }
        }
        return response(alphas, beta, (low + high) / 2);
    }

    private static double response(double[] alphas, double beta, double s) {
        double v = 0;
        for (double alpha : alphas) {
            v += Potential.kernel(alpha, beta, s);
            v += Potential.kernel(alpha, beta, s - 0.5);
        }
        return v;
    }
}
