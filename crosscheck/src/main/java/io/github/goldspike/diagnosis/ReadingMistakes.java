package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Mistakes in what a program takes the network to be. */
final class ReadingMistakes {

    private static final double[] STEPS = {1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 1e-4};
    private static final double[] NUDGES = {1e-2, -1e-2, 1e-3, -1e-3, 1e-4, -1e-4, 1e-5, -1e-5, 1e-6, -1e-6, 1e-8, -1e-8
    };

    private static final List<Suspect> ON_STEPS = delaysOnSteps();

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    1,
                    "transposed-weights",
                    "takes the rows of a square weight matrix for its columns",
                    "NIR stores weights as (out, in), others as (in, out)",
                    new Program() {
                        @Override
                        Circuit reads(Circuit given, Network network) {
                            return given.withWires(wire -> wire.withWeight(transposed(network, wire)));
                        }
                    }),
            Mistake.of(
                    2,
                    "weights-by-tau-mem",
                    "takes weights for those of the convention current: W = βw",
                    "Wunderlich and Pehle's weights against Lee et al.'s; norse #411 lost such a factor",
                    wires((wire, cell) -> wire.scaled(cell.beta()))),
            Mistake.of(
                    3,
                    "weights-by-tau-syn",
                    "lets a spike add w/τ_syn to the current: W = αw",
                    "CubaLIF of NIR, τ_syn I' = −I + w S, read with S as impulses",
                    wires((wire, cell) -> wire.scaled(wire.alpha()))),
            Mistake.of(
                    4,
                    "reset-to-zero",
                    "resets to 0, whatever the reset potential",
                    "snnTorch and norse ignore v_reset of NIR files",
                    cells(cell -> cell.withReset(0))),
            Mistake.of(
                    5,
                    "reset-to-rest",
                    "resets to the resting potential, whatever the reset potential",
                    "NIR files without v_reset (PR #129)",
                    cells(cell -> cell.withReset(cell.leak()))),
            Mistake.of(
                    6,
                    "leak-ignored",
                    "has a resting potential of 0, whatever the leak",
                    "snnTorch's import of NIR wants v_leak = 0; jaxsnn's tests have no other",
                    cells(cell -> cell.withLeak(0).withInitial(cell.initial() == cell.leak() ? 0 : cell.initial()))),
            Mistake.of(
                    7,
                    "initial-ignored",
                    "starts at the resting potential, whatever the initial one",
                    "NIR has no initial potential; most libraries start at 0",
                    cells(cell -> cell.withInitial(cell.leak()))),
            Mistake.of(
                    8,
                    "refractory-ignored",
                    "has no refractory time",
                    "NIR has none; most gradient codes have none",
                    cells(Cell::withoutRefractory)),
            Mistake.of(
                    9,
                    "delays-ignored",
                    "has no delays",
                    "NIR's Delay is imported by spyx alone",
                    wires((wire, cell) -> wire.withDelay(0))),
            new Mistake(
                    10,
                    "delays-on-steps",
                    "brings delays to multiples of a step",
                    "ml_genn #137: delays were truncated to whole steps",
                    traits -> ON_STEPS),
            Mistake.of(
                    11,
                    "one-alpha",
                    "uses the α of a neuron's first synapse for all of them",
                    "ml_genn and NEST's lossless model want one τ_syn for all",
                    reading(ReadingMistakes::oneAlpha)),
            Mistake.of(
                    12,
                    "one-beta",
                    "uses the β of a population's first neuron for all of them",
                    "ml_genn #99: different τ_mem \"should work but needs testing\"",
                    reading(ReadingMistakes::oneBeta)),
            Mistake.of(
                    13,
                    "rates-nudged",
                    "moves α where it equals β, to save the difference form of the kernel: α = β(1 + δ)",
                    "the Forward Propagation paper's Yin-Yang code has α = 0.999, β = 1",
                    "δ",
                    NUDGES,
                    nudge -> wires((wire, cell) ->
                            wire.alpha() == cell.beta() ? wire.withAlpha(cell.beta() * (1 + nudge)) : wire)),
            Mistake.of(
                    14,
                    "inputs-merged",
                    "makes one spike of two at the same time in a train",
                    "the Forward Propagation paper's code keeps spikes by their times (f_to_n[f])",
                    reading(circuit -> circuit.withTrains(
                            train -> train.stream().distinct().toList()))),
            Mistake.of(
                    15,
                    "input-at-zero-lost",
                    "loses inputs at time 0",
                    "padded arrays in which 0 means no spike",
                    reading(circuit -> circuit.withTrains(
                            train -> train.stream().filter(time -> time != 0).toList()))),
            Mistake.of(
                    16,
                    "reals-of-binary32",
                    "rounds the network's reals to binary32 when it reads them, and computes in more",
                    "snnTorch #421: binary64 is cast to binary32 silently",
                    reading(ReadingMistakes::rounded)));

    private ReadingMistakes() {}

    /** A cell and one of its synapses make the synapse that the program sees. */
    private interface SeenWire {
        Wire of(Wire wire, Cell target);
    }

    private static Program reading(UnaryOperator<Circuit> change) {
        return new Program() {
            @Override
            Circuit reads(Circuit given, Network network) {
                return change.apply(given);
            }
        };
    }

    private static Program cells(UnaryOperator<Cell> change) {
        return reading(circuit -> circuit.withCells(change));
    }

    private static Program wires(SeenWire change) {
        return reading(circuit ->
                circuit.withWires(wire -> change.of(wire, circuit.cells().get(wire.post()))));
    }

    /** The weight in the other place, if the matrix is square. */
    private static double transposed(Network network, Wire wire) {
        Projection projection = network.projections().get(wire.projection());
        int rows = network.population(projection.from()).size();
        int columns = network.population(projection.to()).size();
        Synapse synapse = projection.synapses().get(wire.synapse());
        if (rows != columns) {
            return wire.weight();
        }
        return projection.synapses().stream()
                .filter(other -> other.pre() == synapse.post() && other.post() == synapse.pre())
                .mapToDouble(other -> other.weight().toDouble())
                .findFirst()
                .orElse(0);
    }

    private static List<Suspect> delaysOnSteps() {
        Map<String, DoubleUnaryOperator> ways = new LinkedHashMap<>();
        ways.put("down", Math::floor);
        ways.put("to the nearest", Math::rint);
        ways.put("up", Math::ceil);
        List<Suspect> suspects = new ArrayList<>();
        ways.forEach((name, way) -> {
            for (double dt : STEPS) {
                suspects.add(Mistake.suspect(
                        name + ", step " + dt,
                        wires((wire, cell) -> wire.withDelay(way.applyAsDouble(wire.delay() / dt) * dt))));
            }
        });
        return suspects;
    }

    private static Circuit oneAlpha(Circuit circuit) {
        Map<Integer, Double> first = new HashMap<>();
        circuit.wires().stream()
                .filter(wire -> !wire.isJump())
                .forEach(wire -> first.putIfAbsent(wire.post(), wire.alpha()));
        return circuit.withWires(wire -> wire.withAlpha(first.get(wire.post())));
    }

    private static Circuit oneBeta(Circuit circuit) {
        return circuit.withCells(cell -> cell.withBeta(
                circuit.cells().get(circuit.cell(cell.population(), 0)).beta()));
    }

    private static Circuit rounded(Circuit circuit) {
        UnaryOperator<Double> round = real -> (double) real.floatValue();
        return circuit.withCells(cell -> cell.map(round))
                .withTrains(train -> train.stream().map(round).toList())
                .withWires(wire -> wire.withAlpha(round.apply(wire.alpha()))
                        .withWeight(round.apply(wire.weight()))
                        .withDelay(round.apply(wire.delay())))
                .withJumps(jump -> jump.withWeight(round.apply(jump.weight())).withDelay(round.apply(jump.delay())));
    }
}
