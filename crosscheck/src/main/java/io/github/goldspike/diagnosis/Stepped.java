package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A simulator in steps of dt, in which V and I are taken from step to step by a rule. What such programs do differently from one another
 * is filled in by trying it.
 *
 * @param currentFirst whether I decays, and arrivals are added, before V moves in a step
 * @param decayBeforeArrivals whether I decays before what arrives in the step is added
 * @param report how the time of a spike is given
 * @param nextStep whether a spike without delay arrives in the next step, and not in the same one
 * @param inputs where arrivals come that are between steps
 */
record Stepped(
        double dt,
        Rule rule,
        boolean currentFirst,
        boolean decayBeforeArrivals,
        Report report,
        boolean nextStep,
        Inputs inputs)
        implements Suspect.Wrong {

    /** How V and I go over a step. */
    enum Rule {
        /** V += dt (I − β(V − leak)), I −= dt αI. */
        EULER(""),
        /** Both decay exactly, I is held in the step. */
        HELD(""),
        /** Both decay exactly, and dt·I is added. */
        FULL(", dt I is added"),
        /** V is right at the ends of steps. */
        EXACT("");

        private final String detail;

        Rule(String detail) {
            this.detail = detail;
        }

        private double decay(double rate, double dt) {
            return this == EULER ? 1 - rate * dt : Math.exp(-rate * dt);
        }

        /** What a current of 1 at the beginning of the step adds to V. */
        private double gain(double alpha, double beta, double dt) {
            return switch (this) {
                case EULER, FULL -> dt;
                case HELD -> Response.value(0, beta, dt);
                case EXACT -> Response.value(alpha, beta, dt);
            };
        }
    }

    /** The time that is given for a spike in a step. */
    enum Report {
        BEGINNING(""),
        END(", times at the end of the step"),
        /** Where a straight line from V at the beginning to V at the end meets the threshold. */
        LINE(", times where a straight line meets the threshold");

        private final String detail;

        Report(String detail) {
            this.detail = detail;
        }
    }

    /** The step in which something arrives that is sent between two steps. */
    enum Inputs {
        NEAREST("", Math::rint),
        LATER(", arrivals brought up to a step", steps -> Math.ceil(steps - ROUNDED)),
        EARLIER(", arrivals brought down to a step", steps -> Math.floor(steps + ROUNDED));

        private final String detail;
        private final DoubleUnaryOperator step;

        Inputs(String detail, DoubleUnaryOperator step) {
            this.detail = detail;
            this.step = step;
        }

        private long of(double steps) {
            return (long) step.applyAsDouble(steps);
        }
    }

    /** A whole number of steps, rounded, is one. */
    private static final double ROUNDED = 1e-9;

    private static final int MOST_STEPS = 50_000;

    /** All ways that show the step, which the times of an engine show too. */
    static List<Suspect> suspects(Traits traits, List<Rule> rules) {
        List<Suspect> suspects = new ArrayList<>();
        traits.step()
                .ifPresent(dt -> rules.forEach(rule -> {
                    add(suspects, dt, rule, Report.BEGINNING);
                    add(suspects, dt, rule, Report.END);
                }));
        return suspects;
    }

    /** With a step that may be any of these. */
    static List<Suspect> interpolated(double[] steps) {
        List<Suspect> suspects = new ArrayList<>();
        for (double dt : steps) {
            add(suspects, dt, Rule.EXACT, Report.LINE);
        }
        return suspects;
    }

    private static void add(List<Suspect> suspects, double dt, Rule rule, Report report) {
        for (Inputs inputs : Inputs.values()) {
            for (int way = 0; way < 8; way++) {
                Stepped stepped = new Stepped(dt, rule, (way & 1) == 0, (way & 2) == 0, report, (way & 4) != 0, inputs);
                suspects.add(new Suspect.Answering("step " + dt + ", " + stepped.order(), stepped));
            }
        }
    }

    private String order() {
        return (currentFirst ? "current, then potential" : "potential, then current")
                + rule.detail
                + (decayBeforeArrivals ? "" : ", arrivals before the decay")
                + report.detail
                + (nextStep ? ", spikes arrive in the next step" : "")
                + inputs.detail;
    }

    @Override
    public Optional<Prediction> answer(Network network, Simulations simulations) {
        if (network.firstKernel().isPresent()) {
            return Optional.empty();
        }
        Circuit circuit = Circuit.of(network);
        long steps = (long) Math.floor(circuit.horizon() / dt + ROUNDED);
        if (steps * circuit.cells().size() > MOST_STEPS) {
            return Optional.empty();
        }
        return Optional.of(Prediction.ofSpikes(ByNeuron.ofNeurons(network, new Run(circuit).trains(steps)::get)));
    }

    private final class Run {

        private final Circuit circuit;
        private final double[] potential;
        /** What a step leaves of V, and of each current; and what each adds to V. */
        private final double[] left;

        private final double[] currentLeft;
        private final double[] gain;
        /** V at the beginning of the step. */
        private final double[] before;

        private final double[] freeFrom;
        private final double[] current;
        private final List<List<Double>> spikes = new ArrayList<>();
        /** By step the wires over which something arrives, as often as it does. */
        private final Map<Long, List<Integer>> arriving = new LinkedHashMap<>();

        Run(Circuit circuit) {
            this.circuit = circuit;
            int n = circuit.cells().size();
            potential = circuit.cells().stream().mapToDouble(Cell::initial).toArray();
            before = potential.clone();
            left = circuit.cells().stream()
                    .mapToDouble(cell -> rule.decay(cell.beta(), dt))
                    .toArray();
            currentLeft = circuit.wires().stream()
                    .mapToDouble(wire -> rule.decay(wire.alpha(), dt))
                    .toArray();
            gain = circuit.wires().stream()
                    .mapToDouble(wire -> rule.gain(
                            wire.alpha(), circuit.cells().get(wire.post()).beta(), dt))
                    .toArray();
            freeFrom = new double[n];
            current = new double[circuit.wires().size()];
            for (int i = 0; i < n; i++) {
                spikes.add(new ArrayList<>());
            }
            for (int w = 0; w < circuit.wires().size(); w++) {
                Wire wire = circuit.wires().get(w);
                if (wire.fromSource()) {
                    for (double time : circuit.train(wire)) {
                        send(inputs.of((time + wire.delay()) / dt), w);
                    }
                }
            }
        }

        private void send(long step, int wire) {
            arriving.computeIfAbsent(step, unseen -> new ArrayList<>()).add(wire);
        }

        List<List<Double>> trains(long steps) {
            for (long step = 0; step <= steps; step++) {
                if (!currentFirst) {
                    move();
                }
                if (decayBeforeArrivals) {
                    decay();
                }
                for (int wire : arriving.getOrDefault(step, List.of())) {
                    current[wire] += circuit.wires().get(wire).weight();
                }
                if (currentFirst) {
                    move();
                }
                if (!decayBeforeArrivals) {
                    decay();
                }
                fire(step);
            }
            return spikes;
        }

        private void decay() {
            for (int w = 0; w < current.length; w++) {
                current[w] *= currentLeft[w];
            }
        }

        private void move() {
            double[] rise = new double[potential.length];
            for (int w = 0; w < current.length; w++) {
                rise[circuit.wires().get(w).post()] += current[w] * gain[w];
            }
            for (int i = 0; i < potential.length; i++) {
                Cell cell = circuit.cells().get(i);
                before[i] = potential[i];
                potential[i] = cell.leak() + (potential[i] - cell.leak()) * left[i] + rise[i];
            }
        }

        private void fire(long step) {
            for (int i = 0; i < potential.length; i++) {
                Cell cell = circuit.cells().get(i);
                double end = (report == Report.BEGINNING ? step : step + 1) * dt;
                if (end < freeFrom[i]) {
                    potential[i] = cell.reset();
                } else if (potential[i] >= cell.threshold() && end <= circuit.horizon() * (1 + ROUNDED)) {
                    double share = (cell.threshold() - before[i]) / (potential[i] - before[i]);
                    spikes.get(i).add(report == Report.LINE ? (step + share) * dt : end);
                    potential[i] = cell.reset();
                    freeFrom[i] = end + cell.refractory();
                    for (int w = 0; w < current.length; w++) {
                        Wire wire = circuit.wires().get(w);
                        if (!wire.fromSource() && wire.pre() == i) {
                            long sent = step + inputs.of(wire.delay() / dt);
                            send(nextStep || sent == step ? sent + 1 : sent, w);
                        }
                    }
                }
            }
        }
    }
}
