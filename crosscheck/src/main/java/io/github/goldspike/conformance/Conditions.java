package io.github.goldspike.conformance;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Relative condition numbers κ = Σ_p |p ∂f/∂p| / |f| from the certified derivatives by all reals p of a network in normal
 * form.
 */
final class Conditions {

    private final Map<ParameterId, Rational> reals;
    /** Σ_p |p ∂f/∂p|. */
    private final Map<SpikeId, Double> spikes = new HashMap<>();

    private final OptionalDouble loss;

    /** @param answer with derivatives by all kinds of parameters */
    Conditions(Network network, Answer<Ball> answer) {
        reals = FileReals.of(network);
        for (Derivative<Ball> entry : answer.jacobian().orElse(List.of())) {
            spikes.merge(
                    entry.spike(),
                    Math.abs(value(entry.parameter()) * entry.value().approximate()),
                    Double::sum);
        }
        loss = answer.gradient()
                .filter(Outcome.Known.class::isInstance)
                .map(known -> ((Outcome.Known<Gradient<Ball>>) known).value())
                .map(this::ofLoss)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private double ofLoss(Gradient<Ball> gradient) {
        double sum = 0;
        for (Map.Entry<ParameterKind, List<List<Ball>>> kind : gradient.values().entrySet()) {
            for (int owner = 0; owner < kind.getValue().size(); owner++) {
                List<Ball> values = kind.getValue().get(owner);
                for (int i = 0; i < values.size(); i++) {
                    sum += Math.abs(value(new ParameterId(kind.getKey(), owner, i))
                            * values.get(i).approximate());
                }
            }
        }
        return sum;
    }

    /** A real of the network; 0 if it is one that the file leaves out. */
    private double value(ParameterId id) {
        return reals.getOrDefault(id, Rational.ZERO).toDouble();
    }

    /** Σ_p |p ∂f/∂p| of a spike time; κ is this divided by the time. Empty if the spike has no derivatives. */
    OptionalDouble spike(SpikeId spike) {
        return spikes.containsKey(spike) ? OptionalDouble.of(spikes.get(spike)) : OptionalDouble.empty();
    }

    /** Σ_p |p dℓ/dp| of the loss, if it has a gradient. */
    OptionalDouble loss() {
        return loss;
    }
}
