package io.github.goldspike.response;

import io.github.goldspike.model.Rational;
import io.github.goldspike.response.ResponseNetwork.Neuron;
import io.github.goldspike.response.ResponseNetwork.Origin;
import io.github.goldspike.response.ResponseNetwork.Synapse;
import java.util.List;

/** Short words for networks with general kernels. */
final class Kernels {

    private Kernels() {}

    static Rational real(String text) {
        return Rational.parse(text);
    }

    /** c·tⁿ·e^{−at}. */
    static ExponentialPolynomial term(String coefficient, int power, String rate) {
        return ExponentialPolynomial.term(real(coefficient), power, real(rate));
    }

    /** A neuron with resting potential 0, threshold 1 and reset response −e^{−βt}. */
    static Neuron neuron(String beta) {
        return new Neuron(Rational.ONE, ExponentialPolynomial.ZERO, term("-1", 0, beta));
    }

    static Synapse fromInput(int input, int target, String weight, String delay, ExponentialPolynomial response) {
        return new Synapse(new Origin.Input(input), target, real(weight), real(delay), response);
    }

    static Synapse fromNeuron(int neuron, int target, String weight, String delay, ExponentialPolynomial response) {
        return new Synapse(new Origin.OfNeuron(neuron), target, real(weight), real(delay), response);
    }

    static List<Rational> train(String... times) {
        return List.of(times).stream().map(Rational::parse).toList();
    }

    /** One neuron without synapses, to the horizon 5. */
    static ResponseNetwork alone(ExponentialPolynomial rest, ExponentialPolynomial reset) {
        return new ResponseNetwork(real("5"), List.of(), List.of(new Neuron(Rational.ONE, rest, reset)), List.of());
    }
}
