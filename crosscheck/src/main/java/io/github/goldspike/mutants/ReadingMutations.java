package io.github.goldspike.mutants;

import java.util.List;

/** The network is read wrongly. */
final class ReadingMutations {

    private static final String READER = "Translation";
    private static final String GRADIENT = "GivenParameters";

    private static final String WEIGHT = "double weight = synapse.weight().times(factor).toDouble();";
    private static final String BY_WEIGHT = "sums[k] = factor * elements.weight[place[first + k]];";
    private static final String DELAY = "double delay = synapse.delay().toDouble();";
    private static final String BETA = "group.beta(n).toDouble(),";
    private static final String THRESHOLD = "group.threshold(n).map(value -> value.minus(leak)";
    private static final String RESET = "group.reset().of(n).minus(leak).toDouble(),";
    private static final String LEAK = "Rational leak = group.leak().of(n);";
    private static final String INITIAL = "group.initial(n).minus(leak).toDouble(),";
    private static final String HOLD = "group.refractory().of(n).toDouble(),";
    private static final String ALPHA = "return projection.decay().alpha(synapse.pre(), synapse.post()).toDouble();";
    private static final String RATE = "rates.get(to).get(synapse.post()).add(alpha(projection, synapse));";
    private static final String RATE_INDEX = "int rate = index(alphas.get(post), alpha(projection, synapse));";
    private static final String TIMES = "train.stream().mapToDouble(Rational::toDouble).toArray(),";
    private static final String TIMES_LOW = "train.stream().mapToDouble(Translation::low).toArray());";

    static final List<Mutant> ALL = List.of(
            Mutations.of("transposed-weights", new Edit(READER, WEIGHT, """
                var matrix = ((io.github.goldspike.model.Connectivity.Matrix) projection.connectivity()).weights();
                Rational other = matrix.size() == matrix.get(0).size()
                        ? matrix.get(synapse.post()).get(synapse.pre()).orElse(Rational.ZERO)
                        : synapse.weight();
                double weight = other.times(factor).toDouble();
                """)),
            Mutations.of(
                    "weights-by-tau-mem",
                    new Edit(
                            READER,
                            WEIGHT,
                            "double weight = synapse.weight().times(group.beta(synapse.post())).toDouble();"),
                    new Edit(GRADIENT, BY_WEIGHT, """
                        sums[k] = translation.events().constant(firstPost + listed.get(k).post(), EventNetwork.BETA)
                                * elements.weight[place[first + k]];\
                        """)),
            Mutations.of(
                    "weights-by-tau-syn",
                    new Edit(
                            READER,
                            WEIGHT,
                            "double weight = synapse.weight().times(projection.decay().alpha(synapse.pre(),"
                                    + " synapse.post())).toDouble();"),
                    new Edit(
                            GRADIENT,
                            BY_WEIGHT,
                            "sums[k] = translation.events().alpha(place[first + k]) * elements.weight[place[first +"
                                    + " k]];")),
            Mutations.of("reset-to-zero", new Edit(READER, RESET, "-leak.toDouble(),")),
            Mutations.of("reset-to-rest", new Edit(READER, RESET, "0,")),
            Mutations.of(
                    "leak-ignored",
                    new Edit(READER, LEAK, "Rational leak = Rational.ZERO;"),
                    new Edit(READER, INITIAL, "group.initial().isPresent() ? group.initial(n).toDouble() : 0,")),
            Mutations.of("initial-ignored", new Edit(READER, INITIAL, "0,")),
            Mutations.of("refractory-ignored", new Edit(READER, HOLD, "0,")),
            Mutations.of("delays-ignored", new Edit(READER, DELAY, "double delay = 0;")),
            Mutations.of(
                    "delays-on-steps",
                    new Edit(READER, DELAY, "double delay = Math.floor(synapse.delay().toDouble() / 0.125) * 0.125;")),
            // The rate 0 of an input current, if there is one, is the first; the rate of the first synapse comes after
            // it.
            Mutations.of("one-alpha", new Edit(READER, RATE_INDEX, "int rate = alphas.get(post)[0] == 0 ? 1 : 0;")),
            Mutations.of("one-beta", new Edit(READER, BETA, "group.beta(0).toDouble(),")),
            Mutations.of("rates-nudged", new Edit(READER, RATE, """
                double alpha = alpha(projection, synapse);
                double beta = ((Population.Neurons) network.populations().get(to)).beta(synapse.post()).toDouble();
                rates.get(to).get(synapse.post()).add(alpha == beta ? 0.999 * beta : alpha);
                """), new Edit(READER, RATE_INDEX, """
                    double alpha = alpha(projection, synapse);
                    double beta = group.beta(synapse.post()).toDouble();
                    int rate = index(alphas.get(post), alpha == beta ? 0.999 * beta : alpha);
                    """)),
            Mutations.of(
                    "inputs-merged",
                    new Edit(READER, TIMES, "train.stream().distinct().mapToDouble(Rational::toDouble).toArray(),"),
                    new Edit(READER, TIMES_LOW, "train.stream().distinct().mapToDouble(Translation::low).toArray());")),
            Mutations.of(
                    "input-at-zero-lost",
                    new Edit(
                            READER,
                            TIMES,
                            "train.stream().mapToDouble(Rational::toDouble).filter(t -> t > 0).toArray(),"),
                    new Edit(
                            READER,
                            TIMES_LOW,
                            "train.stream().filter(t -> t.toDouble() > 0).mapToDouble(Translation::low).toArray());")),
            Mutations.of(
                    "reals-of-binary32",
                    new Edit(READER, BETA, "(float) group.beta(n).toDouble(),"),
                    new Edit(READER, LEAK, "Rational leak = binary32(group.leak().of(n));"),
                    new Edit(READER, THRESHOLD, "group.threshold(n).map(value -> binary32(value).minus(leak)"),
                    new Edit(READER, RESET, "binary32(group.reset().of(n)).minus(leak).toDouble(),"),
                    new Edit(READER, INITIAL, "binary32(group.initial(n)).minus(leak).toDouble(),"),
                    new Edit(READER, HOLD, "(float) group.refractory().of(n).toDouble(),"),
                    new Edit(READER, TIMES, "train.stream().mapToDouble(t -> (float) t.toDouble()).toArray(),"),
                    new Edit(READER, TIMES_LOW, "new double[train.size()]);"),
                    new Edit(READER, WEIGHT, "double weight = (float) synapse.weight().times(factor).toDouble();"),
                    new Edit(READER, DELAY, "double delay = (float) synapse.delay().toDouble();"),
                    new Edit(
                            READER,
                            "jump.size().times(factor).toDouble(),",
                            "(float) jump.size().times(factor).toDouble(),"),
                    new Edit(
                            READER,
                            "new double[] {jump.time().toDouble()}, new double[] {low(jump.time())});",
                            "new double[] {(float) jump.time().toDouble()}, new double[1]);"),
                    new Edit(READER, ALPHA, """
                        return (float) projection.decay().alpha(synapse.pre(), synapse.post()).toDouble();
                        }

                        private static Rational binary32(Rational real) {
                            return Rational.of((double) (float) real.toDouble());
                        """)));

    private ReadingMutations() {}
}
