package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of the firing equations V_i(f) = ϑ, eq. (9) of the paper, one row for each spike in time order: the matrix L
 * of Theorem 4 and ∂V/∂W (proofs-notes/gradient.md, G1). Weights are those of the kernel convention.
 */
final class FiringEquations {

    private final Wiring wiring;
    private final Raster raster;
    private final int bits;
    private final List<NeuronTerms> neurons = new ArrayList<>();

    /**
     * The row of one spike f.
     *
     * @param diagonal L_ff = V'(f⁻)
     * @param bySpike L_fg = ∂V(f)/∂g for earlier spikes g; spikes that are not listed give zero
     * @param bySynapse ∂V(f)/∂W, by index of the synapse in the wiring
     */
    record Row(Ball diagonal, Map<Integer, Ball> bySpike, Map<Integer, Ball> bySynapse) {}

    /** What the rows of one neuron share: the parts of its kernels that depend on arrivals and own spikes only. */
    private record NeuronTerms(
            SeparatedKernel[] kernels,
            List<SeparatedKernel.Early> arrivals,
            List<Ball> ownGrowth,
            Ball beta,
            Ball drop) {}

    FiringEquations(Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.bits = bits;
        for (int i = 0; i < wiring.neurons().size(); i++) {
            neurons.add(terms(i));
        }
    }

    private NeuronTerms terms(int i) {
        Wiring.Neuron neuron = wiring.neurons().get(i);
        SeparatedKernel[] kernels = neuron.alphas().stream()
                .map(alpha -> new SeparatedKernel(alpha, neuron.beta(), bits))
                .toArray(SeparatedKernel[]::new);
        Ball beta = Ball.of(neuron.beta(), bits);
        List<SeparatedKernel.Early> arrivals = new ArrayList<>();
        List<Ball> ownGrowth = new ArrayList<>();
        List<Integer> train = raster.trains().get(i);
        if (!train.isEmpty()) {
            int causes = raster.spikes().get(train.get(train.size() - 1)).causes();
            for (Raster.Arrival arrival : raster.arrivals().get(i).subList(0, causes)) {
                arrivals.add(kernels[rate(arrival)].early(arrival.time()));
            }
            for (int spike : train) {
                ownGrowth.add(beta.times(raster.spikes().get(spike).time()).exp());
            }
        }
        Ball drop = Ball.of(neuron.threshold().orElse(neuron.reset()).minus(neuron.reset()), bits);
        return new NeuronTerms(kernels, arrivals, ownGrowth, beta, drop);
    }

    private int rate(Raster.Arrival arrival) {
        return wiring.synapses().get(arrival.synapse()).rate();
    }

    int size() {
        return raster.spikes().size();
    }

    /** The row of the spike with this index. */
    Row row(int index) {
        Raster.Spike spike = raster.spikes().get(index);
        NeuronTerms terms = neurons.get(spike.neuron());
        SeparatedKernel.Late[] late = new SeparatedKernel.Late[terms.kernels.length];
        for (int k = 0; k < late.length; k++) {
            late[k] = terms.kernels[k].late(spike.time());
        }
        Map<Integer, Ball> bySpike = new HashMap<>();
        Map<Integer, Ball> bySynapse = new HashMap<>();
        List<Raster.Arrival> arrivals = raster.arrivals().get(spike.neuron());
        for (int a = 0; a < spike.causes(); a++) {
            Raster.Arrival arrival = arrivals.get(a);
            Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
            SeparatedKernel.Value kernel =
                    terms.kernels[synapse.rate()].value(late[synapse.rate()], terms.arrivals.get(a));
            bySynapse.merge(synapse.id(), kernel.kernel(), Ball::plus);
            if (arrival.source() != Raster.Arrival.INPUT && synapse.weight().signum() != 0) {
                Ball weight = Ball.of(synapse.weight(), bits);
                bySpike.merge(arrival.source(), weight.times(kernel.slope()).negate(), Ball::plus);
            }
        }
        addOwnSpikes(spike, terms, bySpike);
        return new Row(spike.slope(), bySpike, bySynapse);
    }

    /** −(ϑ − r)·β·e^{−β(f−g)} for each earlier spike g of the neuron itself: the reset moves with g. */
    private void addOwnSpikes(Raster.Spike spike, NeuronTerms terms, Map<Integer, Ball> bySpike) {
        if (spike.index() == 0) {
            return;
        }
        Ball factor = terms.drop
                .times(terms.beta)
                .times(terms.beta.times(spike.time()).negate().exp());
        List<Integer> train = raster.trains().get(spike.neuron());
        for (int k = 0; k < spike.index(); k++) {
            bySpike.merge(train.get(k), factor.times(terms.ownGrowth.get(k)).negate(), Ball::plus);
        }
    }
}
