package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.contract.Undecided;
import java.util.Optional;

/**
 * Something that rounding leaves open (event-double-D6).
 *
 * @param kind what it is
 * @param neuron whose
 * @param spike index of the spike concerned among those of the neuron; it may be one that did not come
 * @param time when
 * @param distance how far the potential (or for a horizon, the time) is from the other outcome
 * @param countOpen whether the number of spikes is open, not only derivatives
 */
record Ambiguity(Kind kind, int neuron, int spike, double time, double distance, boolean countOpen) {

    enum Kind {
        GRAZING(Undecided.Kind.GRAZING),
        TIE(Undecided.Kind.TIE),
        HORIZON(Undecided.Kind.HORIZON),
        /** As many spikes as are allowed. */
        SPIKES(Undecided.Kind.LIMIT),
        /** A number beyond the range of binary64. */
        RANGE(Undecided.Kind.LIMIT),
        /** Events nearer to each other than times can tell. */
        RESOLUTION(Undecided.Kind.LIMIT);

        final Undecided.Kind undecided;

        Kind(Undecided.Kind undecided) {
            this.undecided = undecided;
        }
    }

    /** The neuron's crossing was due just after an arrival of this weight, which its state does not have yet (event-double-D6). */
    static Optional<Ambiguity> arrivalNearThreshold(
            EventNetwork network, double[] state, int neuron, int spike, double weight, double time) {
        double gap = network.constant(neuron, THRESHOLD) - state[network.state[neuron] + POTENTIAL];
        double slope = Slope.atThreshold(network, state, neuron);
        return slope > 0 && gap <= FirstCrossing.ROUNDING * scale(network, state, neuron)
                ? Optional.of(new Ambiguity(Kind.TIE, neuron, spike, time, gap, lost(slope, weight)))
                : Optional.empty();
    }

    /** The neuron's last crossing was just before an arrival, or at the same time, and did not cause it (event-double-D6). */
    static Optional<Ambiguity> arrivalAfterSpike(
            EventNetwork network,
            double[] state,
            int neuron,
            int spike,
            double since,
            double slope,
            double weight,
            double time) {
        double distance = since * slope;
        return distance <= FirstCrossing.ROUNDING * scale(network, state, neuron)
                ? Optional.of(new Ambiguity(Kind.TIE, neuron, spike, time, distance, lost(slope, weight)))
                : Optional.empty();
    }

    /** A crossing that is within rounding of a touch (event-double-D6). */
    static Optional<Ambiguity> nearGrazing(
            EventNetwork network, double[] state, int neuron, int spike, double slope, double time) {
        int from = network.state[neuron] + CURRENTS;
        double bend =
                FirstCrossing.bend(network.constants, network.row[neuron], slope, state, from, network.rates(neuron));
        double distance = FirstCrossing.toPeak(slope, bend);
        return slope <= 0 || distance <= FirstCrossing.ROUNDING * scale(network, state, neuron)
                ? Optional.of(new Ambiguity(Kind.GRAZING, neuron, spike, time, distance, true))
                : Optional.empty();
    }

    private static boolean lost(double slope, double weight) {
        return slope + weight <= FirstCrossing.ROUNDING * (slope + Math.abs(weight));
    }

    private static double scale(EventNetwork network, double[] state, int neuron) {
        int from = network.state[neuron] + CURRENTS;
        return FirstCrossing.scale(network.constants, network.row[neuron], state, from, network.rates(neuron));
    }
}
