package io.github.goldspike.batch;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Layers with weights and one sample as a network of the specification, every double exactly as it is. */
public final class ModelNetwork {

    private static final String INPUT = "in";
    private static final String OUTPUT = "out";

    private ModelNetwork() {}

    /** The populations are called in, hidden (hidden1, hidden2, … if there are several) and out; the loss is without its κ term. */
    public static Network of(String id, Weights weights, Stimulus stimulus, int label, FirstSpikeLoss loss) {
        Layers layers = weights.layers();
        List<Population> populations = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        populations.add(new Population.Source(INPUT, trains(layers.inputs(), stimulus)));
        for (int l = 0; l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            String name = name(l, layers.layers().size());
            projections.add(new Projection(
                    populations.get(l).name(),
                    name,
                    SynapticDecay.shared(TimeConstant.rate(Rational.of(layer.alpha()))),
                    new Connectivity.Matrix(matrix(weights, l), Delays.NONE)));
            populations.add(neurons(name, layer));
        }
        Loss entropy = new Loss.FirstSpikeCrossEntropy(
                OUTPUT, label, Rational.of(loss.tau0()), Rational.of(loss.tau1()), Rational.of(loss.gamma()));
        return new Network(
                id, Convention.KERNEL, Rational.of(layers.horizon()), populations, projections, Optional.of(entropy));
    }

    private static String name(int layer, int layers) {
        if (layer == layers - 1) {
            return OUTPUT;
        }
        return layers == 2 ? "hidden" : "hidden" + (layer + 1);
    }

    private static List<List<Rational>> trains(int units, Stimulus stimulus) {
        List<List<Rational>> trains = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            int u = unit;
            trains.add(IntStream.range(0, stimulus.size())
                    .filter(k -> stimulus.unit(k) == u)
                    .mapToObj(k -> Rational.of(stimulus.time(k)))
                    .toList());
        }
        return trains;
    }

    private static Population.Neurons neurons(String name, Layer layer) {
        return new Population.Neurons(
                name,
                layer.neurons(),
                TimeConstant.rate(Rational.of(layer.beta())),
                Optional.of(Threshold.shared(Rational.of(layer.threshold()))),
                Parameter.shared(Rational.of(layer.reset())),
                Parameter.shared(Rational.ZERO),
                Optional.empty(),
                Parameter.shared(Rational.ZERO));
    }

    private static List<List<Optional<Rational>>> matrix(Weights weights, int l) {
        Layer layer = weights.layers().layers().get(l);
        return IntStream.range(0, layer.inputs())
                .mapToObj(i -> IntStream.range(0, layer.neurons())
                        .mapToObj(n -> Optional.of(Rational.of(weights.get(l, i, n))))
                        .toList())
                .toList();
    }
}
