package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** V of one neuron through its events, and what it is at single times (kernels-R9). */
final class PotentialCourse {

    private final ResponseNetwork network;
    private final ResponseNetwork.Neuron neuron;
    private final ResponseLoop.Raster raster;
    private final List<NeuronEvent> events;
    private final int bits;

    PotentialCourse(ResponseNetwork network, ResponseLoop.Raster raster, int neuron) {
        this.network = network;
        this.neuron = network.neurons().get(neuron);
        this.raster = raster;
        this.events = NeuronEvent.of(raster, neuron);
        this.bits = raster.bits();
    }

    List<NeuronEvent> events() {
        return events;
    }

    /** The rates of all that moves the potential. */
    Rates rates() {
        List<ExponentialPolynomial> functions = new ArrayList<>(List.of(neuron.rest(), neuron.reset()));
        events.forEach(event -> functions.add(jumping(event)));
        return Rates.of(functions, bits);
    }

    /** From time 0, and from each event on, V as a function of the time since then. */
    List<Waveform> waveforms(Rates rates) {
        List<Waveform> waveforms = new ArrayList<>();
        waveforms.add(Waveform.of(neuron.rest(), rates));
        Ball from = Ball.ZERO;
        for (NeuronEvent event : events) {
            Waveform before =
                    waveforms.get(waveforms.size() - 1).startingAt(event.time().minus(from));
            waveforms.add(before.plus(Waveform.of(jumping(event), rates)));
            from = event.time();
        }
        return waveforms;
    }

    /** What begins with an event: W·K, or η. */
    private ExponentialPolynomial jumping(NeuronEvent event) {
        return event.arrival()
                .map(arrival -> network.synapses().get(arrival.synapse()))
                .map(synapse -> synapse.response().times(synapse.weight()))
                .orElse(neuron.reset());
    }

    /** Whether the order of all events is proved, those apart that are at one time by what they are. */
    boolean isOrdered() {
        for (int e = 1; e < events.size(); e++) {
            NeuronEvent before = events.get(e - 1);
            NeuronEvent after = events.get(e);
            if (after.time().lower().isLessThan(before.time().upper()) && !atOneTime(before, after)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two events are at one time by what they are. */
    boolean atOneTime(NeuronEvent one, NeuronEvent other) {
        if (one.arrival().isEmpty() || other.arrival().isEmpty()) {
            // A spike reaches its own neuron, without delay, behind itself.
            return true;
        }
        Arrival a = one.arrival().get();
        Arrival b = other.arrival().get();
        ResponseNetwork.Synapse s = network.synapses().get(a.synapse());
        ResponseNetwork.Synapse t = network.synapses().get(b.synapse());
        if (s.from() instanceof ResponseNetwork.Origin.Input i && t.from() instanceof ResponseNetwork.Origin.Input j) {
            Rational first = network.inputs().get(i.index()).get(a.spike()).plus(s.delay());
            return first.equals(network.inputs().get(j.index()).get(b.spike()).plus(t.delay()));
        }
        boolean inputs =
                s.from() instanceof ResponseNetwork.Origin.Input || t.from() instanceof ResponseNetwork.Origin.Input;
        return !inputs && a.spike() == b.spike() && s.delay().equals(t.delay());
    }

    /** An enclosure of V(t⁻); empty if it is not proved up to there, or if t was not told from a spike of the neuron. */
    Optional<Ball> at(Rational time) {
        Ball t = Ball.of(time, bits).withPrecision(bits);
        if (raster.provedUntil().isLessThan(t)) {
            return Optional.empty();
        }
        Ball value = new Evaluation(t).of(neuron.rest());
        for (NeuronEvent event : events) {
            ExponentialPolynomial jumping = jumping(event);
            if (event.time().isLessThan(t)) {
                value = value.plus(new Evaluation(t.minus(event.time())).of(jumping));
            } else if (!event.time().isGreaterThan(t)) {
                if (event.arrival().isEmpty()) {
                    return Optional.empty();
                }
                // W·K is zero before its event, and near zero just after.
                Ball since = Ball.hull(
                                Ball.ZERO,
                                Ball.max(Ball.ZERO, t.minus(event.time()).upper()))
                        .withPrecision(bits);
                value = value.plus(since.times(new Evaluation(since).of(jumping.derivative())));
            }
        }
        return Optional.of(value);
    }
}
