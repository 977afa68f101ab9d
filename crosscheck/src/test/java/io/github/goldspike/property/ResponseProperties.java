package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import io.github.goldspike.response.ExponentialPolynomial;
import io.github.goldspike.response.ResponseAnswer;
import io.github.goldspike.response.ResponseEngine;
import io.github.goldspike.response.ResponseNetwork;
import io.github.goldspike.response.ResponseParameter;
import io.github.goldspike.response.ResponseQuestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Promises 1 to 3 and 5 for general kernels (kernels-R1, kernels-R5, kernels-R6, kernels-R7): the potential as the plain sum over all
 * earlier spikes, in enclosures and on a grid in binary64, against what the engine found.
 */
@AddLifecycleHook(Campaign.class)
class ResponseProperties {

    private static final int DIGITS = 25;
    private static final int SPIKES = 40;
    private static final int GRID = 600;

    private static ResponseAnswer solve(ResponseNetwork network, int digits) {
        return new ResponseEngine()
                .solve(network, ResponseQuestion.ofDigits(digits).withSpikes(SPIKES));
    }

    @Provide
    Arbitrary<ResponseNetwork> networks() {
        return ResponseNetworks.any();
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void spikesAreAllUpcrossingsOfTheSumOfKernels(@ForAll("networks") ResponseNetwork network) {
        ResponseAnswer answer = solve(network, DIGITS);
        Statistics.label("undecided")
                .collect(answer.undecided().map(open -> open.kind().toString()).orElse("no"))
                .coverage(coverage -> coverage.check("no").percentage(share -> share > 60));
        Statistics.label("spikes").collect(Math.min(10, answer.spikes().size()));
        for (ResponseAnswer.Spike spike : answer.spikes()) {
            assertTrue(spike.slope().isPositive());
            Ball excess = Ball.of(
                            network.neurons().get(spike.neuron()).threshold().orElseThrow(), 400)
                    .negate()
                    .plus(potential(network, answer, spike.neuron(), spike.time()));
            assertTrue(excess.overlaps(Ball.ZERO), () -> "V − ϑ = " + excess + " at " + spike + " of " + network);
            // Otherwise overlapping would say little; the width is that of the time, times the slope.
            long most = Math.max(0, spike.slope().magnitude()) - 50;
            assertTrue(
                    excess.magnitude() < most || answer.undecided().isPresent(),
                    () -> "V − ϑ = " + excess + " at " + spike + " is a loose enclosure, in " + network);
        }
        double until = Math.min(3, answer.provedUntil().approximate());
        for (int i = 0; i < network.neurons().size(); i++) {
            double threshold =
                    network.neurons().get(i).threshold().orElseThrow().toDouble();
            for (int k = 0; k < GRID; k++) {
                double t = until * k / GRID;
                double v = potential(network, answer, i, t);
                int neuron = i;
                assertTrue(
                        v < threshold + 1e-9,
                        () -> "neuron " + neuron + " is at " + v + " at " + t + " without a spike, in " + network);
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void moreDigitsGiveTheSameAnswer(@ForAll("networks") ResponseNetwork network) {
        ResponseAnswer few = solve(network, DIGITS);
        ResponseAnswer many = solve(network, 3 * DIGITS);
        if (few.undecided().isEmpty() && many.undecided().isEmpty()) {
            assertEquals(few.spikes().size(), many.spikes().size(), () -> "spikes of " + network);
        }
        List<Map<ResponseParameter, Ball>> rows = few.derivatives().forward();
        List<Map<ResponseParameter, Ball>> others = many.derivatives().forward();
        for (int f = 0; f < few.spikes().size(); f++) {
            ResponseAnswer.Spike spike = few.spikes().get(f);
            List<ResponseAnswer.Spike> train = many.train(spike.neuron());
            if (spike.index() < train.size()) {
                ResponseAnswer.Spike other = train.get(spike.index());
                assertTrue(spike.time().overlaps(other.time()), () -> spike + " and " + other + " of " + network);
                assertTrue(spike.slope().overlaps(other.slope()), () -> spike + " and " + other + " of " + network);
                Map<ResponseParameter, Ball> row = others.get(many.spikes().indexOf(other));
                assertEquals(rows.get(f).keySet(), row.keySet());
                rows.get(f)
                        .forEach((parameter, value) -> assertTrue(
                                value.overlaps(row.get(parameter)),
                                () -> spike + " by " + parameter + " of " + network));
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theTransposedSolveGivesTheRowsOfForwardPropagation(@ForAll("networks") ResponseNetwork network) {
        ResponseAnswer answer = solve(network, DIGITS);
        List<Map<ResponseParameter, Ball>> forward = answer.derivatives().forward();
        for (int f = 0; f < answer.spikes().size(); f++) {
            List<Ball> seed =
                    new ArrayList<>(Collections.nCopies(answer.spikes().size(), Ball.ZERO));
            seed.set(f, Ball.ONE);
            Map<ResponseParameter, Ball> gradient = answer.derivatives().transposed(seed);
            Map<ResponseParameter, Ball> row = forward.get(f);
            assertEquals(row.keySet(), gradient.keySet());
            row.forEach((parameter, value) ->
                    assertTrue(value.overlaps(gradient.get(parameter)), () -> "by " + parameter + " of " + network));
        }
    }

    /** If neurons rest until an input comes, to move all inputs by ε moves all spikes by ε: Σ ∂f/∂(input time) = 1. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aShiftOfAllInputsShiftsAllSpikes(@ForAll("networks") ResponseNetwork network) {
        ResponseNetwork resting = new ResponseNetwork(
                network.horizon(),
                network.inputs(),
                network.neurons().stream()
                        .map(neuron -> new ResponseNetwork.Neuron(
                                neuron.threshold(),
                                ExponentialPolynomial.constant(neuron.rest().atZero()),
                                neuron.reset()))
                        .toList(),
                network.synapses());
        for (Map<ResponseParameter, Ball> row :
                solve(resting, DIGITS).derivatives().forward()) {
            Ball sum = Ball.ZERO;
            for (Map.Entry<ResponseParameter, Ball> entry : row.entrySet()) {
                sum = entry.getKey() instanceof ResponseParameter.InputTime ? sum.plus(entry.getValue()) : sum;
            }
            Ball found = sum;
            assertTrue(found.contains(Rational.ONE), () -> "sum " + found + " in " + resting);
        }
    }

    private static Ball potential(ResponseNetwork network, ResponseAnswer answer, int neuron, Ball t) {
        Ball v = value(network.neurons().get(neuron).rest(), t);
        for (ResponseAnswer.Spike spike : answer.spikes()) {
            if (spike.time().isLessThan(t) && spike.neuron() == neuron) {
                v = v.plus(value(network.neurons().get(neuron).reset(), t.minus(spike.time())));
            }
        }
        for (ResponseNetwork.Synapse synapse : network.synapses()) {
            if (synapse.target() != neuron) {
                continue;
            }
            Ball delay = Ball.of(synapse.delay(), 400);
            for (Ball time : times(network, answer, synapse.from())) {
                Ball since = t.minus(time.plus(delay));
                if (since.isPositive()) {
                    v = v.plus(Ball.of(synapse.weight(), 400).times(value(synapse.response(), since)));
                }
            }
        }
        return v;
    }

    private static List<Ball> times(ResponseNetwork network, ResponseAnswer answer, ResponseNetwork.Origin from) {
        return from instanceof ResponseNetwork.Origin.OfNeuron source
                ? answer.train(source.index()).stream()
                        .map(ResponseAnswer.Spike::time)
                        .toList()
                : network.inputs().get(((ResponseNetwork.Origin.Input) from).index()).stream()
                        .map(time -> Ball.of(time, 400))
                        .toList();
    }

    private static Ball value(ExponentialPolynomial function, Ball t) {
        Ball sum = Ball.ZERO;
        for (ExponentialPolynomial.Term term : function.terms()) {
            Ball value = Ball.of(term.rate(), 400).times(t).negate().exp().times(Ball.of(term.coefficient(), 400));
            for (int n = 0; n < term.power(); n++) {
                value = value.times(t);
            }
            sum = sum.plus(value);
        }
        return sum;
    }

    private static double potential(ResponseNetwork network, ResponseAnswer answer, int neuron, double t) {
        double v = value(network.neurons().get(neuron).rest(), t);
        for (ResponseAnswer.Spike spike : answer.train(neuron)) {
            double since = t - spike.time().approximate();
            v += since > 0 ? value(network.neurons().get(neuron).reset(), since) : 0;
        }
        for (ResponseNetwork.Synapse synapse : network.synapses()) {
            if (synapse.target() == neuron) {
                for (Ball time : times(network, answer, synapse.from())) {
                    double since = t - time.approximate() - synapse.delay().toDouble();
                    v += since > 0 ? synapse.weight().toDouble() * value(synapse.response(), since) : 0;
                }
            }
        }
        return v;
    }

    private static double value(ExponentialPolynomial function, double t) {
        double sum = 0;
        for (ExponentialPolynomial.Term term : function.terms()) {
            sum += term.coefficient().toDouble()
                    * Math.pow(t, term.power())
                    * Math.exp(-term.rate().toDouble() * t);
        }
        return sum;
    }
}
