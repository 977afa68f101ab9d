package io.github.goldspike.certified;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes small networks down in a few words: sources "in", neurons "n" with β = 1, ϑ = 1. */
final class SmallNetworks {

    private final List<List<Rational>> trains = new ArrayList<>();
    private final List<Synapse> fromInput = new ArrayList<>();
    private final List<Synapse> recurrent = new ArrayList<>();
    private String alpha = "2";
    private String horizon = "5";
    private String leak = "0";
    private String refractory = "0";
    private boolean mirrored;
    private Optional<Loss> loss = Optional.empty();

    SmallNetworks source(String... times) {
        trains.add(Stream.of(times).map(Rational::parse).toList());
        return this;
    }

    SmallNetworks alpha(String value) {
        alpha = value;
        return this;
    }

    SmallNetworks horizon(String value) {
        horizon = value;
        return this;
    }

    /** Of all neurons, which start at 0 nevertheless. */
    SmallNetworks leak(String value) {
        leak = value;
        return this;
    }

    SmallNetworks refractory(String value) {
        refractory = value;
        return this;
    }

    /**
     * Neuron 1 has β and α of its synapses exchanged. The kernel is symmetric in them, so up to its first spike its potential is what it
     * would be otherwise, but no name of a crossing says so.
     */
    SmallNetworks mirrored() {
        mirrored = true;
        return this;
    }

    SmallNetworks loss(Loss value) {
        loss = Optional.of(value);
        return this;
    }

    SmallNetworks feed(int source, int neuron, String weight) {
        fromInput.add(new Synapse(source, neuron, Rational.parse(weight), Rational.ZERO));
        return this;
    }

    SmallNetworks connect(int pre, int post, String weight, String delay) {
        recurrent.add(new Synapse(pre, post, Rational.parse(weight), Rational.parse(delay)));
        return this;
    }

    Network neurons(int size) {
        Rational rate = Rational.parse(alpha);
        SynapticDecay decay = mirrored
                ? new SynapticDecay(SynapticDecay.Axis.POST, each(size, rate, Rational.ONE))
                : SynapticDecay.shared(TimeConstant.rate(rate));
        return new Network(
                "small",
                Convention.KERNEL,
                Rational.parse(horizon),
                List.of(
                        new Population.Source("in", trains),
                        new Population.Neurons(
                                "n",
                                size,
                                mirrored ? each(size, Rational.ONE, rate) : TimeConstant.rate(Rational.ONE),
                                Optional.of(Threshold.shared(Rational.ONE)),
                                Parameter.shared(Rational.ZERO),
                                Parameter.shared(Rational.parse(leak)),
                                leak.equals("0") ? Optional.empty() : Optional.of(Parameter.shared(Rational.ZERO)),
                                Parameter.shared(Rational.parse(refractory)))),
                List.of(
                        new Projection("in", "n", decay, new Connectivity.Listed(fromInput)),
                        new Projection("n", "n", decay, new Connectivity.Listed(recurrent))),
                loss);
    }

    private static TimeConstant each(int size, Rational ofOthers, Rational ofNeuron1) {
        List<Rational> rates = new ArrayList<>(Collections.nCopies(size, ofOthers));
        rates.set(1, ofNeuron1);
        return new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates));
    }
}
