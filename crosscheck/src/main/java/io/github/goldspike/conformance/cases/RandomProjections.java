package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the synapses between two populations. */
final class RandomProjections {

    private final RandomSource draw;
    private final Claims claims;
    private final RandomTraits traits;
    private final RandomRates rates;

    RandomProjections(RandomSource draw, Claims claims, RandomTraits traits, RandomRates rates) {
        this.draw = draw;
        this.claims = claims;
        this.traits = traits;
        this.rates = rates;
    }

    Projection forward(Population from, Population to) {
        double scale = (traits.burst() ? draw.between(6, 18) : 6) / Math.sqrt(from.size());
        return projection(from, (Population.Neurons) to, scale, -0.35);
    }

    /** To an earlier population, or to itself. */
    Projection back(Population from, Population to) {
        boolean self = traits.has(Feature.SELF_CONNECTIONS);
        return projection(
                from, (Population.Neurons) to, (self ? 2.5 : 1.5) / Math.sqrt(from.size()), self ? -1 : -0.35);
    }

    private Projection projection(Population from, Population.Neurons to, double scale, double least) {
        SynapticDecay decay = rates.decay(from.size(), to);
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        List<List<Optional<Rational>>> times = new ArrayList<>();
        boolean opposite = traits.together() && from instanceof Population.Source && draw.chance(0.4);
        for (int pre = 0; pre < from.size(); pre++) {
            List<Optional<Rational>> row = new ArrayList<>();
            List<Optional<Rational>> delay = new ArrayList<>();
            for (int post = 0; post < to.size(); post++) {
                boolean autapse = from.name().equals(to.name()) && pre == post;
                boolean joined = autapse ? traits.has(Feature.SELF_CONNECTIONS) : draw.chance(0.85);
                double weight = draw.chance(0.03) ? 0 : scale * draw.between(least, 1);
                if (opposite && pre == 1 && weights.get(0).get(post).isPresent()) {
                    // What comes at the same time over another synapse takes away its jump, or nearly.
                    weight = -weights.get(0).get(post).get().toDouble() * draw.of(List.of(1.0, 1.0, 0.9, 1.1));
                    joined = true;
                }
                row.add(joined ? Optional.of(Rational.of(weight)) : Optional.empty());
                delay.add(Optional.of(Rational.of(draw.chance(0.1) ? 0 : draw.between(0.02, 1))));
            }
            weights.add(row);
            times.add(delay);
        }
        if (traits.dip() && from instanceof Population.Source) {
            decay = dip(weights, to);
        }
        // Spikes that are to arrive together must not be delayed apart.
        boolean delayed = traits.has(Feature.DELAYS)
                && (!(traits.together() && from instanceof Population.Source)
                        || claims.has(Restriction.DELAYS_AT_LEAST));
        return new Projection(
                from.name(),
                to.name(),
                decay,
                new Connectivity.Matrix(weights, delayed ? new Delays.Each(times) : Delays.NONE));
    }

    /** The first two units spike together: one inhibits, strongly and not for long, the other excites above the threshold. */
    private SynapticDecay dip(List<List<Optional<Rational>>> weights, Population.Neurons to) {
        double membrane = to.beta(0).toDouble();
        double slow = membrane * draw.between(1.1, 1.6);
        double fast = slow * draw.between(3, 8);
        for (int post = 0; post < to.size(); post++) {
            double threshold = to.threshold(post).map(Rational::toDouble).orElse(1.0);
            double excites = draw.between(2.2, 4)
                    * threshold
                    * Math.max(membrane, to.beta(post).toDouble())
                    * Math.E;
            weights.get(0).set(post, Optional.of(Rational.of(excites)));
            weights.get(1).set(post, Optional.of(Rational.of(-excites * draw.between(1.05, 1.8))));
        }
        return new SynapticDecay(
                SynapticDecay.Axis.PRE,
                new TimeConstant(
                        TimeConstant.Form.RATE,
                        RandomRates.each(weights.size(), pre -> pre == 1 ? fast : pre == 0 ? slow : 2 * slow)));
    }
}
