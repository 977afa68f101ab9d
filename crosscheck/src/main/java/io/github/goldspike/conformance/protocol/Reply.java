package io.github.goldspike.conformance.protocol;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an engine replies to a network. */
public sealed interface Reply {

    /**
     * Numbers; what the engine leaves out is empty.
     *
     * @param spikes times for each neuron of each population
     * @param slopes V' just before each spike, in the same shape
     * @param loss its value
     * @param gradient by the weights: for each projection its matrix, empty where there is no synapse, or where nothing is given; a matrix or row that is not
     *     given is an empty list, and so are projections after the last; a gradient without any entry is not given
     * @param potentials V of each neuron at the times that were asked for, from the left at a spike
     * @param byKind gradients by other reals than weights: what is given of each, by the JSON pointer of its place below the field of the kind
     */
    record Answered(
            Optional<ByNeuron<BigDecimal>> spikes,
            Optional<ByNeuron<BigDecimal>> slopes,
            Optional<Outcome<BigDecimal>> loss,
            Optional<Outcome<List<List<List<Optional<BigDecimal>>>>>> gradient,
            Optional<ByNeuron<Optional<BigDecimal>>> potentials,
            Map<ParameterKind, Map<String, BigDecimal>> byKind)
            implements Reply {

        public Answered {
            byKind = Map.copyOf(byKind);
            loss = loss.filter(outcome -> !(outcome instanceof Outcome.Open));
            gradient = gradient.filter(outcome -> outcome instanceof Outcome.Undefined || isGiven(outcome));
        }

        private static boolean isGiven(Outcome<List<List<List<Optional<BigDecimal>>>>> outcome) {
            return outcome instanceof Outcome.Known<List<List<List<Optional<BigDecimal>>>>> known
                    && known.value().stream()
                            .flatMap(List::stream)
                            .flatMap(List::stream)
                            .anyMatch(Optional::isPresent);
        }

        /** With a gradient by weights alone. */
        public Answered(
                Optional<ByNeuron<BigDecimal>> spikes,
                Optional<ByNeuron<BigDecimal>> slopes,
                Optional<Outcome<BigDecimal>> loss,
                Optional<Outcome<List<List<List<Optional<BigDecimal>>>>>> gradient,
                Optional<ByNeuron<Optional<BigDecimal>>> potentials) {
            this(spikes, slopes, loss, gradient, potentials, Map.of());
        }

        /** Without potentials. */
        public Answered(
                Optional<ByNeuron<BigDecimal>> spikes,
                Optional<ByNeuron<BigDecimal>> slopes,
                Optional<Outcome<BigDecimal>> loss,
                Optional<Outcome<List<List<List<Optional<BigDecimal>>>>>> gradient) {
            this(spikes, slopes, loss, gradient, Optional.empty());
        }
    }

    /** The engine does not do such networks. */
    record Skipped(String message) implements Reply {}

    /** The engine failed, and knows it. */
    record Errored(String message) implements Reply {}
}
