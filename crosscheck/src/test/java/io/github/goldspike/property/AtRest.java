package io.github.goldspike.property;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A network in which nothing happens before the first input, and whose loss does not depend on when that is. */
final class AtRest {

    private AtRest() {}

    static Network of(Network network) {
        List<Population> populations = new ArrayList<>();
        for (Population population : network.populations()) {
            populations.add(population instanceof Population.Neurons neurons ? resting(neurons) : population);
        }
        return Rewritten.with(
                network, populations, network.projections(), network.loss().map(AtRest::timeless));
    }

    private static Population resting(Population.Neurons neurons) {
        List<Rational> leak = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            boolean fires = neurons.threshold(n).isPresent()
                    && neurons.leak().of(n).compareTo(neurons.threshold(n).get()) >= 0;
            leak.add(fires ? neurons.reset().of(n) : neurons.leak().of(n));
        }
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                neurons.membrane(),
                neurons.threshold(),
                neurons.reset(),
                Parameter.each(leak),
                Optional.empty(),
                neurons.refractory());
    }

    private static Loss timeless(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(), entropy.label(), entropy.tau0(), entropy.tau1(), Rational.ZERO);
        }
        return loss instanceof Loss.VoltageIntegral integral
                ? new Loss.VoltageIntegral(integral.population(), integral.weights(), Rational.ZERO)
                : loss;
    }
}
