package io.github.goldspike.event;

import java.util.Arrays;

/** Arrivals side by side in arrays: when, of which spike, and at which synapses, from {@link #first} to before {@link #end}. */
final class ArrivalList {

    int size;
    double[] hi = new double[16];
    double[] lo = new double[16];
    int[] spike = new int[16];
    int[] first = new int[16];
    int[] end = new int[16];

    private int[] bucket = new int[16];

    void add(double atHi, double atLo, int ofSpike, int firstSynapse, int endSynapse) {
        if (size == hi.length) {
            grow(2 * size);
        }
        set(size++, atHi, atLo, ofSpike, firstSynapse, endSynapse);
    }

    void set(int index, double atHi, double atLo, int ofSpike, int firstSynapse, int endSynapse) {
        hi[index] = atHi;
        lo[index] = atLo;
        spike[index] = ofSpike;
        first[index] = firstSynapse;
        end[index] = endSynapse;
    }

    private void grow(int length) {
        hi = Arrays.copyOf(hi, length);
        lo = Arrays.copyOf(lo, length);
        spike = Arrays.copyOf(spike, length);
        first = Arrays.copyOf(first, length);
        end = Arrays.copyOf(end, length);
    }

    /** The last one takes the place of this one. */
    void remove(int index) {
        size--;
        copy(size, this, index);
    }

    void copy(int from, ArrivalList to, int index) {
        to.set(index, hi[from], lo[from], spike[from], first[from], end[from]);
    }

    /**
     * Puts the arrivals into another list in the order of their times: into as many stretches of equal length as there are arrivals, then a
     * Shell sort with steps up to what the fullest stretch holds, which finds little left to do where times are spread.
     */
    void sortInto(ArrivalList sorted, double start, double length) {
        if (sorted.hi.length < size) {
            sorted.grow(hi.length);
        }
        sorted.size = size;
        if (bucket.length < size + 1) {
            bucket = new int[hi.length + 1];
        }
        Arrays.fill(bucket, 0, size + 1, 0);
        double scale = size / length;
        for (int i = 0; i < size; i++) {
            bucket[stretch(hi[i], start, scale) + 1]++;
        }
        int fullest = 0;
        for (int b = 1; b <= size; b++) {
            fullest = Math.max(fullest, bucket[b]);
            bucket[b] += bucket[b - 1];
        }
        for (int i = 0; i < size; i++) {
            copy(i, sorted, bucket[stretch(hi[i], start, scale)]++);
        }
        for (int gap = fullest / 2; gap > 0; gap /= 2) {
            sorted.shellSort(gap);
        }
    }

    private int stretch(double time, double start, double scale) {
        return (int) Math.min(size - 1, (time - start) * scale);
    }

    private void shellSort(int gap) {
        for (int i = gap; i < size; i++) {
            if (!TwoDoubles.before(hi[i], lo[i], hi[i - gap], lo[i - gap])) {
                continue;
            }
            double movedHi = hi[i];
            double movedLo = lo[i];
            int movedSpike = spike[i];
            int movedFirst = first[i];
            int movedEnd = end[i];
            int hole = i;
            do {
                copy(hole - gap, this, hole);
                hole -= gap;
            } while (hole >= gap && TwoDoubles.before(movedHi, movedLo, hi[hole - gap], lo[hole - gap]));
            set(hole, movedHi, movedLo, movedSpike, movedFirst, movedEnd);
        }
    }
}
