package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.SpikeErrorBound.Course;
import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import java.util.List;

/**
 * What an integral over the potential of one neuron adds to a loss, to its derivatives, and to how far those of sound
 * arithmetic may be off (verdict-R10). Integrals of bounds are sums over points.
 */
final class PotentialErrorBound {

    /** Gauss–Legendre points on [0, 1] and their weights. */
    @SuppressWarnings("FloatingPointLiteralPrecision") // as tabled
    private static final double[] POINTS = {
        0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263
    };

    @SuppressWarnings("FloatingPointLiteralPrecision") // as tabled
    private static final double[] WEIGHTS = {
        0.17392742256872693, 0.32607257743127307, 0.32607257743127307, 0.17392742256872693
    };

    /** λ(V, t), what is integrated. */
    interface Density {

        double value(double v, double t);

        /** ∂λ/∂V. */
        double slope(double v, double t);

        /** |∂²λ/∂V²|. */
        double bend(double t);

        /** |∂λ/∂t|. */
        double byTime(double v, double t);

        /** How far a sound evaluation may be off. */
        double rounding(double v, double t);
    }

    /** Where the contributions go. */
    interface Receiver {

        void loss(double off);

        void byTime(int spike, double derivative, double off);

        void byWeight(Arrival arrival, double off);
    }

    private final SpikeErrorBound reach;
    private final Neuron neuron;
    private final Density density;
    private final Receiver receiver;
    private final int events;

    PotentialErrorBound(SpikeErrorBound reach, Neuron neuron, Density density, Receiver receiver) {
        this.reach = reach;
        this.neuron = neuron;
        this.density = density;
        this.receiver = receiver;
        events = 1 + neuron.arrivals().size() + neuron.spikes().size();
    }

    void addTo() {
        for (Course course : reach.courses(neuron)) {
            pieces(course);
            course.spike().ifPresent(this::spike);
        }
    }

    /** V jumps at a spike, so its time moves the integral by itself. */
    private void spike(Spike spike) {
        double t = spike.time();
        double before = neuron.threshold().getAsDouble();
        double after = neuron.reset();
        double jump = density.value(before, t) - density.value(after, t);
        double off = density.rounding(before, t)
                + density.rounding(after, t)
                + (density.byTime(before, t) + density.byTime(after, t)) * (reach.time(spike.number()) + t)
                + Math.abs(density.slope(before, t)) * Math.abs(before)
                + Math.abs(density.slope(after, t)) * Math.abs(after);
        receiver.byTime(spike.number(), jump, off);
        // V is held after it.
        double held = Math.min(neuron.refractory(), reach.timeline().horizon() - t);
        receiver.loss(events * held * density.rounding(after, t) + Math.abs(jump) * (reach.time(spike.number()) + t));
    }

    private void pieces(Course course) {
        List<Double> joints = course.stretch().joints(course.end());
        for (int k = 0; k + 1 < joints.size(); k++) {
            double length = joints.get(k + 1) - joints.get(k);
            for (int i = 0; i < POINTS.length; i++) {
                point(course, joints.get(k) + length * POINTS[i], length * WEIGHTS[i]);
            }
        }
    }

    private void point(Course course, double t, double share) {
        InterspikeSegment stretch = course.stretch();
        int previous = course.previous();
        double lateStart = previous < 0 ? 0 : reach.time(previous);
        double v = stretch.potential(t);
        double slope = density.slope(v, t);
        double moved = reach.potential(course, t);
        double bend = share * density.bend(t) * moved;
        double size = share * Math.abs(slope);
        receiver.loss(events * share * density.rounding(v, t) + size * moved);
        stretch.byArrivals(t, (arrival, derivative) -> {
            if (arrival.cause() >= 0) {
                receiver.byTime(
                        arrival.cause(), share * slope * derivative, (bend + events * size) * Math.abs(derivative));
            }
        });
        stretch.byWeights(
                t, (arrival, derivative) -> receiver.byWeight(arrival, (bend + events * size) * Math.abs(derivative)));
        stretch.derivativesOff(t, 0, lateStart, reach::late, (arrival, byTime, byWeight) -> {
            if (arrival.cause() >= 0) {
                receiver.byTime(arrival.cause(), 0, size * byTime);
            }
            receiver.byWeight(arrival, size * byWeight);
        });
        if (previous >= 0) {
            double byStart = stretch.byStart(t);
            receiver.byTime(
                    previous,
                    share * slope * byStart,
                    (bend + events * size) * Math.abs(byStart)
                            + size * stretch.byStartOff(t, 0, lateStart, reach::late));
        }
    }
}
