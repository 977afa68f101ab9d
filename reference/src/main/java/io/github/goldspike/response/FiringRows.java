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

        private void add(List<Effect<P>> effects, Evaluation at, Ball factor) {
            for (Effect<P> effect : effects) {
                add(effect.parameter(), at.of(effect.partial()).times(factor));
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
        List<Arrival> arrivals = raster.arrivals().get(neuron).subList(0, firing.causes());
        addResponses(row, neuron, arrivals, firing.time(), Ball.ONE);
        if (network.neurons().get(neuron).hold().isPresent()) {
            addRelease(row, neuron, arrivals, firing.time());
            return row;
        }
        for (int e = 0; e < spike; e++) {
            if (raster.firings().get(e).neuron() == neuron) {
                Evaluation since = new Evaluation(
                        firing.time().minus(raster.firings().get(e).time()));
                row.byTime.merge(e, since.of(byFall.get(neuron)), Ball::plus);
                row.add(dependencies.resets().get(neuron), since, Ball.ONE);
            }
        }
        return row;
    }

    /** {@code factor} times the derivatives of ρ and of all W·K, at a time. */
    private void addResponses(Row<P> row, int neuron, List<Arrival> arrivals, Ball time, Ball factor) {
        row.add(dependencies.rests().get(neuron), new Evaluation(time), factor);
        for (Arrival arrival : arrivals) {
            if (!arrival.isRelease()) {
                addArrival(row, arrival, new Evaluation(time.minus(arrival.time())), factor);
            }
        }
    }

    /** V(f) = V°(f) − (V°(u) − r)e^{−β(f − u)}, u the end of the last refractory time, V° without any spike of the neuron (kernels-R12). */
    private void addRelease(Row<P> row, int neuron, List<Arrival> arrivals, Ball time) {
        int last = arrivals.size() - 1;
        while (last >= 0 && !arrivals.get(last).isRelease()) {
            last--;
        }
        if (last < 0) {
            return;
        }
        Arrival end = arrivals.get(last);
        Release release = raster.releases().get(end.spike());
        Evaluation since = new Evaluation(time.minus(end.time()));
        Ball factor = since.of(network.neurons().get(neuron).reset());
        addResponses(row, neuron, arrivals.subList(0, last), end.time(), factor);
        Ball later = release.slope().times(factor);
        row.byTime.merge(end.spike(), later, Ball::plus);
        dependencies.holds().get(neuron).ifPresent(hold -> row.add(hold, later));
        row.add(dependencies.resets().get(neuron), since, Ball.ONE);
        row.add(dependencies.falls().get(neuron), since, release.total());
    }

    /** The first neuron of which it is open whether an arrival, or its derivatives by a delay, comes before the end of a refractory time. */
    Optional<Integer> firstOpenRelease() {
        for (int i = 0; i < network.neurons().size(); i++) {
            Optional<ResponseNetwork.Hold> hold = network.neurons().get(i).hold();
            List<Arrival> arrivals = raster.arrivals().get(i);
            if (hold.isPresent()
                    && arrivals.stream()
                            .filter(Arrival::isRelease)
                            .anyMatch(end -> arrivals.stream().anyMatch(arrival -> isOpen(arrival, end, hold.get())))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean isOpen(Arrival arrival, Arrival end, ResponseNetwork.Hold hold) {
        if (arrival.isRelease() || !arrival.time().overlaps(end.time())) {
            return false;
        }
        ResponseNetwork.Synapse synapse = network.synapses().get(arrival.synapse());
        boolean together = synapse.from() instanceof ResponseNetwork.Origin.OfNeuron
                && arrival.spike() == end.spike()
                && synapse.delay().equals(hold.time());
        boolean byDelay = dependencies.delays().get(arrival.synapse()).isPresent();
        return synapse.weight().signum() != 0 && (!together || byDelay);
    }

    private void addArrival(Row<P> row, Arrival arrival, Evaluation since, Ball factor) {
        int s = arrival.synapse();
        Ball later = since.of(byArrival.get(s)).times(factor);
        Optional<P> input = Optional.empty();
        if (network.synapses().get(s).from() instanceof ResponseNetwork.Origin.Input from) {
            input = dependencies.inputs().get(from.index()).get(arrival.spike());
        } else {
            row.byTime.merge(arrival.spike(), later, Ball::plus);
        }
        input.ifPresent(time -> row.add(time, later));
        dependencies.delays().get(s).ifPresent(delay -> row.add(delay, later));
        row.add(dependencies.synapses().get(s), since, factor);
    }
}
