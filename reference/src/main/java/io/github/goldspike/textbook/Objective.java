package io.github.goldspike.textbook;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The loss ℓ_F(F) + ∫ ℓ_V dt of [FP eq. 6], one of the two zero, and its gradient by the method that is asked for. */
final class Objective {

    private final RoundedNetwork rounded;
    private final History history;
    private final Question question;
    private final Ties ties;
    private final Outcome<Variable> ofSpikeTimes;
    private final Map<Integer, Density> densities;
    private final Map<Integer, VoltageLoss> ofPotentials = new LinkedHashMap<>();

    Objective(RoundedNetwork rounded, History history, Question question, Ties ties, Loss loss) {
        this.rounded = rounded;
        this.history = history;
        this.question = question;
        this.ties = ties;
        this.densities = Density.of(rounded, loss);
        boolean potentials = loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral;
        this.ofSpikeTimes = potentials
                ? new Outcome.Known<>(Variable.fixed(rounded.precision().of(0)))
                : new SpikeTimeLoss(rounded, history).of(loss);
        densities.forEach(
                (neuron, density) -> ofPotentials.put(neuron, new VoltageLoss(rounded, history, neuron, density)));
    }

    Outcome<Real> value() {
        return ofSpikeTimes.map(
                spikes -> ofPotentials.values().stream().map(VoltageLoss::value).reduce(spikes.value(), Real::plus));
    }

    /** dℓ in the reals of the file. */
    Outcome<Differential> gradient() {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Outcome.Undefined<>(obstacle.get());
        }
        Function<Differential, Differential> method = switch (question.method()) {
            case FORWARD -> this::forward;
            case ADJOINT -> bySpikes -> new Adjoint(rounded, history).gradient(withPotentials(bySpikes));
            case EVENTPROP -> new EventProp(rounded, history, densities, question.wrt())::gradient;
        };
        return ofSpikeTimes.map(Variable::differential).map(method);
    }

    private Differential forward(Differential bySpikes) {
        Differential loss = withPotentials(bySpikes);
        int rows = loss.byFiring().keySet().stream()
                .mapToInt(order -> order + 1)
                .max()
                .orElse(0);
        return new ForwardPropagation(rounded, history, ties, rows).substituted(loss);
    }

    /** Both halves of [FP eq. 8] at fixed firing times. */
    private Differential withPotentials(Differential bySpikes) {
        Differential.Sum sum = new Differential.Sum().add(bySpikes);
        ofPotentials.values().forEach(loss -> sum.add(loss.differential()));
        return sum.total();
    }

    /** Why there is no gradient. */
    private Optional<String> obstacle() {
        for (int neuron : densities.keySet()) {
            Optional<String> obstacle = ties.obstacleToPotential(neuron);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        if (ofSpikeTimes instanceof Outcome.Known<Variable> known) {
            for (int order : known.value().differential().byFiring().keySet()) {
                Firing firing = history.firings().get(order);
                if (ties.obstacle(firing).isPresent()) {
                    return Optional.of("depends on " + ties.identify(firing)
                            + ", which has no derivative to working precision because of a tie");
                }
            }
        }
        return Optional.empty();
    }
}
