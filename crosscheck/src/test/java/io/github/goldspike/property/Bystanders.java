package io.github.goldspike.property;

import io.github.goldspike.model.Connectivity;
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

/** Neurons that listen and send, but never spike: inhibited by all, with strong synapses to all. */
final class Bystanders {

    private static final String NAME = "bystanders";

    private Bystanders() {}

    static Network addedTo(Network network) {
        List<Population> populations = new ArrayList<>(network.populations());
        populations.add(new Population.Neurons(
                NAME,
                2,
                TimeConstant.rate(Rational.of(3, 2)),
                Optional.of(Threshold.shared(Rational.ONE)),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.ZERO),
                Optional.empty(),
                Parameter.shared(Rational.ZERO)));
        List<Projection> projections = new ArrayList<>(network.projections());
        for (Population population : network.populations()) {
            List<Synapse> heard = new ArrayList<>();
            List<Synapse> sent = new ArrayList<>();
            for (int n = 0; n < population.size(); n++) {
                heard.add(new Synapse(n, n % 2, Rational.of(-1), Rational.ZERO));
                sent.add(new Synapse(n % 2, n, Rational.of(5), Rational.ZERO));
            }
            projections.add(projection(population.name(), NAME, heard));
            if (population instanceof Population.Neurons) {
                projections.add(projection(NAME, population.name(), sent));
            }
        }
        return Rewritten.with(network, populations, projections, network.loss());
    }

    private static Projection projection(String from, String to, List<Synapse> synapses) {
        return new Projection(
                from, to, SynapticDecay.shared(TimeConstant.rate(Rational.ONE)), new Connectivity.Listed(synapses));
    }
}
