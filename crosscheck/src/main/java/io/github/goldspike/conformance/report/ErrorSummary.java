package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the answers of an engine are from the truth over all cases in which it gave any, whatever the verdict on them.
 *
 * @param networks cases in which it gave spikes
 * @param rightNetworks those of them in which every neuron has as many spikes as it should
 * @param neurons spiking neurons in them
 * @param rightNeurons those of them with as many spikes as they should have
 * @param errors by what they are errors of: of times, absolute; of losses, relative; of gradients, relative to the greatest entry
 */
record ErrorSummary(int networks, int rightNetworks, int neurons, int rightNeurons, Map<String, Distribution> errors) {

    /** An error and its case. */
    record Deviation(double size, String id) {}

    /**
     * Errors of one kind.
     *
     * @param count how many
     * @param median the middle one
     * @param worst the greatest
     */
    record Distribution(int count, double median, Deviation worst) {

        static Optional<Distribution> of(List<Deviation> errors) {
            if (errors.isEmpty()) {
                return Optional.empty();
            }
            List<Deviation> sorted = errors.stream()
                    .sorted(Comparator.comparingDouble(Deviation::size))
                    .toList();
            return Optional.of(new Distribution(
                    sorted.size(), sorted.get((sorted.size() - 1) / 2).size, sorted.get(sorted.size() - 1)));
        }
    }

    static ErrorSummary of(Report report) {
        int networks = 0;
        int rightNetworks = 0;
        int neurons = 0;
        int rightNeurons = 0;
        List<Deviation> times = new ArrayList<>();
        List<Deviation> losses = new ArrayList<>();
        List<Deviation> gradients = new ArrayList<>();
        for (CaseResult result : report.results()) {
            Optional<Golden> known =
                    result.golden().filter(golden -> golden.undecided().isEmpty());
            if (known.isPresent() && result.reply().orElse(null) instanceof Reply.Answered reply) {
                Counts counts = times(result.id(), known.get(), reply, times);
                networks += reply.spikes().isPresent() ? 1 : 0;
                rightNetworks += reply.spikes().isPresent() && counts.right == counts.all ? 1 : 0;
                neurons += counts.all;
                rightNeurons += counts.right;
                losses(result.id(), known.get(), reply, losses);
                gradients(result.id(), known.get(), reply, gradients);
            }
        }
        Map<String, Distribution> errors = new LinkedHashMap<>();
        Distribution.of(times).ifPresent(all -> errors.put("spike times", all));
        Distribution.of(losses).ifPresent(all -> errors.put("loss", all));
        Distribution.of(gradients).ifPresent(all -> errors.put("gradient", all));
        return new ErrorSummary(networks, rightNetworks, neurons, rightNeurons, errors);
    }

    private record Counts(int all, int right) {}

    private static Counts times(String id, Golden golden, Reply.Answered reply, List<Deviation> errors) {
        if (reply.spikes().isEmpty()) {
            return new Counts(0, 0);
        }
        int all = 0;
        int right = 0;
        for (Map.Entry<String, List<List<BigDecimal>>> population :
                golden.spikes().populations().entrySet()) {
            List<List<BigDecimal>> found = reply.spikes().get().getOrNone(population.getKey());
            for (int n = 0; n < population.getValue().size(); n++) {
                List<BigDecimal> expected = population.getValue().get(n);
                List<BigDecimal> given = n < found.size() ? found.get(n) : List.of();
                all++;
                right += expected.size() == given.size() ? 1 : 0;
                for (int k = 0; k < Math.min(expected.size(), given.size()); k++) {
                    errors.add(new Deviation(off(expected.get(k), given.get(k)), id));
                }
            }
        }
        return new Counts(all, right);
    }

    private static double off(BigDecimal expected, BigDecimal given) {
        return given.subtract(expected).abs().doubleValue();
    }

    private static void losses(String id, Golden golden, Reply.Answered reply, List<Deviation> errors) {
        if (golden.loss().orElse(null) instanceof Outcome.Known<BigDecimal> expected
                && reply.loss().orElse(null) instanceof Outcome.Known<BigDecimal> given) {
            double size = Math.abs(expected.value().doubleValue());
            errors.add(new Deviation(off(expected.value(), given.value()) / (size > 0 ? size : 1), id));
        }
    }

    private static void gradients(String id, Golden golden, Reply.Answered reply, List<Deviation> errors) {
        if (!(golden.gradient().orElse(null) instanceof Outcome.Known<List<List<BigDecimal>>> expected)
                || !(reply.gradient().orElse(null)
                        instanceof Outcome.Known<List<List<List<Optional<BigDecimal>>>>> given)) {
            return;
        }
        double greatest = expected.value().stream()
                .flatMap(List::stream)
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        for (int p = 0; p < Math.min(expected.value().size(), given.value().size()); p++) {
            Matrix matrix = (Matrix) golden.network().projections().get(p).connectivity();
            int synapse = 0;
            for (int pre = 0; pre < matrix.weights().size(); pre++) {
                List<Optional<Rational>> row = matrix.weights().get(pre);
                for (int post = 0; post < row.size(); post++) {
                    if (row.get(post).isPresent()) {
                        BigDecimal right = expected.value().get(p).get(synapse++);
                        entry(given.value().get(p), pre, post)
                                .ifPresent(found -> errors.add(
                                        new Deviation(off(right, found) / (greatest > 0 ? greatest : 1), id)));
                    }
                }
            }
        }
    }

    private static Optional<BigDecimal> entry(List<List<Optional<BigDecimal>>> matrix, int pre, int post) {
        return pre < matrix.size() && post < matrix.get(pre).size()
                ? matrix.get(pre).get(post)
                : Optional.empty();
    }
}
