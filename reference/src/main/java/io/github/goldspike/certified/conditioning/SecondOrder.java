package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Second derivatives of a loss, e for elementary parameters and q for the reals of the file:
 * q·d²L/(de dq) at fixed factors de/dp, in one sweep backward over the spikes (conditioning-K7 and conditioning-K8).
 */
final class SecondOrder {

    private final Wiring wiring;
    private final Raster raster;
    private final FiringEquations equations;
    private final RelativeParameters parameters;
    private final Elements elements;
    /** The elements whose second derivatives are wanted. */
    private final Set<Integer> rows;

    private final int bits;
    private final List<Cell> cells;
    /** q·∂f/∂q. */
    private final List<Map<Integer, Ball>> tangents;

    /** ℓ_f − Σ μ_q L_qf over the later spikes. */
    private final Map<Integer, Ball> bySpike;
    /** A_f − Σ ν_q L_qf. */
    private final List<Map<Integer, Ball>> curvatureBySpike = new ArrayList<>();

    private final Map<Integer, Ball> gradient;
    private final Map<Integer, Map<Integer, Ball>> curvature = new HashMap<>();

    /**
     * @param rows the elements e that are wanted
     * @param loss first derivatives
     * @param lossCurvature second derivatives
     */
    SecondOrder(
            Wiring wiring,
            Raster raster,
            RelativeParameters parameters,
            Set<Integer> rows,
            LossSensitivity loss,
            LossCurvature lossCurvature,
            int bits) {
        this.rows = rows;
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
        this.gradient = new HashMap<>(loss.byElement());
        LossCurvature.Along along = lossCurvature.along(tangents, parameters);
        for (int f = 0; f < equations.size(); f++) {
            curvatureBySpike.add(new HashMap<>(along.bySpike().getOrDefault(f, Map.of())));
        }
        along.byElement().forEach((element, sum) -> addToElement(element, Ball.ONE, sum));
    }

    /**
     * @param gradient dL/de
     * @param curvature q·d²L/(de dq) by e and q; entries that are not listed are zero
     */
    record Result(Map<Integer, Ball> gradient, Map<Integer, Map<Integer, Ball>> curvature) {}

    Result solve() {
        for (int f = raster.spikes().size() - 1; f >= 0; f--) {
            solve(f);
        }
        return new Result(gradient, curvature);
    }

    /** Adds factor·vector; what is not listed is zero. */
    static void add(Map<Integer, Ball> sum, Ball factor, Map<Integer, Ball> vector) {
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
        if (rows.contains(element)) {
            add(curvature.computeIfAbsent(element, unseen -> new HashMap<>()), factor, vector);
        }
    }

    /** factor·D²G_f: of the potential since the restart, or since time 0. */
    private void addEquation(int f, Ball factor) {
        Raster.Spike spike = raster.spikes().get(f);
        int id = spike.neuron();
        Cell cell = cells.get(id);
        Optional<RefractoryEnd> restart = raster.restartBefore(spike);
        int held = restart.map(RefractoryEnd::before).orElse(0);
        List<Raster.Arrival> arrivals = raster.arrivals().get(id);
        for (int a = 0; a < spike.causes(); a++) {
            if (a < held) {
                addRestartedArrival(f, restart.orElseThrow(), arrivals.get(a), cell, factor);
            } else {
                addArrival(f, arrivals.get(a), cell, factor);
            }
        }
        Variable beta = variable(Kind.BETA, id);
        Ball time = spike.time().withPrecision(bits);
        if (restart.isPresent()) {
            Variable drop = variable(Kind.LEAK, id).minus(variable(Kind.RESET, id));
            Variable since = spike(f).minus(end(restart.get(), id));
            Ball length = time.minus(restart.get().time());
            addDecay(cell.leak().minus(cell.reset()), cell.beta(), length, List.of(drop, beta, since), factor);
            return;
        }
        Variable drop = variable(Kind.THRESHOLD, id).minus(variable(Kind.RESET, id));
        for (int earlier : raster.trains().get(id).subList(0, spike.index())) {
            Ball length = time.minus(raster.spikes().get(earlier).time());
            List<Variable> variables = List.of(drop, beta, spike(f).minus(spike(earlier)));
            addDecay(cell.threshold().minus(cell.reset()), cell.beta(), length, variables, factor);
        }
        Ball belowLeak = cell.leak().minus(Ball.of(wiring.neurons().get(id).initial(), bits));
        Variable start = variable(Kind.LEAK, id).minus(variable(Kind.INITIAL, id));
        addDecay(belowLeak, cell.beta(), time, List.of(start, beta, spike(f)), factor);
    }

    /**
     * A real that a term of G_f depends on: a sum of spike times and elements.
     *
     * @param parts by how much it moves with each
     * @param tangent q·∂/∂q of it
     */
    private record Variable(List<Part> parts, Map<Integer, Ball> tangent) {

        Variable plus(Variable other) {
            return sum(other, 1);
        }

        Variable minus(Variable other) {
            return sum(other, -1);
        }

        private Variable sum(Variable other, int sign) {
            List<Part> all = new ArrayList<>(parts);
            other.parts.forEach(part -> all.add(new Part(part.isSpike, part.number, sign * part.sign)));
            Map<Integer, Ball> moved = new HashMap<>(tangent);
            add(moved, Ball.exactly(sign), other.tangent);
            return new Variable(all, moved);
        }
    }

    /** ± a spike time or an element. */
    private record Part(boolean isSpike, int number, int sign) {}

    private Variable spike(int f) {
        return new Variable(List.of(new Part(true, f, 1)), tangents.get(f));
    }

    private Variable variable(Kind kind, int which) {
        int element = elements.number(kind, which);
        return new Variable(List.of(new Part(false, element, 1)), parameters.relative(element));
    }

    /** The time e + ρ. */
    private Variable end(RefractoryEnd restart, int id) {
        return spike(restart.spike()).plus(variable(Kind.REFRACTORY, id));
    }

    /** The time g + d. */
    private Variable time(Raster.Arrival arrival) {
        Variable sent = arrival.source() == Raster.Arrival.INPUT
                ? variable(Kind.INPUT, arrival.input())
                : spike(arrival.source());
        return sent.plus(variable(Kind.DELAY, arrival.synapse()));
    }

    /**
     * A term of G_f.
     *
     * @param hessian its second derivatives, the lower triangle
     */
    private void addTerm(List<Variable> variables, Ball[][] hessian, Ball factor) {
        for (int i = 0; i < hessian.length; i++) {
            if (variables.get(i).parts.stream().noneMatch(part -> part.isSpike || rows.contains(part.number))) {
                continue;
            }
            Map<Integer, Ball> sum = new HashMap<>();
            for (int j = 0; j < hessian.length; j++) {
                add(sum, hessian[Math.max(i, j)][Math.min(i, j)], variables.get(j).tangent);
            }
            for (Part part : variables.get(i).parts) {
                Ball signed = part.sign > 0 ? factor : factor.negate();
                if (part.isSpike) {
                    add(curvatureBySpike.get(part.number), signed, sum);
                } else {
                    addToElement(part.number, signed, sum);
                }
            }
        }
    }

    private List<Variable> variables(Wiring.Connection synapse, Variable... times) {
        List<Variable> variables = new ArrayList<>();
        variables.add(variable(Kind.WEIGHT, synapse.id()));
        variables.add(variable(Kind.ALPHA, synapse.id()));
        variables.add(variable(Kind.BETA, synapse.target()));
        variables.addAll(List.of(times));
        return variables;
    }

    /** W h(s), s = f − g − d. */
    private void addArrival(int f, Raster.Arrival arrival, Cell cell, Ball factor) {
        Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
        Ball since = raster.spikes().get(f).time().minus(arrival.time()).withPrecision(bits);
        KernelCurvature h =
                KernelCurvature.of(cell.alphas()[synapse.rate()], cell.beta(), cell.deltas()[synapse.rate()], since);
        Ball[][] hessian = {
            {Ball.ZERO},
            {h.byAlpha(), h.byAlphaTwice()},
            {h.byBeta(), h.byBoth(), h.byBetaTwice()},
            {h.byTime(), h.byTimeAndAlpha(), h.byTimeAndBeta(), h.byTimeTwice()}
        };
        List<Variable> variables = variables(synapse, spike(f).minus(time(arrival)));
        addTerm(variables, weighted(hessian, synapse), factor);
    }

    /** W e^{−αu} h(s), u = e' − g − d, s = f − e'. */
    private void addRestartedArrival(int f, RefractoryEnd restart, Raster.Arrival arrival, Cell cell, Ball factor) {
        Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
        Ball since = raster.spikes().get(f).time().minus(restart.time()).withPrecision(bits);
        Ball waited = restart.time().minus(arrival.time()).withPrecision(bits);
        Ball alpha = cell.alphas()[synapse.rate()];
        KernelCurvature h = KernelCurvature.of(alpha, cell.beta(), cell.deltas()[synapse.rate()], since);
        Variable end = end(restart, synapse.target());
        List<Variable> variables = variables(synapse, spike(f).minus(end), end.minus(time(arrival)));
        addTerm(variables, weighted(h.afterWaiting(alpha, waited), synapse), factor);
    }

    /** Of W φ from the second derivatives of φ and, in the column of W, its first ones. */
    private Ball[][] weighted(Ball[][] hessian, Wiring.Connection synapse) {
        Ball weight = Ball.of(synapse.weight(), bits);
        for (Ball[] row : hessian) {
            for (int j = 1; j < row.length; j++) {
                row[j] = row[j].times(weight);
            }
        }
        return hessian;
    }

    /**
     * −c e^{−βs}.
     *
     * @param variables c, β and s
     */
    private void addDecay(Ball c, Ball rate, Ball since, List<Variable> variables, Ball factor) {
        Ball decay = rate.times(since).negate().exp();
        Ball remains = c.times(decay);
        Ball[][] hessian = {
            {Ball.ZERO},
            {since.times(decay), remains.times(since).times(since).negate()},
            {
                rate.times(decay),
                remains.times(Ball.ONE.minus(rate.times(since))),
                remains.times(rate).times(rate).negate()
            }
        };
        addTerm(variables, hessian, factor);
    }
}
