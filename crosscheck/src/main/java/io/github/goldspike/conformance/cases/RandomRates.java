package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Draws rates inside what an engine claims. */
final class RandomRates {

    /** Where α = β is not claimed, rates that meet are at least this share of the membrane's apart; a little more than what is demanded. */
    private static final double APART = 0.06;

    private final RandomSource draw;
    private final Claims claims;
    private final RandomTraits traits;
    private final OptionalDouble own;
    private final double beta;
    private final double alpha;
    private final Map<String, Double> ofPopulation = new HashMap<>();

    RandomRates(RandomSource draw, Claims claims, EngineUnits units, RandomTraits traits) {
        this.draw = draw;
        this.claims = claims;
        this.traits = traits;
        own = units.alpha();
        beta = membrane(units.hasBeta());
        alpha = synaptic(beta);
    }

    private double membrane(boolean atHome) {
        double drawn = atHome ? draw.rate(0.5, 2) : draw.rate(0.3, 3);
        return draw.chance(0.6) && atHome ? 1 : drawn;
    }

    /** The least rate that networks have. */
    double slowest() {
        return Math.min(0.3, beta);
    }

    /** β of each neuron of a population. */
    double[] membranes(String population, int size) {
        double common = traits.has(Feature.HETEROGENEOUS) ? draw.rate(0.3, 3) : beta;
        boolean one = !traits.has(Feature.HETEROGENEOUS) || claims.has(Restriction.ONE_RATE);
        return IntStream.range(0, size)
                .mapToDouble(n -> one ? common : draw.rate(0.3, 3))
                .toArray();
    }

    /** α of a projection. */
    SynapticDecay decay(int rows, Population.Neurons target) {
        if (!traits.has(Feature.HETEROGENEOUS)) {
            return SynapticDecay.shared(TimeConstant.rate(Rational.of(alpha)));
        }
        double first = target.beta(0).toDouble();
        if (claims.has(Restriction.ONE_RATE)) {
            double common = ofPopulation.computeIfAbsent(target.name(), name -> synaptic(first));
            return SynapticDecay.shared(TimeConstant.rate(Rational.of(common)));
        }
        double least = IntStream.range(0, target.size())
                .mapToDouble(n -> target.beta(n).toDouble())
                .max()
                .orElse(first);
        int axis = traits.together() ? 1 : draw.integer(0, 2);
        if (claims.has(Restriction.ALPHA_TWICE_BETA) || claims.has(Restriction.ALPHA_ABOVE_BETA) && axis == 2) {
            return rates(
                    SynapticDecay.Axis.POST,
                    target.size(),
                    post -> synaptic(target.beta(post).toDouble()));
        }
        return switch (axis) {
            case 0 -> SynapticDecay.shared(TimeConstant.rate(Rational.of(forAll(target, least))));
            case 1 -> rates(SynapticDecay.Axis.PRE, rows, pre -> forAll(target, least));
            default ->
                rates(
                        SynapticDecay.Axis.POST,
                        target.size(),
                        post -> synaptic(target.beta(post).toDouble()));
        };
    }

    /** One α for neurons of several β. */
    private double forAll(Population.Neurons target, double greatest) {
        if (claims.has(Restriction.ALPHA_ABOVE_BETA)) {
            return synaptic(greatest);
        }
        double rate = synaptic(target.beta(0).toDouble());
        boolean apart = claims.has(Feature.EQUAL_TIME_CONSTANTS)
                || IntStream.range(0, target.size())
                        .allMatch(n -> apart(rate, target.beta(n).toDouble()));
        return apart ? rate : 2 * greatest;
    }

    private static boolean apart(double alpha, double beta) {
        return Math.abs(alpha - beta) > APART * Math.max(alpha, beta);
    }

    private SynapticDecay rates(SynapticDecay.Axis axis, int size, IntToDoubleFunction rate) {
        return new SynapticDecay(axis, new TimeConstant(TimeConstant.Form.RATE, each(size, rate)));
    }

    /** A synaptic rate that suits a membrane rate; where α = β is allowed it may also come near to that. */
    private double synaptic(double membrane) {
        double other = draw.rate(0.4, 4);
        double times = draw.between(1.1, 4);
        double nearness = draw.of(List.of(1e-12, 1e-9, 1e-6, 1e-3));
        boolean same = draw.chance(0.6);
        boolean near = draw.chance(0.4);
        boolean atHome = draw.chance(0.6);
        if (claims.has(Restriction.ALPHA_TWICE_BETA)) {
            return 2 * membrane;
        }
        boolean above = claims.has(Restriction.ALPHA_ABOVE_BETA);
        if (own.isPresent() && atHome && (above ? own.getAsDouble() > membrane : apart(own.getAsDouble(), membrane))) {
            return own.getAsDouble();
        }
        if (traits.has(Feature.EQUAL_TIME_CONSTANTS) && !above) {
            return same ? membrane : near ? membrane * (1 + nearness) : other;
        }
        return above ? times * membrane : apart(other, membrane) ? other : membrane * 2;
    }

    static Parameter each(int size, IntToDoubleFunction value) {
        return Parameter.each(IntStream.range(0, size)
                .mapToObj(n -> Rational.of(value.applyAsDouble(n)))
                .toList());
    }
}
