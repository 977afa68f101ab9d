package io.github.goldspike.textbook;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Builds small networks for tests; every projection is a list of synapses. */
final class Networks {

    private final Rational horizon;
    private final List<Population> populations = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private Convention convention = Convention.KERNEL;
    private Optional<Loss> loss = Optional.empty();

    private Networks(Rational horizon) {
        this.horizon = horizon;
    }

    static Networks until(String horizon) {
        return new Networks(Rational.parse(horizon));
    }

    /** One source unit. */
    Networks source(String name, String... times) {
        populations.add(new Population.Source(
                name, List.of(Arrays.stream(times).map(Rational::parse).toList())));
        return this;
    }

    /** One neuron with reset, leak and initial potential zero. */
    Networks neuron(String name, String beta, String threshold) {
        return neuron(name, beta, threshold, "0", "0", "0");
    }

    /** One neuron; an empty threshold makes it a readout. */
    Networks neuron(String name, String beta, String threshold, String reset, String leak, String initial) {
        return neuron(name, beta, threshold, reset, leak, initial, "0");
    }

    Networks neuron(
            String name, String beta, String threshold, String reset, String leak, String initial, String refractory) {
        populations.add(new Population.Neurons(
                name,
                1,
                TimeConstant.rate(Rational.parse(beta)),
                threshold.isEmpty() ? Optional.empty() : Optional.of(Threshold.shared(Rational.parse(threshold))),
                Parameter.shared(Rational.parse(reset)),
                Parameter.shared(Rational.parse(leak)),
                Optional.of(Parameter.shared(Rational.parse(initial))),
                Parameter.shared(Rational.parse(refractory))));
        return this;
    }

    Networks synapse(String from, String to, String alpha, String weight) {
        return synapse(from, to, alpha, weight, "0");
    }

    Networks synapse(String from, String to, String alpha, String weight, String delay) {
        return synapses(from, to, alpha, new Synapse(0, 0, Rational.parse(weight), Rational.parse(delay)));
    }

    Networks synapses(String from, String to, String alpha, Synapse... synapses) {
        projections.add(new Projection(
                from,
                to,
                SynapticDecay.shared(TimeConstant.rate(Rational.parse(alpha))),
                new Connectivity.Listed(List.of(synapses))));
        return this;
    }

    Networks loss(Loss some) {
        loss = Optional.of(some);
        return this;
    }

    Networks inCurrentConvention() {
        convention = Convention.CURRENT;
        return this;
    }

    Network build() {
        return new Network("", convention, horizon, populations, projections, loss);
    }
}
