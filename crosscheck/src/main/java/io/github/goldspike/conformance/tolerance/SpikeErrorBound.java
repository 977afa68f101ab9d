package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far the spike times and slopes of sound arithmetic may be off, in units of u (verdict-R4 and verdict-R5). */
public final class SpikeErrorBound {

    private final Timeline timeline;
    private final InterspikeSegment[] stretches;
    private final double[][] inverse;
    private final double[] times;
    private final double[] slopes;
    /** |V(f⁻) − ϑ| of spikes that were given and are no solutions. */
    private final double[] missed;
    /** What a sum over all arrivals still has of the residual at each spike. */
    private final double[] carried;

    public SpikeErrorBound(Timeline timeline) {
        this(timeline, 0);
    }

    /** @param accuracy how far a crossing may be off by itself, in the same units; what rounding does to it, if that is more (verdict-R15) */
    public SpikeErrorBound(Timeline timeline, double accuracy) {
        this(timeline, accuracy, new double[timeline.spikes().size()], false);
    }

    /**
     * What formulas may differ by that are taken at times that somebody gave (verdict-R14).
     *
     * @param missed how far the potential is from the threshold at each spike, in the same units
     */
    public static SpikeErrorBound given(Timeline timeline, double[] missed) {
        return new SpikeErrorBound(timeline, 0, missed, true);
    }

    private SpikeErrorBound(Timeline timeline, double accuracy, double[] missed, boolean given) {
        this.missed = missed.clone();
        this.timeline = timeline;
        int n = timeline.spikes().size();
        stretches = new InterspikeSegment[n];
        inverse = new double[n][n];
        times = new double[n];
        slopes = new double[n];
        double[] residuals = new double[n];
        carried = new double[n];
        for (Spike spike : timeline.spikes()) {
            int f = spike.number();
            int previous = previous(spike);
            InterspikeSegment stretch =
                    new InterspikeSegment(spike.neuron(), spike.order(), previous < 0 ? 0 : carried[previous]);
            stretches[f] = stretch;
            double slope = stretch.slope(spike.time());
            carried[f] = stretch.residual(spike.time()) + missed[f];
            residuals[f] = carried[f] + Math.abs(slope) * Math.max(spike.time(), accuracy);
            carried[f] += Math.abs(slope) * accuracy;
            // Row f of the inverse: by forward substitution from the rows above it.
            double[] row = inverse[f];
            row[f] = 1 / slope;
            causes(spike, (cause, derivative) -> {
                for (int g = 0; g <= cause; g++) {
                    row[g] -= derivative / slope * inverse[cause][g];
                }
            });
            for (int g = 0; g <= f && !given; g++) {
                times[f] += Math.abs(row[g]) * residuals[g];
            }
            if (given) {
                times[f] = spike.time() + 2 * missed[f] / Math.abs(slope);
            }
            slopes[f] = stretch.slopeResidual(spike.time())
                    + stretch.bend(spike.time()) * times[f]
                    + slopeByCauses(stretch, spike)
                    + spike.neuron().beta() * missed[f];
        }
    }

    private double slopeByCauses(InterspikeSegment stretch, Spike spike) {
        double[] sum = new double[1];
        int previous = previous(spike);
        double beta = spike.neuron().beta();
        stretch.slopeByArrivals(spike.time(), (arrival, derivative) -> sum[0] += late(arrival) * derivative);
        return sum[0] + (previous < 0 ? 0 : beta * Math.abs(stretch.byStart(spike.time())) * times[previous]);
    }

    /**
     * What a potential does from one start to the next spike or the horizon.
     *
     * @param previous number of the spike before the start; −1 if there is none
     * @param end after the start
     * @param spike at the end, if there is one
     */
    record Course(InterspikeSegment stretch, int previous, double end, Optional<Spike> spike) {

        /** The same if nothing arrives at or after a time. */
        Course undisturbedFrom(double time) {
            return new Course(stretch.undisturbedFrom(time), previous, end, spike);
        }
    }

    /** All courses of a neuron, in order of time; none for a start after the horizon. */
    List<Course> courses(Neuron neuron) {
        List<Course> courses = new ArrayList<>();
        for (Spike spike : neuron.spikes()) {
            courses.add(new Course(stretches[spike.number()], previous(spike), spike.time(), Optional.of(spike)));
        }
        int order = neuron.spikes().size();
        int previous = order == 0 ? -1 : neuron.spikes().get(order - 1).number();
        InterspikeSegment stretch = new InterspikeSegment(neuron, order, previous < 0 ? 0 : carried[previous]);
        if (stretch.from() < timeline.horizon()) {
            courses.add(new Course(stretch, previous, timeline.horizon(), Optional.empty()));
        }
        return courses;
    }

    /** M of verdict-R6: how far a sound V(t) may be off. */
    double potential(Course course, double t) {
        double[] off = {
            course.stretch.residual(t)
                    + (course.previous < 0 ? 0 : Math.abs(course.stretch.byStart(t)) * times[course.previous])
        };
        course.stretch.byArrivals(t, (arrival, derivative) -> off[0] += Math.abs(derivative) * late(arrival));
        return off[0];
    }

    /**
     * How far a sound V(t⁻) may be off; empty where V may be on either side of a fall (verdict-R17).
     *
     * @param t up to the horizon
     * @param scale units of u that are allowed
     */
    public OptionalDouble potential(Neuron neuron, double t, double scale) {
        for (Spike spike : neuron.spikes()) {
            if (Math.abs(t - spike.time()) <= scale * (times[spike.number()] + t)) {
                return OptionalDouble.empty();
            }
        }
        for (Course course : courses(neuron)) {
            if (course.stretch.from() < t && t <= course.end) {
                return OptionalDouble.of(potential(course, t));
            }
        }
        // Held, at a value that is given; at the end of the hold it may have begun to move.
        return OptionalDouble.of(Math.abs(neuron.reset())
                + courses(neuron).stream()
                        .filter(course -> course.stretch.from() <= t * (1 + scale))
                        .mapToDouble(course -> potential(course, Math.max(t, Math.nextUp(course.stretch.from()))))
                        .sum());
    }

    /** At least M at every time between two others between which nothing arrives. */
    double mostPotential(Course course, double from, double to) {
        return course.stretch.mostOff(from, to, this::late)
                + (course.previous < 0 ? 0 : Math.abs(course.stretch.byStart(from)) * times[course.previous]);
    }

    /** Receives how the potential at a spike depends on an earlier spike. */
    interface ByCause {
        void accept(int cause, double derivative);
    }

    /** The entries of L left of the diagonal: of the spikes that arrived before, and of the neuron's own last one. */
    void causes(Spike spike, ByCause receiver) {
        InterspikeSegment stretch = stretches[spike.number()];
        stretch.byArrivals(spike.time(), (arrival, derivative) -> {
            if (arrival.cause() >= 0) {
                receiver.accept(arrival.cause(), derivative);
            }
        });
        if (previous(spike) >= 0) {
            receiver.accept(previous(spike), stretch.byStart(spike.time()));
        }
    }

    /** Number of the neuron's spike before; −1 if there is none. */
    int previous(Spike spike) {
        return spike.order() == 0
                ? -1
                : spike.neuron().spikes().get(spike.order() - 1).number();
    }

    public Timeline timeline() {
        return timeline;
    }

    public InterspikeSegment stretch(int spike) {
        return stretches[spike];
    }

    /** Entry of the inverse of L. */
    double inverse(int f, int g) {
        return inverse[f][g];
    }

    /** How far the time of a spike may be off. */
    public double time(int spike) {
        return times[spike];
    }

    /** How far V' just before a spike may be off. */
    public double slope(int spike) {
        return slopes[spike];
    }

    /** How far the potential was from the threshold at a spike that was given. */
    double missed(int spike) {
        return missed[spike];
    }

    /** How far an arrival may be off because its spike is. */
    double late(Arrival arrival) {
        return arrival.cause() < 0 ? 0 : times[arrival.cause()];
    }
}
