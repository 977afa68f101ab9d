package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.List;
import java.util.Map;

/**
 * The transposed solve Lᵀμ = ∂ℓ/∂F, dℓ/dp = ∂ℓ/∂p − μᵀ ∂(V − ϑ)/∂p in one sweep backward over all events. No row of L is made:
 * what the rows of later spikes say is kept in a few integrals for each neuron against the measure −Σ μ_f δ_f, so that each event
 * costs a constant (gradient-G7 and gradient-G13).
 */
public final class AdjointSweep {

    private AdjointSweep() {}

    /**
     * @param events of all neurons
     * @param elements which derivatives are wanted
     * @param sensitivity partial derivatives of the loss
     * @return dℓ/dp by number of the elementary parameter; those that are not listed give zero
     */
    public static Map<Integer, Ball> gradient(
            Wiring wiring, List<Chronology.Event> events, Elements elements, int bits, LossSensitivity sensitivity) {
        // ℓ at fixed spike times, and Φ = −Σ μ_f V(f): its derivative by f is what later rows, −Σ_q L_qf μ_q, say.
        PotentialFunctional partials = new PotentialFunctional(wiring, elements, bits);
        sensitivity.bySpike().forEach(partials::addToSpike);
        partials.byElement().putAll(sensitivity.byElement());
        BackwardIntegrals[] later = wiring.neurons().stream()
                .map(neuron -> new BackwardIntegrals(neuron, wiring.horizon(), elements, bits))
                .toArray(BackwardIntegrals[]::new);
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            if (event instanceof Chronology.Event.Beginning && !elements.wantMembranes()) {
                continue;
            }
            BackwardIntegrals integrals = later[event.neuron()];
            integrals.backTo(event.time());
            partials.add(event, integrals);
            if (event instanceof Chronology.Event.Restarting) {
                integrals.hold();
            }
            if (event instanceof Chronology.Event.Firing firing) {
                Ball rest = partials.bySpike().getOrDefault(firing.index(), Ball.ZERO);
                if (!rest.isZero()) {
                    Ball multiplier = rest.dividedBy(firing.spike().slope());
                    integrals.addMass(multiplier.negate());
                    // ∂(V − ϑ)/∂ϑ at f itself
                    partials.addTo(Elements.Kind.THRESHOLD, firing.neuron(), multiplier);
                }
            }
        }
        return partials.byElement();
    }
}
