package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.List;
import java.util.Optional;

/**
 * What the engine answers.
 *
 * @param spikes so ordered that every spike comes after those that it depends on; times and slopes are enclosures of the true ones,
 *     and the slopes are proved positive
 * @param provedUntil a single number: up to here, or to the horizon if that is earlier, no neuron has spikes that are not listed
 * @param undecided why that is before the horizon, or why digits are missing; empty if all is answered
 * @param derivatives of the times of the listed spikes
 */
public record ResponseAnswer(
        List<Spike> spikes, Ball provedUntil, Optional<UndecidedEvent> undecided, ResponseDerivatives derivatives) {

    /** Copies the list. */
    public ResponseAnswer {
        spikes = List.copyOf(spikes);
    }

    /**
     * A spike.
     *
     * @param neuron which neuron
     * @param index 0 for the neuron's first spike
     * @param time when V reaches the threshold
     * @param slope V' just before, positive
     */
    public record Spike(int neuron, int index, Ball time, Ball slope) {}

    /** The spikes of one neuron. */
    public List<Spike> train(int neuron) {
        return spikes.stream().filter(spike -> spike.neuron == neuron).toList();
    }
}
