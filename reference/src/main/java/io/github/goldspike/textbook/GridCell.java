package io.github.goldspike.textbook;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One neuron in steps: its state, and the operations on it. */
final class GridCell {

    /** A current with its factors D and G. */
    static final class Current {
        private final Sensitive decay;
        private final Sensitive gain;
        private Sensitive value;

        Current(Sensitive decay, Sensitive gain, Sensitive nothing) {
            this.decay = decay;
            this.gain = gain;
            this.value = nothing;
        }

        void receive(Sensitive jump) {
            value = value.plus(jump);
        }
    }

    private final Grid grid;
    private final StepTable table;
    private final Sensitive decay;
    private final Optional<Sensitive> threshold;
    private final Sensitive reset;
    private final Sensitive leak;
    private final int held;
    private final boolean detached;
    private final List<Current> currents = new ArrayList<>();
    private final NavigableMap<Integer, Sensitive> drive = new TreeMap<>();
    private final List<Integer> fired = new ArrayList<>();
    private final List<Sensitive> potentials = new ArrayList<>();
    private final List<Sensitive> spikes = new ArrayList<>();
    private Sensitive v;
    private Sensitive z;
    private int heldUntil = -1;
    private Optional<Real> nearest = Optional.empty();
    private int nearestStep;

    GridCell(
            Grid grid,
            StepTable table,
            Sensitive beta,
            Optional<Sensitive> threshold,
            Sensitive reset,
            Sensitive leak,
            Sensitive initial,
            int held,
            boolean detached) {
        this.grid = grid;
        this.table = table;
        this.decay = table.decay(beta);
        this.threshold = threshold;
        this.reset = reset;
        this.leak = leak;
        this.held = held;
        this.detached = detached;
        this.v = initial;
        this.z = Sensitive.constant(reset.value().precision().of(0));
    }

    void add(Current current) {
        currents.add(current);
    }

    /** From this step on an input current adds so much to V. */
    void drive(int step, Sensitive sum) {
        drive.put(step, sum);
    }

    void decay() {
        for (Current current : currents) {
            current.value = current.decay.times(current.value);
        }
    }

    /** V ← leak + D(β)(V − leak) + Σ_k G_k I_k. */
    void membrane(int step) {
        if (step <= heldUntil && step > heldUntil - held) {
            v = reset;
            return;
        }
        v = leak.plus(decay.times(v.minus(leak)));
        for (Current current : currents) {
            v = v.plus(current.gain.times(current.value));
        }
        if (drive.floorKey(step) != null) {
            v = v.plus(drive.floorEntry(step).getValue());
        }
    }

    void fire(int step) {
        z = Sensitive.constant(v.value().precision().of(0));
        if (threshold.isEmpty() || step <= heldUntil) {
            return;
        }
        Sensitive x = v.minus(threshold.get());
        boolean equal = v.value().coincidesWith(threshold.get().value());
        Real distance = equal ? x.value().precision().of(0) : x.value();
        if (nearest.isEmpty() || distance.abs().compareTo(nearest.get()) < 0) {
            nearest = Optional.of(distance.abs());
            nearestStep = step;
        }
        int fires = distance.signum() > 0 || equal && grid.threshold() == Strictness.GE ? 1 : 0;
        Real value = v.value().precision().of(fires);
        z = grid.surrogate()
                .map(surrogate -> x.mapped(value, table.slope(surrogate, distance)))
                .orElse(Sensitive.constant(value));
        if (fires == 1) {
            fired.add(step);
            heldUntil = step + held;
        }
    }

    void reset() {
        Sensitive factor = z.detached(detached);
        switch (grid.reset()) {
            case TO_VALUE -> v = v.plus(factor.times(reset.minus(v)));
            case SUBTRACT ->
                v = threshold
                        .map(bound -> v.minus(factor.times(bound.minus(reset))))
                        .orElse(v);
            case NONE -> {}
        }
    }

    /** At the end of a step. */
    void record() {
        potentials.add(v);
        spikes.add(z);
    }

    /** z of the present step. */
    Sensitive spike() {
        return z;
    }

    List<Integer> fired() {
        return fired;
    }

    /** V after each step. */
    List<Sensitive> potentials() {
        return potentials;
    }

    /** z of each step. */
    List<Sensitive> spikes() {
        return spikes;
    }

    /** The least |V − ϑ| that was compared. */
    Optional<Real> nearest() {
        return nearest;
    }

    /** Where that was. */
    int nearestStep() {
        return nearestStep;
    }
}
