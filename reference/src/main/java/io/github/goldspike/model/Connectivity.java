package io.github.goldspike.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The synapses of a projection in the form of the file: a matrix of weights, or a list. */
public sealed interface Connectivity {

    /** The synapses in file order: row by row for a matrix, as listed for a list. Gradients use the same order. */
    List<Synapse> synapses();

    /**
     * Matrix form.
     *
     * @param weights rows are source units, columns target neurons; empty where there is no synapse
     * @param delays one delay for all synapses or a matrix of the shape of {@code weights}
     */
    record Matrix(List<List<Optional<Rational>>> weights, Delays delays) implements Connectivity {

        /** Copies the rows. */
        public Matrix {
            weights = weights.stream().map(List::copyOf).toList();
        }

        @Override
        public List<Synapse> synapses() {
            List<Synapse> synapses = new ArrayList<>();
            for (int pre = 0; pre < weights.size(); pre++) {
                for (int post = 0; post < weights.get(pre).size(); post++) {
                    if (weights.get(pre).get(post).isPresent()) {
                        synapses.add(new Synapse(
                                pre, post, weights.get(pre).get(post).get(), delays.of(pre, post)));
                    }
                }
            }
            return synapses;
        }

        void requireShape(int pre, int post) {
            requireRows("/weights", weights, pre, post);
            if (delays instanceof Delays.Each each) {
                requireRows("/delays", each.values(), pre, post);
                for (int i = 0; i < pre; i++) {
                    for (int j = 0; j < post; j++) {
                        Optional<Rational> delay = each.values().get(i).get(j);
                        String pointer = "/delays/" + i + "/" + j;
                        if (delay.isEmpty() && weights.get(i).get(j).isPresent()) {
                            throw new InvalidNetworkException(pointer, "null, but there is a synapse");
                        }
                        delay.ifPresent(value -> requireDelay(pointer, value));
                    }
                }
            } else if (delays instanceof Delays.Shared shared) {
                requireDelay("/delays", shared.value());
            }
        }

        private static void requireRows(
                String pointer, List<? extends List<Optional<Rational>>> rows, int pre, int post) {
            if (rows.size() != pre) {
                throw new InvalidNetworkException(
                        pointer, "has " + rows.size() + " rows for a source population of " + pre);
            }
            for (int i = 0; i < pre; i++) {
                if (rows.get(i).size() != post) {
                    throw new InvalidNetworkException(
                            pointer + "/" + i,
                            "has " + rows.get(i).size() + " columns for a target population of " + post);
                }
            }
        }
    }

    /**
     * Sparse form.
     *
     * @param synapses as listed; several between the same two units add up
     */
    record Listed(List<Synapse> synapses) implements Connectivity {

        /** Copies the list. */
        public Listed {
            synapses = List.copyOf(synapses);
        }

        void requireShape(int pre, int post) {
            for (int k = 0; k < synapses.size(); k++) {
                Synapse synapse = synapses.get(k);
                requireIndex("/synapses/" + k + "/0", synapse.pre(), pre);
                requireIndex("/synapses/" + k + "/1", synapse.post(), post);
                requireDelay("/synapses/" + k + "/3", synapse.delay());
            }
        }

        private static void requireIndex(String pointer, int index, int size) {
            if (index < 0 || index >= size) {
                throw new InvalidNetworkException(pointer, "there is no unit " + index + " among " + size);
            }
        }
    }

    /** The delays of a matrix of synapses. */
    sealed interface Delays {

        /** No delays. */
        Delays NONE = new Shared(Rational.ZERO);

        /** The delay from a source unit to a target neuron between which there is a synapse, in the unit of the file; 0 or more in a valid network. */
        Rational of(int pre, int post);

        /** One delay for all synapses. */
        record Shared(Rational value) implements Delays {
            @Override
            public Rational of(int pre, int post) {
                return value;
            }
        }

        /** A matrix of delays, empty only where there is no synapse. */
        record Each(List<List<Optional<Rational>>> values) implements Delays {

            /** Copies the rows. */
            public Each {
                values = values.stream().map(List::copyOf).toList();
            }

            @Override
            public Rational of(int pre, int post) {
                return values.get(pre).get(post).orElseThrow();
            }
        }
    }

    private static void requireDelay(String pointer, Rational delay) {
        if (delay.signum() < 0) {
            throw new InvalidNetworkException(pointer, "delay " + delay + " is negative");
        }
    }
}
