package io.github.goldspike.property;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random networks of every kind that the specification allows. */
public final class Networks {

    private Networks() {}

    /** Any network, one in five with a potential that comes very near to its threshold. */
    public static Arbitrary<Network> any() {
        return Arbitraries.frequencyOf(Tuple.of(4, plain()), Tuple.of(1, nearGrazing()));
    }

    static Arbitrary<Network> plain() {
        return sketches(losses(0, 4)).map(NetworkSketch::network);
    }

    /** Any network in which no neuron is held after a spike: what V does then is no sum of kernels. */
    static Arbitrary<Network> withoutRefractoryPeriods() {
        Arbitrary<NetworkSketch> sketches = sketches(losses(0, 4), Arbitraries.just(Optional.empty()));
        return Arbitraries.frequencyOf(
                Tuple.of(4, sketches.map(NetworkSketch::network)), Tuple.of(1, grazing(sketches)));
    }

    /** Any network that has a loss. */
    static Arbitrary<Network> withLoss() {
        Arbitrary<NetworkSketch> sketches = sketches(losses(1, 4));
        return Arbitraries.frequencyOf(
                Tuple.of(4, sketches.map(NetworkSketch::network)), Tuple.of(1, grazing(sketches)));
    }

    /** With one neuron whose first peak is a factor 1 ± 10^-6 to 1 ± 10^-20 away from the threshold. */
    static Arbitrary<Network> nearGrazing() {
        return grazing(sketches(losses(0, 4)));
    }

    private static Arbitrary<Network> grazing(Arbitrary<NetworkSketch> sketches) {
        Arbitrary<GrazingNeuron> neurons = Combinators.combine(
                        Rationals.positive(),
                        Rationals.tenths(0, 20),
                        Rationals.integers(6, 20),
                        Arbitraries.of(true, false),
                        Rationals.tenths(-20, 20),
                        Arbitraries.of(true, false))
                .as(GrazingNeuron::new);
        return Combinators.combine(sketches, neurons).as((sketch, neuron) -> neuron.addedTo(sketch.network()));
    }

    private static Arbitrary<NetworkSketch> sketches(Arbitrary<NetworkSketch.LossSketch> losses) {
        return sketches(losses, refractoryPeriods());
    }

    private static Arbitrary<NetworkSketch> sketches(
            Arbitrary<NetworkSketch.LossSketch> losses, Arbitrary<Optional<Rational>> refractoryPeriods) {
        return Combinators.combine(
                        styles(),
                        trains().list().ofMinSize(1).ofMaxSize(3),
                        neurons(refractoryPeriods).list().ofMinSize(1).ofMaxSize(4),
                        wires(),
                        decays().list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(false, true),
                        Arbitraries.frequency(Tuple.of(7, 0), Tuple.of(2, 1), Tuple.of(1, 2)),
                        losses)
                .as(NetworkSketch::new);
    }

    private static Arbitrary<NetworkSketch.Style> styles() {
        return Combinators.combine(
                        Arbitraries.of(Convention.KERNEL, Convention.CURRENT),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Rationals.tenths(20, 40)), Tuple.of(1, Rationals.tenths(0, 20))),
                        Rationals.integers(0, 4095))
                .as(NetworkSketch.Style::new);
    }

    private static Arbitrary<List<Rational>> trains() {
        Arbitrary<Rational> times =
                Arbitraries.frequencyOf(Tuple.of(5, Rationals.tenths(0, 20)), Tuple.of(1, Rationals.between(0, 2)));
        return times.list()
                .ofMinSize(0)
                .ofMaxSize(4)
                .map(train -> train.stream().sorted().toList());
    }

    private static Arbitrary<NetworkSketch.Neuron> neurons(Arbitrary<Optional<Rational>> refractoryPeriods) {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Rationals.positive(),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Rational.ONE)), Tuple.of(2, Rationals.tenths(5, 20))),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Rational.ONE)), Tuple.of(2, Rationals.tenths(2, 25))),
                        seldom(Rationals.tenths(-10, 25)),
                        seldom(Rationals.tenths(1, 20)),
                        refractoryPeriods)
                .as(NetworkSketch.Neuron::new);
    }

    /** Often as long as a delay. */
    private static Arbitrary<Optional<Rational>> refractoryPeriods() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Optional.empty())),
                Tuple.of(1, Rationals.tenths(1, 10).map(Optional::of)));
    }

    private static Arbitrary<Optional<Rational>> seldom(Arbitrary<Rational> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Optional.empty())), Tuple.of(1, values.map(Optional::of)));
    }

    private static Arbitrary<List<NetworkSketch.Wire>> wires() {
        Arbitrary<Rational> delays = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Rational.ZERO)), Tuple.of(2, Rationals.tenths(0, 10)));
        Arbitrary<Integer> units = Rationals.integers(0, 11);
        Arbitrary<Rational> strong = Arbitraries.frequencyOf(
                Tuple.of(9, Rationals.between(-1, 8)), Tuple.of(1, Arbitraries.just(Rational.ZERO)));
        Arbitrary<Rational> weak = Arbitraries.frequencyOf(
                Tuple.of(9, Rationals.between(-3, 2)), Tuple.of(1, Arbitraries.just(Rational.ZERO)));
        Arbitrary<NetworkSketch.Wire> fromSource = Combinators.combine(units, units, strong, delays)
                .as((pre, post, weight, delay) -> new NetworkSketch.Wire(true, pre, post, weight, delay));
        Arbitrary<NetworkSketch.Wire> fromNeuron = Combinators.combine(units, units, weak, delays)
                .as((pre, post, weight, delay) -> new NetworkSketch.Wire(false, pre, post, weight, delay));
        return Arbitraries.frequencyOf(Tuple.of(3, fromSource), Tuple.of(2, fromNeuron))
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<NetworkSketch.Decay> decays() {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(3, 2), Tuple.of(1, 0), Tuple.of(1, 1)),
                        Arbitraries.of(SynapticDecay.Axis.class),
                        Rationals.positive().list().ofMinSize(1).ofMaxSize(3))
                .as(NetworkSketch.Decay::new);
    }

    /** Kinds of losses, 0 none. */
    private static Arbitrary<NetworkSketch.LossSketch> losses(int first, int last) {
        return Combinators.combine(
                        Rationals.integers(first, last),
                        Rationals.integers(0, 2),
                        Rationals.integers(0, 5),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 2)),
                        Rationals.positive(),
                        Rationals.positive())
                .as(NetworkSketch.LossSketch::new);
    }
}
