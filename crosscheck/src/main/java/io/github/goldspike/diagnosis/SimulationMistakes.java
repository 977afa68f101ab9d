package io.github.goldspike.diagnosis;

import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Mistakes in finding spikes. */
final class SimulationMistakes {

    private static final double[] STEPS = {1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};

    static final List<Mistake> ALL = List.of(
            new Mistake(
                    17,
                    "clock",
                    "knows spikes at the multiples of a time step only",
                    "norse, snnTorch, spyx, Rockpool, ml_genn: exact in nothing but the decay",
                    SimulationMistakes::clocks),
            Mistake.of(18, "one-spike", "lets a neuron spike once at most", "fastAndDeep, ihmehimmeli", new Finding() {
                @Override
                int mostSpikes() {
                    return 1;
                }
            }),
            new Mistake(
                    19,
                    "spike-buffer",
                    "drops the spikes of a neuron that do not fit into its buffer",
                    "ml_genn max_spikes, bats at most 32: without a word",
                    traits -> traits.mostSpikes() < 2
                            ? List.of()
                            : List.of(Mistake.suspect("room for " + traits.mostSpikes(), new Finding() {
                                @Override
                                int mostSpikes() {
                                    return traits.mostSpikes();
                                }
                            }))),
            new Mistake(
                    20,
                    "event-budget",
                    "ends after so many spikes in all",
                    "jaxsnn's number of steps, spikegd's K",
                    traits -> traits.mostSpikesInAll() == 0
                            ? List.of()
                            : List.of(Mistake.suspect("after " + traits.mostSpikesInAll(), new Finding() {
                                @Override
                                int mostSpikesInAll() {
                                    return traits.mostSpikesInAll();
                                }
                            }))),
            Mistake.of(
                    21,
                    "looks-at-arrivals",
                    "holds a potential against the threshold only when something arrives",
                    "event-driven code for synapses without a time constant, used for those with one",
                    new Finding() {
                        @Override
                        Watch watch() {
                            return (membrane, limit) -> Watch.NEVER;
                        }

                        @Override
                        boolean looksAtArrivals() {
                            return true;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            Mistake.of(
                    22,
                    "looks-at-steps",
                    "looks for crossings at the ends of steps only: a potential that rises over the threshold and"
                            + " falls in between is missed",
                    "NEST #648, #901 (lossless detection)",
                    "dt",
                    STEPS,
                    dt -> new Finding() {
                        @Override
                        Watch watch() {
                            return Watch.atSteps(dt);
                        }

                        @Override
                        double step() {
                            return dt;
                        }
                    }),
            Mistake.of(
                    23,
                    "one-for-each-arrival",
                    "lets a neuron spike once at most between two arrivals",
                    "Algorithm 1 of Lee et al. (errata-P3)",
                    new Finding() {
                        @Override
                        boolean oneForEachArrival() {
                            return true;
                        }
                    }),
            Mistake.of(
                    24,
                    "reset-clears-currents",
                    "sets the synaptic currents to 0 with the potential",
                    "exact_snn_forward_prop, py/snn_gradients.py: the causal queue is emptied after a spike",
                    new Finding() {
                        @Override
                        boolean clearsCurrents() {
                            return true;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            Mistake.of(
                    25,
                    "ends-with-arrivals",
                    "ends when nothing is in flight any more: spikes after the last arrival are lost",
                    "loops over arrivals, as Algorithm 1 of Lee et al.",
                    new Finding() {
                        @Override
                        boolean stops(int spikes, int inFlight) {
                            return inFlight == 0;
                        }
                    }));

    private SimulationMistakes() {}

    private static List<Suspect> clocks(Traits traits) {
        if (traits.step().isEmpty()) {
            return List.of();
        }
        double dt = traits.step().getAsDouble();
        Map<String, DoubleUnaryOperator> inputs = new LinkedHashMap<>();
        inputs.put("inputs as they are", time -> time);
        inputs.put("inputs brought down to it", time -> Math.floor(time / dt) * dt);
        inputs.put("inputs brought to the nearest", time -> Math.rint(time / dt) * dt);
        inputs.put("inputs brought up to it", time -> Math.ceil(time / dt) * dt);
        List<Suspect> suspects = new ArrayList<>();
        inputs.forEach((detail, bring) -> suspects.add(Mistake.suspect("step " + dt + ", " + detail, new Finding() {
            @Override
            Circuit reads(Circuit given, Network network) {
                return given.withTrains(
                        train -> train.stream().map(bring::applyAsDouble).toList());
            }

            @Override
            Watch watch() {
                return Watch.onGrid(dt);
            }

            @Override
            double step() {
                return dt;
            }

            @Override
            boolean differentiates() {
                return false;
            }
        })));
        return suspects;
    }
}
