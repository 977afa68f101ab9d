package io.github.goldspike.batch;

import java.util.stream.IntStream;

/** Input spikes in order of time. */
public final class Stimulus {

    private final double[] times;
    private final int[] units;

    private Stimulus(double[] times, int[] units) {
        this.times = times;
        this.units = units;
    }

    /**
     * Unit units[k] spikes at times[k]; any order.
     *
     * @throws IllegalArgumentException if a time is negative or not finite, or a unit is negative
     */
    public static Stimulus of(double[] times, int[] units) {
        for (int k = 0; k < times.length; k++) {
            if (!(times[k] >= 0 && times[k] < Double.POSITIVE_INFINITY) || units[k] < 0) {
                throw new IllegalArgumentException("spike " + k + ": unit " + units[k] + " at " + times[k]);
            }
        }
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted((a, b) -> Double.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Stimulus(
                IntStream.of(order).mapToDouble(k -> times[k]).toArray(),
                IntStream.of(order).map(k -> units[k]).toArray());
    }

    /** Unit k spikes once, at times[k]. */
    public static Stimulus ofFirstSpikes(double... times) {
        return of(times, IntStream.range(0, times.length).toArray());
    }

    public int size() {
        return times.length;
    }

    public double time(int k) {
        return times[k];
    }

    public int unit(int k) {
        return units[k];
    }
}
