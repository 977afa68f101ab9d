package io.github.goldspike.conformance.grid;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.conformance.protocol.GridReply;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a grid stands to the continuous answer of the same networks (grids-N14). */
final class TruthTable {

    /** Networks that are looked at; certified answers take their time. */
    private static final int MOST = 40;

    private static final int MOST_SPIKES = 400;
    private static final int DIGITS = 12;

    /**
     * What an engine answered on its grid.
     *
     * @param finer in which steps neurons fired when it was asked with dt/2 and dt/4; empty if it was not, or did not answer
     */
    record Compared(GridGolden golden, GridReply reply, Reply.Answered answered, List<ByNeuron<BigDecimal>> finer) {

        Compared {
            finer = List.copyOf(finer);
        }
    }

    /** The network and the grid with a step that is shorter by a factor. */
    record Finer(Network network, Grid grid) {

        static Finer of(Network network, Grid grid, long factor) {
            Rational share = Rational.of(1, factor);
            return new Finer(
                    grid.gain() == Gain.ONE ? StepScale.withCurrentsTimes(network, share) : network,
                    GridMistakes.withStep(grid, grid.dt().times(share)));
        }
    }

    /** Mean errors of spike times with dt, dt/2 and dt/4, over the networks in which each finds all spikes. */
    private static final class Refined {

        private final double[] sums = new double[FACTORS.size()];
        private int spikes;

        void add(List<List<Double>> off, int of) {
            if (off.size() == FACTORS.size() && off.stream().allMatch(errors -> errors.size() == of)) {
                for (int k = 0; k < sums.length; k++) {
                    sums[k] +=
                            off.get(k).stream().mapToDouble(Double::doubleValue).sum();
                }
                spikes += of;
            }
        }

        /** log₄ of how much less the errors are with dt/4. */
        Optional<Double> order() {
            return spikes > 0 && sums[2] > 0
                    ? Optional.of(Math.log(sums[0] / sums[2]) / Math.log(4))
                    : Optional.empty();
        }
    }

    private static final List<Long> FACTORS = List.of(1L, 2L, 4L);

    private int neurons;
    private int rightCounts;
    private final List<Double> errors = new ArrayList<>();
    private final List<Double> cosines = new ArrayList<>();
    /** By the engine's own answers, and by the grid as it is computed here. */
    private final Refined own = new Refined();

    private final Refined ofGrid = new Refined();

    private TruthTable() {}

    static TruthTable of(List<Compared> compared) {
        TruthTable table = new TruthTable();
        compared.stream().limit(MOST).forEach(table::add);
        return table;
    }

    /** The network whose exact answer the grid's tends to. */
    private static Network continuous(Network network, Grid grid) {
        Network full = grid.gain() == Gain.ONE
                ? StepScale.withCurrentsTimes(network, grid.dt().reciprocal())
                : network;
        boolean onGridOnly = full.loss().filter(loss -> loss.needsGrid()).isPresent();
        return onGridOnly
                ? new Network(
                        full.id(),
                        full.convention(),
                        full.horizon(),
                        full.populations(),
                        full.projections(),
                        Optional.empty())
                : full;
    }

    private void add(Compared one) {
        Optional<ByNeuron<BigDecimal>> steps = one.reply().steps().or(one.answered()::spikes);
        Network network = continuous(one.golden().network(), one.golden().grid());
        Question question = Question.ofDigits(DIGITS).withLimits(new Question.Limits(10 * DIGITS, MOST_SPIKES));
        Answer<Ball> exact = new CertifiedEngine().solve(network, question);
        if (steps.isEmpty() || !exact.undecided().isEmpty()) {
            return;
        }
        ByNeuron<Double> times = exact.spikes().map(Spike::time).map(Ball::approximate);
        double dt = one.golden().grid().dt().toDouble();
        for (double error : errors(times, steps.get().map(BigDecimal::doubleValue), dt, true)) {
            errors.add(error / dt);
        }
        refine(one, times, steps.get().map(BigDecimal::doubleValue));
        if (exact.gradient().orElse(new Outcome.Undefined<>("")) instanceof Outcome.Known<Gradient<Ball>> gradient
                && one.answered().gradient().isPresent()
                && one.answered().gradient().get()
                        instanceof Outcome.Known<List<List<List<Optional<BigDecimal>>>>> found) {
            cosine(network, gradient.value().weights(), found.value()).ifPresent(cosines::add);
        }
    }

    /** Of the neurons that have as many spikes in both, how far each is off. */
    private List<Double> errors(ByNeuron<Double> times, ByNeuron<Double> steps, double dt, boolean counted) {
        List<Double> off = new ArrayList<>();
        times.forEach((name, neuronsOfName) -> {
            List<List<Double>> found = steps.getOrNone(name);
            for (int n = 0; n < Math.min(neuronsOfName.size(), found.size()); n++) {
                boolean right = found.get(n).size() == neuronsOfName.get(n).size();
                neurons += counted ? 1 : 0;
                rightCounts += counted && right ? 1 : 0;
                for (int k = 0; right && k < found.get(n).size(); k++) {
                    off.add(Math.abs(
                            found.get(n).get(k) * dt - neuronsOfName.get(n).get(k)));
                }
            }
        });
        return off;
    }

    private void refine(Compared one, ByNeuron<Double> times, ByNeuron<Double> steps) {
        Grid grid = one.golden().grid();
        int spikes = (int) times.values().count();
        if (!one.finer().isEmpty()) {
            List<List<Double>> off =
                    new ArrayList<>(List.of(errors(times, steps, grid.dt().toDouble(), false)));
            for (int k = 0; k < one.finer().size(); k++) {
                double dt = grid.dt().toDouble() / FACTORS.get(k + 1);
                off.add(errors(times, one.finer().get(k).map(BigDecimal::doubleValue), dt, false));
            }
            own.add(off, spikes);
        }
        List<List<Double>> off = new ArrayList<>();
        for (long factor : FACTORS) {
            Finer finer = Finer.of(one.golden().network(), grid, factor);
            try {
                ByNeuron<Double> found = new ClockEngine(NumberFormat.BINARY64, SpikeGradient.SURROGATE)
                        .solve(finer.network, finer.grid, GridQuestion.ofDigits(DIGITS))
                        .steps()
                        .map(Integer::doubleValue);
                off.add(errors(times, found, finer.grid.dt().toDouble(), false));
            } catch (UnsupportedNetworkException notThere) {
                return;
            }
        }
        ofGrid.add(off, spikes);
    }

    private static Optional<Double> cosine(
            Network network, List<List<Ball>> exact, List<List<List<Optional<BigDecimal>>>> found) {
        double product = 0;
        double one = 0;
        double other = 0;
        for (int p = 0; p < Math.min(exact.size(), found.size()); p++) {
            List<Synapse> synapses = network.projections().get(p).synapses();
            for (int s = 0; s < synapses.size(); s++) {
                int pre = synapses.get(s).pre();
                int post = synapses.get(s).post();
                boolean there =
                        found.get(p).size() > pre && found.get(p).get(pre).size() > post;
                double value = there
                        ? found.get(p)
                                .get(pre)
                                .get(post)
                                .map(BigDecimal::doubleValue)
                                .orElse(0.0)
                        : 0;
                double right = exact.get(p).get(s).approximate();
                product += value * right;
                one += value * value;
                other += right * right;
            }
        }
        return one > 0 && other > 0 ? Optional.of(product / Math.sqrt(one * other)) : Optional.empty();
    }

    /** The table, line by line; none if there was nothing to compare. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (neurons > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "against the continuous answer: %d of %d neurons (%.0f %%) have the right number of spikes",
                    rightCounts,
                    neurons,
                    100.0 * rightCounts / neurons));
        }
        if (!errors.isEmpty()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "against the continuous answer: spike times of those are off by %.2g dt in the median, %.2g dt at most",
                    median(errors),
                    errors.stream().mapToDouble(Double::doubleValue).max().orElseThrow()));
        }
        boolean asked = own.order().isPresent();
        Refined refined = asked ? own : ofGrid;
        refined.order()
                .ifPresent(order -> sentences.add(String.format(
                        Locale.ROOT,
                        "against the continuous answer: from dt, dt/2 and dt/4 spike times %s converge with order %.2f"
                                + " (that of %s, over %d spikes)",
                        asked ? "of the engine" : "of this grid",
                        order,
                        asked ? "its own answers" : "the grid as goldspike computes it",
                        refined.spikes)));
        if (!cosines.isEmpty()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "against the continuous answer: the cosine of the gradient with the exact one is %.2f in the median, %.2f at"
                            + " least, in %d networks",
                    median(cosines),
                    cosines.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                    cosines.size()));
        }
        return sentences;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
