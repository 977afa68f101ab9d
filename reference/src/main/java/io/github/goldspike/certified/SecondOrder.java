package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.Elements.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Second derivatives of a loss of spike times, e for elementary parameters and q for the reals of the file:
 * q·d²L/(de dq) at fixed factors de/dp, in one sweep backward over the spikes (proofs-notes/conditioning.md, K7).
 */
final class SecondOrder {

    /** Number of an element or of a spike that is not there. */
    private static final int NONE = -1;

    private final Wiring wiring;
    private final Raster raster;
    private final FiringEquations equations;
    private final RelativeParameters parameters;
    private final Elements elements;
    private final int bits;
    private final List<Cell> cells;
    /** q·∂f/∂q. */
    private final List<Map<Integer, Ball>> tangents;

    /** ℓ_f − Σ μ_q L_qf over the later spikes. */
    private final Map<Integer, Ball> bySpike;
    /** A_f − Σ ν_q L_qf. */
    private final List<Map<Integer, Ball>> curvatureBySpike = new ArrayList<>();

    private final Map<Integer, Ball> gradient = new HashMap<>();
    private final Map<Integer, Map<Integer, Ball>> curvature = new HashMap<>();

    private SecondOrder(
            Wiring wiring,
            Raster raster,
            RelativeParameters parameters,
            LossSensitivity loss,
            Map<Integer, Map<Integer, Ball>> lossCurvature,
            int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.parameters = parameters;
        this.elements = parameters.elements();
        this.equations = new FiringEquations(wiring, raster, elements, bits);
        this.bits = bits;
        this.cells =
                wiring.neurons().stream().map(neuron -> Cell.of(neuron, bits)).toList();
        this.tangents = ForwardPropagation.jacobian(equations).stream()
                .map(parameters::relative)
                .toList();
        this.bySpike = new HashMap<>(loss.bySpike());
        for (int f = 0; f < equations.size(); f++) {
            Map<Integer, Ball> sum = new HashMap<>();
            lossCurvature.getOrDefault(f, Map.of()).forEach((g, entry) -> add(sum, entry, tangents.get(g)));
            curvatureBySpike.add(sum);
        }
    }

    /**
     * @param gradient dL/de
     * @param curvature q·d²L/(de dq) by e and q; entries that are not listed are zero
     */
    record Result(Map<Integer, Ball> gradient, Map<Integer, Map<Integer, Ball>> curvature) {}

    /**
     * @param loss first derivatives by spike times; there are none by elements
     * @param lossCurvature second derivatives by spike times
     */
    static Result of(
            Wiring wiring,
            Raster raster,
            RelativeParameters parameters,
            LossSensitivity loss,
            Map<Integer, Map<Integer, Ball>> lossCurvature,
            int bits) {
        SecondOrder sweep = new SecondOrder(wiring, raster, parameters, loss, lossCurvature, bits);
        for (int f = raster.spikes().size() - 1; f >= 0; f--) {
            sweep.solve(f);
        }
        return new Result(sweep.gradient, sweep.curvature);
    }

    private static void add(Map<Integer, Ball> sum, Ball factor, Map<Integer, Ball> vector) {
        if (!factor.isZero()) {
            vector.forEach((q, value) -> sum.merge(q, factor.times(value), Ball::plus));
        }
    }

    private void solve(int f) {
        Ball rest = bySpike.getOrDefault(f, Ball.ZERO);
        if (rest.isZero() && curvatureBySpike.get(f).isEmpty()) {
            return;
        }
        FiringEquations.Row row = equations.row(f);
        Ball multiplier = rest.dividedBy(row.diagonal().withPrecision(bits));
        if (!multiplier.isZero()) {
            addEquation(f, multiplier.negate());
        }
        Map<Integer, Ball> second = new HashMap<>();
        add(second, Ball.ONE.withPrecision(bits).dividedBy(row.diagonal()), curvatureBySpike.get(f));
        row.bySpike().forEach((g, entry) -> {
            bySpike.merge(g, entry.times(multiplier).negate(), Ball::plus);
            add(curvatureBySpike.get(g), entry.negate(), second);
        });
        row.byElement().forEach((element, entry) -> {
            gradient.merge(element, entry.times(multiplier).negate(), Ball::plus);
            addToElement(element, entry.negate(), second);
        });
    }

    private void addToElement(int element, Ball factor, Map<Integer, Ball> vector) {
        add(curvature.computeIfAbsent(element, unseen -> new HashMap<>()), factor, vector);
    }

    private Map<Integer, Ball> relative(Kind kind, int which) {
        return parameters.relative(elements.number(kind, which));
    }

    /** factor·D²G_f. */
    private void addEquation(int f, Ball factor) {
        Raster.Spike spike = raster.spikes().get(f);
        int id = spike.neuron();
        Cell cell = cells.get(id);
        List<Raster.Arrival> arrivals = raster.arrivals().get(id);
        for (int a = 0; a < spike.causes(); a++) {
            addArrival(f, arrivals.get(a), cell, factor);
        }
        List<Integer> train = raster.trains().get(id);
        for (int k = 0; k < spike.index(); k++) {
            Ball drop = cell.threshold().minus(cell.reset());
            addDecay(f, train.get(k), drop, Kind.THRESHOLD, Kind.RESET, factor);
        }
        Ball belowLeak = cell.leak().minus(Ball.of(wiring.neurons().get(id).initial(), bits));
        addDecay(f, NONE, belowLeak, Kind.LEAK, Kind.INITIAL, factor);
    }

    /** W h(s), s = f − g − d. */
    private void addArrival(int f, Raster.Arrival arrival, Cell cell, Ball factor) {
        Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
        int id = synapse.target();
        Ball since = raster.spikes().get(f).time().minus(arrival.time()).withPrecision(bits);
        KernelCurvature h =
                KernelCurvature.of(cell.alphas()[synapse.rate()], cell.beta(), cell.deltas()[synapse.rate()], since);
        Ball minusOne = Ball.ONE.negate();
        boolean isInput = arrival.source() == Raster.Arrival.INPUT;
        Map<Integer, Ball> s = new HashMap<>(tangents.get(f));
        add(s, minusOne, isInput ? relative(Kind.INPUT, arrival.input()) : tangents.get(arrival.source()));
        add(s, minusOne, relative(Kind.DELAY, synapse.id()));
        Map<Integer, Ball> w = relative(Kind.WEIGHT, synapse.id());
        Map<Integer, Ball> alpha = relative(Kind.ALPHA, synapse.id());
        Map<Integer, Ball> beta = relative(Kind.BETA, id);

        Map<Integer, Ball> byWeight = new HashMap<>();
        add(byWeight, h.byTime(), s);
        add(byWeight, h.byAlpha(), alpha);
        add(byWeight, h.byBeta(), beta);
        addToElement(elements.number(Kind.WEIGHT, synapse.id()), factor, byWeight);
        if (synapse.weight().signum() == 0) {
            return;
        }
        Ball weight = Ball.of(synapse.weight(), bits);
        Map<Integer, Ball> byAlpha = new HashMap<>();
        add(byAlpha, h.byAlpha(), w);
        add(byAlpha, weight.times(h.byAlphaTwice()), alpha);
        add(byAlpha, weight.times(h.byBoth()), beta);
        add(byAlpha, weight.times(h.byTimeAndAlpha()), s);
        addToElement(elements.number(Kind.ALPHA, synapse.id()), factor, byAlpha);
        Map<Integer, Ball> byBeta = new HashMap<>();
        add(byBeta, h.byBeta(), w);
        add(byBeta, weight.times(h.byBoth()), alpha);
        add(byBeta, weight.times(h.byBetaTwice()), beta);
        add(byBeta, weight.times(h.byTimeAndBeta()), s);
        addToElement(elements.number(Kind.BETA, id), factor, byBeta);
        Map<Integer, Ball> byTime = new HashMap<>();
        add(byTime, h.byTime(), w);
        add(byTime, weight.times(h.byTimeAndAlpha()), alpha);
        add(byTime, weight.times(h.byTimeAndBeta()), beta);
        add(byTime, weight.times(h.byTimeTwice()), s);
        add(curvatureBySpike.get(f), factor, byTime);
        addToElement(elements.number(Kind.DELAY, synapse.id()), factor.negate(), byTime);
        if (isInput) {
            addToElement(elements.number(Kind.INPUT, arrival.input()), factor.negate(), byTime);
        } else {
            add(curvatureBySpike.get(arrival.source()), factor.negate(), byTime);
        }
    }

    /**
     * −c e^{−βs}.
     *
     * @param earlier the spike e of s = f − e, or none for s = f
     * @param plus c is this element …
     * @param minus … less this one
     */
    private void addDecay(int f, int earlier, Ball c, Kind plus, Kind minus, Ball factor) {
        int id = raster.spikes().get(f).neuron();
        Ball time = raster.spikes().get(f).time().withPrecision(bits);
        Map<Integer, Ball> s = new HashMap<>(tangents.get(f));
        Ball minusOne = Ball.ONE.negate();
        Ball since = time;
        if (earlier != NONE) {
            since = time.minus(raster.spikes().get(earlier).time());
            add(s, minusOne, tangents.get(earlier));
        }
        Ball rate = cells.get(id).beta();
        Ball decay = rate.times(since).negate().exp();
        Map<Integer, Ball> beta = relative(Kind.BETA, id);
        Map<Integer, Ball> drop = new HashMap<>(relative(plus, id));
        add(drop, minusOne, relative(minus, id));
        Ball mixed = c.times(decay).times(Ball.ONE.minus(rate.times(since)));

        Map<Integer, Ball> byDrop = new HashMap<>();
        add(byDrop, since.times(decay), beta);
        add(byDrop, rate.times(decay), s);
        addToElement(elements.number(plus, id), factor, byDrop);
        addToElement(elements.number(minus, id), factor.negate(), byDrop);
        Map<Integer, Ball> byBeta = new HashMap<>();
        add(byBeta, since.times(decay), drop);
        add(byBeta, c.times(since).times(since).times(decay).negate(), beta);
        add(byBeta, mixed, s);
        addToElement(elements.number(Kind.BETA, id), factor, byBeta);
        Map<Integer, Ball> byTime = new HashMap<>();
        add(byTime, rate.times(decay), drop);
        add(byTime, mixed, beta);
        add(byTime, c.times(rate).times(rate).times(decay).negate(), s);
        add(curvatureBySpike.get(f), factor, byTime);
        if (earlier != NONE) {
            add(curvatureBySpike.get(earlier), factor.negate(), byTime);
        }
    }
}
