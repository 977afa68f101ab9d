package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apfloat.Apfloat;

/** Holds two answers to the same question against each other. */
final class Agreement {

    private Agreement() {}

    /** The first spike that one answer lacks, or that differs in its leading {@code digits} digits; empty if all agree. */
    static Optional<SpikeId> between(Answer<Apfloat> one, Answer<Apfloat> other, int digits) {
        for (String population : one.spikes().names()) {
            List<List<Spike<Apfloat>>> trains = one.spikes().get(population);
            for (int neuron = 0; neuron < trains.size(); neuron++) {
                List<Spike<Apfloat>> a = trains.get(neuron);
                List<Spike<Apfloat>> b = other.spikes().get(population).get(neuron);
                int common = Math.min(a.size(), b.size());
                for (int k = 0; k < common; k++) {
                    if (a.get(k).time().equalDigits(b.get(k).time()) < digits
                            || a.get(k).slope().equalDigits(b.get(k).slope()) < digits) {
                        return Optional.of(new SpikeId(population, neuron, k));
                    }
                }
                if (a.size() != b.size()) {
                    return Optional.of(new SpikeId(population, neuron, common));
                }
            }
        }
        return Optional.empty();
    }

    /** The second answer, with the first disagreement listed as undecided. */
    static Answer<Apfloat> doubted(Answer<Apfloat> one, Answer<Apfloat> other, int digits) {
        List<Undecided> undecided = new ArrayList<>(other.undecided());
        between(one, other, digits).ifPresent(spike -> {
            Undecided.Place place = new Undecided.Place(
                    spike.population(), spike.neuron(), Optional.of(spike.index()), Optional.empty(), List.of());
            undecided.add(new Undecided(
                    Undecided.Kind.LIMIT,
                    place,
                    spike + " differs between the two highest working precisions allowed"));
        });
        return new Answer<>(other.spikes(), other.loss(), other.gradient(), other.jacobian(), undecided)
                .with(other.potentials());
    }
}
