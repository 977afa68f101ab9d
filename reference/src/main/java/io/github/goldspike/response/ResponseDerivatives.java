package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of spike times by all parameters: Theorem 4 of Lee et al. for general kernels, L ∂F/∂p = −∂(V − ϑ)/∂p
 * (kernels-R7). Everything is an enclosure of the true value. Parameters that are not in a map have the derivative zero.
 */
public final class ResponseDerivatives {

    private final ResponseNetwork network;
    private final ResponseLoop.Raster raster;

    ResponseDerivatives(ResponseNetwork network, ResponseLoop.Raster raster) {
        this.network = network;
        this.raster = raster;
    }

    /**
     * One row: the partial derivatives of V_i(f) − ϑ_i at fixed f.
     *
     * @param byTime by the times of earlier spikes
     * @param byParameter by the parameters
     */
    private record Row(Map<Integer, Ball> byTime, Map<ResponseParameter, Ball> byParameter) {}

    /**
     * ∂f/∂p by forward propagation, for every spike of the answer, in its order. Costs the square of the number of spikes times
     * that of the parameters.
     */
    public List<Map<ResponseParameter, Ball>> forward() {
        List<Map<ResponseParameter, Ball>> derivatives = new ArrayList<>();
        for (int f = 0; f < raster.firings().size(); f++) {
            Row row = row(f);
            Map<ResponseParameter, Ball> total = new LinkedHashMap<>(row.byParameter);
            row.byTime.forEach((g, partial) ->
                    derivatives.get(g).forEach((parameter, earlier) -> add(total, parameter, partial.times(earlier))));
            Ball slope = raster.firings().get(f).slope();
            total.replaceAll((parameter, partial) -> partial.negate().dividedBy(slope));
            derivatives.add(total);
        }
        return derivatives;
    }

    /**
     * dℓ/dp for a function ℓ of the spike times by one backward solve with Lᵀ.
     *
     * @param lossByTime ∂ℓ/∂f for each spike of the answer, in its order
     * @throws IllegalArgumentException if there are not as many as spikes
     */
    public Map<ResponseParameter, Ball> transposed(List<Ball> lossByTime) {
        int spikes = raster.firings().size();
        if (lossByTime.size() != spikes) {
            throw new IllegalArgumentException(lossByTime.size() + " derivatives for " + spikes + " spikes");
        }
        List<Ball> right = new ArrayList<>(lossByTime);
        Map<ResponseParameter, Ball> gradient = new LinkedHashMap<>();
        for (int f = spikes - 1; f >= 0; f--) {
            if (right.get(f).isZero()) {
                continue;
            }
            Ball mu = right.get(f).dividedBy(raster.firings().get(f).slope());
            Row row = row(f);
            // L_fg = ∂V(f)/∂g
            row.byTime.forEach((g, partial) -> right.set(g, right.get(g).minus(partial.times(mu))));
            row.byParameter.forEach((parameter, partial) ->
                    add(gradient, parameter, partial.times(mu).negate()));
        }
        return gradient;
    }

    private static <K> void add(Map<K, Ball> sums, K key, Ball value) {
        sums.merge(key, value, Ball::plus);
    }

    private Row row(int spike) {
        Firing firing = raster.firings().get(spike);
        Row row = new Row(new LinkedHashMap<>(), new LinkedHashMap<>());
        ResponseNetwork.Neuron neuron = network.neurons().get(firing.neuron());
        Ball one = Ball.ONE.withPrecision(raster.bits());
        row.byParameter.put(new ResponseParameter.Threshold(firing.neuron()), one.negate());
        addTerms(row, new ResponseParameter.Kernel.Rest(firing.neuron()), neuron.rest(), one, firing.time());
        for (Arrival arrival : raster.arrivals().get(firing.neuron()).subList(0, firing.causes())) {
            addArrival(row, arrival, firing.time().minus(arrival.time()));
        }
        for (int e = 0; e < spike; e++) {
            if (raster.firings().get(e).neuron() == firing.neuron()) {
                Ball since = firing.time().minus(raster.firings().get(e).time());
                Ball slope = new Evaluated(neuron.reset().derivative(), since).sum();
                add(row.byTime, e, slope.negate());
                addTerms(row, new ResponseParameter.Kernel.Reset(firing.neuron()), neuron.reset(), one, since);
            }
        }
        return row;
    }

    private void addArrival(Row row, Arrival arrival, Ball since) {
        int s = arrival.synapse();
        ResponseNetwork.Synapse synapse = network.synapses().get(s);
        Ball weight = Ball.of(synapse.weight(), raster.bits());
        Ball byArrival = weight.times(new Evaluated(synapse.response().derivative(), since).sum())
                .negate();
        add(row.byParameter, new ResponseParameter.Weight(s), new Evaluated(synapse.response(), since).sum());
        add(row.byParameter, new ResponseParameter.Delay(s), byArrival);
        if (synapse.from() instanceof ResponseNetwork.Origin.Input input) {
            add(row.byParameter, new ResponseParameter.InputTime(input.index(), arrival.spike()), byArrival);
        } else {
            add(row.byTime, arrival.spike(), byArrival);
        }
        addTerms(row, new ResponseParameter.Kernel.OfSynapse(s), synapse.response(), weight, since);
    }

    /** By coefficient and rate of each term of a kernel: w·uⁿe^{−au} and −w·c·uⁿ⁺¹e^{−au}. */
    private void addTerms(
            Row row, ResponseParameter.Kernel kernel, ExponentialPolynomial function, Ball factor, Ball since) {
        Evaluated evaluated = new Evaluated(function, since);
        for (int k = 0; k < function.terms().size(); k++) {
            Ball byCoefficient = factor.times(evaluated.shapes.get(k));
            Ball coefficient = Ball.of(function.terms().get(k).coefficient(), raster.bits());
            add(row.byParameter, new ResponseParameter.Coefficient(kernel, k), byCoefficient);
            add(
                    row.byParameter,
                    new ResponseParameter.Rate(kernel, k),
                    byCoefficient.times(coefficient).times(since).negate());
        }
    }

    /** The terms of a function at one time, one exponential for each rate. */
    private static final class Evaluated {

        private final ExponentialPolynomial function;
        private final int bits;
        /** uⁿe^{−au} of each term. */
        private final List<Ball> shapes = new ArrayList<>();

        Evaluated(ExponentialPolynomial function, Ball time) {
            this.function = function;
            this.bits = time.bits();
            Map<Rational, Ball> decays = new LinkedHashMap<>();
            for (ExponentialPolynomial.Term term : function.terms()) {
                Ball shape = decays.computeIfAbsent(
                        term.rate(),
                        rate -> Ball.of(rate, bits).times(time).negate().exp());
                for (int n = 0; n < term.power(); n++) {
                    shape = shape.times(time);
                }
                shapes.add(shape);
            }
        }

        Ball sum() {
            Ball sum = Ball.ZERO.withPrecision(bits);
            for (int k = 0; k < shapes.size(); k++) {
                sum = sum.plus(
                        Ball.of(function.terms().get(k).coefficient(), bits).times(shapes.get(k)));
            }
            return sum;
        }
    }
}
