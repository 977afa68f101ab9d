package io.github.goldspike.grid;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;

/**
 * What an engine answers about a network on a grid.
 *
 * @param grid as it was in force
 * @param steps for every population of neurons that can spike and each of its neurons, the numbers of the steps in which it fired
 * @param loss empty if the network has none
 * @param gradient of the loss by backpropagation through time; empty if the network has no loss
 * @param nearest the least |V − ϑ| that was compared; empty if nothing was
 * @param traces if they were asked for
 * @param undecided what could not be decided, empty if all is answered
 * @param <R> the engine's real numbers
 */
public record GridAnswer<R>(
        Grid grid,
        ByNeuron<Integer> steps,
        Optional<Outcome<R>> loss,
        Optional<Outcome<Gradient<R>>> gradient,
        Optional<Nearest<R>> nearest,
        Optional<Traces<R>> traces,
        List<Undecided> undecided) {

    /** Copies the list of what is undecided. */
    public GridAnswer {
        undecided = List.copyOf(undecided);
    }

    /**
     * A comparison of V with ϑ.
     *
     * @param population name of the neuron's population
     * @param neuron index in it
     * @param step number of the step
     * @param distance |V − ϑ|
     * @param <R> the engine's real numbers
     */
    public record Nearest<R>(String population, int neuron, int step, R distance) {}

    /**
     * V and I of every neuron after each step.
     *
     * @param first number of the first step
     * @param potentials for each population of neurons and each neuron V after each step
     * @param currents for each population of neurons and each neuron its currents, by ascending rate
     * @param <R> the engine's real numbers
     */
    public record Traces<R>(int first, ByNeuron<R> potentials, ByNeuron<Current<R>> currents) {}

    /**
     * The current of all synapses of one rate at one neuron.
     *
     * @param alpha the rate
     * @param values after each step
     * @param <R> the engine's real numbers
     */
    public record Current<R>(Rational alpha, List<R> values) {}
}
