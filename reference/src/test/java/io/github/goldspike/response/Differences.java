package io.github.goldspike.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import io.github.goldspike.response.ResponseNetwork.Neuron;
import io.github.goldspike.response.ResponseNetwork.Synapse;
import io.github.goldspike.response.ResponseParameter.Coefficient;
import io.github.goldspike.response.ResponseParameter.Kernel;
import io.github.goldspike.response.ResponseParameter.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds every derivative against the central difference of certified spike times: with steps of 10⁻²⁰ and 70 digits the difference is
 * known to 50 digits and, of order step², misses the derivative by about 10⁻⁴⁰.
 */
final class Differences {

    private static final int DIGITS = 70;
    private static final Rational STEP = Rational.parse("1e-20");
    private static final Rational TOLERANCE = Rational.parse("1e-33");

    private final ResponseNetwork network;
    private final ResponseAnswer answer;
    private final List<Map<ResponseParameter, Ball>> forward;
    private int checked;

    private Differences(ResponseNetwork network) {
        this.network = network;
        this.answer = new ResponseEngine().solve(network, DIGITS);
        assertTrue(answer.undecided().isEmpty(), () -> "undecided: " + answer.undecided());
        this.forward = answer.derivatives().forward();
    }

    /** Checks all derivatives of all spikes, forward and transposed; returns how many differences were held against them. */
    static int check(ResponseNetwork network) {
        Differences differences = new Differences(network);
        differences.checkSynapses();
        differences.checkNeurons();
        differences.checkInputs();
        differences.checkTransposed();
        return differences.checked;
    }

    private void checkSynapses() {
        for (int s = 0; s < network.synapses().size(); s++) {
            int place = s;
            Synapse synapse = network.synapses().get(s);
            check(
                    Map.of(new ResponseParameter.Weight(s), Rational.ONE),
                    h -> with(
                            place,
                            new Synapse(
                                    synapse.from(),
                                    synapse.target(),
                                    synapse.weight().plus(h),
                                    synapse.delay(),
                                    synapse.response())));
            if (synapse.delay().signum() > 0) {
                check(
                        Map.of(new ResponseParameter.Delay(s), Rational.ONE),
                        h -> with(
                                place,
                                new Synapse(
                                        synapse.from(),
                                        synapse.target(),
                                        synapse.weight(),
                                        synapse.delay().plus(h),
                                        synapse.response())));
            }
            checkKernel(
                    new Kernel.OfSynapse(s),
                    synapse.response(),
                    true,
                    kernel -> with(
                            place,
                            new Synapse(synapse.from(), synapse.target(), synapse.weight(), synapse.delay(), kernel)));
        }
    }

    private void checkNeurons() {
        for (int i = 0; i < network.neurons().size(); i++) {
            int place = i;
            Neuron neuron = network.neurons().get(i);
            check(
                    Map.of(new ResponseParameter.Threshold(i), Rational.ONE),
                    h -> with(
                            place,
                            new Neuron(neuron.threshold().orElseThrow().plus(h), neuron.rest(), neuron.reset())));
            checkKernel(
                    new Kernel.Reset(i),
                    neuron.reset(),
                    false,
                    kernel -> with(place, new Neuron(neuron.threshold(), neuron.rest(), kernel)));
            checkKernel(
                    new Kernel.Rest(i),
                    neuron.rest(),
                    false,
                    kernel -> with(place, new Neuron(neuron.threshold(), kernel, neuron.reset())));
        }
    }

    private void checkInputs() {
        for (int j = 0; j < network.inputs().size(); j++) {
            for (int k = 0; k < network.inputs().get(j).size(); k++) {
                int input = j;
                int spike = k;
                if (network.inputs().get(j).get(k).signum() > 0) {
                    check(Map.of(new ResponseParameter.InputTime(j, k), Rational.ONE), h -> withInput(input, spike, h));
                }
            }
        }
    }

    private interface Changed<T> {
        ResponseNetwork by(T what);
    }

    /** By each coefficient and rate. Coefficients of terms without a power move in pairs where the kernel must stay zero at 0⁺. */
    private void checkKernel(
            Kernel kernel,
            ExponentialPolynomial function,
            boolean zeroAtStart,
            Changed<ExponentialPolynomial> changed) {
        int paired = -1;
        for (int k = 0; k < function.terms().size(); k++) {
            int term = k;
            ExponentialPolynomial.Term given = function.terms().get(k);
            ExponentialPolynomial unit = ExponentialPolynomial.term(Rational.ONE, given.power(), given.rate());
            if (given.rate().signum() > 0) {
                check(
                        Map.of(new Rate(kernel, k), Rational.ONE),
                        h -> changed.by(
                                function.plus(unit.times(given.coefficient().negate()))
                                        .plus(ExponentialPolynomial.term(
                                                given.coefficient(),
                                                given.power(),
                                                given.rate().plus(h)))));
            }
            if (given.power() > 0 || !zeroAtStart) {
                check(Map.of(new Coefficient(kernel, k), Rational.ONE), h -> changed.by(function.plus(unit.times(h))));
            } else if (paired < 0) {
                paired = k;
            } else {
                ExponentialPolynomial other = ExponentialPolynomial.decay(
                        Rational.of(-1), function.terms().get(paired).rate());
                check(
                        Map.of(
                                new Coefficient(kernel, term),
                                Rational.ONE,
                                new Coefficient(kernel, paired),
                                Rational.of(-1)),
                        h -> changed.by(function.plus(unit.plus(other).times(h))));
            }
        }
    }

    private void check(Map<ResponseParameter, Rational> direction, Changed<Rational> changed) {
        ResponseAnswer above = new ResponseEngine().solve(changed.by(STEP), DIGITS);
        ResponseAnswer below = new ResponseEngine().solve(changed.by(STEP.negate()), DIGITS);
        Ball width = Ball.of(STEP.plus(STEP), 400);
        for (int f = 0; f < answer.spikes().size(); f++) {
            Ball difference = time(above, f).minus(time(below, f)).dividedBy(width);
            Ball derivative = Ball.ZERO.withPrecision(400);
            for (Map.Entry<ResponseParameter, Rational> part : direction.entrySet()) {
                Ball partial = forward.get(f).getOrDefault(part.getKey(), Ball.ZERO);
                derivative = derivative.plus(partial.times(Ball.of(part.getValue(), 400)));
            }
            Ball tolerance = Ball.of(TOLERANCE, 64).times(derivative.abs().plus(Ball.ONE));
            Ball found = derivative;
            assertTrue(
                    difference.minus(derivative).abs().isLessThan(tolerance),
                    () -> "spike by " + direction.keySet() + ": " + found + ", but the difference is " + difference);
            checked++;
        }
    }

    private Ball time(ResponseAnswer other, int spike) {
        ResponseAnswer.Spike named = answer.spikes().get(spike);
        return other.train(named.neuron()).get(named.index()).time();
    }

    /** ℓ = the time of one spike: the transposed solve gives the rows of forward propagation. */
    private void checkTransposed() {
        for (int f = 0; f < answer.spikes().size(); f++) {
            List<Ball> seed = new ArrayList<>(
                    java.util.Collections.nCopies(answer.spikes().size(), Ball.ZERO));
            seed.set(f, Ball.ONE);
            Map<ResponseParameter, Ball> gradient = answer.derivatives().transposed(seed);
            Map<ResponseParameter, Ball> row = new LinkedHashMap<>(forward.get(f));
            assertEquals(row.keySet(), gradient.keySet());
            row.forEach((parameter, value) ->
                    assertTrue(value.overlaps(gradient.get(parameter)), () -> "transposed by " + parameter));
        }
    }

    private ResponseNetwork with(int synapse, Synapse changed) {
        List<Synapse> synapses = new ArrayList<>(network.synapses());
        synapses.set(synapse, changed);
        return new ResponseNetwork(network.horizon(), network.inputs(), network.neurons(), synapses);
    }

    private ResponseNetwork with(int neuron, Neuron changed) {
        List<Neuron> neurons = new ArrayList<>(network.neurons());
        neurons.set(neuron, changed);
        return new ResponseNetwork(network.horizon(), network.inputs(), neurons, network.synapses());
    }

    private ResponseNetwork withInput(int input, int spike, Rational step) {
        List<List<Rational>> inputs = new ArrayList<>(network.inputs());
        List<Rational> train = new ArrayList<>(inputs.get(input));
        train.set(spike, train.get(spike).plus(step));
        inputs.set(input, train);
        return new ResponseNetwork(network.horizon(), inputs, network.neurons(), network.synapses());
    }
}
