package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import java.util.ArrayList;
import java.util.List;

/** V(t) of a neuron that spikes when it is said to, in binary64, for pictures. */
public final class PotentialCurve {

    private PotentialCurve() {}

    /** A point of the curve. */
    public record Point(double time, double potential) {}

    /**
     * Points from 0 to the horizon, and just before and after each jump.
     *
     * @param points about so many
     */
    public static List<Point> of(Timeline timeline, String population, int neuron, int points) {
        Neuron one = timeline.neuron(population, neuron);
        List<Point> curve = new ArrayList<>();
        double step = timeline.horizon() / points;
        for (int order = 0; order <= one.spikes().size(); order++) {
            InterspikeSegment segment = new InterspikeSegment(one, order, 0);
            double end = order < one.spikes().size() ? one.spikes().get(order).time() : timeline.horizon();
            if (order > 0) {
                curve.add(new Point(one.spikes().get(order - 1).time(), one.reset()));
            }
            for (double t = segment.from(); t < end; t += step) {
                curve.add(new Point(t, segment.potential(t)));
            }
            if (segment.from() <= end) {
                curve.add(new Point(end, segment.potential(end)));
            }
        }
        return curve;
    }
}
