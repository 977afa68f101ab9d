package io.github.goldspike.study;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random networks of two layers of neurons, α ≠ β, with input times that are multiples of 1/8. */
final class Layered {

    private static final int EIGHTHS = 8;
    /** Weights have so many bits, so that they are the same numbers in every engine. */
    private static final double UNIT = 1 << 16;

    private static final Rational ALPHA = Rational.of(2);
    private static final Rational BETA = Rational.ONE;

    private Layered() {}

    /**
     * @param neurons of each layer, and inputs
     * @param horizon in units of 1/β; inputs come all the time
     */
    static Network of(long seed, int neurons, int horizon) {
        return of(
                seed,
                neurons,
                horizon,
                Population.Neurons.uniform("out", neurons, BETA, Rational.ONE),
                new Loss.FirstSpikeCrossEntropy("out", 0, Rational.of(1, 2), Rational.ONE, Rational.of(1, 8)));
    }

    /**
     * The last layer has no threshold, and the loss is ½ ∫ (V − ½)² dt of its first neuron, which has a meaning on a grid, too.
     *
     * @param neurons of each layer, and inputs
     * @param horizon in units of 1/β; inputs come all the time
     */
    static Network withReadout(long seed, int neurons, int horizon) {
        return of(seed, neurons, horizon, readout(neurons), new Loss.VoltageSquare("out", 0, Rational.of(1, 2)));
    }

    private static Network of(long seed, int neurons, int horizon, Population out, Loss loss) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Rational>> trains = new ArrayList<>();
        for (int unit = 0; unit < neurons; unit++) {
            List<Rational> train = new ArrayList<>();
            for (int eighth = random.nextInt(EIGHTHS); eighth < EIGHTHS * horizon; eighth += 2 + random.nextInt(10)) {
                train.add(Rational.of(eighth, EIGHTHS));
            }
            trains.add(train);
        }
        return new Network(
                "study-" + seed,
                Convention.KERNEL,
                Rational.of(horizon),
                List.of(
                        new Population.Source("in", trains),
                        Population.Neurons.uniform("hid", neurons, BETA, Rational.ONE),
                        out),
                List.of(projection("in", "hid", neurons, 4, random), projection("hid", "out", neurons, 5, random)),
                Optional.of(loss));
    }

    private static Population readout(int neurons) {
        return new Population.Neurons(
                "out",
                neurons,
                TimeConstant.rate(BETA),
                Optional.empty(),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.ZERO),
                Optional.empty(),
                Parameter.shared(Rational.ZERO));
    }

    private static Projection projection(String from, String to, int size, double strength, SplittableRandom random) {
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        for (int pre = 0; pre < size; pre++) {
            List<Optional<Rational>> row = new ArrayList<>();
            for (int post = 0; post < size; post++) {
                double weight = strength / Math.sqrt(size) * (1.3 * random.nextDouble() - 0.3);
                row.add(Optional.of(Rational.of(Math.rint(weight * UNIT) / UNIT)));
            }
            weights.add(row);
        }
        return new Projection(
                from,
                to,
                SynapticDecay.shared(TimeConstant.rate(ALPHA)),
                new Connectivity.Matrix(weights, Connectivity.Delays.NONE));
    }
}
