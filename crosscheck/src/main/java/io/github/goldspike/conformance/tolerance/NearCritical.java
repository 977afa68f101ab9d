package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.SpikeReach.Course;
import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The places of a network where sound arithmetic may lawfully find another picture: one spike more or less, another order
 * (proofs-notes/verdict.md, R6).
 */
public final class NearCritical {

    /** A spike whose slope may be off by more than this share is not one to differentiate. */
    private static final double STEEP = 0.25;

    /**
     * Something that may turn out another way.
     *
     * @param time from which on
     * @param derivatives whether derivatives alone may
     * @param sentence what, for people
     */
    public record Point(double time, boolean derivatives, String sentence) {}

    private final SpikeReach reach;
    private final double scale;
    private final List<Point> points = new ArrayList<>();

    private NearCritical(SpikeReach reach, double scale) {
        this.reach = reach;
        this.scale = scale;
    }

    /**
     * All such places.
     *
     * @param peaks of all potentials
     * @param scale how many units of reach are allowed, times u
     */
    public static List<Point> of(SpikeReach reach, List<Peak> peaks, double scale) {
        NearCritical found = new NearCritical(reach, scale);
        reach.timeline().spikes().forEach(found::spike);
        for (Neuron neuron : reach.timeline().neurons()) {
            if (neuron.threshold().isPresent()) {
                List<Peak> own = peaks.stream()
                        .filter(peak -> peak.neuron() == neuron.index()
                                && peak.population().equals(neuron.population()))
                        .toList();
                reach.courses(neuron).forEach(course -> found.course(neuron, course, own));
            }
        }
        found.points.sort(Comparator.comparingDouble(Point::time));
        return found.points;
    }

    /** The first place from which something at {@code time} may depend. */
    public static Optional<Point> before(List<Point> points, double time) {
        return points.stream().filter(point -> point.time <= time).findFirst();
    }

    private void add(double time, String sentence) {
        points.add(new Point(time, false, sentence));
    }

    private void spike(Spike spike) {
        double late = scale * reach.time(spike.number());
        double f = spike.time();
        Stretch stretch = reach.stretch(spike.number());
        String name = name(spike.neuron()) + ", spike " + spike.order();
        double steepness = late * stretch.bend(f) / stretch.slope(f);
        if (!(steepness < STEEP)) {
            double margin = late * stretch.slope(f);
            add(since(spike.neuron(), stretch, f, margin), name + ": its slope is not certain");
        }
        double horizon = reach.timeline().horizon();
        if (horizon - f <= late + scale * horizon) {
            add(f - late, name + ": it is at the horizon");
        }
        if (arrivesAt(spike, f, late)) {
            add(f - late, name + ": another one arrives at the same time");
        }
        double restart = f + spike.neuron().refractory();
        double lateRestart = late + scale * restart;
        if (spike.neuron().refractory() > 0 && restart <= horizon && arrivesAt(spike, restart, lateRestart)) {
            String sentence = name + ": another one arrives at the end of the refractory period";
            points.add(new Point(restart - lateRestart, true, sentence));
        }
    }

    private boolean arrivesAt(Spike spike, double time, double late) {
        return spike.neuron().arrivals().stream()
                .anyMatch(arrival -> arrival.weight() != 0
                        && arrival.cause() != spike.number()
                        && Math.abs(arrival.time() - time) <= late + late(arrival));
    }

    /** ε(R_a + a). */
    private double late(Arrival arrival) {
        return scale * (reach.late(arrival) + arrival.time());
    }

    private static String name(Neuron neuron) {
        return "neuron " + neuron.index() + " of \"" + neuron.population() + "\"";
    }

    private void course(Neuron neuron, Course course, List<Peak> peaks) {
        double threshold = neuron.threshold().getAsDouble();
        Stretch stretch = course.stretch();
        List<Double> joints = stretch.joints(course.end());
        double[] off = new double[joints.size() - 1];
        for (int k = 0; k < off.length; k++) {
            double t = joints.get(k);
            off[k] = reach.potential(course, t);
            place(neuron, stretch, t, threshold - stretch.potential(t), off[k]);
        }
        for (Peak peak : peaks) {
            double t = peak.time();
            if (stretch.start() <= t && t <= course.end()) {
                int k = 0;
                while (k + 1 < off.length && joints.get(k + 1) < t) {
                    k++;
                }
                double most = Math.max(off[k], reach.potential(course, t));
                place(neuron, stretch, t, peak.gap(), most + kink(neuron, stretch, t) / scale);
            }
        }
    }

    /** V'(t⁻)·ε(R_a + a) where a rise may go on for so long because what ends it is late; 0 between events. */
    private double kink(Neuron neuron, Stretch stretch, double t) {
        double before = t;
        double late = t < reach.timeline().horizon() ? 0 : scale * t;
        for (Arrival arrival : neuron.arrivals()) {
            if (Math.abs(arrival.time() - t) <= late(arrival)) {
                before = Math.min(before, arrival.time());
                late = Math.max(late, late(arrival));
            }
        }
        return late == 0 ? 0 : Math.abs(stretch.slope(before)) * late;
    }

    private void place(Neuron neuron, Stretch stretch, double t, double gap, double off) {
        if (!(gap > scale * off)) {
            add(
                    since(neuron, stretch, t, scale * off),
                    name(neuron) + ": its potential comes within " + (float) gap + " of the threshold at " + (float) t);
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
}
