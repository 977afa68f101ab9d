package io.github.goldspike.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A named group of units: a source that plays spike trains, or neurons. */
public sealed interface Population {

    /** Its name in the file, not empty; no other population of the network has it. */
    String name();

    /** Number of units. */
    int size();

    /**
     * A source population.
     *
     * @param name not empty
     * @param trains for each unit its ascending spike times ≥ 0; equal times are two spikes
     */
    record Source(String name, List<List<Rational>> trains) implements Population {

        /** @throws InvalidNetworkException if the name is empty, or a train has a negative time or is not ascending */
        public Source {
            requireName(name);
            trains = trains.stream().map(List::copyOf).toList();
            for (int unit = 0; unit < trains.size(); unit++) {
                List<Rational> train = trains.get(unit);
                for (int k = 0; k < train.size(); k++) {
                    String pointer = "/spikes/" + unit + "/" + k;
                    if (train.get(k).signum() < 0) {
                        throw new InvalidNetworkException(pointer, "spike time " + train.get(k) + " is negative");
                    }
                    if (k > 0 && train.get(k).compareTo(train.get(k - 1)) < 0) {
                        throw new InvalidNetworkException(
                                pointer, "spike time " + train.get(k) + " comes after " + train.get(k - 1));
                    }
                }
            }
        }

        @Override
        public int size() {
            return trains.size();
        }
    }

    /**
     * Leaky integrate-and-fire neurons, V' = −β(V − leak) + I + c; with β = 0 there is no leak, and V' = I + c.
     *
     * @param name not empty
     * @param size number of neurons
     * @param membrane β ≥ 0 or τ_mem > 0
     * @param threshold ϑ, or empty for a linear readout that never spikes
     * @param reset V after a spike, below the threshold
     * @param leak resting potential
     * @param initial V at time 0, below the threshold; empty means {@code leak}
     * @param refractory time ≥ 0 for which V is held at {@code reset} after a spike
     * @param current input current c, piecewise constant; empty means 0
     * @param resetKernel what a spike of its own adds to V, for a fall of 1; empty means −e^{−βt}, that of the membrane
     */
    record Neurons(
            String name,
            int size,
            TimeConstant membrane,
            Optional<Threshold> threshold,
            Parameter reset,
            Parameter leak,
            Optional<Parameter> initial,
            Parameter refractory,
            Optional<InputCurrent> current,
            Optional<ResponseKernel> resetKernel)
            implements Population {

        /** Neurons whose membrane forgets a fall as it forgets everything. */
        public Neurons(
                String name,
                int size,
                TimeConstant membrane,
                Optional<Threshold> threshold,
                Parameter reset,
                Parameter leak,
                Optional<Parameter> initial,
                Parameter refractory,
                Optional<InputCurrent> current) {
            this(name, size, membrane, threshold, reset, leak, initial, refractory, current, Optional.empty());
        }

        /** Neurons without input current. */
        public Neurons(
                String name,
                int size,
                TimeConstant membrane,
                Optional<Threshold> threshold,
                Parameter reset,
                Parameter leak,
                Optional<Parameter> initial,
                Parameter refractory) {
            this(name, size, membrane, threshold, reset, leak, initial, refractory, Optional.empty());
        }

        /**
         * @throws InvalidNetworkException if the name is empty, a list has not {@code size} values, a time constant is not positive (a rate may be 0), a refractory time
         * is negative or stands beside a reset kernel, or reset, initial or (without it) leak is not below the threshold
         */
        public Neurons {
            requireName(name);
            if (size < 0) {
                throw new InvalidNetworkException("/size", "must not be negative, but is " + size);
            }
            String membraneField = "/" + membrane.membraneField();
            membrane.given().requireSize(membraneField, size);
            if (membrane.form() == TimeConstant.Form.TIME) {
                membrane.given().requirePositive(membraneField);
            } else {
                membrane.given().requireNotNegative(membraneField);
            }
            reset.requireSize("/reset", size);
            leak.requireSize("/leak", size);
            refractory.requireSize("/refractory", size);
            refractory.requireNotNegative("/refractory");
            current.ifPresent(currents -> currents.requireValid(size));
            if (resetKernel.isPresent()) {
                resetKernel.get().requireValid("/reset_kernel", Rational.of(-1));
                firstRefractory(refractory).ifPresent(pointer -> {
                    throw new InvalidNetworkException(
                            pointer, "a refractory time does not go together with a reset_kernel");
                });
            }
            initial.ifPresent(values -> values.requireSize("/initial", size));
            if (threshold.isPresent()) {
                threshold.get().requireSize(size);
                for (int n = 0; n < size; n++) {
                    if (threshold.get().of(n).isPresent()) {
                        Rational bound = threshold.get().of(n).get();
                        requireBelow("/reset" + reset.pointer(n), reset.of(n), bound);
                        if (initial.isPresent()) {
                            requireBelow(
                                    "/initial" + initial.get().pointer(n),
                                    initial.get().of(n),
                                    bound);
                        } else if (leak.of(n).compareTo(bound) >= 0) {
                            throw new InvalidNetworkException(
                                    "/leak" + leak.pointer(n),
                                    leak.of(n) + " is not below the threshold " + bound
                                            + ", so the potential at time 0 must be given (initial)");
                        }
                    }
                }
            }
        }

        /** Neurons that all have the same β and threshold, reset and leak 0, and no refractory period. */
        public static Neurons uniform(String name, int size, Rational beta, Rational threshold) {
            return new Neurons(
                    name,
                    size,
                    TimeConstant.rate(beta),
                    Optional.of(Threshold.shared(threshold)),
                    Parameter.shared(Rational.ZERO),
                    Parameter.shared(Rational.ZERO),
                    Optional.empty(),
                    Parameter.shared(Rational.ZERO));
        }

        /** The same neurons with another β or τ_mem; throws what the constructor throws. */
        public Neurons withMembrane(TimeConstant membrane) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another ϑ; throws what the constructor throws. */
        public Neurons withThreshold(Optional<Threshold> threshold) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another reset; throws what the constructor throws. */
        public Neurons withReset(Parameter reset) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another leak; throws what the constructor throws. */
        public Neurons withLeak(Parameter leak) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another V at time 0; throws what the constructor throws. */
        public Neurons withInitial(Optional<Parameter> initial) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another refractory time; throws what the constructor throws. */
        public Neurons withRefractory(Parameter refractory) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another input current; throws what the constructor throws. */
        public Neurons withCurrent(Optional<InputCurrent> current) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        /** The same neurons with another reset kernel; throws what the constructor throws. */
        public Neurons withResetKernel(Optional<ResponseKernel> resetKernel) {
            return new Neurons(name, size, membrane, threshold, reset, leak, initial, refractory, current, resetKernel);
        }

        private static void requireBelow(String pointer, Rational value, Rational threshold) {
            if (value.compareTo(threshold) >= 0) {
                throw new InvalidNetworkException(pointer, value + " is not below the threshold " + threshold);
            }
        }

        /** Inverse membrane time constant β of one neuron. */
        public Rational beta(int neuron) {
            return membrane.rate(neuron);
        }

        /** The jumps of the input current of one neuron, as given. */
        public List<InputCurrent.Jump> currentJumps(int neuron) {
            return current.map(currents -> currents.jumps(neuron)).orElse(List.of());
        }

        /** Threshold of one neuron, empty if it never spikes. */
        public Optional<Rational> threshold(int neuron) {
            return threshold.flatMap(values -> values.of(neuron));
        }

        /** The first value of the refractory times that is not zero, by its JSON pointer in the population. */
        Optional<String> firstRefractory() {
            return firstRefractory(refractory);
        }

        private static Optional<String> firstRefractory(Parameter refractory) {
            return IntStream.range(0, refractory.values().size())
                    .filter(n -> refractory.values().get(n).signum() != 0)
                    .mapToObj(n -> "/refractory" + refractory.pointer(n))
                    .findFirst();
        }

        /** V of one neuron at time 0. */
        public Rational initial(int neuron) {
            return initial.orElse(leak).of(neuron);
        }

        /** Whether some neuron of the population can spike. */
        public boolean spiking() {
            return Stream.iterate(0, n -> n < size, n -> n + 1)
                    .anyMatch(n -> threshold(n).isPresent());
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty()) {
            throw new InvalidNetworkException("/name", "is empty");
        }
    }
}
