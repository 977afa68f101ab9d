package io.github.goldspike.clock;

import java.util.Arrays;

/** What a simulation leaves: tables by step, counted from the first one where nothing else is said. Those that are not kept are empty. */
final class Tape {

    private static final Lanes[] NONE = {};

    /** By number of the step from 0: how often a unit fired, inputs too. */
    final Lanes[] spikes;
    /** 1 where a neuron is held. */
    final Lanes[] held;
    /** dz/dV; 0 where a neuron was not compared. */
    final Lanes[] surrogates;
    /** V before the reset. */
    final Lanes[] beforeReset;
    /** V before the membrane operation. */
    final Lanes[] beforeMembrane;
    /** I before the decay. */
    final Lanes[] beforeDecay;
    /** I at the membrane operation. */
    final Lanes[] atMembrane;
    /** V after the last operation. */
    final Lanes[] potentials;
    /** I after the last operation. */
    final Lanes[] currents;

    Tape(Layout layout, Keep keep, NumberFormat format, int lanes) {
        int steps = layout.count();
        int units = layout.size();
        int currentCount = layout.currents().size();
        spikes = tables(Math.max(0, layout.last() + 1), units, format, lanes);
        held = tables(steps, units, format, lanes);
        surrogates = keep.surrogates() ? tables(steps, units, format, lanes) : NONE;
        beforeReset = keep.surrogates() ? tables(steps, units, format, lanes) : NONE;
        beforeMembrane = keep.rates() ? tables(steps, units, format, lanes) : NONE;
        beforeDecay = keep.rates() ? tables(steps, currentCount, format, lanes) : NONE;
        atMembrane = keep.rates() ? tables(steps, currentCount, format, lanes) : NONE;
        potentials = keep.potentials() ? tables(steps, units, format, lanes) : NONE;
        currents = keep.currents() ? tables(steps, currentCount, format, lanes) : NONE;
    }

    private static Lanes[] tables(int steps, int rows, NumberFormat format, int lanes) {
        Lanes[] tables = new Lanes[steps];
        Arrays.setAll(tables, step -> format.zeros(rows, lanes));
        return tables;
    }
}
