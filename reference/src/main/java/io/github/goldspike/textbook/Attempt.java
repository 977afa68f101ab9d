package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer at one working precision: spikes, then the loss, then the derivatives that are asked for. */
final class Attempt {

    private final RoundedNetwork rounded;
    private final Question question;
    private final Simulation simulation;
    private final History history;
    private final List<Undecided> undecided = new ArrayList<>();

    Attempt(Network network, Question question, int digits) {
        this.rounded = RoundedNetwork.of(network, digits);
        this.question = question;
        this.simulation = new Simulation(rounded);
        this.history = simulation.history();
    }

    Answer<Real> answer(Progress progress) {
        Optional<Undecided> stopped = simulation.run(question.limits().spikes(), progress);
        stopped.ifPresent(undecided::add);
        Optional<Outcome<LossPartials>> partials = rounded.network()
                .loss()
                .map(loss -> stopped.isPresent()
                        ? new Outcome.Open<>("the spikes are not known up to the horizon")
                        : partials(loss));
        ForwardPropagation rows = new ForwardPropagation(rounded, history, rowsNeeded(partials));
        undecided.addAll(rows.undecided());
        return new Answer<>(
                spikes(),
                partials.map(outcome -> outcome.map(LossPartials::value)),
                partials.map(outcome -> gradient(outcome, rows)),
                question.jacobian() ? Optional.of(jacobian(rows)) : Optional.empty(),
                undecided);
    }

    private Outcome<LossPartials> partials(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new SpikeTimeLoss(rounded, history).of(entropy);
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new SpikeTimeLoss(rounded, history).of(square);
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Outcome.Known<>(new VoltageLoss(rounded, history, square).partials());
        }
        throw new IllegalStateException("no such loss: " + loss);
    }

    /** All rows for the Jacobian, otherwise the rows up to the last firing that the loss depends on. */
    private int rowsNeeded(Optional<Outcome<LossPartials>> partials) {
        if (question.jacobian()) {
            return history.firings().size();
        }
        if (partials.isPresent() && partials.get() instanceof Outcome.Known<LossPartials> known) {
            return known.value().byFiring().keySet().stream()
                    .mapToInt(firing -> firing.order() + 1)
                    .max()
                    .orElse(0);
        }
        return 0;
    }

    /** L1 ∂F/∂W + L2, eq. (8). */
    private Outcome<Gradient<Real>> gradient(Outcome<LossPartials> outcome, ForwardPropagation rows) {
        if (outcome instanceof Outcome.Known<LossPartials> known) {
            for (Firing firing : known.value().byFiring().keySet()) {
                if (!rows.hasRow(firing)) {
                    return new Outcome.Open<>("depends on " + rows.identify(firing) + ", which has no derivative to"
                            + " working precision because of a tie");
                }
            }
        }
        return outcome.map(partials -> {
            Map<Weight, Real> sum = new LinkedHashMap<>(partials.byWeight());
            partials.byFiring()
                    .forEach((firing, factor) -> rows.row(firing.order())
                            .forEach((weight, derivative) -> sum.merge(weight, factor.times(derivative), Real::plus)));
            List<List<Real>> gradient = new ArrayList<>();
            for (int p = 0; p < rounded.network().projections().size(); p++) {
                Projection projection = rounded.network().projections().get(p);
                List<Real> values = new ArrayList<>();
                for (int s = 0; s < projection.synapses().size(); s++) {
                    values.add(sum.getOrDefault(
                            new Weight(p, s), rounded.precision().of(0)));
                }
                gradient.add(values);
            }
            return Gradient.byWeights(gradient);
        });
    }

    private List<Derivative<Real>> jacobian(ForwardPropagation rows) {
        List<Derivative<Real>> jacobian = new ArrayList<>();
        for (Firing firing : history.firings()) {
            rows.row(firing.order()).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> jacobian.add(new Derivative<>(
                            rows.identify(firing),
                            ParameterId.weight(
                                    entry.getKey().projection(), entry.getKey().synapse()),
                            entry.getValue())));
        }
        return jacobian;
    }

    private Map<String, List<List<Spike<Real>>>> spikes() {
        Map<String, List<List<Spike<Real>>>> spikes = new LinkedHashMap<>();
        for (Population population : rounded.network().populations()) {
            if (population instanceof Population.Neurons neurons && neurons.spiking()) {
                List<List<Spike<Real>>> ofPopulation = new ArrayList<>();
                for (int n = 0; n < neurons.size(); n++) {
                    ofPopulation.add(history.spikes(rounded.number(neurons.name(), n)).stream()
                            .map(firing -> new Spike<>(firing.time(), firing.slope()))
                            .toList());
                }
                spikes.put(neurons.name(), ofPopulation);
            }
        }
        return spikes;
    }
}
