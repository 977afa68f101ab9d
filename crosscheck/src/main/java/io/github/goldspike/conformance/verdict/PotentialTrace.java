package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.tolerance.PotentialCurve;
import io.github.goldspike.conformance.tolerance.Timeline;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.List;

/** V(t) of neurons that spike when they are said to, in binary64, for pictures. */
public final class PotentialTrace {

    private PotentialTrace() {}

    /** A point of it. */
    public record Point(double time, double potential) {}

    /**
     * About so many points from 0 to the horizon, and just before and after each jump.
     *
     * @param spikes of all neurons that can spike, in order of time
     */
    public static List<Point> of(
            Network network, Rational horizon, ByNeuron<BigDecimal> spikes, String population, int neuron, int points) {
        Timeline timeline = new Timeline(network, horizon, spikes.map(BigDecimal::doubleValue));
        return PotentialCurve.of(timeline, population, neuron, points).stream()
                .map(point -> new Point(point.time(), point.potential()))
                .toList();
    }
}
