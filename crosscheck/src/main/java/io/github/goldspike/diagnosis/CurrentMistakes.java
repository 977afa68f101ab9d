package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.model.Network;
import java.util.List;

/** Mistakes in input currents. */
final class CurrentMistakes {

    private static final double[] STEPS = {1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 1e-4};

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    49,
                    "currents-ignored",
                    "has no input currents",
                    "codes for networks that spikes alone drive",
                    jumps((jump, cell) -> jump.withWeight(0))),
            Mistake.of(
                    50,
                    "currents-lost-while-held",
                    "loses the jumps of a current that come in a refractory time",
                    "loops that skip a refractory neuron's whole update",
                    new Finding() {
                        @Override
                        boolean losesJumpsWhileHeld() {
                            return true;
                        }

                        @Override
                        boolean differentiates() {
                            return false;
                        }
                    }),
            Mistake.of(
                    51,
                    "currents-late",
                    "lets a jump of a current act from the step after its own on",
                    "currents that are read before the loop over the steps has moved the clock",
                    "dt",
                    STEPS,
                    dt -> jumps((jump, cell) -> jump.withDelay((Math.floor(jump.delay() / dt) + 1) * dt))),
            Mistake.of(
                    52,
                    "currents-by-tau-mem",
                    "takes currents for those of the convention current: βc",
                    "τ_mem V' = −V + RI against V' = −βV + I",
                    jumps((jump, cell) -> jump.scaled(cell.beta()))),
            Mistake.of(
                    53,
                    "currents-by-euler",
                    "adds c·dt to V in each step, while V decays exactly: c βdt/(1 − e^{−βdt})",
                    "steps that mix an exact decay with an Euler gain",
                    "dt",
                    STEPS,
                    dt -> jumps((jump, cell) -> jump.scaled(gain(cell.beta() * dt)))));

    private CurrentMistakes() {}

    private interface SeenJump {
        Wire of(Wire jump, Cell target);
    }

    private static Program jumps(SeenJump change) {
        return new Program() {
            @Override
            Circuit reads(Circuit given, Network network) {
                return given.withJumps(jump -> change.of(jump, given.cells().get(jump.post())));
            }
        };
    }

    /** x/(1 − e^{−x}). */
    private static double gain(double x) {
        return x == 0 ? 1 : -x / Math.expm1(-x);
    }
}
