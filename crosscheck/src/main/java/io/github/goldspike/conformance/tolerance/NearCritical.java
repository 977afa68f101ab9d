package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.SpikeErrorBound.Course;
import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The places of a network where sound arithmetic may lawfully find another picture: one spike more or less, another order
 * (verdict-R6).
 */
public final class NearCritical {

    /** A spike whose slope may be off by more than this share is not one to differentiate. */
    private static final double STEEP = 0.25;

    /** A margin that is more than this share of what it is a margin of is not small (verdict-R16). */
    private static final double WIDE = 1.0 / 16;

    /** How often a piece on which a bound is not enough is halved; then it counts as a place. */
    private static final int HALVINGS = 10;

    /**
     * Something that may turn out another way.
     *
     * @param time from which on
     * @param derivatives whether derivatives alone may
     * @param wide whether the margin is so wide that nothing follows from it (verdict-R16)
     * @param sentence what, for people
     */
    public record Point(double time, boolean derivatives, boolean wide, String sentence) {}

    private final SpikeErrorBound reach;
    private final double scale;
    private final List<Point> points = new ArrayList<>();

    private NearCritical(SpikeErrorBound reach, double scale) {
        this.reach = reach;
        this.scale = scale;
    }

    /**
     * All such places.
     *
     * @param peaks of all potentials
     * @param scale how many units of reach are allowed, times u
     */
    public static List<Point> of(SpikeErrorBound reach, List<Peak> peaks, double scale) {
        NearCritical found = new NearCritical(reach, scale);
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

    private void add(double time, boolean wide, String sentence) {
        points.add(new Point(time, false, wide, sentence));
    }

    private void spike(Course course, Spike spike) {
        double late = scale * reach.time(spike.number());
        double f = spike.time();
        InterspikeSegment stretch = course.stretch();
        String name = name(spike.neuron()) + ", spike " + spike.order();
        double steepness = late * stretch.bend(f) / stretch.slope(f);
        double margin = scale * reach.potential(course, f);
        double certainAfter = 2 * margin / stretch.slope(f);
        if (!(steepness < STEEP) || !isCertainAt(course, spike, f + certainAfter)) {
            boolean wide = !(steepness < STEEP)
                    || margin
                            > WIDE
                                    * (spike.neuron().threshold().getAsDouble()
                                            - spike.neuron().reset());
            add(since(spike.neuron(), stretch, f, margin), wide, name + ": its slope is not certain");
        }
        double horizon = reach.timeline().horizon();
        if (horizon - f <= Math.max(late, certainAfter) + scale * horizon) {
            add(f - late, late > WIDE * f, name + ": it is at the horizon");
        }
        if (arrivesBetween(spike, f - late, f + Math.max(late, certainAfter))) {
            add(f - late, late > WIDE * f, name + ": another one arrives at the same time");
        }
        double restart = f + spike.neuron().refractory();
        double lateRestart = late + scale * restart;
        if (spike.neuron().refractory() > 0
                && restart <= horizon
                && arrivesBetween(spike, restart - lateRestart, restart + lateRestart)) {
            String sentence = name + ": another one arrives at the end of the refractory period";
            points.add(new Point(restart - lateRestart, true, lateRestart > WIDE * restart, sentence));
        }
    }

    /** Whether a potential that goes on without the spike is above its threshold then by more than it may be off, and a quarter. */
    private boolean isCertainAt(Course course, Spike spike, double t) {
        Course on = course.undisturbedFrom(spike.time());
        double above = on.stretch().potential(t) - spike.neuron().threshold().getAsDouble();
        return above > 1.25 * scale * reach.potential(on, t);
    }

    private boolean arrivesBetween(Spike spike, double from, double to) {
        return spike.neuron().arrivals().stream()
                .anyMatch(arrival -> arrival.weight() != 0
                        && arrival.cause() != spike.number()
                        && arrival.time() >= from - late(arrival)
                        && arrival.time() <= to + late(arrival));
    }

    /** ε(R_a + a). */
    private double late(Arrival arrival) {
        return scale * (reach.late(arrival) + arrival.time());
    }

    private static String name(Neuron neuron) {
        return "neuron " + neuron.index() + " of \"" + neuron.population() + "\"";
    }

    private void course(Neuron neuron, Course course, List<Peak> peaks) {
        course.spike().ifPresent(spike -> spike(course, spike));
        InterspikeSegment stretch = course.stretch();
        // Between two of these the potential has no maximum.
        TreeMap<Double, Double> gaps = new TreeMap<>();
        stretch.joints(course.end()).forEach(t -> gaps.put(t, gap(neuron, stretch, t)));
        peaks.stream()
                .filter(peak -> stretch.from() <= peak.time() && peak.time() <= course.end())
                .forEach(peak -> gaps.put(peak.time(), peak.gap()));
        double last = course.end();
        course.spike().ifPresent(spike -> gaps.remove(spike.time()));
        gaps.forEach(
                (t, gap) -> place(neuron, stretch, t, gap, reach.potential(course, t) + moved(neuron, stretch, t)));
        for (double from : gaps.keySet()) {
            Double next = gaps.higherKey(from);
            double to = next != null ? next : course.spike().isPresent() ? lowest(stretch, from, last) : from;
            double begin = Math.min(to, from + unsettled(neuron, stretch, from));
            if (begin < to) {
                quiet(new Piece(neuron, course, begin, to), HALVINGS);
            }
        }
    }

    private static double gap(Neuron neuron, InterspikeSegment stretch, double t) {
        return neuron.threshold().getAsDouble() - stretch.potential(t);
    }

    /** What early and late arrivals at a time add to M there: W⁺(R_a + a), and V'(a⁻)⁺(R_a + a) once. */
    private double moved(Neuron neuron, InterspikeSegment stretch, double t) {
        double sum = 0;
        double latest = t < reach.timeline().horizon() ? 0 : t;
        for (Arrival arrival : neuron.arrivals()) {
            if (Math.abs(arrival.time() - t) <= late(arrival)) {
                sum += Math.max(0, arrival.weight() * arrival.kernel().startSlope()) * late(arrival) / scale;
                latest = Math.max(latest, late(arrival) / scale);
            }
        }
        return sum + Math.max(0, stretch.slope(t)) * latest;
    }

    /** How long after arrivals that make a potential fall it is not yet lower by what their being late may add. */
    private double unsettled(Neuron neuron, InterspikeSegment stretch, double t) {
        double off = neuron.arrivals().stream()
                .filter(arrival -> arrival.time() == t)
                .mapToDouble(
                        arrival -> Math.abs(arrival.weight() * arrival.kernel().startSlope()) * late(arrival))
                .sum();
        double fall = -stretch.slope(Math.nextUp(t));
        return fall > 0 ? 2 * off / fall : 0;
    }

    /** Where a potential that rises at the end of a piece, after falling or not, is lowest. */
    private static double lowest(InterspikeSegment stretch, double from, double end) {
        double low = from;
        double high = end;
        while (high - low > 1e-3 * (end - from) && stretch.slope(Math.nextUp(from)) < 0) {
            double middle = low + (high - low) / 2;
            if (stretch.slope(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A piece without arrivals and without a maximum of the potential inside. */
    private record Piece(Neuron neuron, Course course, double from, double to) {

        Piece part(double begin, double end) {
            return new Piece(neuron, course, begin, end);
        }
    }

    /** Adds a place if a piece has one. */
    private void quiet(Piece piece, int halvings) {
        InterspikeSegment stretch = piece.course.stretch();
        double from = piece.from;
        double to = piece.to;
        double first = gap(piece.neuron, stretch, from);
        double last = gap(piece.neuron, stretch, to);
        double most = reach.mostPotential(piece.course, from, to);
        if (Math.min(first, last) > scale * most) {
            return;
        }
        double middle = from + (to - from) / 2;
        if (halvings == 0
                || !(from < middle && middle < to)
                || first <= scale * reach.potential(piece.course, Math.nextUp(from))
                || last <= scale * reach.potential(piece.course, to)) {
            place(piece.neuron, stretch, first < last ? from : to, Math.min(first, last), most);
            return;
        }
        quiet(piece.part(from, middle), halvings - 1);
        quiet(piece.part(middle, to), halvings - 1);
    }

    private void place(Neuron neuron, InterspikeSegment stretch, double t, double gap, double off) {
        if (!(gap > scale * off)) {
            add(
                    since(neuron, stretch, t, scale * off),
                    scale * off > WIDE * (neuron.threshold().getAsDouble() - neuron.reset()),
                    name(neuron) + ": its potential comes within " + (float) gap + " of the threshold at " + (float) t);
        }
    }

    /** A time before {@code t} and near to it, before which the potential was lower than the threshold by more than twice a margin. */
    private double since(Neuron neuron, InterspikeSegment stretch, double t, double margin) {
        double back = scale * t;
        while (t - back > stretch.from()
                && !(neuron.threshold().getAsDouble() - stretch.potential(t - back) > 2 * margin)) {
            back *= 2;
        }
        return Math.max(t - back, stretch.from()) * (1 - scale);
    }
}
