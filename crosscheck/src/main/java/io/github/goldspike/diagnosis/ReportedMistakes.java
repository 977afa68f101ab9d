package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Mistakes that users and maintainers have reported in public trackers. */
final class ReportedMistakes {

    private static final double[] COARSE = {1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.02, 0.01};
    /** Steps in which people simulate. */
    private static final double[] ROUND = {0.1, 0.05, 0.01, 0.001};

    private static final double[] STEPS = {1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 1e-4};

    private static final double[] EPSILONS = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10};

    private static final List<Suspect> REFRACTORY_ON_STEPS = refractoryOnSteps();
    private static final List<Suspect> INTERPOLATED = Stream.concat(
                    DoubleStream.of(COARSE)
                            .mapToObj(dt -> Mistake.suspect("dt = " + dt, watching(Watch.interpolated(dt), dt))),
                    Stepped.interpolated(ROUND).stream())
            .toList();
    private static final List<Suspect> BY_SIGN = Stream.concat(
                    Stream.of(Mistake.suspect(
                            "that of the neuron's first synapse of its sign",
                            reading((circuit, network) -> bySign(circuit)))),
                    DoubleStream.of(0.25, 0.5, 2, 4)
                            .mapToObj(times -> Mistake.suspect(
                                    "inhibition decays " + times + " times as fast",
                                    wires((wire, cell) ->
                                            wire.weight() < 0 ? wire.withAlpha(times * wire.alpha()) : wire))))
            .toList();
    private static final List<Suspect> MOVING = List.of(
            Mistake.suspect("what is above the threshold at its end spikes then", moving(Watch.RIGHT)),
            Mistake.suspect("what is above the threshold at its end has to fall first", moving(Watch.FROM_BELOW)));
    private static final List<Suspect> IMPULSES = List.of(
            Mistake.suspect("V += W", impulses(Wire::weight)),
            Mistake.suspect("V += W/α", impulses(wire -> wire.weight() / wire.alpha())));
    private static final List<Suspect> OTHER_UNITS = List.of(
            Mistake.suspect("times × 1000", reporting(time -> time * 1000)),
            Mistake.suspect("times / 1000", reporting(time -> time / 1000)));

    static final List<Mistake> ALL = List.of(
            new Mistake(
                    54,
                    "euler",
                    "steps V and I by Euler's rule: V += dt (I − β(V − leak)), I −= dt α I",
                    "norse, snnTorch, Brian's euler; every simulator that a newcomer writes",
                    traits -> Stepped.suspects(traits, List.of(Stepped.Rule.EULER))),
            new Mistake(
                    55,
                    "exponential-euler",
                    "lets V and I decay exactly in a step, and holds I in it",
                    "spikingjelly, ml_genn, Brian's exponential_euler",
                    traits -> Stepped.suspects(traits, List.of(Stepped.Rule.HELD, Stepped.Rule.FULL))),
            new Mistake(
                    56,
                    "interpolated-on-grid",
                    "puts a spike where the straight line between two steps meets the threshold",
                    "NEST's precise models before its lossless ones",
                    traits -> INTERPOLATED),
            Mistake.of(
                    57,
                    "delays-plus-step",
                    "lets a spike arrive a step too late",
                    "off-by-one between the step that sends and the one that reads",
                    "dt",
                    STEPS,
                    dt -> wires((wire, cell) -> wire.withDelay(wire.delay() + dt))),
            Mistake.of(
                    58,
                    "delays-at-least-a-step",
                    "has no delay of less than a step",
                    "NEST: the least delay is the step",
                    "dt",
                    STEPS,
                    dt -> wires((wire, cell) -> wire.withDelay(Math.max(wire.delay(), dt)))),
            new Mistake(
                    59,
                    "refractory-on-steps",
                    "brings refractory times to multiples of a step",
                    "a counter of steps",
                    traits -> REFRACTORY_ON_STEPS),
            Mistake.of(
                    60,
                    "arrivals-lost-while-held",
                    "loses what arrives in a refractory time",
                    "loops that skip a refractory neuron's whole update",
                    new Finding() {
                        @Override
                        boolean losesArrivalsWhileHeld() {
                            return true;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            new Mistake(
                    61,
                    "moves-while-held",
                    "lets the potential go on in a refractory time; only spikes are kept back",
                    "Brian: refractory without (unless refractory)",
                    traits -> MOVING),
            Mistake.of(
                    62,
                    "currents-frozen-while-held",
                    "lets synaptic currents stand still in a refractory time",
                    "loops that skip a refractory neuron's whole update but its inputs",
                    new Finding() {
                        @Override
                        boolean freezesCurrentsWhileHeld() {
                            return true;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            new Mistake(
                    63,
                    "alpha-by-sign",
                    "takes the time constant of a synapse from the sign of its weight",
                    "models with one τ for excitation and one for inhibition",
                    traits -> BY_SIGN),
            Mistake.of(
                    64,
                    "self-connections-skipped",
                    "leaves out synapses of a neuron onto itself",
                    "NEST: allow_autapses; for i != j",
                    wires((wire, cell) -> !wire.fromSource() && wire.pre() == wire.post() ? wire.scaled(0) : wire)),
            Mistake.of(
                    65,
                    "no-reset",
                    "does not reset: V goes on after a spike, and spikes again when it comes from below again",
                    "snnTorch reset_mechanism = none",
                    new Finding() {
                        @Override
                        double reset(Cell cell, double potential) {
                            return potential;
                        }

                        @Override
                        Watch watch() {
                            return Watch.FROM_BELOW;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            new Mistake(
                    66,
                    "impulses",
                    "adds a weight to the potential, not to a current",
                    "delta synapses; snnTorch's Leaky",
                    traits -> IMPULSES),
            new Mistake(
                    67,
                    "times-rounded",
                    "rounds its spike times to decimals",
                    "printf(\"%.3f\"), times kept in steps of the clock of a recorder",
                    traits -> traits.step().isEmpty()
                            ? List.of()
                            : List.of(Mistake.suspect(
                                    "step " + traits.step().getAsDouble(),
                                    reporting(time ->
                                            Math.rint(time / traits.step().getAsDouble())
                                                    * traits.step().getAsDouble())))),
            new Mistake(
                    68,
                    "other-unit",
                    "has another unit of time than the file",
                    "milliseconds for seconds",
                    traits -> OTHER_UNITS),
            Mistake.of(
                    69,
                    "weight-is-peak",
                    "takes a weight for the greatest potential that one spike alone makes",
                    "NEURON's Exp2Syn, NEST's normalised PSPs",
                    wires((wire, cell) -> wire.scaled(1 / peak(wire.alpha(), cell.beta())))),
            Mistake.of(
                    70,
                    "one-current-at-once",
                    "adds inputs of different rates that come at the same time into one current",
                    "a map from times to sums of weights",
                    new Finding() {
                        @Override
                        double rateAtOnce(double own, double before) {
                            return before;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            Mistake.of(
                    71,
                    "no-search-after-falling",
                    "looks for no spike before the next event where V falls just after one",
                    "\"if dV < 0: no spike\"",
                    watching(Watch.WHERE_IT_RISES, Double.POSITIVE_INFINITY)),
            Mistake.of(
                    72,
                    "parallel-synapse-lost",
                    "keeps one of two synapses between the same two neurons",
                    "a map from pairs of neurons to weights",
                    reading(ReportedMistakes::withoutParallel)),
            Mistake.of(
                    73,
                    "peak-after-own-spike-mistimed",
                    "looks for the peak after a neuron's own spike at another time than that of the peak",
                    "eventprop/eventprop 3cf602e, get_tmax: the own spike lacks /k_prefactor",
                    new Finding() {
                        @Override
                        Watch watch() {
                            return Watch.MISTIMED_PEAK;
                        }

                        @Override
                        boolean looksAtHorizon() {
                            return false;
                        }
                    }),
            Mistake.of(
                    74,
                    "input-at-zero-without-gradient",
                    "has no gradient by the weight of an input that arrives at time 0",
                    "respikeprop f1e31d2: a spike time of 0 means none",
                    new Program() {
                        @Override
                        boolean counts(Arrival arrival) {
                            return arrival.cause() >= 0 || arrival.time() != 0;
                        }
                    }),
            Mistake.of(
                    75,
                    "causes-before-own-spike-forgotten",
                    "forgets, in gradients, a neuron's earlier spikes and all that arrived before them",
                    "exact_snn_forward_prop d0db4c9: the queue of causes is emptied at a spike",
                    new Program() {
                        @Override
                        boolean forgetsCausesBeforeOwnSpike() {
                            return true;
                        }

                        @Override
                        double own(double right, double decay, double decayBefore) {
                            return 0;
                        }
                    }),
            Mistake.of(
                    76,
                    "epsilon-in-sums",
                    "adds an ε to the sums of e^{t/τ} over its inputs, as if one more had come at time 0",
                    "fastAndDeep 33e4876: eps = 1e-6 \"to prevent NaNs\"",
                    "ε",
                    EPSILONS,
                    epsilon -> reading((circuit, network) -> withOneMore(circuit, epsilon))));

    private ReportedMistakes() {}

    /** A cell and one of its synapses make the synapse that the program sees. */
    private interface SeenWire {
        Wire of(Wire wire, Cell target);
    }

    private interface Reading {
        Circuit of(Circuit circuit, Network network);
    }

    private static Program reading(Reading change) {
        return new Program() {
            @Override
            Circuit reads(Circuit given, Network network) {
                return change.of(given, network);
            }
        };
    }

    private static Program wires(SeenWire change) {
        return reading((circuit, network) ->
                circuit.withWires(wire -> change.of(wire, circuit.cells().get(wire.post()))));
    }

    private static Program watching(Watch watch, double dt) {
        return new Finding() {
            @Override
            Watch watch() {
                return watch;
            }

            @Override
            double step() {
                return dt;
            }
        };
    }

    private static Program reporting(DoubleUnaryOperator time) {
        return new Program() {
            @Override
            double reportedTime(double right) {
                return time.applyAsDouble(right);
            }
        };
    }

    private static Program moving(Watch watch) {
        return new Finding() {
            @Override
            boolean movesWhileHeld() {
                return true;
            }

            @Override
            Watch watch() {
                return watch;
            }

            @Override
            boolean differentiates() {
                return false;
            }
        };
    }

    private interface Impulse {
        double of(Wire wire);
    }

    private static Program impulses(Impulse impulse) {
        return new Finding() {
            @Override
            OptionalDouble impulse(Wire wire) {
                return OptionalDouble.of(impulse.of(wire));
            }

            @Override
            boolean differentiates() {
                return false;
            }
        };
    }

    private static List<Suspect> refractoryOnSteps() {
        Map<String, DoubleUnaryOperator> ways = new LinkedHashMap<>();
        ways.put("down", Math::floor);
        ways.put("to the nearest", Math::rint);
        ways.put("up", Math::ceil);
        List<Suspect> suspects = new ArrayList<>();
        ways.forEach((name, way) -> {
            for (double dt : STEPS) {
                UnaryOperator<Cell> rounded =
                        cell -> cell.withRefractory(way.applyAsDouble(cell.refractory() / dt) * dt);
                suspects.add(Mistake.suspect(
                        name + ", step " + dt, reading((circuit, network) -> circuit.withCells(rounded))));
            }
        });
        return suspects;
    }

    /** For each neuron the α of its first synapse of each sign. */
    private static Circuit bySign(Circuit circuit) {
        Map<Integer, Double> exciting = new HashMap<>();
        Map<Integer, Double> inhibiting = new HashMap<>();
        circuit.wires().stream()
                .filter(wire -> !wire.isJump())
                .forEach(wire -> (wire.weight() >= 0 ? exciting : inhibiting).putIfAbsent(wire.post(), wire.alpha()));
        return circuit.withWires(wire -> wire.withAlpha((wire.weight() >= 0 ? exciting : inhibiting).get(wire.post())));
    }

    /** V + ε(e^{−βt} − e^{−αt})β/(α − β) at each neuron, for each α of its synapses: an input of weight εβ at time 0. */
    private static Circuit withOneMore(Circuit circuit, double epsilon) {
        List<Wire> wires = new ArrayList<>(circuit.wires());
        for (int i = 0; i < circuit.cells().size(); i++) {
            int cell = i;
            circuit.wires().stream()
                    .filter(wire -> wire.post() == cell && !wire.isJump())
                    .mapToDouble(Wire::alpha)
                    .distinct()
                    .mapToObj(alpha -> Wire.constant(
                            cell, alpha, epsilon * circuit.cells().get(cell).beta()))
                    .forEach(wires::add);
        }
        return new Circuit(circuit.horizon(), circuit.cells(), circuit.trains(), wires);
    }

    /** The last projection between the same two populations has the say. */
    private static Circuit withoutParallel(Circuit circuit, Network network) {
        Map<List<Object>, Wire> last = new HashMap<>();
        circuit.wires().stream().filter(wire -> !wire.isJump()).forEach(wire -> last.put(ends(wire, network), wire));
        return circuit.withWires(wire -> last.get(ends(wire, network)).equals(wire) ? wire : wire.scaled(0));
    }

    private static List<Object> ends(Wire wire, Network network) {
        Projection projection = network.projections().get(wire.projection());
        return List.of(projection.from(), wire.pre(), wire.post());
    }

    /** The greatest value of h. */
    private static double peak(double alpha, double beta) {
        double at = alpha == beta ? 1 / alpha : Math.log(alpha / beta) / (alpha - beta);
        return beta == 0 ? 1 / alpha : Response.value(alpha, beta, at);
    }
}
