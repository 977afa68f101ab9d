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

/**
 * A simulator in steps of dt, in which V and I are taken from step to step by Euler's rule, or decay exactly while I is held. What
 * such programs do differently from one another is filled in by trying it.
 *
 * @param euler Euler's rule for the decays, too
 * @param currentFirst whether I decays, and arrivals are added, before V moves in a step
 * @param decayBeforeArrivals whether I decays before what arrives in the step is added
 * @param late steps between the one in which V is found above its threshold and the time that is reported
 * @param nextStep whether a spike without delay arrives in the next step, and not in the same one
 */
record Stepped(double dt, boolean euler, boolean currentFirst, boolean decayBeforeArrivals, int late, boolean nextStep)
        implements Suspect.Wrong {

    private static final int MOST_STEPS = 200_000;

    /** All ways, for the step that the times of an engine show. */
    static List<Suspect> suspects(Traits traits, boolean euler) {
        List<Suspect> suspects = new ArrayList<>();
        if (traits.step().isPresent()) {
            double dt = traits.step().getAsDouble();
            for (int way = 0; way < 16; way++) {
                Stepped stepped = new Stepped(dt, euler, (way & 1) == 0, (way & 2) == 0, (way & 4) / 4, (way & 8) != 0);
                suspects.add(new Suspect.Answering("step " + dt + ", " + stepped.order(), stepped));
            }
        }
        return suspects;
    }

    private String order() {
        return (currentFirst ? "current, then potential" : "potential, then current")
                + (decayBeforeArrivals ? "" : ", arrivals before the decay")
                + (late == 0 ? "" : ", times at the end of the step")
                + (nextStep ? ", spikes arrive in the next step" : "");
    }

    @Override
    public Optional<Prediction> answer(Network network, Simulations simulations) {
        Circuit circuit = Circuit.of(network);
        long steps = (long) Math.floor(circuit.horizon() / dt + 1e-9);
        if (steps * circuit.cells().size() > MOST_STEPS) {
            return Optional.empty();
        }
        return Optional.of(Prediction.ofSpikes(ByNeuron.ofNeurons(network, new Run(circuit).trains(steps)::get)));
    }

    private final class Run {

        private final Circuit circuit;
        private final double[] potential;
        private final double[] freeFrom;
        private final double[] current;
        private final List<List<Double>> spikes = new ArrayList<>();
        /** By step the wires over which something arrives, as often as it does. */
        private final Map<Long, List<Integer>> arriving = new LinkedHashMap<>();

        Run(Circuit circuit) {
            this.circuit = circuit;
            int n = circuit.cells().size();
            potential = circuit.cells().stream().mapToDouble(Cell::initial).toArray();
            freeFrom = new double[n];
            current = new double[circuit.wires().size()];
            for (int i = 0; i < n; i++) {
                spikes.add(new ArrayList<>());
            }
            for (int w = 0; w < circuit.wires().size(); w++) {
                Wire wire = circuit.wires().get(w);
                if (wire.fromSource()) {
                    for (double time : circuit.train(wire)) {
                        send(Math.round((time + wire.delay()) / dt), w);
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
                double alpha = circuit.wires().get(w).alpha();
                current[w] *= euler ? 1 - alpha * dt : Math.exp(-alpha * dt);
            }
        }

        private void move() {
            double[] sum = new double[potential.length];
            for (int w = 0; w < current.length; w++) {
                sum[circuit.wires().get(w).post()] += current[w];
            }
            for (int i = 0; i < potential.length; i++) {
                Cell cell = circuit.cells().get(i);
                double left = euler ? 1 - cell.beta() * dt : Math.exp(-cell.beta() * dt);
                double gain = euler || cell.beta() == 0 ? dt : (1 - left) / cell.beta();
                potential[i] = cell.leak() + (potential[i] - cell.leak()) * left + gain * sum[i];
            }
        }

        private void fire(long step) {
            for (int i = 0; i < potential.length; i++) {
                Cell cell = circuit.cells().get(i);
                double time = (step + late) * dt;
                if (time < freeFrom[i]) {
                    potential[i] = cell.reset();
                } else if (potential[i] >= cell.threshold()) {
                    spikes.get(i).add(time);
                    potential[i] = cell.reset();
                    freeFrom[i] = time + cell.refractory();
                    for (int w = 0; w < current.length; w++) {
                        Wire wire = circuit.wires().get(w);
                        if (!wire.fromSource() && wire.pre() == i) {
                            long sent = step + Math.round(wire.delay() / dt);
                            send(nextStep || sent == step ? sent + 1 : sent, w);
                        }
                    }
                }
            }
        }
    }
}
