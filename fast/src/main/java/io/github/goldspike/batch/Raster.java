package io.github.goldspike.batch;

import java.util.Arrays;

/** Spikes of one layer in order of time, window by window; its memory is used again for the next sample. */
final class Raster {

    private static final int RUN = 16;

    double[] times = new double[64];
    int[] units = new int[64];
    /** V' just before each spike. */
    double[] slopes = new double[64];
    /** dℓ/dt of each spike, while going backward. */
    double[] adjoints = new double[64];
    /** Where the spikes of each window end. */
    int[] ends = new int[16];

    int count;
    int windows;

    private int[] order = new int[64];
    private int[] otherOrder = new int[64];
    private double[] doubles = new double[64];
    private int[] ints = new int[64];

    void clear() {
        count = 0;
        windows = 0;
    }

    void add(double time, int unit, double slope) {
        if (count == times.length) {
            grow();
        }
        times[count] = time;
        units[count] = unit;
        slopes[count] = slope;
        count++;
    }

    private void grow() {
        int capacity = 2 * count;
        times = Arrays.copyOf(times, capacity);
        units = Arrays.copyOf(units, capacity);
        slopes = Arrays.copyOf(slopes, capacity);
        adjoints = new double[capacity];
        order = new int[capacity];
        otherOrder = new int[capacity];
        doubles = new double[capacity];
        ints = new int[capacity];
    }

    int start(int window) {
        return window == 0 ? 0 : ends[window - 1];
    }

    /** Sorts the spikes of the window by time; equal times keep their order. */
    void endWindow() {
        int start = start(windows);
        int size = count - start;
        if (size > 1) {
            sort(start, size);
        }
        if (windows == ends.length) {
            ends = Arrays.copyOf(ends, 2 * windows);
        }
        ends[windows++] = count;
    }

    private void sort(int start, int size) {
        for (int k = 0; k < size; k += RUN) {
            insertionSort(start, k, Math.min(k + RUN, size));
        }
        for (int run = RUN; run < size; run *= 2) {
            for (int k = 0; k < size; k += 2 * run) {
                merge(start, k, Math.min(k + run, size), Math.min(k + 2 * run, size));
            }
            int[] sorted = otherOrder;
            otherOrder = order;
            order = sorted;
        }
        System.arraycopy(times, start, doubles, 0, size);
        for (int k = 0; k < size; k++) {
            times[start + k] = doubles[order[k]];
        }
        System.arraycopy(slopes, start, doubles, 0, size);
        System.arraycopy(units, start, ints, 0, size);
        for (int k = 0; k < size; k++) {
            slopes[start + k] = doubles[order[k]];
            units[start + k] = ints[order[k]];
        }
    }

    private void insertionSort(int start, int from, int to) {
        for (int k = from; k < to; k++) {
            double time = times[start + k];
            int hole = k;
            while (hole > from && times[start + order[hole - 1]] > time) {
                order[hole] = order[hole - 1];
                hole--;
            }
            order[hole] = k;
        }
    }

    private void merge(int start, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int k = from; k < to; k++) {
            boolean takeLeft =
                    right == to || (left < middle && times[start + order[left]] <= times[start + order[right]]);
            otherOrder[k] = takeLeft ? order[left++] : order[right++];
        }
    }
}
