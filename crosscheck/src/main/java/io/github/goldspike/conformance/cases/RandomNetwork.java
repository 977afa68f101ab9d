package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws a small network inside what an engine claims, in normal form. It is drawn in units in which the engine's own constants, where it gives them, are 1
 * ({@link EngineUnits}).
 */
final class RandomNetwork {

    /** A neuron of these rates has lost all memory of time 0 when the first input comes. */
    private static final List<Double> EPOCHS = List.of(120.0, 900.0);

    private final RandomSource draw;
    private final Claims claims;
    private final double latest;
    private final RandomTraits traits;
    private final RandomRates rates;
    private final double epoch;

    private RandomNetwork(RandomSource draw, Claims claims, EngineUnits units) {
        this.draw = draw;
        this.claims = claims;
        latest = units.latest();
        traits = new RandomTraits(draw, claims);
        rates = new RandomRates(draw, claims, units, traits);
        double drawn = draw.of(EPOCHS) / rates.slowest();
        epoch = traits.late() && drawn + 5 <= latest ? drawn : 0;
    }

    static Network of(String id, RandomSource draw, Claims claims) {
        EngineUnits units = new EngineUnits(claims);
        RandomNetwork random = new RandomNetwork(draw, claims, units);
        Network network = random.network(id);
        Network driven = random.epoch > 0 ? network : RandomCurrents.added(network, draw, claims.features());
        return NormalForm.of(units.inEngineUnits(driven));
    }

    private boolean has(Restriction restriction) {
        return claims.has(restriction);
    }

    private Network network(String id) {
        List<Population> populations = new ArrayList<>();
        Population.Source source = source();
        populations.add(source);
        int layers = draw.chance(0.55) ? 1 : draw.integer(2, 3);
        for (int layer = 0; layer < layers; layer++) {
            populations.add(neurons("abc".substring(layer, layer + 1), draw.integer(1, layers == 1 ? 4 : 3), true));
        }
        if (traits.has(Feature.READOUT)) {
            populations.add(neurons("ro", draw.integer(1, 2), false));
        }
        RandomProjections random = new RandomProjections(draw, claims, traits, rates);
        List<Projection> projections = new ArrayList<>();
        for (int to = 1; to < populations.size(); to++) {
            projections.add(random.forward(populations.get(to - 1), populations.get(to)));
            boolean skips = to > 1 && draw.chance(0.15);
            if (skips && !has(Restriction.CHAINS)) {
                projections.add(random.forward(populations.get(0), populations.get(to)));
            }
        }
        if (traits.parallel()) {
            Projection twin = projections.get(draw.integer(0, projections.size() - 1));
            projections.add(
                    random.forward(populationOf(populations, twin.from()), populationOf(populations, twin.to())));
        }
        if (traits.has(Feature.RECURRENT)) {
            int from = draw.integer(1, layers);
            int to = traits.has(Feature.SELF_CONNECTIONS) ? from : draw.integer(1, from);
            projections.add(random.back(populations.get(from), populations.get(to)));
        }
        return new Network(
                id,
                Convention.KERNEL,
                Rational.of(Math.min(latest, epoch + draw.between(traits.burst() ? 3 : 2, 5))),
                populations,
                projections,
                new RandomLoss(draw, claims, epoch).loss(populations, layers));
    }

    private static Population populationOf(List<Population> populations, String name) {
        return populations.stream()
                .filter(population -> population.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Population.Source source() {
        double first = has(Restriction.NO_INPUT_AT_ZERO) ? 0.01 : 0;
        double last = Math.min(traits.burst() ? 0.5 : 2, latest / 2);
        List<List<Double>> trains = new ArrayList<>();
        for (int unit = traits.together() ? draw.integer(2, 4) : draw.integer(1, 4); unit > 0; unit--) {
            List<Double> train = new ArrayList<>();
            for (int k = traits.burst() ? 1 : draw.integer(1, 4); k > 0; k--) {
                train.add(epoch + Math.max(first, draw.between(0, last)));
            }
            Collections.sort(train);
            trains.add(train);
        }
        if (traits.together()) {
            // Two units spike at once, once or in all their spikes; in some networks one of them twice at that time.
            int spike = draw.integer(0, trains.get(0).size() - 1);
            double time = trains.get(0).get(spike);
            boolean always = draw.chance(0.5);
            trains.set(1, always ? trains.get(0) : List.of(time));
            if (always && spike == 0) {
                List<Double> twice = new ArrayList<>(trains.get(0));
                twice.add(0, time);
                trains.set(0, twice);
            }
        }
        if (!has(Restriction.NO_INPUT_AT_ZERO) && epoch == 0 && draw.chance(0.1)) {
            trains.set(0, List.of(0.0));
        }
        return new Population.Source(
                "in",
                trains.stream()
                        .map(train -> train.stream().map(Rational::of).toList())
                        .toList());
    }

    private Population neurons(String name, int size, boolean spiking) {
        double common = draw.chance(0.5) ? 1 : draw.between(0.5, 1.5);
        double[] thresholds = IntStream.range(0, size)
                .mapToDouble(n -> draw.chance(0.5) ? 1 : draw.between(0.5, 1.5))
                .map(own -> has(Restriction.ONE_THRESHOLD) ? common : own)
                .toArray();
        boolean leaky = traits.has(Feature.LEAK);
        boolean starts = traits.has(Feature.INITIAL);
        boolean resets = traits.has(Feature.RESET);
        boolean driven = leaky && starts && draw.chance(0.2) && epoch == 0;
        boolean refractory = traits.has(Feature.REFRACTORY);
        double[] betas = rates.membranes(name, size);
        return new Population.Neurons(
                name,
                size,
                new TimeConstant(TimeConstant.Form.RATE, RandomRates.each(size, n -> betas[n])),
                Optional.of(new Threshold(
                        false,
                        IntStream.range(0, size)
                                .mapToObj(n ->
                                        spiking ? Optional.of(Rational.of(thresholds[n])) : Optional.<Rational>empty())
                                .toList())),
                RandomRates.each(size, n -> resets ? draw.between(-0.6, 0.6) * thresholds[n] : 0),
                RandomRates.each(size, n -> leaky ? draw.between(-0.5, driven ? 1.5 : 0.8) * thresholds[n] : 0),
                starts
                        ? Optional.of(RandomRates.each(size, n -> draw.between(-0.5, 0.8) * thresholds[n]))
                        : Optional.empty(),
                RandomRates.each(size, n -> refractory ? draw.between(0.05, 0.5) : 0));
    }
}
