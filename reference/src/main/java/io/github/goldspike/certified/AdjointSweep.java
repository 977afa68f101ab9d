package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The transposed solve Lᵀμ = ∂ℓ/∂F, dℓ/dW = ∂ℓ/∂W − μᵀ ∂V/∂W in one sweep backward over all events. No row of L is made: what
 * the rows of later spikes would say is kept in two kinds of sums for each neuron, so that each event costs a constant
 * (proofs-notes/gradient.md, G7).
 */
final class AdjointSweep {

    private final int bits;
    private final Cell[] cells;
    private final SuffixSums[] later;
    /** ∂ℓ/∂f − Σ_q L_qf μ_q over the later events seen so far. */
    private final Ball[] bySpike;

    private final Map<Integer, Ball> gradient;

    private AdjointSweep(Wiring wiring, Raster raster, int bits, LossSensitivity sensitivity) {
        this.bits = bits;
        this.cells =
                wiring.neurons().stream().map(neuron -> Cell.of(neuron, bits)).toArray(Cell[]::new);
        this.later = Arrays.stream(cells).map(SuffixSums::new).toArray(SuffixSums[]::new);
        this.bySpike = new Ball[raster.spikes().size()];
        Arrays.fill(bySpike, Ball.ZERO);
        sensitivity.bySpike().forEach((spike, value) -> bySpike[spike] = value);
        this.gradient = new HashMap<>(sensitivity.byElement());
    }

    /**
     * @param sensitivity partial derivatives of the loss
     * @return dℓ/dW by index of the synapse; synapses that are not listed give zero
     */
    static Map<Integer, Ball> gradient(Wiring wiring, Raster raster, int bits, LossSensitivity sensitivity) {
        AdjointSweep sweep = new AdjointSweep(wiring, raster, bits, sensitivity);
        java.util.List<Chronology.Event> events = Chronology.of(wiring, raster);
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            SuffixSums sums = sweep.later[event.neuron()];
            sums.backTo(event.time());
            if (event instanceof Chronology.Event.Firing firing) {
                sweep.solve(firing, sums);
            } else if (event instanceof Chronology.Event.Arriving arriving && !sums.isEmpty()) {
                sweep.add(arriving, sums);
            }
        }
        return sweep.gradient;
    }

    /** μ_f: all later rows have been subtracted but those of later spikes of the neuron itself, L_qf = −(ϑ − r)β e^{−β(q−f)}. */
    private void solve(Chronology.Event.Firing firing, SuffixSums sums) {
        Cell cell = cells[firing.neuron()];
        Ball rest = bySpike[firing.index()];
        if (!sums.isEmpty()) {
            Ball drop = cell.threshold().minus(cell.reset());
            rest = rest.plus(drop.times(cell.beta()).times(sums.p()));
        }
        if (!rest.isZero()) {
            sums.add(firing.spike(), rest.dividedBy(firing.spike().slope()));
        }
    }

    /** Σ_q μ_q ∂V(q)/∂W = Q_k, and L_qg = −W h_k'(q − a) for the spike g that arrives. */
    private void add(Chronology.Event.Arriving arriving, SuffixSums sums) {
        Wiring.Connection synapse = arriving.synapse();
        gradient.merge(synapse.id(), sums.q(synapse.rate()).negate(), Ball::plus);
        if (!arriving.isInput() && synapse.weight().signum() != 0) {
            Ball demanded = Ball.of(synapse.weight(), bits).times(sums.slope(synapse.rate()));
            int source = arriving.arrival().source();
            bySpike[source] = bySpike[source].plus(demanded);
        }
    }
}
