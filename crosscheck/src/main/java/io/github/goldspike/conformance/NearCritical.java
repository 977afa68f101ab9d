package io.github.goldspike.conformance;

import io.github.goldspike.conformance.Timeline.Arrival;
import io.github.goldspike.conformance.Timeline.Neuron;
import io.github.goldspike.conformance.Timeline.Spike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The places of a network where sound arithmetic may lawfully find another picture: one spike more or less, another order
 * (proofs-notes/verdict.md, R6).
 */
final class NearCritical {

    /** Parts of a stretch between two events in which the greatest potential is looked for. */
    private static final int PARTS = 16;

    private static final int REFINEMENTS = 40;

    /** A spike whose slope may be off by more than this share is not one to differentiate. */
    private static final double STEEP = 0.25;

    /**
     * Something that may turn out another way.
     *
     * @param time from which on
     * @param sentence what, for people
     */
    record Point(double time, String sentence) {}

    private final SpikeReach reach;
    private final double scale;
    private final List<Point> points = new ArrayList<>();

    private NearCritical(SpikeReach reach, double scale) {
        this.reach = reach;
        this.scale = scale;
    }

    /** All such places; {@code scale} is how many units of reach are allowed, times u. */
    static List<Point> of(SpikeReach reach, double scale) {
        NearCritical found = new NearCritical(reach, scale);
        reach.timeline().spikes().forEach(found::spike);
        reach.timeline().neurons().stream()
                .filter(neuron -> neuron.threshold().isPresent())
                .forEach(found::peaks);
        found.points.sort(Comparator.comparingDouble(Point::time));
        return found.points;
    }

    /** The first place from which something at {@code time} may depend. */
    static Optional<Point> before(List<Point> points, double time) {
        return points.stream().filter(point -> point.time <= time).findFirst();
    }

    private void spike(Spike spike) {
        double late = scale * reach.time(spike.number());
        double f = spike.time();
        Stretch stretch = reach.stretch(spike.number());
        String name = name(spike.neuron()) + ", spike " + spike.order();
        double steepness = late * stretch.bend(f) / stretch.slope(f);
        if (!(steepness < STEEP)) {
            double margin = late * stretch.slope(f);
            points.add(new Point(since(spike.neuron(), stretch, f, margin), name + ": its slope is not certain"));
        }
        double horizon = reach.timeline().horizon();
        if (horizon - f <= late + scale * horizon) {
            points.add(new Point(f - late, name + ": it is at the horizon"));
        }
        for (Arrival arrival : spike.neuron().arrivals()) {
            double apart = late + scale * (reach.late(arrival) + arrival.time());
            if (arrival.weight() != 0 && arrival.cause() != spike.number() && Math.abs(arrival.time() - f) <= apart) {
                points.add(new Point(f - late, name + ": another one arrives at the same time"));
            }
        }
    }

    private static String name(Neuron neuron) {
        return "neuron " + neuron.index() + " of \"" + neuron.population() + "\"";
    }

    private void peaks(Neuron neuron) {
        int spikes = neuron.spikes().size();
        for (int order = 0; order <= spikes; order++) {
            int previous = order == 0 ? -1 : neuron.spikes().get(order - 1).number();
            boolean last = order == spikes;
            Stretch stretch = last
                    ? new Stretch(
                            neuron,
                            order,
                            previous < 0
                                    ? 0
                                    : reach.stretch(previous)
                                            .residual(neuron.spikes()
                                                    .get(order - 1)
                                                    .time()))
                    : reach.stretch(neuron.spikes().get(order).number());
            double end = last
                    ? reach.timeline().horizon()
                    : neuron.spikes().get(order).time();
            if (stretch.start() < end) {
                peaks(neuron, stretch, previous, end, last);
            }
        }
    }

    private void peaks(Neuron neuron, Stretch stretch, int previous, double end, boolean last) {
        double[] times = samples(neuron, stretch.start(), end);
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = stretch.potential(times[i]);
        }
        int n = times.length - 1;
        for (int i = 0; i <= n; i++) {
            boolean rises = i == 0 || values[i] >= values[i - 1];
            boolean falls = i < n ? values[i] >= values[i + 1] : last;
            if (rises && falls) {
                double t = i == 0 || i == n ? times[i] : top(stretch, times[i - 1], times[i + 1]);
                peak(neuron, stretch, previous, t);
            }
        }
        if (n > 0 && values[0] < values[1]) {
            peak(neuron, stretch, previous, times[0]);
        }
    }

    private void peak(Neuron neuron, Stretch stretch, int previous, double t) {
        double[] off = {stretch.residual(t) + Math.abs(stretch.slope(t)) * t};
        stretch.byArrivals(t, (arrival, derivative) -> off[0] += Math.abs(derivative) * reach.late(arrival));
        if (previous >= 0) {
            off[0] += Math.abs(stretch.byStart(t)) * reach.time(previous);
        }
        double gap = neuron.threshold().getAsDouble() - stretch.potential(t);
        if (!(gap > scale * off[0])) {
            points.add(new Point(
                    since(neuron, stretch, t, scale * off[0]),
                    name(neuron) + ": its potential comes within " + (float) gap + " of the threshold at "
                            + (float) t));
        }
    }

    /** A time before {@code t} and near to it, before which the potential was lower than the threshold by more than twice a margin. */
    private double since(Neuron neuron, Stretch stretch, double t, double margin) {
        double back = scale * t;
        while (t - back > stretch.start()
                && !(neuron.threshold().getAsDouble() - stretch.potential(t - back) > 2 * margin)) {
            back *= 2;
        }
        return Math.max(t - back, stretch.start()) * (1 - scale);
    }

    /** Where the potential is greatest between two times, if it rises and falls once. */
    static double top(Stretch stretch, double low, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < REFINEMENTS; i++) {
            double third = (b - a) / 3;
            if (stretch.potential(a + third) < stretch.potential(b - third)) {
                a += third;
            } else {
                b -= third;
            }
        }
        return (a + b) / 2;
    }

    private static double[] samples(Neuron neuron, double start, double end) {
        List<Double> joints = new ArrayList<>(List.of(start));
        for (Arrival arrival : neuron.arrivals()) {
            if (arrival.time() > joints.get(joints.size() - 1) && arrival.time() < end) {
                joints.add(arrival.time());
            }
        }
        joints.add(end);
        double[] times = new double[(joints.size() - 1) * PARTS + 1];
        for (int k = 0; k + 1 < joints.size(); k++) {
            for (int i = 0; i < PARTS; i++) {
                times[k * PARTS + i] = joints.get(k) + (joints.get(k + 1) - joints.get(k)) * i / PARTS;
            }
        }
        times[times.length - 1] = end;
        return times;
    }
}
