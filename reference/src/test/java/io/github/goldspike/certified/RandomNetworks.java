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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Networks drawn from a seed: sources "in", a recurrent layer "hidden" with self-connections, a layer "out" of spiking neurons
 * and a linear readout, fed with several rates (α = β among them), delays (none among them), leak, reset, initial potentials
 * and either convention.
 */
final class RandomNetworks {

    private static final int INPUTS = 3;
    private static final int HIDDEN = 3;
    private static final int OUT = 3;
    private static final Rational HORIZON = Rational.of(3);

    private final Random random;

    private RandomNetworks(long seed) {
        this.random = new Random(seed);
    }

    /** One network for each seed and each of the four kinds of loss. */
    static List<Network> withEveryLoss(long seed) {
        return withEveryLoss(new RandomNetworks(seed).network(seed));
    }

    /** The same, neurons having refractory periods. */
    static List<Network> refractoryWithEveryLoss(long seed) {
        return withEveryLoss(refractory(new RandomNetworks(seed).network(seed), new Random(~seed)));
    }

    /** Every third or so has no refractory period. */
    private static Network refractory(Network network, Random random) {
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Neurons neurons
                        ? neurons.withRefractory(Parameter.each(IntStream.range(0, neurons.size())
                                .mapToObj(n -> Rational.of(Math.max(0, random.nextInt(900) - 300), 1000))
                                .toList()))
                        : population)
                .toList();
        return new Network(
                network.id() + " refractory",
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    private static List<Network> withEveryLoss(Network network) {
        return losses().map(loss -> new Network(
                        network.id() + " " + loss.kind(),
                        network.convention(),
                        network.horizon(),
                        network.populations(),
                        network.projections(),
                        Optional.of(loss)))
                .toList();
    }

    private static Stream<Loss> losses() {
        Rational half = Rational.of(1, 2);
        return Stream.of(
                new Loss.FirstSpikeCrossEntropy("out", 0, half, Rational.of(3), Rational.of(1, 10)),
                new Loss.SpikeTimeSquare(List.of(
                        new Loss.SpikeTimeSquare.Target("out", 0, 0, half),
                        new Loss.SpikeTimeSquare.Target("hidden", 1, 1, Rational.ONE))),
                new Loss.VoltageSquare("out", OUT - 1, half),
                new Loss.VoltageSquare("hidden", 0, Rational.of(1, 4)),
                new Loss.VoltageIntegral("out", List.of(Rational.ONE, half.negate(), Rational.of(2)), half));
    }

    private Network network(long seed) {
        Convention convention = seed % 2 == 0 ? Convention.KERNEL : Convention.CURRENT;
        List<Rational> betas = Stream.of("0.5", "1", "1.5").map(Rational::parse).toList();
        return new Network(
                "seed " + seed,
                convention,
                HORIZON,
                List.of(
                        new Population.Source("in", trains()),
                        neurons("hidden", HIDDEN, betas, false),
                        neurons("out", OUT, betas, true)),
                List.of(
                        projection("in", "hidden", INPUTS, HIDDEN, "2", "1.5"),
                        projection("in", "out", INPUTS, OUT, "1.5", "1.5"),
                        projection("hidden", "hidden", HIDDEN, HIDDEN, "-0.2", "0.6"),
                        projection("hidden", "out", HIDDEN, OUT, "0.5", "1"),
                        projection("out", "hidden", OUT, HIDDEN, "-0.1", "0.4")),
                Optional.empty());
    }

    private List<List<Rational>> trains() {
        return IntStream.range(0, INPUTS)
                .mapToObj(source -> IntStream.range(0, 2)
                        .mapToObj(k -> thousandths(0, 2000))
                        .sorted()
                        .toList())
                .toList();
    }

    private Population.Neurons neurons(String name, int size, List<Rational> betas, boolean readout) {
        List<Optional<Rational>> thresholds = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            thresholds.add(readout && n == size - 1 ? Optional.empty() : Optional.of(thousandths(700, 1000)));
        }
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(TimeConstant.Form.RATE, Parameter.each(betas)),
                Optional.of(new Threshold(false, thresholds)),
                each(size, -400, 300),
                each(size, -200, 200),
                Optional.of(each(size, -300, 500)),
                Parameter.shared(Rational.ZERO));
    }

    private Projection projection(String from, String to, int pre, int post, String mean, String spread) {
        List<Synapse> synapses = new ArrayList<>();
        for (int i = 0; i < pre; i++) {
            for (int j = 0; j < post; j++) {
                // Sometimes two parallel synapses, sometimes none.
                for (int copies = random.nextInt(8); copies > 0 && copies != 2; copies = copies == 7 ? 3 : 0) {
                    Rational jitter = thousandths(-1000, 1000).times(Rational.parse(spread));
                    Rational delay = random.nextBoolean() ? Rational.ZERO : thousandths(1, 1200);
                    synapses.add(new Synapse(i, j, Rational.parse(mean).plus(jitter), delay));
                }
            }
        }
        // "1" and "1.5" are rates of membranes too.
        List<Rational> alphas = IntStream.range(0, pre)
                .mapToObj(i -> Rational.parse(List.of("0.8", "1", "1.5", "4").get(random.nextInt(4))))
                .toList();
        SynapticDecay decay = new SynapticDecay(
                SynapticDecay.Axis.PRE, new TimeConstant(TimeConstant.Form.RATE, Parameter.each(alphas)));
        return new Projection(from, to, decay, new Connectivity.Listed(synapses));
    }

    private Parameter each(int size, int least, int most) {
        return Parameter.each(
                IntStream.range(0, size).mapToObj(n -> thousandths(least, most)).toList());
    }

    private Rational thousandths(int least, int most) {
        return Rational.of(least + random.nextInt(most - least + 1), 1000);
    }
}
