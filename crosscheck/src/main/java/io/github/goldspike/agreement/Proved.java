package io.github.goldspike.agreement;

import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerFile.Ambiguity;
import io.github.goldspike.format.AnswerFile.NeuronId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which parts of an answer are decided; of an answer that is not undecided, all. */
final class Proved {

    private final AnswerFile answer;
    /** An undecided answer that does not say where might be incomplete anywhere. */
    private final boolean nowhereSure;

    private final Set<NeuronId> partial = new HashSet<>();
    private final Set<SpikeId> open = new HashSet<>();

    Proved(AnswerFile answer) {
        this.answer = answer;
        List<Ambiguity> doubts = answer.undecided();
        boolean undecided = answer.status() == AnswerFile.Status.UNDECIDED;
        nowhereSure = undecided
                && (doubts.isEmpty() || doubts.stream().anyMatch(d -> d.neuron().isEmpty()));
        for (Ambiguity doubt : doubts) {
            partial.addAll(doubt.affected());
            doubt.neuron().ifPresent(partial::add);
            doubt.neuron()
                    .flatMap(at -> doubt.spike().map(k -> new SpikeId(at.population(), at.neuron(), k)))
                    .ifPresent(open::add);
        }
    }

    boolean all() {
        return answer.status() != AnswerFile.Status.UNDECIDED;
    }

    /** Whether the listed spikes of a neuron are all there are. */
    boolean complete(NeuronId neuron) {
        return !nowhereSure && !partial.contains(neuron);
    }

    /** Whether the derivatives of a spike are decided, so that those not listed are zero. */
    boolean differentiated(SpikeId spike) {
        return !open.contains(spike)
                && (complete(new NeuronId(spike.population(), spike.neuron())) || spike.index() < listed(spike));
    }

    private int listed(SpikeId spike) {
        return answer.spikes()
                .map(populations -> populations.getOrNone(spike.population()))
                .filter(neurons -> spike.neuron() < neurons.size())
                .map(neurons -> neurons.get(spike.neuron()).size())
                .orElse(0);
    }
}
