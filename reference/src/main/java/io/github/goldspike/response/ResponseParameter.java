package io.github.goldspike.response;

import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names one real of a {@link ResponseNetwork} by which spike times are differentiated (kernels-R7). */
public sealed interface ResponseParameter {

    /** The weight of a synapse. */
    record Weight(int synapse) implements ResponseParameter {}

    /** The delay of a synapse. */
    record Delay(int synapse) implements ResponseParameter {}

    /** The threshold of a neuron, its kernels being fixed. */
    record Threshold(int neuron) implements ResponseParameter {}

    /** A spike time of an input. */
    record InputTime(int input, int spike) implements ResponseParameter {}

    /** The coefficient c of a term of a kernel, {@code term} its index in {@link ExponentialPolynomial#terms()}. */
    record Coefficient(Kernel kernel, int term) implements ResponseParameter {}

    /** The rate a of a term of a kernel, {@code term} its index in {@link ExponentialPolynomial#terms()}. */
    record Rate(Kernel kernel, int term) implements ResponseParameter {}

    /** Names a kernel of the network; kernels that are equal are different parameters where they stand in different places. */
    sealed interface Kernel {

        /** K of a synapse. */
        record OfSynapse(int synapse) implements Kernel {}

        /** η of a neuron. */
        record Reset(int neuron) implements Kernel {}

        /** ρ of a neuron. */
        record Rest(int neuron) implements Kernel {}
    }

    /** All of a network, each with what it moves. For this package alone: interfaces have no static methods that are not public. */
    @SuppressWarnings("exports")
    static Dependencies<ResponseParameter> dependencies(ResponseNetwork network) {
        List<List<Effect<ResponseParameter>>> synapses = new ArrayList<>();
        List<Optional<ResponseParameter>> delays = new ArrayList<>();
        for (int s = 0; s < network.synapses().size(); s++) {
            ResponseNetwork.Synapse synapse = network.synapses().get(s);
            List<Effect<ResponseParameter>> effects =
                    new ArrayList<>(ofTerms(new Kernel.OfSynapse(s), synapse.response(), synapse.weight()));
            effects.add(new Effect<>(new Weight(s), synapse.response()));
            synapses.add(effects);
            delays.add(Optional.of(new Delay(s)));
        }
        List<List<Effect<ResponseParameter>>> resets = new ArrayList<>();
        List<List<Effect<ResponseParameter>>> falls = new ArrayList<>();
        List<List<Effect<ResponseParameter>>> rests = new ArrayList<>();
        List<Optional<ResponseParameter>> thresholds = new ArrayList<>();
        List<Optional<ResponseParameter>> holds = new ArrayList<>();
        for (int i = 0; i < network.neurons().size(); i++) {
            List<Effect<ResponseParameter>> ofReset =
                    ofTerms(new Kernel.Reset(i), network.neurons().get(i).reset(), Rational.ONE);
            boolean held = network.neurons().get(i).hold().isPresent();
            resets.add(held ? List.of() : ofReset);
            falls.add(held ? ofReset : List.of());
            rests.add(ofTerms(new Kernel.Rest(i), network.neurons().get(i).rest(), Rational.ONE));
            thresholds.add(Optional.of(new Threshold(i)));
            holds.add(Optional.empty());
        }
        List<List<Optional<ResponseParameter>>> inputs = new ArrayList<>();
        for (int j = 0; j < network.inputs().size(); j++) {
            List<Optional<ResponseParameter>> times = new ArrayList<>();
            for (int k = 0; k < network.inputs().get(j).size(); k++) {
                times.add(Optional.of(new InputTime(j, k)));
            }
            inputs.add(times);
        }
        return new Dependencies<>(synapses, resets, falls, rests, thresholds, delays, holds, inputs);
    }

    /** tⁿe^{−at} and −c·tⁿ⁺¹e^{−at} for each term. */
    private static List<Effect<ResponseParameter>> ofTerms(
            Kernel kernel, ExponentialPolynomial function, Rational factor) {
        List<Effect<ResponseParameter>> effects = new ArrayList<>();
        for (int k = 0; k < function.terms().size(); k++) {
            ExponentialPolynomial.Term term = function.terms().get(k);
            effects.add(new Effect<>(
                    new Coefficient(kernel, k), ExponentialPolynomial.term(factor, term.power(), term.rate())));
            effects.add(new Effect<>(
                    new Rate(kernel, k),
                    ExponentialPolynomial.term(
                            factor.times(term.coefficient()).negate(), term.power() + 1, term.rate())));
        }
        return effects;
    }
}
