package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The potential and the currents of one neuron as they go on if nothing arrives; times are absolute. */
final class Membrane {

    /** More than V loses to rounding, of the sum of its terms. */
    private static final double ROUNDING = 1e-9;

    final Cell cell;
    private final double[] alphas;
    private final double[] currents;
    private double time;
    private double potential;
    private double heldUntil;
    /** Σ e^{−β(t − f)} over the own spikes f. */
    private double fallen;

    private final Program program;

    Membrane(Cell cell, double[] alphas, Program program) {
        this.cell = cell;
        this.program = program;
        this.alphas = alphas;
        currents = new double[alphas.length];
        potential = cell.initial();
    }

    private Membrane(Membrane other) {
        cell = other.cell;
        program = other.program;
        fallen = other.fallen;
        alphas = other.alphas;
        currents = other.currents.clone();
        time = other.time;
        potential = other.potential;
        heldUntil = other.heldUntil;
    }

    double time() {
        return time;
    }

    /** From when on V is free. */
    double free() {
        return Math.max(time, heldUntil);
    }

    double potential() {
        return potential;
    }

    /** The sum of all synaptic currents. */
    double current() {
        double sum = 0;
        for (double current : currents) {
            sum += current;
        }
        return sum;
    }

    /** V', where V is free. */
    double slope() {
        return current() - cell.beta() * (potential - cell.leak());
    }

    /** How long the fastest of its exponentials lasts. */
    double shortest() {
        double fastest = cell.beta();
        for (double alpha : alphas) {
            fastest = Math.max(fastest, alpha);
        }
        return 1 / fastest;
    }

    /**
     * V and V' at one time.
     *
     * @param slope where V is free
     */
    record Motion(double potential, double slope) {}

    /** How V moves at a time that is not earlier. */
    Motion ahead(double later) {
        if (time < heldUntil) {
            Membrane moved = at(later);
            return new Motion(moved.potential, moved.slope());
        }
        double s = later - time;
        double moved = cell.leak() + (potential - cell.leak()) * Math.exp(-cell.beta() * s);
        double current = 0;
        for (int k = 0; k < alphas.length; k++) {
            if (currents[k] != 0) {
                moved += currents[k] * Response.value(alphas[k], cell.beta(), s);
                current += currents[k] * Math.exp(-alphas[k] * s);
            }
        }
        return new Motion(moved, current - cell.beta() * (moved - cell.leak()));
    }

    /** Whether V, free now, cannot come near its threshold in a time: by mistakes.md, "Where nothing is looked for". */
    boolean staysBelow(double span) {
        double longest = Math.min(span, 1 / Math.max(cell.beta(), alphas.length == 0 ? 0 : alphas[0]));
        double most = cell.leak() + Math.max(0, potential - cell.leak());
        double size = Math.abs(cell.leak()) + Math.abs(potential);
        for (int k = 0; k < alphas.length; k++) {
            if (currents[k] != 0) {
                most += Math.max(0, currents[k]) * longest;
                size += Math.abs(currents[k]) * longest;
            }
        }
        return most + ROUNDING * size < cell.threshold();
    }

    /** The same neuron at a time that is not earlier. */
    Membrane at(double later) {
        Membrane moved = new Membrane(this);
        moved.advance(later);
        return moved;
    }

    void advance(double later) {
        double free = Math.min(Math.max(heldUntil, time), later);
        move(free, !program.movesWhileHeld(), program.freezesCurrentsWhileHeld());
        move(later, false, false);
        time = later;
    }

    private void move(double later, boolean held, boolean frozen) {
        double s = later - time;
        if (s <= 0) {
            return;
        }
        double next = cell.leak() + (potential - cell.leak()) * Math.exp(-cell.beta() * s);
        for (int k = 0; k < alphas.length; k++) {
            next += currents[k] * Response.value(alphas[k], cell.beta(), s);
            currents[k] *= frozen ? 1 : Math.exp(-alphas[k] * s);
        }
        potential = held ? potential : next;
        fallen *= Math.exp(-cell.beta() * s);
        time = later;
    }

    void receive(double alpha, double weight) {
        currents[Arrays.binarySearch(alphas, alpha)] += weight;
    }

    /** Adds to the potential itself. */
    void jump(double value) {
        potential += value;
    }

    /** Σ e^{−β(t − f)} over the own spikes f. */
    double fallen() {
        return fallen;
    }

    /** The rate of all its synapses, if it is one. */
    OptionalDouble onlyRate() {
        return alphas.length == 1 ? OptionalDouble.of(alphas[0]) : OptionalDouble.empty();
    }

    void restart(double value) {
        fallen += 1;
        potential = value;
        heldUntil = time + cell.refractory();
    }

    void clearCurrents() {
        Arrays.fill(currents, 0);
    }
}
