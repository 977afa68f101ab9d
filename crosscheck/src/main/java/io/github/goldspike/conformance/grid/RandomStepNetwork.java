package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
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
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random networks in steps, in the regime of those who use grids: two layers of a few neurons, inputs on steps, decays between ½ and 0.98
 * a step. Every second one is coarse (powers of ½, weights in quarters), so that V = ϑ is met. All reals are binary64 numbers; only
 * features that are claimed are drawn, and what the engine says that networks must be is built in; its bounds count steps.
 */
final class RandomStepNetwork {

    private static final int STEPS = 24;

    private final Random random;
    private final Claims claims;
    private final boolean coarse;
    private final boolean oneRate;
    private final int leastDelay;
    private final int steps;

    private RandomStepNetwork(Random random, Claims claims) {
        this.random = random;
        this.claims = claims;
        this.coarse = random.nextBoolean();
        // α and β that are tied to one another are tied at every synapse if there is one of each.
        this.oneRate = !claims.has(Feature.HETEROGENEOUS) || claims.has(Restriction.ONE_RATE) || ordered();
        this.leastDelay =
                (int) Math.ceil(claims.bound(Restriction.DELAYS_AT_LEAST).orElse(0));
        this.steps =
                (int) Math.min(STEPS, claims.bound(Restriction.TIMES_AT_MOST).orElse(STEPS));
    }

    private boolean ordered() {
        return claims.has(Restriction.ALPHA_ABOVE_BETA) || claims.has(Restriction.ALPHA_TWICE_BETA);
    }

    /** A network; the same for the same seed and claims. */
    static Network of(String id, long seed, Claims claims) {
        // The first bits of Random are the same for thousands of seeds in a row.
        return new RandomStepNetwork(new Random(new SplittableRandom(seed).nextLong()), claims).network(id);
    }

    private boolean once(Feature feature, int in) {
        boolean drawn = random.nextInt(in) == 0;
        return drawn && claims.has(feature);
    }

    private Rational one(String... choices) {
        return Rational.parse(choices[random.nextInt(choices.length)]);
    }

    /** A binary64 number between two, of 20 bits. */
    private Rational between(double low, double high) {
        return Rational.of(Math.scalb(Math.rint(Math.scalb(low + (high - low) * random.nextDouble(), 20)), -20));
    }

    private Network network(String id) {
        List<Population> populations = new ArrayList<>();
        populations.add(source(2 + random.nextInt(2)));
        Rational beta = ordered() ? slowRate() : rate();
        Rational alpha = alpha(beta);
        populations.add(neurons("h", 2 + random.nextInt(2), beta, false));
        populations.add(neurons("o", 2, beta, once(Feature.READOUT, 5)));
        List<Projection> projections = new ArrayList<>();
        projections.add(projection(populations, 0, 1, alpha));
        projections.add(projection(populations, 1, 2, alpha));
        boolean chain = claims.has(Restriction.CHAINS);
        if (once(Feature.RECURRENT, 2) && !chain) {
            projections.add(projection(populations, 1, 1, alpha));
        }
        if (once(Feature.RECURRENT, 3) && !chain) {
            projections.add(projection(populations, 2, 1, alpha));
        }
        return new Network(
                id, Convention.KERNEL, Rational.of(steps), populations, projections, Optional.of(loss(populations)));
    }

    private Rational rate() {
        return coarse ? one("1/2", "1/4", "1/8") : between(0.02, 0.5);
    }

    private Rational slowRate() {
        return coarse ? one("1/4", "1/8") : between(0.02, 0.25);
    }

    private Rational alpha(Rational beta) {
        if (ordered()) {
            boolean twice = claims.has(Restriction.ALPHA_TWICE_BETA) || coarse;
            return twice ? beta.times(Rational.of(2)) : beta.plus(between(0.05, 0.25));
        }
        Rational alpha = rate();
        while (alpha.equals(beta) && !claims.has(Feature.EQUAL_TIME_CONSTANTS)) {
            alpha = rate();
        }
        return alpha;
    }

    private Population source(int size) {
        int first = Math.min(steps, claims.has(Restriction.NO_INPUT_AT_ZERO) ? 1 : 0);
        return new Population.Source(
                "in",
                Stream.generate(() -> IntStream.generate(() -> first + random.nextInt(Math.max(1, steps - first)))
                                .limit(2 + random.nextInt(5))
                                .sorted()
                                .mapToObj(Rational::of)
                                .toList())
                        .limit(size)
                        .toList());
    }

    private static Parameter each(int size, Supplier<Rational> value) {
        return Parameter.each(Stream.generate(value).limit(size).toList());
    }

    private Parameter orZero(Feature feature, int size, Supplier<Rational> value) {
        return once(feature, 3) ? each(size, value) : Parameter.shared(Rational.ZERO);
    }

    private Population neurons(String name, int size, Rational beta, boolean readout) {
        Parameter rates = oneRate || random.nextBoolean() ? each(size, () -> beta) : each(size, this::rate);
        List<Optional<Rational>> thresholds = Stream.generate(() -> readout
                        ? Optional.<Rational>empty()
                        : Optional.of(coarse ? one("1", "3/4") : between(0.5, 1.2)))
                .limit(size)
                .toList();
        boolean same = claims.has(Restriction.ONE_THRESHOLD);
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(TimeConstant.Form.RATE, rates),
                Optional.of(new Threshold(false, same ? Collections.nCopies(size, thresholds.get(0)) : thresholds)),
                orZero(Feature.RESET, size, () -> coarse ? one("-1/2", "1/4") : between(-0.5, 0.3)),
                orZero(Feature.LEAK, size, () -> coarse ? one("1/4", "-1/4") : between(-0.3, 0.3)),
                once(Feature.INITIAL, 3)
                        ? Optional.of(each(size, () -> coarse ? one("1/2", "-1/4") : between(-0.3, 0.45)))
                        : Optional.empty(),
                orZero(Feature.REFRACTORY, size, () -> Rational.of(random.nextInt(4))),
                once(Feature.CURRENT, 4) ? Optional.of(current(size)) : Optional.empty());
    }

    private InputCurrent current(int size) {
        return InputCurrent.each(Stream.generate(() -> List.of(
                        new InputCurrent.Step(
                                Rational.of(random.nextInt(4)), coarse ? one("1/8", "1/4") : between(0, 0.3)),
                        new InputCurrent.Step(
                                Rational.of(6 + random.nextInt(10)), coarse ? one("-1/8", "0") : between(-0.2, 0.2))))
                .limit(size)
                .toList());
    }

    private Rational weight(boolean back) {
        if (coarse) {
            return back ? one("1/4", "-1/4", "-1/2", "1/8") : one("1/4", "1/2", "3/4", "1", "-1/4", "1/8");
        }
        return back ? between(-0.5, 0.4) : between(-0.3, 1.1);
    }

    private Projection projection(List<Population> populations, int from, int to, Rational alpha) {
        int pre = populations.get(from).size();
        int post = populations.get(to).size();
        boolean back = from >= to;
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        List<List<Optional<Rational>>> delays = new ArrayList<>();
        boolean delayed = once(Feature.DELAYS, 2) || leastDelay > 0;
        for (int i = 0; i < pre; i++) {
            List<Optional<Rational>> row = new ArrayList<>();
            for (int j = 0; j < post; j++) {
                boolean self = from == to && i == j && !claims.has(Feature.SELF_CONNECTIONS);
                row.add(self || random.nextInt(10) == 0 ? Optional.empty() : Optional.of(weight(back)));
            }
            weights.add(row);
            delays.add(row.stream()
                    .map(weight -> weight.map(any -> Rational.of(leastDelay + random.nextInt(4))))
                    .toList());
        }
        return new Projection(
                populations.get(from).name(),
                populations.get(to).name(),
                decay(alpha, pre, post),
                new Connectivity.Matrix(
                        weights, delayed ? new Connectivity.Delays.Each(delays) : Connectivity.Delays.NONE));
    }

    private SynapticDecay decay(Rational alpha, int pre, int post) {
        int choice = oneRate ? 0 : random.nextInt(3);
        return switch (choice) {
            case 0 -> SynapticDecay.shared(TimeConstant.rate(alpha));
            case 1 -> rates(SynapticDecay.Axis.PRE, pre);
            default -> rates(SynapticDecay.Axis.POST, post);
        };
    }

    private SynapticDecay rates(SynapticDecay.Axis axis, int size) {
        return new SynapticDecay(axis, new TimeConstant(TimeConstant.Form.RATE, each(size, this::rate)));
    }

    private Loss loss(List<Population> populations) {
        Population.Neurons output = (Population.Neurons) populations.get(2);
        if (!output.spiking() || random.nextInt(5) < 2) {
            Population.Neurons read =
                    random.nextBoolean() || !output.spiking() ? output : (Population.Neurons) populations.get(1);
            return random.nextBoolean()
                    ? new Loss.VoltageSquare(read.name(), random.nextInt(read.size()), one("1/2", "0", "1"))
                    : new Loss.VoltageIntegral(
                            read.name(),
                            Stream.generate(() -> one("1", "-1/2", "2"))
                                    .limit(read.size())
                                    .toList(),
                            one("0", "1/8"));
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Loss.SpikeCountCrossEntropy("o", random.nextInt(2), one("1", "1/2"));
            case 1 -> new Loss.SpikeCountSquare("o", List.of(one("1", "3"), one("2", "0")));
            default -> new Loss.SpikeStepCrossEntropy("o", random.nextInt(2));
        };
    }
}
