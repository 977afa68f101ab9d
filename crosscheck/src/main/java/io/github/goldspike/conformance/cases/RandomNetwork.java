package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Feature;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Draws a small network that needs no feature beyond those allowed, in normal form. */
final class RandomNetwork {

    private static final double HAS_FEATURE = 0.4;

    private final RandomSource draw;
    private final Set<Feature> allowed;
    private final boolean heterogeneous;
    private final boolean equal;
    private final boolean delays;
    private final boolean recurrent;
    private final double beta;
    private final double alpha;

    private RandomNetwork(RandomSource draw, Set<Feature> allowed) {
        this.draw = draw;
        this.allowed = allowed;
        heterogeneous = has(Feature.HETEROGENEOUS);
        equal = has(Feature.EQUAL_TIME_CONSTANTS);
        delays = has(Feature.DELAYS);
        recurrent = has(Feature.RECURRENT);
        beta = draw.rate(0.3, 3);
        alpha = alphaFor(beta);
    }

    static Network of(String id, RandomSource draw, Set<Feature> allowed) {
        return NormalForm.of(RandomCurrents.added(new RandomNetwork(draw, allowed).network(id), draw, allowed));
    }

    private boolean has(Feature feature) {
        // Drawn in any case, so that one feature more or less changes little else.
        boolean drawn = draw.chance(HAS_FEATURE);
        return drawn && allowed.contains(feature);
    }

    private Network network(String id) {
        List<Population> populations = new ArrayList<>();
        populations.add(source());
        int layers = draw.chance(0.55) ? 1 : draw.integer(2, 3);
        for (int layer = 0; layer < layers; layer++) {
            populations.add(neurons("abc".substring(layer, layer + 1), draw.integer(1, layers == 1 ? 4 : 3), true));
        }
        if (has(Feature.READOUT)) {
            populations.add(neurons("ro", draw.integer(1, 2), false));
        }
        List<Projection> projections = new ArrayList<>();
        for (int to = 1; to < populations.size(); to++) {
            projections.add(projection(populations.get(to - 1), populations.get(to), false));
            if (to > 1 && draw.chance(0.15)) {
                projections.add(projection(populations.get(0), populations.get(to), false));
            }
        }
        if (recurrent) {
            int from = draw.integer(1, layers);
            projections.add(projection(populations.get(from), populations.get(draw.integer(1, from)), true));
        }
        return new Network(
                id,
                Convention.KERNEL,
                Rational.of(draw.between(2, 5)),
                populations,
                projections,
                loss(populations, layers));
    }

    private Population source() {
        List<List<Rational>> trains = new ArrayList<>();
        for (int unit = draw.integer(1, 4); unit > 0; unit--) {
            trains.add(IntStream.range(0, draw.integer(1, 4))
                    .mapToObj(k -> Rational.of(draw.between(0, 2)))
                    .sorted()
                    .toList());
        }
        return new Population.Source("in", trains);
    }

    private Population neurons(String name, int size, boolean spiking) {
        double[] thresholds = IntStream.range(0, size)
                .mapToDouble(n -> draw.chance(0.5) ? 1 : draw.between(0.5, 1.5))
                .toArray();
        boolean leaky = has(Feature.LEAK);
        boolean starts = has(Feature.INITIAL);
        boolean resets = has(Feature.RESET);
        boolean driven = leaky && starts && draw.chance(0.2);
        boolean refractory = has(Feature.REFRACTORY);
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(TimeConstant.Form.RATE, each(size, n -> heterogeneous ? draw.rate(0.3, 3) : beta)),
                Optional.of(new Threshold(
                        false,
                        IntStream.range(0, size)
                                .mapToObj(n ->
                                        spiking ? Optional.of(Rational.of(thresholds[n])) : Optional.<Rational>empty())
                                .toList())),
                each(size, n -> resets ? draw.between(-0.6, 0.6) * thresholds[n] : 0),
                each(size, n -> leaky ? draw.between(-0.5, driven ? 1.5 : 0.8) * thresholds[n] : 0),
                starts ? Optional.of(each(size, n -> draw.between(-0.5, 0.8) * thresholds[n])) : Optional.empty(),
                each(size, n -> refractory ? draw.between(0.05, 0.5) : 0));
    }

    private static Parameter each(int size, IntToDoubleFunction value) {
        return Parameter.each(IntStream.range(0, size)
                .mapToObj(n -> Rational.of(value.applyAsDouble(n)))
                .toList());
    }

    private Projection projection(Population from, Population to, boolean back) {
        Population.Neurons target = (Population.Neurons) to;
        boolean self = has(Feature.SELF_CONNECTIONS);
        double scale = (back ? 1.5 : 6) / Math.sqrt(from.size());
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        List<List<Optional<Rational>>> times = new ArrayList<>();
        for (int pre = 0; pre < from.size(); pre++) {
            List<Optional<Rational>> row = new ArrayList<>();
            List<Optional<Rational>> delay = new ArrayList<>();
            for (int post = 0; post < to.size(); post++) {
                boolean autapse = from.name().equals(to.name()) && pre == post;
                boolean joined = autapse ? self : draw.chance(0.85);
                double weight = draw.chance(0.03) ? 0 : scale * draw.between(-0.35, 1);
                row.add(joined ? Optional.of(Rational.of(weight)) : Optional.empty());
                delay.add(Optional.of(Rational.of(draw.chance(0.1) ? 0 : draw.between(0.02, 1))));
            }
            weights.add(row);
            times.add(delay);
        }
        return new Projection(
                from.name(),
                to.name(),
                decay(from.size(), target),
                new Connectivity.Matrix(weights, delays ? new Delays.Each(times) : Delays.NONE));
    }

    private SynapticDecay decay(int rows, Population.Neurons target) {
        if (!heterogeneous) {
            return SynapticDecay.shared(TimeConstant.rate(Rational.of(alpha)));
        }
        double rate = target.beta(0).toDouble();
        return switch (draw.integer(0, 2)) {
            case 0 -> SynapticDecay.shared(TimeConstant.rate(Rational.of(alphaFor(rate))));
            case 1 -> rates(SynapticDecay.Axis.PRE, rows, pre -> alphaFor(rate));
            default ->
                rates(
                        SynapticDecay.Axis.POST,
                        target.size(),
                        post -> alphaFor(target.beta(post).toDouble()));
        };
    }

    private SynapticDecay rates(SynapticDecay.Axis axis, int size, IntToDoubleFunction rate) {
        return new SynapticDecay(axis, new TimeConstant(TimeConstant.Form.RATE, each(size, rate)));
    }

    /** A synaptic rate that suits a membrane rate; where α = β is allowed it may also come near to that. */
    private double alphaFor(double membrane) {
        double other = draw.rate(0.4, 4);
        double nearness = draw.of(List.of(1e-12, 1e-9, 1e-6, 1e-3));
        boolean same = draw.chance(0.6);
        if (equal) {
            return same ? membrane : draw.chance(0.4) ? membrane * (1 + nearness) : other;
        }
        return Math.abs(other - membrane) < 0.05 * membrane ? membrane * 2 : other;
    }

    private Optional<Loss> loss(List<Population> populations, int layers) {
        Population last = populations.get(layers);
        double kind = draw.between(0, 1);
        int label = draw.integer(0, last.size() - 1);
        double first = draw.rate(0.1, 1);
        double second = draw.rate(0.5, 2);
        if (kind < 0.08) {
            return Optional.empty();
        }
        boolean readout = populations.size() > layers + 1;
        if (readout && kind < 0.18) {
            return Optional.of(potential(populations.get(layers + 1), kind < 0.13));
        }
        if (kind < 0.65) {
            return Optional.of(new Loss.FirstSpikeCrossEntropy(
                    last.name(),
                    label,
                    Rational.of(first),
                    Rational.of(second),
                    Rational.of(draw.chance(0.3) ? 0 : draw.between(0, 0.5))));
        }
        List<Loss.SpikeTimeSquare.Target> targets = new ArrayList<>();
        for (int k = draw.integer(1, 3); k > 0; k--) {
            Population population = draw.chance(0.7) ? last : populations.get(draw.integer(1, layers));
            targets.add(new Loss.SpikeTimeSquare.Target(
                    population.name(),
                    draw.integer(0, population.size() - 1),
                    draw.chance(0.75) ? 0 : 1,
                    Rational.of(draw.between(0.1, 2.5))));
        }
        return Optional.of(new Loss.SpikeTimeSquare(targets.stream().distinct().toList()));
    }

    private Loss potential(Population readout, boolean square) {
        return square
                ? new Loss.VoltageSquare(
                        readout.name(), draw.integer(0, readout.size() - 1), Rational.of(draw.between(-0.5, 1)))
                : new Loss.VoltageIntegral(
                        readout.name(),
                        Collections.nCopies(readout.size(), Rational.of(draw.between(-1, 1))),
                        Rational.of(draw.chance(0.5) ? 0 : draw.between(0, 1)));
    }
}
