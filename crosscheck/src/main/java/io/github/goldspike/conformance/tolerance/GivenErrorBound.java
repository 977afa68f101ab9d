package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import io.github.goldspike.model.Network;
import java.util.List;
import java.util.Optional;

/** How far sound losses and gradients at spike times that an engine gave may be off (verdict-R14). */
public final class GivenErrorBound {

    /** A slope that may be off by more than this share is not one to differentiate by. */
    private static final double STEEP = 0.25;

    private final Network network;
    private final SpikeErrorBound reach;
    private final double scale;

    /**
     * @param timeline of the given times
     * @param missed |V(f⁻) − ϑ| at each spike of the timeline
     * @param tolerance of the engine; what it declares of its accuracy does not matter
     */
    public GivenErrorBound(Network network, Timeline timeline, double[] missed, Tolerance tolerance) {
        this.network = network;
        scale = tolerance.scale();
        double[] units = new double[missed.length];
        for (int f = 0; f < units.length; f++) {
            units[f] = tolerance.units(missed[f]);
        }
        reach = SpikeErrorBound.given(timeline, units);
    }

    /** Greatest lawful error of the loss, which must be defined, in units of reach. */
    public double loss() {
        return LossErrorBound.of(reach, network).loss();
    }

    /** Of each entry of the gradient by weights, which must be defined, in units of reach. */
    public List<double[]> gradient() {
        return LossErrorBound.of(reach, network).gradient(network);
    }

    /** Why nothing can be said of derivatives at these times, if so. */
    public Optional<String> notOfFirstOrder() {
        for (Spike spike : reach.timeline().spikes()) {
            String name = "neuron " + spike.neuron().index() + " of \""
                    + spike.neuron().population() + "\", spike " + spike.order();
            double slope = reach.stretch(spike.number()).slope(spike.time());
            if (!(scale * reach.slope(spike.number()) < STEEP * slope)) {
                return Optional.of(name + ": its slope is not certain at the time that was given");
            }
            double late = scale * reach.time(spike.number());
            double restart = spike.time() + spike.neuron().refractory();
            if (arrives(spike, spike.time(), late)
                    || restart > spike.time() && arrives(spike, restart, late + scale * restart)) {
                return Optional.of(name + ": another one arrives at the same time");
            }
        }
        return Optional.empty();
    }

    private boolean arrives(Spike spike, double time, double late) {
        return spike.neuron().arrivals().stream()
                .filter(arrival -> arrival.weight() != 0 && arrival.cause() != spike.number())
                .anyMatch(arrival -> Math.abs(arrival.time() - time) <= late + late(arrival));
    }

    private double late(Arrival arrival) {
        return scale * (reach.late(arrival) + arrival.time());
    }
}
