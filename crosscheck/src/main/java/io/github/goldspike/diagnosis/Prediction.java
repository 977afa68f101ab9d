package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a program answers to a network; loss and gradient are computed when they are asked for. */
public final class Prediction {

    private final ByNeuron<Double> spikes;
    private final Supplier<Optional<Outcome<Double>>> loss;
    private final Supplier<Optional<Outcome<List<List<Double>>>>> gradient;

    Prediction(
            ByNeuron<Double> spikes,
            Supplier<Optional<Outcome<Double>>> loss,
            Supplier<Optional<Outcome<List<List<Double>>>>> gradient) {
        this.spikes = spikes;
        this.loss = once(loss);
        this.gradient = once(gradient);
    }

    /** Of a program that is asked for nothing but its spikes. */
    static Prediction ofSpikes(ByNeuron<Double> spikes) {
        return new Prediction(spikes, Optional::empty, Optional::empty);
    }

    /** Times for each neuron of each population of neurons. */
    public ByNeuron<Double> spikes() {
        return spikes;
    }

    /** Empty if there is none, or if it is not predicted. */
    public Optional<Outcome<Double>> loss() {
        return loss.get();
    }

    /** By the weights, for each projection in the order of its synapses; empty in the same cases. */
    public Optional<Outcome<List<List<Double>>>> gradient() {
        return gradient.get();
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        return new Supplier<>() {
            private Optional<T> value = Optional.empty();

            @Override
            public T get() {
                if (value.isEmpty()) {
                    value = Optional.of(supplier.get());
                }
                return value.get();
            }
        };
    }
}
