package io.github.goldspike.contract;

import java.util.List;
import java.util.Optional;

/**
 * What an engine answers.
 *
 * @param spikes for every population of neurons that can spike, in the network's order, a list of spikes for each neuron
 *     (an empty list for a neuron that stays silent or has no threshold); complete up to the horizon unless
 *     {@code undecided} says otherwise
 * @param loss empty if the network has none
 * @param gradient of the loss; empty if the network has none
 * @param jacobian empty if it was not asked for; entries that are not listed are exactly zero, except for spikes that
 *     {@code undecided} names, and for those in {@code atTies}
 * @param undecided what could not be decided, empty if all is answered
 * @param conditions condition numbers, if they were asked for and the engine has them
 * @param atTies derivatives entry by entry, where some have no value because events coincide
 * @param certificate what a checker needs to prove the answer anew, if the engine gives it
 * @param potentials V at the times that were asked for, for every neuron of every population of neurons, from the left at a
 *     spike; empty where it was not proved, or if none were asked for
 * @param <R> the engine's real numbers
 */
public record Answer<R>(
        ByNeuron<Spike<R>> spikes,
        Optional<Outcome<R>> loss,
        Optional<Outcome<Gradient<R>>> gradient,
        Optional<List<Derivative<R>>> jacobian,
        List<Undecided> undecided,
        AtTies<R> atTies,
        Optional<Conditions<R>> conditions,
        Optional<Certificate> certificate,
        Optional<ByNeuron<Optional<R>>> potentials) {

    /** An answer without potentials. */
    public Answer(
            ByNeuron<Spike<R>> spikes,
            Optional<Outcome<R>> loss,
            Optional<Outcome<Gradient<R>>> gradient,
            Optional<List<Derivative<R>>> jacobian,
            List<Undecided> undecided,
            Optional<Conditions<R>> conditions,
            Optional<Certificate> certificate) {
        this(spikes, loss, gradient, jacobian, undecided, AtTies.none(), conditions, certificate, Optional.empty());
    }

    /** An answer without condition numbers and certificate. */
    public Answer(
            ByNeuron<Spike<R>> spikes,
            Optional<Outcome<R>> loss,
            Optional<Outcome<Gradient<R>>> gradient,
            Optional<List<Derivative<R>>> jacobian,
            List<Undecided> undecided) {
        this(
                spikes,
                loss,
                gradient,
                jacobian,
                undecided,
                AtTies.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same answer with this certificate. */
    public Answer<R> certifiedBy(Optional<Certificate> proof) {
        return new Answer<>(spikes, loss, gradient, jacobian, undecided, atTies, conditions, proof, potentials);
    }

    /** The same answer with these derivatives entry by entry. */
    public Answer<R> with(AtTies<R> entries) {
        return new Answer<>(spikes, loss, gradient, jacobian, undecided, entries, conditions, certificate, potentials);
    }

    /** The same answer with these condition numbers. */
    public Answer<R> conditionedBy(Optional<Conditions<R>> numbers) {
        return new Answer<>(spikes, loss, gradient, jacobian, undecided, atTies, numbers, certificate, potentials);
    }

    /** Copies the list of what is undecided. */
    public Answer {
        undecided = List.copyOf(undecided);
    }

    /** The same answer with these potentials. */
    public Answer<R> with(Optional<ByNeuron<Optional<R>>> traces) {
        return new Answer<>(spikes, loss, gradient, jacobian, undecided, atTies, conditions, certificate, traces);
    }
}
