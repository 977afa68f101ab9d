package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * EventProp of Wunderlich and Pehle for the whole model: adjoint variables run backward in continuous time, jump at the spikes
 * of their neuron, and are sampled where spikes arrive (proofs-notes/eventprop.md). It shares no formula with the firing
 * equations and their transpose.
 */
final class EventProp {

    private final Wiring wiring;
    private final int bits;
    private final Map<Integer, VoltageLoss.Density> densities;
    private final AdjointVariables[] adjoint;
    /** ∂l_p/∂f plus what the arrivals seen so far add to the jump at spike f. */
    private final Ball[] bySpike;

    private final Map<Integer, Ball> gradient = new HashMap<>();

    private EventProp(Wiring wiring, Raster raster, int bits, Map<Integer, VoltageLoss.Density> densities) {
        this.wiring = wiring;
        this.bits = bits;
        this.densities = densities;
        this.adjoint = wiring.neurons().stream()
                .map(neuron -> new AdjointVariables(neuron, wiring.horizon(), bits))
                .toArray(AdjointVariables[]::new);
        this.bySpike = new Ball[raster.spikes().size()];
        Arrays.fill(bySpike, Ball.ZERO);
    }

    /**
     * @param bySpikeTime ∂l_p/∂f for the spikes that the loss depends on by their times, by index in the raster
     * @param densities l_V for the neurons whose potentials the loss depends on
     * @return dℓ/dW by index of the synapse; synapses that are not listed give zero
     */
    static Map<Integer, Ball> gradient(
            Wiring wiring,
            Raster raster,
            int bits,
            Map<Integer, Ball> bySpikeTime,
            Map<Integer, VoltageLoss.Density> densities) {
        EventProp eventProp = new EventProp(wiring, raster, bits, densities);
        bySpikeTime.forEach((spike, value) -> eventProp.bySpike[spike] = value);
        eventProp.run(Chronology.of(wiring, raster));
        return eventProp.gradient;
    }

    private void run(List<Chronology.Event> events) {
        Potential[] after = new Potential[events.size()];
        for (int i : densities.keySet()) {
            Potential.follow(wiring.neurons().get(i), i, bits, events, after);
        }
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            AdjointVariables lambda = adjoint[event.neuron()];
            if (after[e] == null) {
                lambda.backTo(event.time());
            } else {
                VoltageLoss.Density density = densities.get(event.neuron());
                lambda.backTo(event.time(), density.byPotential(after[e].sinceEvent(), event.time()));
            }
            if (event instanceof Chronology.Event.Firing firing) {
                jump(firing, lambda);
            } else if (event instanceof Chronology.Event.Arriving arriving && !lambda.isAtRest()) {
                sample(arriving, lambda);
            }
        }
    }

    /** λ_V⁻ = (V'⁺/V'⁻)λ_V⁺ + (∂l_p/∂f + l_V⁻ − l_V⁺ + Σ W(λ_V − αλ_I) where the spike arrives)/V'⁻ (V4, V5). */
    private void jump(Chronology.Event.Firing firing, AdjointVariables lambda) {
        Cell cell = lambda.cell();
        Ball numerator = bySpike[firing.index()];
        VoltageLoss.Density density = densities.get(firing.neuron());
        if (density != null) {
            numerator = numerator
                    .plus(density.at(cell.threshold(), firing.time()))
                    .minus(density.at(cell.reset(), firing.time()));
        }
        numerator = numerator.plus(slopeAfter(firing.spike(), cell).times(lambda.lambdaV()));
        if (!numerator.isZero()) {
            lambda.jumpTo(numerator.dividedBy(firing.spike().slope()));
        }
    }

    /** V'(f⁺) = −β(r − leak) + I(f): the membrane restarts from r with the current that it has. */
    private static Ball slopeAfter(Raster.Spike spike, Cell cell) {
        Ball slope = cell.beta().times(cell.leak().minus(cell.reset()));
        for (Ball current : spike.currents()) {
            slope = slope.plus(current);
        }
        return slope;
    }

    /** The weight gradient samples −λ_I; the time of the spike that arrives moves I' and V' of the target (V3). */
    private void sample(Chronology.Event.Arriving arriving, AdjointVariables lambda) {
        Wiring.Connection synapse = arriving.synapse();
        Ball lambdaI = lambda.lambdaI(synapse.rate());
        gradient.merge(synapse.id(), lambdaI.negate(), Ball::plus);
        if (!arriving.isInput() && synapse.weight().signum() != 0) {
            Ball alpha = lambda.cell().alphas()[synapse.rate()];
            Ball moved = Ball.of(synapse.weight(), bits).times(lambda.lambdaV().minus(alpha.times(lambdaI)));
            int source = arriving.arrival().source();
            bySpike[source] = bySpike[source].plus(moved);
        }
    }
}
