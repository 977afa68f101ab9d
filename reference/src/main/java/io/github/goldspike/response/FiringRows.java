package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The derivatives of the firing equations V_i(f) = ϑ_i: [FP thm. 4] for general kernels, L ∂F/∂p = −∂(V − ϑ)/∂p, one row for
 * each spike (kernels-R7, kernels-R8). Everything is an enclosure of the true value; reals that are not in a map have the derivative zero.
 *
 * @param <P> names of reals
 */
final class FiringRows<P> {

    private final ResponseNetwork network;
    private final ResponseLoop.Raster raster;
    private final Dependencies<P> dependencies;
    /** −W·K' of each synapse, −η' of each neuron: what moves V if the spike comes later. */
    private final List<ExponentialPolynomial> byArrival;

    private final List<ExponentialPolynomial> byFall;

    FiringRows(ResponseNetwork network, ResponseLoop.Raster raster, Dependencies<P> dependencies) {
        this.network = network;
        this.raster = raster;
        this.dependencies = dependencies;
        this.byArrival = network.synapses().stream()
                .map(synapse ->
                        synapse.response().derivative().times(synapse.weight().negate()))
                .toList();
        this.byFall = network.neurons().stream()
                .map(neuron -> neuron.reset().derivative().times(Rational.of(-1)))
                .toList();
    }

    /**
     * One row: the partial derivatives of V_i(f) − ϑ_i at fixed f.
     *
     * @param byTime by the times of earlier spikes
     * @param byParameter by the parameters
     */
    private record Row<P>(Map<Integer, Ball> byTime, Map<P, Ball> byParameter) {

        private void add(List<Effect<P>> effects, Evaluation at) {
            for (Effect<P> effect : effects) {
                add(effect.parameter(), at.of(effect.partial()));
            }
        }

        private void add(P parameter, Ball value) {
            byParameter.merge(parameter, value, Ball::plus);
        }
    }

    /**
     * ∂f/∂p by forward propagation, for every spike of the answer, in its order. Costs the square of the number of spikes times
     * that of the parameters.
     */
    List<Map<P, Ball>> forward() {
        List<Map<P, Ball>> derivatives = new ArrayList<>();
        for (int f = 0; f < raster.firings().size(); f++) {
            Row<P> row = row(f);
            Map<P, Ball> total = new LinkedHashMap<>(row.byParameter);
            row.byTime.forEach((g, partial) -> derivatives
                    .get(g)
                    .forEach((parameter, earlier) -> total.merge(parameter, partial.times(earlier), Ball::plus)));
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
    Map<P, Ball> transposed(List<Ball> lossByTime) {
        int spikes = raster.firings().size();
        if (lossByTime.size() != spikes) {
            throw new IllegalArgumentException(lossByTime.size() + " derivatives for " + spikes + " spikes");
        }
        List<Ball> right = new ArrayList<>(lossByTime);
        Map<P, Ball> gradient = new LinkedHashMap<>();
        for (int f = spikes - 1; f >= 0; f--) {
            if (right.get(f).isZero()) {
                continue;
            }
            Ball mu = right.get(f).dividedBy(raster.firings().get(f).slope());
            Row<P> row = row(f);
            // L_fg = ∂V(f)/∂g
            row.byTime.forEach((g, partial) -> right.set(g, right.get(g).minus(partial.times(mu))));
            row.byParameter.forEach((parameter, partial) ->
                    gradient.merge(parameter, partial.times(mu).negate(), Ball::plus));
        }
        return gradient;
    }

    private Row<P> row(int spike) {
        Firing firing = raster.firings().get(spike);
        Row<P> row = new Row<>(new LinkedHashMap<>(), new LinkedHashMap<>());
        int neuron = firing.neuron();
        dependencies
                .thresholds()
                .get(neuron)
                .ifPresent(threshold ->
                        row.add(threshold, Ball.ONE.withPrecision(raster.bits()).negate()));
        row.add(dependencies.rests().get(neuron), new Evaluation(firing.time()));
        for (Arrival arrival : raster.arrivals().get(neuron).subList(0, firing.causes())) {
            addArrival(row, arrival, new Evaluation(firing.time().minus(arrival.time())));
        }
        for (int e = 0; e < spike; e++) {
            if (raster.firings().get(e).neuron() == neuron) {
                Evaluation since = new Evaluation(
                        firing.time().minus(raster.firings().get(e).time()));
                row.byTime.merge(e, since.of(byFall.get(neuron)), Ball::plus);
                row.add(dependencies.resets().get(neuron), since);
            }
        }
        return row;
    }

    private void addArrival(Row<P> row, Arrival arrival, Evaluation since) {
        int s = arrival.synapse();
        Ball later = since.of(byArrival.get(s));
        Optional<P> input = Optional.empty();
        if (network.synapses().get(s).from() instanceof ResponseNetwork.Origin.Input from) {
            input = dependencies.inputs().get(from.index()).get(arrival.spike());
        } else {
            row.byTime.merge(arrival.spike(), later, Ball::plus);
        }
        input.ifPresent(time -> row.add(time, later));
        dependencies.delays().get(s).ifPresent(delay -> row.add(delay, later));
        row.add(dependencies.synapses().get(s), since);
    }
}
