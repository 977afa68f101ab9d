package io.github.goldspike.conformance;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Relative condition numbers κ = Σ_p |p ∂f/∂p| / |f| from the certified derivatives by all reals p of a network in normal
 * form.
 */
final class Conditions {

    private final Network network;
    /** Σ_p |p ∂f/∂p|. */
    private final Map<SpikeId, Double> spikes = new HashMap<>();

    private final OptionalDouble loss;

    /** @param answer with derivatives by all kinds of parameters */
    Conditions(Network network, Answer<Ball> answer) {
        this.network = network;
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

    private double value(ParameterId id) {
        return (id.kind().ofProjections()
                        ? ofProjection(network.projections().get(id.owner()), id)
                        : ofPopulation(network.populations().get(id.owner()), id))
                .toDouble();
    }

    private static Rational ofProjection(Projection projection, ParameterId id) {
        if (id.kind() == ParameterKind.ALPHA) {
            return projection.decay().constant().given().values().get(id.index());
        }
        if (id.kind() == ParameterKind.WEIGHTS) {
            return projection.synapses().get(id.index()).weight();
        }
        return projection.connectivity() instanceof Matrix matrix && matrix.delays() instanceof Delays.Shared shared
                ? shared.value()
                : projection.synapses().get(id.index()).delay();
    }

    private static Rational ofPopulation(Population population, ParameterId id) {
        if (population instanceof Population.Source source) {
            return source.trains().stream()
                    .flatMap(List::stream)
                    .skip(id.index())
                    .findFirst()
                    .orElseThrow();
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return switch (id.kind()) {
            case BETA -> neurons.membrane().given().values().get(id.index());
            case THRESHOLD ->
                neurons.threshold().orElseThrow().values().stream()
                        .flatMap(Optional::stream)
                        .skip(id.index())
                        .findFirst()
                        .orElseThrow();
            case RESET -> neurons.reset().values().get(id.index());
            case LEAK -> neurons.leak().values().get(id.index());
            default -> throw new IllegalArgumentException("neurons have no " + id.kind());
        };
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
