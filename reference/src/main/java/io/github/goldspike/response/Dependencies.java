package io.github.goldspike.response;

import java.util.List;
import java.util.Optional;

/**
 * By which reals the functions and times of a network move (kernels-R8). A synapse adds W·K, so that a weight, a rate and a
 * coefficient are all of one kind: a partial derivative that is an exponential polynomial again.
 *
 * @param synapses for each synapse what moves W·K
 * @param resets for each neuron what moves η
 * @param falls for each neuron with a refractory time what moves the fall by 1 at the end of it
 * @param rests for each neuron what moves ρ
 * @param thresholds for each neuron its threshold, if derivatives are wanted by it
 * @param delays for each synapse its delay, if derivatives are wanted by it
 * @param holds for each neuron its refractory time, if derivatives are wanted by it
 * @param inputs for each input and each of its spikes its time, if derivatives are wanted by it
 * @param <P> names of reals
 */
record Dependencies<P>(
        List<List<Effect<P>>> synapses,
        List<List<Effect<P>>> resets,
        List<List<Effect<P>>> falls,
        List<List<Effect<P>>> rests,
        List<Optional<P>> thresholds,
        List<Optional<P>> delays,
        List<Optional<P>> holds,
        List<List<Optional<P>>> inputs) {}
