package io.github.goldspike.event;

import java.util.Comparator;

/**
 * A spike found in a window, before its place in the raster is known.
 *
 * @param hi its time, rounded
 * @param lo what was lost in rounding
 * @param slope V' just before it
 * @param restartSlope V' just after it
 */
record WindowSpike(int neuron, double hi, double lo, double slope, double restartSlope) {

    /** event-double-D15: by time; at equal times by neuron. */
    static final Comparator<WindowSpike> ORDER = Comparator.comparingDouble(WindowSpike::hi)
            .thenComparingDouble(WindowSpike::lo)
            .thenComparingInt(WindowSpike::neuron);
}
