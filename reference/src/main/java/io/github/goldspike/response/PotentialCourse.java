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
        events.stream().flatMap(event -> event.arrival().stream()).forEach(arrival -> functions.add(response(arrival)));
        return Rates.of(functions, bits);
    }

    /** From time 0, and from each event on, V as a function of the time since then. */
    List<Waveform> waveforms(Rates rates) {
        List<Waveform> waveforms = new ArrayList<>();
        Waveform responses = Waveform.of(neuron.rest(), rates);
        waveforms.add(responses);
        Ball from = Ball.ZERO;
        for (int e = 0; e < events.size(); e++) {
            NeuronEvent event = events.get(e);
            responses = responses.startingAt(event.time().minus(from));
            if (event.isRelease()) {
                Ball fall = raster.releases().get(event.firing()).fall();
                responses = responses.plus(Waveform.of(neuron.reset(), rates).times(fall));
            } else if (!beginsHold(event)) {
                responses = responses.plus(
                        Waveform.of(event.arrival().map(this::response).orElse(neuron.reset()), rates));
            }
            waveforms.add(isHeldAfter(e) ? Waveform.of(level(), rates) : responses);
            from = event.time();
        }
        return waveforms;
    }

    private ExponentialPolynomial level() {
        return ExponentialPolynomial.constant(neuron.hold().orElseThrow().level());
    }

    private boolean beginsHold(NeuronEvent event) {
        return event.isFiring() && neuron.hold().isPresent();
    }

    /** Whether V is held between an event and the next one. */
    boolean isHeldAfter(int event) {
        for (int e = event; e >= 0 && neuron.hold().isPresent(); e--) {
            if (events.get(e).arrival().isEmpty()) {
                return events.get(e).isFiring();
            }
        }
        return false;
    }

    /** W·K. */
    private ExponentialPolynomial response(Arrival arrival) {
        ResponseNetwork.Synapse synapse = network.synapses().get(arrival.synapse());
        return synapse.response().times(synapse.weight());
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
        if (one.isRelease() || other.isRelease()) {
            return isEndOfHold(one, other) || isEndOfHold(other, one);
        }
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

    /** Whether a spike comes back to its neuron at the end of the refractory time after it. */
    private boolean isEndOfHold(NeuronEvent end, NeuronEvent event) {
        return end.isRelease()
                && event.arrival()
                        .filter(arrival -> arrival.spike() == end.firing())
                        .map(arrival -> network.synapses().get(arrival.synapse()))
                        .filter(synapse -> synapse.from() instanceof ResponseNetwork.Origin.OfNeuron
                                && synapse.delay()
                                        .equals(neuron.hold().orElseThrow().time()))
                        .isPresent();
    }

    /** An enclosure of V(t⁻); empty if it is not proved up to there, or if t was not told from a spike of the neuron. */
    Optional<Ball> at(Rational time) {
        Ball t = Ball.of(time, bits).withPrecision(bits);
        if (raster.provedUntil().isLessThan(t)) {
            return Optional.empty();
        }
        Ball value = new Evaluation(t).of(neuron.rest());
        boolean held = false;
        boolean heldOrNot = false;
        for (NeuronEvent event : events) {
            boolean before = event.time().isLessThan(t);
            if (!before && event.time().isGreaterThan(t)) {
                continue;
            }
            if (event.isFiring() && !before) {
                return Optional.empty();
            }
            Ball since = before ? t.minus(event.time()) : upTo(t.minus(event.time()));
            if (event.arrival().isPresent()) {
                ExponentialPolynomial response = response(event.arrival().get());
                // W·K is zero before its event, and near zero just after.
                value = value.plus(
                        before
                                ? new Evaluation(since).of(response)
                                : since.times(new Evaluation(since).of(response.derivative())));
            } else if (event.isRelease()) {
                Ball fall = raster.releases().get(event.firing()).fall();
                value = value.plus(new Evaluation(since).of(neuron.reset()).times(fall));
                held = false;
                heldOrNot = !before;
            } else if (beginsHold(event)) {
                held = true;
                heldOrNot = false;
            } else {
                value = value.plus(new Evaluation(since).of(neuron.reset()));
            }
        }
        if (held || heldOrNot) {
            Ball level = Ball.of(neuron.hold().orElseThrow().level(), bits).withPrecision(bits);
            return Optional.of(held ? level : Ball.hull(level, value).withPrecision(bits));
        }
        return Optional.of(value);
    }

    /** From 0 to what may be less. */
    private Ball upTo(Ball since) {
        return Ball.hull(Ball.ZERO, Ball.max(Ball.ZERO, since.upper())).withPrecision(bits);
    }
}
