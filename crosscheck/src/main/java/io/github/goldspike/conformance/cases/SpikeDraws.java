package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes a drawn network where its own spikes say. */
final class SpikeDraws {

    private SpikeDraws() {}

    /** The same network up to between its last spike before any neuron's second one and that; empty if there is no second one. */
    static Optional<Network> beforeSecondSpikes(Golden golden) {
        double second = trains(golden)
                .filter(train -> train.size() > 1)
                .mapToDouble(train -> train.get(1).doubleValue())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double before = trains(golden)
                .flatMap(List::stream)
                .mapToDouble(BigDecimal::doubleValue)
                .filter(time -> time < second)
                .max()
                .orElse(0);
        Network network = golden.network();
        return Double.isInfinite(second)
                ? Optional.empty()
                : Optional.of(with(network, Rational.of((before + second) / 2), network.populations()));
    }

    private static Stream<List<BigDecimal>> trains(Golden golden) {
        return golden.spikes().neurons();
    }

    private static Network with(Network network, Rational horizon, List<Population> populations) {
        return new Network(
                network.id(), network.convention(), horizon, populations, network.projections(), network.loss());
    }

    /** The same network with one more input, which arrives at a neuron while it is held after a spike, or just after that; empty if none is held. */
    static Optional<Network> withInputWhileHeld(Golden golden, RandomSource draw) {
        Network network = golden.network();
        for (Projection projection : network.projections()) {
            Population.Neurons target = (Population.Neurons) network.population(projection.to());
            if (network.population(projection.from()) instanceof Population.Source source) {
                for (Synapse synapse : projection.synapses()) {
                    double held = target.refractory().of(synapse.post()).toDouble();
                    List<BigDecimal> train = golden.spikes().getOrNone(target.name()).stream()
                            .skip(synapse.post())
                            .findFirst()
                            .orElse(List.of());
                    if (held > 0 && !train.isEmpty() && draw.chance(0.5)) {
                        double time = train.get(0).doubleValue()
                                + held * draw.between(0.2, 1.1)
                                - synapse.delay().toDouble();
                        return time > 0 && time < network.horizon().toDouble()
                                ? Optional.of(
                                        with(network, network.horizon(), added(network, source, synapse.pre(), time)))
                                : Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Population> added(Network network, Population.Source source, int unit, double time) {
        List<List<Rational>> trains = new ArrayList<>(source.trains());
        trains.set(
                unit,
                Stream.concat(trains.get(unit).stream(), Stream.of(Rational.of(time)))
                        .sorted()
                        .toList());
        Population changed = new Population.Source(source.name(), trains);
        return network.populations().stream()
                .map(population -> population.name().equals(source.name()) ? changed : population)
                .toList();
    }
}
