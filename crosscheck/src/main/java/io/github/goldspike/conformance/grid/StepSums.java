package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.grid.StepCircuit.Cell;
import io.github.goldspike.conformance.grid.StepCircuit.Current;
import io.github.goldspike.conformance.grid.StepProgram.Moment;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Rational;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The gradient by α of each current and by β, ϑ, reset and leak of each neuron (grids-N5), with what sound arithmetic may be off by
 * (grids-N12): of a term that is written in two ways the greater error.
 */
final class StepSums {

    private final StepProgram program;
    private final StepCircuit circuit;
    private final StepFactors factors;
    private final Roundings roundings;
    private final Map<Current, Rounded> byAlpha = new HashMap<>();
    private final Map<ParameterKind, Map<Cell, Rounded>> byNeuron = new EnumMap<>(ParameterKind.class);
    private final Map<Cell, Rounded> byInitial = new HashMap<>();

    StepSums(StepProgram program) {
        this.program = program;
        this.circuit = program.circuit();
        this.factors = circuit.factors();
        this.roundings = circuit.roundings();
    }

    private void add(ParameterKind kind, Cell cell, Rounded term) {
        byNeuron.computeIfAbsent(kind, any -> new HashMap<>()).merge(cell, term, roundings::plus);
    }

    /** I' = D I: dα += D'(α) I λ_I. */
    void decayed(Current current, int step, Rounded by) {
        Rounded before = program.moment(current.cell, step).beforeDecay.getOrDefault(current, Rounded.ZERO);
        Rounded slope = roundings.times(factors.decayByRate(current.alpha), before);
        byAlpha.merge(current, roundings.times(slope, by), roundings::plus);
    }

    /** V' = leak + D(V − leak) + Σ G_k I_k + C c. */
    void moved(Cell cell, int step, Rounded by) {
        Moment moment = program.moment(cell, step);
        add(ParameterKind.LEAK, cell, byLeak(cell, by));
        Rounded slope = roundings.times(factors.decayByRate(cell.beta), by);
        Rounded whole = roundings.times(slope, roundings.minus(moment.beforeMembrane, cell.leak));
        Rounded apart =
                roundings.minus(roundings.times(slope, moment.beforeMembrane), roundings.times(slope, cell.leak));
        add(ParameterKind.BETA, cell, whole.orAs(apart));
        for (Current current : cell.currents) {
            Rounded at = roundings.times(moment.atMembrane.getOrDefault(current, Rounded.ZERO), by);
            byAlpha.merge(current, roundings.times(factors.gainByAlpha(current.alpha, cell.beta), at), roundings::plus);
            Rounded byBeta = roundings.times(factors.gainByBeta(current.alpha, cell.beta), at);
            add(ParameterKind.BETA, cell, inBothConventions(cell, byBeta, roundings.times(current.gain, at)));
        }
        Map.Entry<Integer, Rational> constant = cell.constants.floorEntry(step);
        if (constant != null) {
            Rounded at = roundings.times(roundings.of(constant.getValue()), by);
            Rounded byBeta = roundings.times(factors.constantGainByBeta(cell.beta), at);
            Rounded gained = roundings.times(factors.constantGain(cell.beta), at);
            add(ParameterKind.BETA, cell, inBothConventions(cell, byBeta, gained));
        }
    }

    /** 1 − D times λ_V, which some programs write as λ_V − D λ_V. */
    private Rounded byLeak(Cell cell, Rounded by) {
        Rounded share = roundings.times(roundings.minus(roundings.of(Rational.ONE), cell.decay), by);
        return share.orAs(roundings.minus(by, roundings.times(cell.decay, by)));
    }

    /** In the convention {@code current} β multiplies W/β: the derivative has G I/β λ_V twice, with either sign. */
    private Rounded inBothConventions(Cell cell, Rounded term, Rounded gained) {
        if (circuit.isOneConvention(cell.beta) || gained.isZero()) {
            return term;
        }
        Rounded part = roundings.over(gained, roundings.of(cell.beta));
        return new Rounded(term.value(), term.error() + 2 * part.error() + 2 * Math.abs(part.value()), -1);
    }

    /** V' = reset. */
    void held(Cell cell, Rounded by) {
        add(ParameterKind.RESET, cell, by);
    }

    /** z = [V > ϑ], σ' λ_z. */
    void fired(Cell cell, Rounded by) {
        add(ParameterKind.THRESHOLD, cell, by.negate());
    }

    /** Where z = 1. */
    void reset(Cell cell, Rounded by, boolean subtract) {
        add(ParameterKind.RESET, cell, by);
        if (subtract) {
            add(ParameterKind.THRESHOLD, cell, by.negate());
        }
    }

    /** λ_V that is left before the first step. */
    void initial(Cell cell, Rounded by) {
        byInitial.put(cell, by);
    }

    /** By a real of a neuron; a leak that is followed by its potential at time 0 with that. */
    Rounded of(ParameterKind kind, Cell cell, boolean followed) {
        Rounded sum = byNeuron.getOrDefault(kind, Map.of()).getOrDefault(cell, Rounded.ZERO);
        return followed ? roundings.plus(sum, byInitial.getOrDefault(cell, Rounded.ZERO)) : sum;
    }

    /** By the α that stands at a place of those of a projection. */
    Rounded ofAlpha(int projection, int given) {
        return byAlpha.entrySet().stream()
                .filter(entry -> entry.getKey().projection == projection && entry.getKey().given == given)
                .map(Map.Entry::getValue)
                .reduce(Rounded.ZERO, roundings::plus);
    }

    /** Of several. */
    Rounded sum(Rounded one, Rounded other) {
        return roundings.plus(one, other);
    }
}
