package io.github.goldspike.conformance.verdict;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.GivenSpikes;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.tolerance.GivenErrorBound;
import io.github.goldspike.conformance.tolerance.Timeline;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * What loss and gradient are at the spikes that an engine gave, and what is allowed there (given-S1 and verdict-R14).
 *
 * @param times the given ones
 * @param loss open if nothing can be said of it; empty if the network has none
 * @param gradient by weights, for each projection its synapses in file order; the same
 * @param lossReach how far a sound loss may be off, in units of u; 0 where it has no value
 * @param gradientReach the same of each entry; none where the gradient has no value
 * @param errors |V(f⁻) − ϑ|/V'(f⁻), how far each spike is from the crossing that the spikes before it imply, where V' &gt; 0
 */
public record GivenGolden(
        ByNeuron<Double> times,
        Optional<Outcome<BigDecimal>> loss,
        Optional<Outcome<List<List<BigDecimal>>>> gradient,
        double lossReach,
        List<List<Double>> gradientReach,
        List<Double> errors) {

    private static final int DIGITS = 20;

    /** An engine may give spikes without end. */
    private static final int MANY = 100;

    /**
     * Open if the reply has no spikes, or none that formulas can be asked at.
     *
     * @param golden what is right
     */
    public static Outcome<GivenGolden> of(Golden golden, Reply.Answered reply, Tolerance tolerance) {
        Network network = golden.network();
        if (reply.spikes().isEmpty()) {
            return new Outcome.Open<>("no spikes were given");
        }
        if (reply.spikes().get().values().count() > MANY + 2 * golden.spikeCount()) {
            return new Outcome.Open<>("more spikes were given than are looked at");
        }
        ByNeuron<Rational> exact = reply.spikes().get().map(Rational::of);
        ByNeuron<Double> times = reply.spikes().get().map(BigDecimal::doubleValue);
        try {
            GivenSpikes given = GivenSpikes.of(network, exact, Set.of(ParameterKind.WEIGHTS), DIGITS);
            return new Outcome.Known<>(of(network, times, given, tolerance));
        } catch (GivenSpikes.UnusableTimesException | UnsupportedNetworkException unusable) {
            return new Outcome.Open<>(String.valueOf(unusable.getMessage()));
        }
    }

    /** Of a reply that agrees: what is right at all is right at its spikes, as far as comparisons with other numbers go. */
    public static Outcome<GivenGolden> atRightSpikes(Golden golden, Reply.Answered reply) {
        return reply.spikes()
                .<Outcome<GivenGolden>>map(spikes -> new Outcome.Known<>(new GivenGolden(
                        spikes.map(BigDecimal::doubleValue),
                        golden.loss(),
                        golden.gradient(),
                        0,
                        List.of(),
                        List.of())))
                .orElseGet(() -> new Outcome.Open<>("no spikes were given"));
    }

    private static GivenGolden of(Network network, ByNeuron<Double> times, GivenSpikes given, Tolerance tolerance) {
        Timeline timeline = new Timeline(network, network.horizon(), times);
        double[] missed = new double[timeline.spikes().size()];
        List<Double> errors = new ArrayList<>();
        for (Timeline.Spike spike : timeline.spikes()) {
            GivenSpikes.AtSpike at = given.spikes()
                    .get(spike.neuron().population())
                    .get(spike.neuron().index())
                    .get(spike.order());
            missed[spike.number()] = Math.abs(at.residual().approximate());
            if (at.slope().isPositive()) {
                errors.add(missed[spike.number()] / at.slope().approximate());
            }
        }
        GivenErrorBound bound = new GivenErrorBound(network, timeline, missed, tolerance);
        Optional<String> open = bound.notOfFirstOrder();
        Optional<Outcome<BigDecimal>> loss = given.loss().map(outcome -> outcome.map(GivenGolden::decimal));
        Optional<Outcome<List<List<BigDecimal>>>> gradient = given.gradient()
                .map(outcome -> outcome.map(
                        known -> known.<BigDecimal>map(GivenGolden::decimal).weights()))
                .map(outcome -> open.<Outcome<List<List<BigDecimal>>>>map(Outcome.Open::new)
                        .orElse(outcome));
        return new GivenGolden(
                times,
                loss,
                gradient,
                loss.orElse(null) instanceof Outcome.Known<BigDecimal> ? bound.loss() : 0,
                gradient.orElse(null) instanceof Outcome.Known<List<List<BigDecimal>>> known
                        ? reaches(bound.gradient(), known.value())
                        : List.of(),
                errors);
    }

    /** verdict-R9: a sum that is exactly zero may be one of terms as large as the others. */
    private static List<List<Double>> reaches(List<double[]> bounds, List<List<BigDecimal>> values) {
        double floor = greatest(values);
        return bounds.stream()
                .map(entries -> DoubleStream.of(entries)
                        .map(bound -> Math.max(bound, floor))
                        .boxed()
                        .toList())
                .toList();
    }

    /** The greatest absolute value of a gradient. */
    static double greatest(List<List<BigDecimal>> values) {
        return values.stream()
                .flatMap(List::stream)
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
    }

    private static BigDecimal decimal(Ball ball) {
        return new BigDecimal(ball.toDecimalOrZero(DIGITS));
    }
}
