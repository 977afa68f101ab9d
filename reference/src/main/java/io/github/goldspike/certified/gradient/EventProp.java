package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * EventProp of Wunderlich and Pehle for the whole model and all its parameters: adjoint variables run backward in continuous
 * time, jump at the spikes of their neuron, and are sampled where spikes arrive (proofs-notes/eventprop.md). It shares no formula
 * with the firing equations and their transpose.
 */
public final class EventProp {

    private final Wiring wiring;
    private final Elements elements;
    private final int bits;
    private final Map<Integer, VoltageLoss.Density> densities;
    private final AdjointVariables[] adjoint;
    /** ∂l_p/∂f plus what the arrivals seen so far add to the jump at spike f. */
    private final Map<Integer, Ball> bySpike;

    private final Map<Integer, Ball> gradient = new HashMap<>();

    private EventProp(
            Wiring wiring,
            Elements elements,
            int bits,
            Map<Integer, Ball> bySpikeTime,
            Map<Integer, VoltageLoss.Density> densities) {
        this.wiring = wiring;
        this.elements = elements;
        this.bits = bits;
        this.densities = densities;
        this.adjoint = wiring.neurons().stream()
                .map(neuron -> new AdjointVariables(neuron, wiring.horizon(), elements, bits))
                .toArray(AdjointVariables[]::new);
        this.bySpike = new HashMap<>(bySpikeTime);
    }

    /**
     * @param events of all neurons
     * @param elements which derivatives are wanted
     * @param bySpikeTime ∂l_p/∂f for the spikes that the loss depends on by their times, by index in the raster
     * @param densities l_V for the neurons whose potentials the loss depends on
     * @return dℓ/dp by number of the elementary parameter; those that are not listed give zero
     */
    public static Map<Integer, Ball> gradient(
            Wiring wiring,
            List<Chronology.Event> events,
            Elements elements,
            int bits,
            Map<Integer, Ball> bySpikeTime,
            Map<Integer, VoltageLoss.Density> densities) {
        EventProp eventProp = new EventProp(wiring, elements, bits, bySpikeTime, densities);
        eventProp.run(events);
        return eventProp.gradient;
    }

    private void run(List<Chronology.Event> events) {
        Potential[] after = Potential.follow(wiring, events, followed(), bits);
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            if (event instanceof Chronology.Event.Beginning && !elements.wantMembranes()) {
                continue;
            }
            AdjointVariables lambda = adjoint[event.neuron()];
            VoltageLoss.Density density = densities.get(event.neuron());
            if (after[e] != null && after[e].held()) {
                hold(event, after[e], lambda);
            } else if (density != null) {
                lambda.backTo(event.time(), after[e], density.byPotential(after[e].sinceEvent(), event.time()));
            } else if (after[e] != null) {
                lambda.backTo(event.time(), after[e]);
            } else {
                lambda.backTo(event.time());
            }
            if (event instanceof Chronology.Event.Firing firing) {
                jump(firing, lambda);
            } else if (!lambda.isAtRest()) {
                if (event instanceof Chronology.Event.Arriving arriving) {
                    sample(arriving, lambda);
                } else if (event instanceof Chronology.Event.Restarting restarting) {
                    restart(restarting, lambda);
                } else {
                    begin(event.neuron(), lambda);
                }
            }
        }
    }

    /** The neurons whose potentials are needed: ∂V'/∂β is leak − V (eventprop-V11). */
    private Set<Integer> followed() {
        return elements.want(Kind.BETA)
                ? IntStream.range(0, adjoint.length).boxed().collect(Collectors.toSet())
                : densities.keySet();
    }

    private void addTo(Kind kind, int which, Ball derivative) {
        if (elements.want(kind)) {
            gradient.merge(elements.number(kind, which), derivative, Ball::plus);
        }
    }

    /**
     * λ_V⁻ = (V'⁺/V'⁻)λ_V⁺ + (∂l_p/∂f + l_V⁻ − l_V⁺ + Σ W(λ_V − αλ_I) where the spike arrives)/V'⁻ (eventprop-V4); the threshold moves the end of
     * the stretch before the spike, the reset the beginning of that after it (eventprop-V12).
     */
    private void jump(Chronology.Event.Firing firing, AdjointVariables lambda) {
        Cell cell = lambda.cell();
        Ball numerator = bySpike.getOrDefault(firing.index(), Ball.ZERO);
        VoltageLoss.Density density = densities.get(firing.neuron());
        if (density != null) {
            numerator = numerator.plus(density.jump(cell, firing.time()));
        }
        numerator = numerator.plus(slopeAfter(firing.spike(), cell).times(lambda.lambdaV()));
        addTo(Kind.RESET, firing.neuron(), lambda.lambdaV().negate());
        if (!numerator.isZero()) {
            lambda.jumpTo(numerator.dividedBy(firing.spike().slope()));
            addTo(Kind.THRESHOLD, firing.neuron(), lambda.lambdaV());
        }
    }

    /** Back over a stretch on which V = r: nothing but the reset changes the loss there (eventprop-V15). */
    private void hold(Chronology.Event event, Potential potential, AdjointVariables lambda) {
        VoltageLoss.Density density = densities.get(event.neuron());
        if (density != null && elements.want(Kind.RESET)) {
            Ball length = lambda.time().minus(event.time());
            ExponentialSum byPotential = density.byPotential(potential.sinceEvent(), event.time());
            addTo(Kind.RESET, event.neuron(), byPotential.integral(length));
        }
        lambda.backTo(event.time());
    }

    /** λ_V(e'⁺)V'(e'⁺) moves with the spike e before the refractory period that ends at e', and with that period (eventprop-V15). */
    private void restart(Chronology.Event.Restarting restarting, AdjointVariables lambda) {
        RefractoryEnd restart = restarting.restart();
        Ball moved = restart.slope(lambda.cell()).times(lambda.lambdaV());
        bySpike.merge(restart.spike(), moved, Ball::plus);
        addTo(Kind.REFRACTORY, restarting.neuron(), moved);
        addTo(Kind.RESET, restarting.neuron(), lambda.lambdaV().negate());
        lambda.hold();
    }

    /** V'(f⁺) = −β(r − leak) + I(f): the membrane restarts from r with the current that it has. */
    private static Ball slopeAfter(Raster.Spike spike, Cell cell) {
        Ball slope = cell.beta().times(cell.leak().minus(cell.reset()));
        for (Ball current : spike.currents()) {
            slope = slope.plus(current);
        }
        return slope;
    }

    /**
     * The weight gradient samples −λ_I; the time of the arrival moves I' and V' of the target (eventprop-V3), be it by the spike, the delay or
     * the input (eventprop-V12); its current decays at α from there on (eventprop-V13).
     */
    private void sample(Chronology.Event.Arriving arriving, AdjointVariables lambda) {
        Wiring.Connection synapse = arriving.synapse();
        int k = synapse.rate();
        addTo(Kind.WEIGHT, synapse.id(), lambda.lambdaI(k).negate());
        if (synapse.weight().signum() == 0) {
            return;
        }
        Ball weight = Ball.of(synapse.weight(), bits);
        if (!arriving.isInput() || elements.want(Kind.DELAY) || elements.want(Kind.INPUT)) {
            Ball alpha = lambda.cell().alphas()[k];
            Ball moved = weight.times(lambda.lambdaV().minus(alpha.times(lambda.lambdaI(k))));
            if (arriving.isInput()) {
                addTo(Kind.INPUT, arriving.arrival().input(), moved);
            } else {
                bySpike.merge(arriving.arrival().source(), moved, Ball::plus);
            }
            addTo(Kind.DELAY, synapse.id(), moved);
        }
        if (elements.want(Kind.ALPHA)) {
            addTo(Kind.ALPHA, synapse.id(), weight.times(lambda.lambdaIFiltered(k)));
        }
    }

    /** What acts all the time, and the boundary term at 0 (eventprop-V11). */
    private void begin(int id, AdjointVariables lambda) {
        addTo(Kind.INITIAL, id, lambda.lambdaV().negate());
        addTo(Kind.LEAK, id, lambda.byLeak());
        addTo(Kind.BETA, id, lambda.byBeta());
    }
}
