package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import java.util.Arrays;

/** The potential and the currents of one neuron as they go on if nothing arrives; times are absolute. */
final class Membrane {

    final Cell cell;
    private final double[] alphas;
    private final double[] currents;
    private double time;
    private double potential;
    private double heldUntil;

    Membrane(Cell cell, double[] alphas) {
        this.cell = cell;
        this.alphas = alphas;
        currents = new double[alphas.length];
        potential = cell.initial();
    }

    private Membrane(Membrane other) {
        cell = other.cell;
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
        return Arrays.stream(currents).sum();
    }

    /** V', where V is free. */
    double slope() {
        return current() - cell.beta() * (potential - cell.leak());
    }

    /** How long the fastest of its exponentials lasts. */
    double shortest() {
        return 1 / Math.max(cell.beta(), Arrays.stream(alphas).max().orElse(0));
    }

    /** The same neuron at a time that is not earlier. */
    Membrane at(double later) {
        Membrane moved = new Membrane(this);
        moved.advance(later);
        return moved;
    }

    void advance(double later) {
        double free = Math.min(Math.max(heldUntil, time), later);
        move(free, true);
        move(later, false);
        time = later;
    }

    private void move(double later, boolean held) {
        double s = later - time;
        if (s <= 0) {
            return;
        }
        double next = cell.leak() + (potential - cell.leak()) * Math.exp(-cell.beta() * s);
        for (int k = 0; k < alphas.length; k++) {
            next += currents[k] * Response.value(alphas[k], cell.beta(), s);
            currents[k] *= Math.exp(-alphas[k] * s);
        }
        potential = held ? potential : next;
        time = later;
    }

    void receive(double alpha, double weight) {
        currents[Arrays.binarySearch(alphas, alpha)] += weight;
    }

    void restart(double value) {
        potential = value;
        heldUntil = time + cell.refractory();
    }

    void clearCurrents() {
        Arrays.fill(currents, 0);
    }
}
