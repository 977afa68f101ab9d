package io.github.goldspike.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The spikes of a network in the order of their times, and what a sweep backward over them needs. Times are sums of two doubles,
 * {@link #time} and what was lost in rounding, {@link #timeLow}.
 */
public final class Raster {

    /** Stands for "none" where an index of a spike is expected. */
    static final int NONE = -1;

    final EventNetwork network;
    final double horizonHi;
    final double horizonLo;
    final List<Ambiguity> doubts = new ArrayList<>();
    final List<RestartTie> restartTies = new ArrayList<>();
    private int size;
    private int[] neuron = new int[16];
    private double[] hi = new double[16];
    private double[] lo = new double[16];
    private double[] slope = new double[16];
    private double[] restartSlope = new double[16];
    /** For each spike the one of the same neuron before it. */
    private int[] previous = new int[16];

    private final int[] last;
    private final int[] count;
    private boolean complete = true;

    Raster(EventNetwork network, double horizonHi, double horizonLo) {
        this.network = network;
        this.horizonHi = horizonHi;
        this.horizonLo = horizonLo;
        last = new int[network.neurons];
        count = new int[network.neurons];
        Arrays.fill(last, NONE);
    }

    int add(int ofNeuron, double timeHi, double timeLo, double withSlope) {
        if (size == neuron.length) {
            int longer = (int) Math.min(Integer.MAX_VALUE - 16, 2L * size);
            neuron = Arrays.copyOf(neuron, longer);
            hi = Arrays.copyOf(hi, longer);
            lo = Arrays.copyOf(lo, longer);
            slope = Arrays.copyOf(slope, longer);
            restartSlope = Arrays.copyOf(restartSlope, longer);
            previous = Arrays.copyOf(previous, longer);
        }
        neuron[size] = ofNeuron;
        hi[size] = timeHi;
        lo[size] = timeLo;
        slope[size] = withSlope;
        previous[size] = last[ofNeuron];
        last[ofNeuron] = size;
        count[ofNeuron]++;
        return size++;
    }

    void restarts(int spike, double withSlope) {
        restartSlope[spike] = withSlope;
    }

    void breakOff() {
        complete = false;
    }

    boolean afterHorizon(double timeHi, double timeLo) {
        return timeHi > horizonHi || (timeHi == horizonHi && timeLo > horizonLo);
    }

    /** Number of spikes. */
    public int size() {
        return size;
    }

    /** Whether all spikes up to the horizon are there; not if a limit was reached. */
    public boolean complete() {
        return complete;
    }

    /** The neuron of a spike. */
    public int neuron(int spike) {
        return neuron[spike];
    }

    /** The time of a spike, rounded. */
    public double time(int spike) {
        return hi[spike];
    }

    /** The time of a spike less {@link #time}. */
    public double timeLow(int spike) {
        return lo[spike];
    }

    /** V' just before a spike. */
    public double slope(int spike) {
        return slope[spike];
    }

    /** V' just after the neuron is let go at its reset potential; 0 if that is not before the horizon. */
    double restartSlope(int spike) {
        return restartSlope[spike];
    }

    /** The spike of the same neuron before this one, or {@link #NONE}. */
    int previous(int spike) {
        return previous[spike];
    }

    /** Number of spikes of a neuron. */
    public int count(int ofNeuron) {
        return count[ofNeuron];
    }

    /** The last spike of a neuron, or {@link #NONE}. */
    int last(int ofNeuron) {
        return last[ofNeuron];
    }
}
