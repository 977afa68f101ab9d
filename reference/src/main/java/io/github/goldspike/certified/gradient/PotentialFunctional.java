package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.Map;

/**
 * The partial derivatives of Φ = ∫ V dm, the sum over neurons of integrals of their potentials against a signed measure, by
 * spike times and elementary parameters: each event adds its share when a sweep backward comes to it (proofs-notes/gradient.md,
 * gradient-G13).
 */
public final class PotentialFunctional {

    private final Wiring wiring;
    private final Elements elements;
    private final int bits;
    private final Map<Integer, Ball> bySpike = new HashMap<>();
    private final Map<Integer, Ball> byElement = new HashMap<>();

    PotentialFunctional(Wiring wiring, Elements elements, int bits) {
        this.wiring = wiring;
        this.elements = elements;
        this.bits = bits;
    }

    /** ∂Φ/∂f by index of the spike, as far as the sweep has come; spikes that are not listed give zero. */
    Map<Integer, Ball> bySpike() {
        return bySpike;
    }

    /** ∂Φ/∂p by number of the elementary parameter, as far as the sweep has come; those that are not listed give zero. */
    Map<Integer, Ball> byElement() {
        return byElement;
    }

    void addToSpike(int spike, Ball derivative) {
        bySpike.merge(spike, derivative, Ball::plus);
    }

    /** Adds to the derivative by an elementary parameter, if its kind is wanted. */
    void addTo(Kind kind, int which, Ball derivative) {
        if (elements.want(kind) && !derivative.isZero()) {
            byElement.merge(elements.number(kind, which), derivative, Ball::plus);
        }
    }

    /**
     * Adds what an event has to do with Φ.
     *
     * @param event the event
     * @param after the integrals of its neuron from its time on
     */
    void add(Chronology.Event event, BackwardIntegrals after) {
        if (after.isEmpty()) {
            return;
        }
        if (event instanceof Chronology.Event.Firing firing) {
            addFall(firing, after);
        } else if (event instanceof Chronology.Event.Arriving arriving) {
            addArrival(arriving, after);
        } else if (event instanceof Chronology.Event.Restarting restarting) {
            addRestart(restarting, after);
        } else {
            addBeginning(event.neuron(), after);
        }
    }

    /** V falls by ϑ − r at a spike e, and the fall decays like e^{−β(t−e)}. */
    private void addFall(Chronology.Event.Firing firing, BackwardIntegrals after) {
        int id = firing.neuron();
        Cell cell = after.cell();
        Ball drop = cell.threshold().minus(cell.reset());
        addToSpike(
                firing.index(), drop.times(cell.beta()).times(after.decaying()).negate());
        addTo(Kind.THRESHOLD, id, after.decaying().negate());
        addTo(Kind.RESET, id, after.decaying());
        if (elements.want(Kind.BETA)) {
            addTo(Kind.BETA, id, drop.times(after.decayingByBeta()).negate());
        }
    }

    /** V is W h(t − a) after an arrival a = g + d. */
    private void addArrival(Chronology.Event.Arriving arriving, BackwardIntegrals after) {
        Wiring.Connection synapse = arriving.synapse();
        int k = synapse.rate();
        addTo(Kind.WEIGHT, synapse.id(), after.kernel(k));
        if (synapse.weight().signum() == 0) {
            return;
        }
        Ball weight = Ball.of(synapse.weight(), bits);
        if (!arriving.isInput() || elements.want(Kind.DELAY) || elements.want(Kind.INPUT)) {
            Ball byArrival = weight.times(after.kernelSlope(k)).negate();
            if (arriving.isInput()) {
                addTo(Kind.INPUT, arriving.arrival().input(), byArrival);
            } else {
                addToSpike(arriving.arrival().source(), byArrival);
            }
            addTo(Kind.DELAY, synapse.id(), byArrival);
        }
        if (elements.want(Kind.ALPHA)) {
            addTo(Kind.ALPHA, synapse.id(), weight.times(after.kernelByAlpha(k)));
        }
        if (elements.want(Kind.BETA)) {
            addTo(Kind.BETA, synapse.target(), weight.times(after.kernelByBeta(k)));
        }
    }

    /** V starts again from the reset at e', which moves with the spike e = e' − ρ; ∂V(t)/∂e' = −V'(e'⁺)e^{−β(t−e')} (gradient-G14). */
    private void addRestart(Chronology.Event.Restarting restarting, BackwardIntegrals after) {
        int id = restarting.neuron();
        RefractoryEnd restart = restarting.restart();
        Ball byRestart = restart.slope(after.cell()).times(after.decaying()).negate();
        addToSpike(restart.spike(), byRestart);
        addTo(Kind.REFRACTORY, id, byRestart);
        addTo(Kind.RESET, id, after.decaying());
        addStart(id, wiring.neurons().get(id).reset(), after);
    }

    private void addBeginning(int id, BackwardIntegrals after) {
        addTo(Kind.INITIAL, id, after.decaying());
        addStart(id, wiring.neurons().get(id).initial(), after);
    }

    /** V is leak + (start − leak)e^{−βt} but for what arrives. */
    private void addStart(int id, Rational start, BackwardIntegrals after) {
        if (elements.want(Kind.LEAK)) {
            addTo(Kind.LEAK, id, after.plain().minus(after.decaying()));
        }
        if (elements.want(Kind.BETA)) {
            Ball aboveLeak = Ball.of(start.minus(wiring.neurons().get(id).leak()), bits);
            addTo(Kind.BETA, id, aboveLeak.times(after.decayingByBeta()));
        }
    }
}
