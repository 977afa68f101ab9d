package io.github.goldspike.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A network in primitive arrays, as large as memory allows: 28 bytes for a synapse, about 50 and a row of constants for a
 * neuron (rows that are the same are kept once). Potentials are counted from the resting potential, weights are those of the
 * kernel convention (V' = −βV + I, a spike adds W to I).
 */
public final class EventNetwork {

    /** Offsets in a row of constants; the synaptic rates follow from {@link #RATES} on. */
    static final int BETA = 0;

    static final int THRESHOLD = 1;
    /** βϑ: a crossing needs a current above this; a readout has none. */
    static final int DRIVE = 2;

    static final int RESET = 3;
    static final int REFRACTORY = 4;
    static final int RATES = 5;
    /** For each rate α, |β − α| and an upper bound of h. */
    static final int PER_RATE = 3;

    /** Offsets in the state of a neuron: time of its last event as a sum of two doubles, V, and the currents. */
    static final int HI = 0;

    static final int LO = 1;
    static final int POTENTIAL = 2;
    static final int CURRENTS = 3;

    final int neurons;
    final int sources;
    /** For each neuron where its constants begin. */
    final int[] row;

    final double[] constants;
    /** For each neuron where its state begins, and the end of all. */
    final int[] state;

    final double[] initial;
    /** For each unit, neurons first, where its synapses begin, and the end of all; ordered by delay. */
    final int[] fanOut;

    final int[] target;
    /** Where in the state the current of a synapse is. */
    final int[] slot;

    final double[] weight;
    final double[] delay;
    /** The least delay of a synapse between neurons; infinite without one. */
    final double leastDelay;
    /** The synapse's number in the order in which synapses were given. */
    final int[] given;
    /** For each source where its spikes begin in {@link #inputHi}, and the end of all. */
    final int[] train;

    final double[] inputHi;
    final double[] inputLo;
    final int[] inputSource;
    final boolean refractory;

    private EventNetwork(Builder builder) {
        neurons = builder.neurons;
        sources = builder.sources;
        row = Arrays.copyOf(builder.row, neurons);
        constants = Arrays.copyOf(builder.constants, builder.constantsEnd);
        state = Arrays.copyOf(builder.state, neurons + 1);
        initial = Arrays.copyOf(builder.initial, neurons);
        train = Arrays.copyOf(builder.train, sources + 1);
        inputHi = Arrays.copyOf(builder.inputHi, builder.train[sources]);
        inputLo = Arrays.copyOf(builder.inputLo, builder.train[sources]);
        inputSource = new int[inputHi.length];
        for (int source = 0; source < sources; source++) {
            Arrays.fill(inputSource, train[source], train[source + 1], source);
        }
        refractory = builder.refractory;
        fanOut = new int[neurons + sources + 1];
        for (int e = 0; e < builder.synapses; e++) {
            fanOut[unit(builder.pre[e]) + 1]++;
        }
        for (int unit = 0; unit < neurons + sources; unit++) {
            fanOut[unit + 1] += fanOut[unit];
        }
        int[] next = Arrays.copyOf(fanOut, neurons + sources);
        given = new int[builder.synapses];
        for (int e = 0; e < builder.synapses; e++) {
            given[next[unit(builder.pre[e])]++] = e;
        }
        for (int unit = 0; unit < neurons + sources; unit++) {
            sortByDelay(builder.delay, fanOut[unit], fanOut[unit + 1]);
        }
        target = new int[builder.synapses];
        slot = new int[builder.synapses];
        weight = new double[builder.synapses];
        delay = new double[builder.synapses];
        for (int e = 0; e < builder.synapses; e++) {
            int from = given[e];
            target[e] = builder.post[from];
            slot[e] = state[target[e]] + CURRENTS + builder.rate[from];
            weight[e] = builder.weight[from];
            delay[e] = builder.delay[from];
        }
        leastDelay = leastDelay();
    }

    /** The synapses of a neuron are ordered by delay. */
    private double leastDelay() {
        double least = Double.POSITIVE_INFINITY;
        for (int neuron = 0; neuron < neurons; neuron++) {
            if (fanOut[neuron] < fanOut[neuron + 1]) {
                least = Math.min(least, delay[fanOut[neuron]]);
            }
        }
        return least;
    }

    /** Sources count down from −1 in the builder. */
    private int unit(int pre) {
        return pre >= 0 ? pre : neurons + ~pre;
    }

    /** Shell sort; equal delays stay in the order in which they were given. */
    private void sortByDelay(double[] delays, int from, int to) {
        for (int gap = (to - from) / 2; gap > 0; gap /= 2) {
            for (int e = from + gap; e < to; e++) {
                int moved = given[e];
                int hole = e;
                while (hole - gap >= from && after(delays, given[hole - gap], moved)) {
                    given[hole] = given[hole - gap];
                    hole -= gap;
                }
                given[hole] = moved;
            }
        }
    }

    private static boolean after(double[] delays, int one, int other) {
        return delays[one] > delays[other] || (delays[one] == delays[other] && one > other);
    }

    /** Number of neurons. */
    public int neurons() {
        return neurons;
    }

    /** Number of synapses. */
    public int synapses() {
        return target.length;
    }

    /** The first synapse before {@code end} whose delay is not that of another, or {@code end}. */
    int endOfDelay(int synapse, int end) {
        double same = delay[synapse];
        int next = synapse + 1;
        while (next < end && delay[next] == same) {
            next++;
        }
        return next;
    }

    int rates(int neuron) {
        return state[neuron + 1] - state[neuron] - CURRENTS;
    }

    double constant(int neuron, int which) {
        return constants[row[neuron] + which];
    }

    double alpha(int synapse) {
        int neuron = target[synapse];
        return constants[row[neuron] + RATES + PER_RATE * (slot[synapse] - state[neuron] - CURRENTS)];
    }

    /** Collects neurons, sources and synapses. */
    public static final class Builder {

        /** A network that has nothing yet. */
        public Builder() {}

        /** Covers the rounding of the bound of h. */
        private static final double SLACK = 1 + 0x1p-40;

        private int neurons;
        private int[] row = new int[16];
        private double[] constants = new double[64];
        private int constantsEnd;
        private final Map<RowKey, Integer> rows = new HashMap<>();
        private int[] state = new int[17];
        private double[] initial = new double[16];
        private boolean refractory;
        private int sources;
        private int[] train = new int[17];
        private double[] inputHi = new double[16];
        private double[] inputLo = new double[16];
        private int synapses;
        private int[] pre = new int[64];
        private int[] post = new int[64];
        private int[] rate = new int[64];
        private double[] weight = new double[64];
        private double[] delay = new double[64];

        private record RowKey(long[] bits) {
            @Override
            public boolean equals(Object other) {
                return other instanceof RowKey key && Arrays.equals(bits, key.bits);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(bits);
            }
        }

        /**
         * Adds a neuron.
         *
         * @param beta β ≥ 0
         * @param threshold ϑ above the resting potential, positive infinity for a readout
         * @param reset potential after a spike, above the resting potential
         * @param start potential at time 0, above the resting potential
         * @param hold refractory time ≥ 0
         * @param alphas the distinct synaptic rates ≥ 0 of its synapses, at most 65,536; what arrives at rate 0 is a jump of an input
         *     current
         * @return its number: 0, 1, …
         */
        public int neuron(double beta, double threshold, double reset, double start, double hold, double... alphas) {
            requireRate("beta", beta);
            for (double alpha : alphas) {
                requireRate("alpha", alpha);
            }
            if (!(reset < threshold) || !(start < threshold)) {
                throw new IllegalArgumentException("reset " + reset + " and initial potential " + start
                        + " must be below the threshold " + threshold);
            }
            if (!(hold >= 0)) {
                throw new IllegalArgumentException("refractory time " + hold + " is negative");
            }
            if (neurons == row.length) {
                row = Arrays.copyOf(row, 2 * neurons);
                initial = Arrays.copyOf(initial, 2 * neurons);
                state = Arrays.copyOf(state, 2 * neurons + 1);
            }
            row[neurons] = row(beta, threshold, reset, hold, alphas);
            initial[neurons] = start;
            state[neurons + 1] = Math.addExact(state[neurons], CURRENTS + alphas.length);
            refractory |= hold > 0;
            return neurons++;
        }

        private int row(double beta, double threshold, double reset, double hold, double[] alphas) {
            double[] values = new double[RATES + PER_RATE * alphas.length];
            values[BETA] = beta;
            values[THRESHOLD] = threshold;
            values[DRIVE] = Double.isInfinite(threshold) ? threshold : beta * threshold;
            values[RESET] = reset;
            values[REFRACTORY] = hold;
            for (int k = 0; k < alphas.length; k++) {
                double distance = Math.abs(beta - alphas[k]);
                values[RATES + PER_RATE * k] = alphas[k];
                values[RATES + PER_RATE * k + 1] = distance;
                values[RATES + PER_RATE * k + 2] = SLACK * greatestResponse(beta, alphas[k], distance);
            }
            RowKey key = new RowKey(
                    Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray());
            Integer known = rows.get(key);
            if (known != null) {
                return known;
            }
            while (constantsEnd + values.length > constants.length) {
                constants = Arrays.copyOf(constants, 2 * constants.length);
            }
            System.arraycopy(values, 0, constants, constantsEnd, values.length);
            rows.put(key, constantsEnd);
            constantsEnd += values.length;
            return constantsEnd - values.length;
        }

        /**
         * h' = 0 where e^{(β−α)s} = β/α; where a rate is 0 the response increases for ever, to the inverse of the other. Where that
         * time cannot be formed, h ≤ 1/max(α, β) (event-double-D13).
         */
        private static double greatestResponse(double beta, double alpha, double distance) {
            double slower = Math.min(alpha, beta);
            if (slower == 0) {
                return 1 / Math.max(alpha, beta);
            }
            double x = distance / slower;
            double peak = x < 0x1p-30 ? 1 / slower : StrictMath.log1p(x) / distance;
            if (!(x <= Double.MAX_VALUE && peak <= Double.MAX_VALUE)) {
                return 1 / Math.max(alpha, beta);
            }
            Kernel kernel = new Kernel();
            kernel.over(peak, beta);
            kernel.rate(alpha, distance);
            return kernel.response;
        }

        /** Adds a source with these ascending spike times ≥ 0; its number is 0, 1, … */
        public int source(double... times) {
            return source(times, new double[times.length]);
        }

        /**
         * Adds a source.
         *
         * @param hi its ascending spike times ≥ 0, rounded
         * @param lo what was lost in rounding
         * @return its number: 0, 1, …
         */
        public int source(double[] hi, double[] lo) {
            if (sources + 2 > train.length) {
                train = Arrays.copyOf(train, 2 * train.length);
            }
            int from = train[sources];
            int to = Math.addExact(from, hi.length);
            if (to > inputHi.length) {
                inputHi = Arrays.copyOf(inputHi, Math.max(to, 2 * from));
                inputLo = Arrays.copyOf(inputLo, inputHi.length);
            }
            System.arraycopy(hi, 0, inputHi, from, hi.length);
            System.arraycopy(lo, 0, inputLo, from, lo.length);
            train[sources + 1] = to;
            return sources++;
        }

        /** The number of sources so far. */
        int sources() {
            return sources;
        }

        /** A synapse between neurons; {@code rateIndex} says which of the target's rates is its α. */
        public void synapse(int from, int to, int rateIndex, double kernelWeight, double arrivesAfter) {
            add(from, to, rateIndex, kernelWeight, arrivesAfter);
        }

        /** A synapse from a source. */
        public void synapseFromSource(int source, int to, int rateIndex, double kernelWeight, double arrivesAfter) {
            add(~source, to, rateIndex, kernelWeight, arrivesAfter);
        }

        private void add(int from, int to, int rateIndex, double kernelWeight, double arrivesAfter) {
            if (!(arrivesAfter >= 0)) {
                throw new IllegalArgumentException("delay " + arrivesAfter + " is negative");
            }
            if (synapses == pre.length) {
                int longer = (int) Math.min(Integer.MAX_VALUE - 16, 2L * synapses);
                pre = Arrays.copyOf(pre, longer);
                post = Arrays.copyOf(post, longer);
                rate = Arrays.copyOf(rate, longer);
                weight = Arrays.copyOf(weight, longer);
                delay = Arrays.copyOf(delay, longer);
            }
            pre[synapses] = from;
            post[synapses] = to;
            rate[synapses] = rateIndex;
            weight[synapses] = kernelWeight;
            delay[synapses] = arrivesAfter;
            synapses++;
        }

        /** @throws IllegalArgumentException if a synapse names a unit or a rate that there is not */
        public EventNetwork build() {
            for (int e = 0; e < synapses; e++) {
                boolean knownSource = pre[e] >= 0 ? pre[e] < neurons : ~pre[e] < sources;
                if (!knownSource || post[e] < 0 || post[e] >= neurons) {
                    throw new IllegalArgumentException("synapse " + e + " connects units that there are not");
                }
                if (rate[e] < 0 || rate[e] >= state[post[e] + 1] - state[post[e]] - CURRENTS) {
                    throw new IllegalArgumentException("synapse " + e + " has no rate " + rate[e]);
                }
            }
            return new EventNetwork(this);
        }

        private static void requireRate(String name, double value) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(name + " must not be negative, but is " + value);
            }
        }
    }
}
