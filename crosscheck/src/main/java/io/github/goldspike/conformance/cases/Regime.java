package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What keeps networks in normal form from an engine. */
public final class Regime {

    private static final Rational TWO = Rational.of(2, 1);

    /** Rates that meet are nearly equal if they are nearer to each other than this share of the greater one. */
    private static final double NEARLY = 0.05;

    private final Claims claims;

    public Regime(Claims claims) {
        this.claims = claims;
    }

    /** The features that a network needs and the restrictions that it breaks, by name, as far as that shows without its spikes. */
    public List<String> missing(Network network) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(FeatureDetection.of(network));
        if (!eachSynapse(network, Regime::apart)) {
            features.add(Feature.EQUAL_TIME_CONSTANTS);
        }
        features.removeAll(claims.features());
        if (claims.has(Restriction.DELAYS_AT_LEAST)) {
            features.remove(Feature.DELAYS);
        }
        List<String> missing =
                new ArrayList<>(features.stream().map(Feature::field).toList());
        missing.addAll(broken(network));
        return missing;
    }

    /** The restrictions that a network breaks, by name, as far as that shows without its spikes; bounds are in its unit of time. */
    public List<String> broken(Network network) {
        List<String> broken = new ArrayList<>();
        claims.restrictions().forEach((restriction, bound) -> {
            if (!keeps(network, restriction, bound)) {
                broken.add(restriction.field());
            }
        });
        return broken;
    }

    /** The same for what only the spikes show. */
    public List<String> missing(Golden golden) {
        boolean several = golden.spikes().neurons().anyMatch(train -> train.size() > 1);
        return several && claims.has(Restriction.ONE_SPIKE) ? List.of(Restriction.ONE_SPIKE.field()) : List.of();
    }

    private static boolean keeps(Network network, Restriction restriction, double bound) {
        return switch (restriction) {
            case CHAINS -> chain(network);
            case ONE_THRESHOLD ->
                neurons(network).allMatch(neurons -> distinct(neurons.size(), n -> neurons.threshold(n)) <= 1);
            case ONE_RATE -> oneRate(network);
            case ALPHA_TWICE_BETA -> eachSynapse(network, (alpha, beta) -> alpha.equals(TWO.times(beta)));
            case ALPHA_ABOVE_BETA -> eachSynapse(network, (alpha, beta) -> alpha.compareTo(beta) > 0);
            case ONE_SPIKE -> true;
            case NO_INPUT_AT_ZERO ->
                network.populations().stream()
                        .filter(Population.Source.class::isInstance)
                        .flatMap(source -> ((Population.Source) source).trains().stream())
                        .flatMap(List::stream)
                        .noneMatch(time -> time.signum() == 0);
            case DELAYS_AT_LEAST ->
                network.projections().stream()
                        .flatMap(projection -> projection.synapses().stream())
                        .allMatch(synapse -> synapse.delay().toDouble() >= bound);
            case TIMES_AT_MOST -> network.horizon().toDouble() <= bound;
        };
    }

    private static boolean apart(Rational alpha, Rational beta) {
        double greater = Math.max(alpha.toDouble(), beta.toDouble());
        return Math.abs(alpha.toDouble() - beta.toDouble()) >= NEARLY * greater;
    }

    private static Stream<Population.Neurons> neurons(Network network) {
        return network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .map(Population.Neurons.class::cast);
    }

    /** Those with an α. */
    private static Stream<Projection> leaky(Network network) {
        return network.projections().stream()
                .filter(projection -> projection.kernel().isEmpty());
    }

    private static long distinct(int size, java.util.function.IntFunction<Object> value) {
        Set<Object> values = new HashSet<>();
        for (int n = 0; n < size; n++) {
            values.add(value.apply(n));
        }
        return values.size();
    }

    private static boolean chain(Network network) {
        List<String> names =
                network.populations().stream().map(Population::name).toList();
        Set<String> reached = new HashSet<>();
        return network.projections().stream()
                .allMatch(projection -> names.indexOf(projection.to()) == names.indexOf(projection.from()) + 1
                        && reached.add(projection.to()));
    }

    private static boolean oneRate(Network network) {
        Map<String, Set<Rational>> alphas = new HashMap<>();
        for (Projection projection : leaky(network).toList()) {
            for (Synapse synapse : projection.synapses()) {
                alphas.computeIfAbsent(projection.to(), name -> new HashSet<>())
                        .add(projection.decay().alpha(synapse.pre(), synapse.post()));
            }
        }
        return alphas.values().stream().allMatch(rates -> rates.size() == 1)
                && neurons(network).allMatch(neurons -> distinct(neurons.size(), neurons::beta) == 1);
    }

    private static boolean eachSynapse(Network network, BiPredicate<Rational, Rational> alphaAndBeta) {
        return leaky(network).allMatch(projection -> {
            Population.Neurons target = (Population.Neurons) network.population(projection.to());
            return projection.synapses().stream()
                    .allMatch(synapse -> alphaAndBeta.test(
                            projection.decay().alpha(synapse.pre(), synapse.post()), target.beta(synapse.post())));
        });
    }
}
