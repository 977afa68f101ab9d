package io.github.goldspike.shrinking;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.shrinking.NetworkReductions.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What pushes each neuron to its threshold: the weights onto it, each as often as its source spikes (a neuron counts as one spike). */
final class Drive {

    private static final Rational MOST = Rational.of(32);

    private final Map<Unit, Rational> onto = new HashMap<>();

    private Drive(Network network) {
        for (Projection projection : network.projections()) {
            Population from = network.population(projection.from());
            projection.synapses().forEach(synapse -> {
                int spikes = from instanceof Population.Source source
                        ? source.trains().get(synapse.pre()).size()
                        : 1;
                onto.merge(
                        new Unit(projection.to(), synapse.post()),
                        synapse.weight().times(Rational.of(spikes)),
                        Rational::plus);
            });
        }
    }

    /**
     * A network with its weights made greater, so that neurons are driven as they were before parts were taken out; the same
     * network if none lost drive.
     */
    static Network restored(Network before, Network after) {
        Map<Unit, Rational> had = renamed(before, after);
        Map<Unit, Rational> has = new Drive(after).onto;
        List<Projection> projections = after.projections().stream()
                .map(projection -> new Projection(
                        projection.from(),
                        projection.to(),
                        projection.response(),
                        scaled(projection.connectivity(), post -> factor(had, has, new Unit(projection.to(), post)))))
                .toList();
        return new Network(
                after.id(), after.convention(), after.horizon(), after.populations(), projections, after.loss());
    }

    private static Connectivity scaled(Connectivity connectivity, IntFunction<Rational> factor) {
        if (connectivity instanceof Connectivity.Listed listed) {
            return new Connectivity.Listed(listed.synapses().stream()
                    .map(synapse -> new Synapse(
                            synapse.pre(),
                            synapse.post(),
                            synapse.weight().times(factor.apply(synapse.post())),
                            synapse.delay()))
                    .toList());
        }
        Connectivity.Matrix matrix = (Connectivity.Matrix) connectivity;
        return new Connectivity.Matrix(
                matrix.weights().stream().map(row -> scaled(row, factor)).toList(), matrix.delays());
    }

    private static List<Optional<Rational>> scaled(List<Optional<Rational>> row, IntFunction<Rational> factor) {
        return IntStream.range(0, row.size())
                .mapToObj(post -> row.get(post).map(weight -> weight.times(factor.apply(post))))
                .toList();
    }

    private static Rational factor(Map<Unit, Rational> had, Map<Unit, Rational> has, Unit unit) {
        Rational left = has.getOrDefault(unit, Rational.ZERO);
        Rational full = had.getOrDefault(unit, Rational.ZERO);
        if (left.signum() <= 0 || full.compareTo(left) <= 0) {
            return Rational.ONE;
        }
        Rational factor = full.dividedBy(left);
        return factor.compareTo(MOST) > 0 ? MOST : factor;
    }

    /** The drive before; only of populations whose neurons are all there still, as others are counted anew. */
    private static Map<Unit, Rational> renamed(Network before, Network after) {
        Map<Unit, Rational> drive = new HashMap<>(new Drive(before).onto);
        Map<String, Integer> sizes = new HashMap<>();
        after.populations().forEach(population -> sizes.put(population.name(), population.size()));
        before.populations().stream()
                .filter(population ->
                        !Optional.of(population.size()).equals(Optional.ofNullable(sizes.get(population.name()))))
                .forEach(population ->
                        drive.keySet().removeIf(unit -> unit.population().equals(population.name())));
        return drive;
    }
}
