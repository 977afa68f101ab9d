package io.github.goldspike.response;

import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;

/**
 * A network of spike response neurons (kernels-R1): V(t) = rest(t) + Σ W·K(t − g − d) over the spikes g that
 * arrive + Σ η(t − e) over the neuron's own earlier spikes e. A neuron spikes where V comes from below to its threshold with a positive slope.
 *
 * @param horizon T ≥ 0; spikes up to T are looked for
 * @param inputs for each input its spike times, ascending and ≥ 0
 * @param neurons all neurons
 * @param synapses between them; several between the same two add up
 */
public record ResponseNetwork(
        Rational horizon, List<List<Rational>> inputs, List<Neuron> neurons, List<Synapse> synapses) {

    /**
     * A neuron.
     *
     * @param threshold ϑ; empty for a neuron that never spikes
     * @param rest ρ, what the potential is without any spike: a resting potential, and what is left of an initial one; below ϑ at
     *     time 0
     * @param reset η, what a spike of the neuron adds to its own potential; η(0⁺) &lt; 0, so that V is below ϑ just after a spike (kernels-R2).
     *     Of a neuron with a refractory time −e^{−βt}, what a fall by 1 adds at the end of it
     * @param hold its refractory time, if it has one
     */
    public record Neuron(
            Optional<Rational> threshold,
            ExponentialPolynomial rest,
            ExponentialPolynomial reset,
            Optional<Hold> hold) {

        /** A neuron that is never held. */
        public Neuron(Optional<Rational> threshold, ExponentialPolynomial rest, ExponentialPolynomial reset) {
            this(threshold, rest, reset, Optional.empty());
        }

        /** A neuron that spikes. */
        public Neuron(Rational threshold, ExponentialPolynomial rest, ExponentialPolynomial reset) {
            this(Optional.of(threshold), rest, reset);
        }
    }

    /**
     * That V is held after a spike (kernels-R12).
     *
     * @param time how long, R &gt; 0
     * @param level at which potential, r &lt; ϑ
     */
    public record Hold(Rational time, Rational level) {}

    /** Where spikes come from. */
    public sealed interface Origin {

        /** An input, by its index. */
        record Input(int index) implements Origin {}

        /** A neuron, by its index. */
        record OfNeuron(int index) implements Origin {}
    }

    /**
     * A synapse.
     *
     * @param from whose spikes it transmits
     * @param target index of the neuron that it acts on
     * @param weight W
     * @param delay d ≥ 0
     * @param response K, what a spike of weight 1 adds to the potential after the delay; K(0⁺) = 0
     */
    public record Synapse(Origin from, int target, Rational weight, Rational delay, ExponentialPolynomial response) {}

    /** @throws InvalidNetworkException with place and value, if one of the conditions of kernels-R1, is not met */
    public ResponseNetwork {
        inputs = inputs.stream().map(List::copyOf).toList();
        neurons = List.copyOf(neurons);
        synapses = List.copyOf(synapses);
        require(horizon.signum() >= 0, "/horizon", "must not be negative, but is " + horizon);
        for (int j = 0; j < inputs.size(); j++) {
            requireTrain(inputs.get(j), "/inputs/" + j);
        }
        for (int i = 0; i < neurons.size(); i++) {
            requireValid(neurons.get(i), "/neurons/" + i);
        }
        for (int s = 0; s < synapses.size(); s++) {
            requireValid(synapses.get(s), "/synapses/" + s, inputs.size(), neurons.size());
        }
    }

    private static void requireTrain(List<Rational> train, String place) {
        for (int k = 0; k < train.size(); k++) {
            Rational time = train.get(k);
            require(time.signum() >= 0, place + "/" + k, "spike time " + time + " is negative");
            require(
                    k == 0 || time.compareTo(train.get(k - 1)) >= 0,
                    place + "/" + k,
                    "spike time " + time + " comes after " + train.get(Math.max(0, k - 1)));
        }
    }

    private static void requireBounded(ExponentialPolynomial response, String place) {
        response.terms()
                .forEach(term -> require(
                        term.rate().signum() >= 0,
                        place,
                        "rate " + term.rate() + " is negative: a response must not grow like e^t"));
    }

    private static void requireValid(Neuron neuron, String place) {
        requireBounded(neuron.rest, place + "/rest");
        requireBounded(neuron.reset, place + "/reset");
        neuron.hold.ifPresent(hold -> requireValid(neuron, hold, place + "/hold"));
        if (neuron.threshold.isEmpty()) {
            return;
        }
        Rational start = neuron.rest.atZero();
        require(
                start.compareTo(neuron.threshold.get()) < 0,
                place + "/rest",
                "starts at " + start + ", which is not below the threshold " + neuron.threshold.get());
        Rational jump = neuron.reset.atZero();
        require(
                jump.signum() < 0,
                place + "/reset",
                "starts at " + jump
                        + ", but must be negative at 0+ for the potential to be below the threshold after a spike");
    }

    private static void requireValid(Neuron neuron, Hold hold, String place) {
        require(hold.time.signum() > 0, place + "/time", "refractory time " + hold.time + " is not positive");
        require(
                neuron.threshold
                        .filter(threshold -> hold.level.compareTo(threshold) < 0)
                        .isPresent(),
                place + "/level",
                hold.level + " is not below a threshold");
        require(
                neuron.reset.terms().size() == 1 && neuron.reset.atZero().equals(Rational.of(-1)),
                place,
                "a neuron that is held falls like −e^{−βt} after it");
    }

    private static void requireValid(Synapse synapse, String place, int inputs, int neurons) {
        if (synapse.from instanceof Origin.Input input) {
            require(within(input.index, inputs), place + "/from", "there is no input " + input.index);
        } else if (synapse.from instanceof Origin.OfNeuron neuron) {
            require(within(neuron.index, neurons), place + "/from", "there is no neuron " + neuron.index);
        }
        require(within(synapse.target, neurons), place + "/target", "there is no neuron " + synapse.target);
        require(synapse.delay.signum() >= 0, place + "/delay", "delay " + synapse.delay + " is negative");
        requireBounded(synapse.response, place + "/response");
        Rational jump = synapse.response.atZero();
        require(
                jump.signum() == 0,
                place + "/response",
                "starts at " + jump + ", but must be zero at 0+: a spike must not make the potential jump");
    }

    private static boolean within(int index, int size) {
        return 0 <= index && index < size;
    }

    private static void require(boolean valid, String place, String detail) {
        if (!valid) {
            throw new InvalidNetworkException(place, detail);
        }
    }
}
