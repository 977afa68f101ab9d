package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Draws a loss of those that an engine has. */
final class RandomLoss {

    private final RandomSource draw;
    private final Claims claims;
    private final double epoch;

    /** @param epoch time of the first input, about */
    RandomLoss(RandomSource draw, Claims claims, double epoch) {
        this.draw = draw;
        this.claims = claims;
        this.epoch = epoch;
    }

    Optional<Loss> loss(List<Population> populations, int layers) {
        Population last = populations.get(layers);
        double kind = draw.between(0, 1);
        if (kind < 0.08) {
            return Optional.empty();
        }
        List<Loss> losses = new ArrayList<>();
        boolean readout = populations.size() > layers + 1;
        if (readout && kind < 0.18) {
            losses.add(potential(populations.get(layers + 1), kind < 0.13));
        }
        boolean times = kind >= 0.65 || epoch > 0;
        Loss targets = targets(populations, layers);
        Loss entropy = entropy(last);
        losses.add(times ? targets : entropy);
        if (epoch == 0) {
            losses.add(times ? entropy : targets);
            losses.add(potential(populations.get(populations.size() - 1), true));
            losses.add(potential(populations.get(populations.size() - 1), false));
        }
        return losses.stream().filter(loss -> claims.hasLoss(loss.kind())).findFirst();
    }

    private Loss entropy(Population last) {
        int label = draw.integer(0, last.size() - 1);
        double first = draw.rate(0.1, 1);
        double second = draw.rate(0.5, 2);
        return new Loss.FirstSpikeCrossEntropy(
                last.name(),
                label,
                Rational.of(first),
                Rational.of(second),
                Rational.of(draw.chance(0.3) ? 0 : draw.between(0, 0.5)));
    }

    private Loss targets(List<Population> populations, int layers) {
        Population last = populations.get(layers);
        List<Loss.SpikeTimeSquare.Target> targets = new ArrayList<>();
        for (int k = draw.integer(1, 3); k > 0; k--) {
            Population population = draw.chance(0.7) ? last : populations.get(draw.integer(1, layers));
            int later = draw.chance(0.7) ? 0 : draw.integer(1, 2);
            targets.add(new Loss.SpikeTimeSquare.Target(
                    population.name(),
                    draw.integer(0, population.size() - 1),
                    claims.has(Restriction.ONE_SPIKE) ? 0 : later,
                    Rational.of(epoch + draw.between(0.1, 2.5))));
        }
        return new Loss.SpikeTimeSquare(targets.stream().distinct().toList());
    }

    private Loss potential(Population population, boolean square) {
        return square
                ? new Loss.VoltageSquare(
                        population.name(), draw.integer(0, population.size() - 1), Rational.of(draw.between(-0.5, 1)))
                : new Loss.VoltageIntegral(
                        population.name(),
                        Collections.nCopies(population.size(), Rational.of(draw.between(-1, 1))),
                        Rational.of(draw.chance(0.5) ? 0 : draw.between(0, 1)));
    }
}
