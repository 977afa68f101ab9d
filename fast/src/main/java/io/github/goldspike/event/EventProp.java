package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.simd.Exponential;
import java.util.Optional;

/**
 * EventProp: λ_V and λ_k run backward in continuous time, λ_V jumps at the spikes of its neuron by the ratio of the slopes after
 * and before, λ_k is sampled where spikes arrive (eventprop.md, V2–V5; event-double.md, D7 for refractory times).
 */
final class EventProp extends BackwardSweep {

    private final Optional<PotentialLoss> potentials;
    private final Kernel kernel = new Kernel();
    private final double[] lambdaV;
    private final double[] lambdaI;
    /** λ_V just after the neuron is let go, of neurons that are held. */
    private final double[] lambdaAtRestart;

    private final double[] gradient;

    private EventProp(Raster raster, Optional<PotentialLoss> potentials) {
        super(raster);
        this.potentials = potentials;
        lambdaV = new double[network.neurons];
        lambdaI = new double[network.state[network.neurons]];
        lambdaAtRestart = new double[network.neurons];
        gradient = new double[network.synapses()];
    }

    /** dℓ/dW by synapse, in the order of the network's arrays. */
    static double[] gradient(Raster raster, double[] partials, Optional<PotentialLoss> potentials) {
        EventProp sweep = new EventProp(raster, potentials);
        System.arraycopy(partials, 0, sweep.bySpike, 0, partials.length);
        sweep.run(raster.size() - 1);
        return sweep.gradient;
    }

    @Override
    boolean idle(int neuron) {
        if (lambdaV[neuron] != 0 || (potentials.isPresent() && potentials.get().concerns(neuron))) {
            return false;
        }
        for (int slot = network.state[neuron] + CURRENTS; slot < network.state[neuron + 1]; slot++) {
            if (lambdaI[slot] != 0) {
                return false;
            }
        }
        return lambdaAtRestart[neuron] == 0;
    }

    /** V2, from the end of a stretch to its beginning. */
    @Override
    void flow(int neuron, double s, double beginHi, double beginLo) {
        Optional<PotentialLoss> loss = potentials.filter(some -> some.concerns(neuron));
        loss.ifPresent(some -> some.integrate(neuron, beginHi, beginLo, s, false));
        int row = network.row[neuron];
        int first = network.state[neuron] + CURRENTS;
        kernel.over(s, network.constants[row + BETA]);
        for (int k = 0; k < network.rates(neuron); k++) {
            int constant = row + RATES + PER_RATE * k;
            kernel.rate(network.constants[constant], network.constants[constant + 1]);
            double integral = loss.isPresent() ? loss.get().kernel[k] : 0;
            lambdaI[first + k] = kernel.current * lambdaI[first + k] + kernel.response * lambdaV[neuron] - integral;
        }
        lambdaV[neuron] = kernel.membrane * lambdaV[neuron] - (loss.isPresent() ? loss.get().decaying : 0);
    }

    /** The potential is not free: λ_V has no part in it. */
    @Override
    void hold(int neuron, double s, double beginHi, double beginLo) {
        int first = network.state[neuron] + CURRENTS;
        for (int k = 0; k < network.rates(neuron); k++) {
            double alpha = network.constants[network.row[neuron] + RATES + PER_RATE * k];
            lambdaI[first + k] *= Exponential.exp(-alpha * s);
        }
    }

    @Override
    void restart(int neuron, int spike) {
        lambdaAtRestart[neuron] = lambdaV[neuron];
        lambdaV[neuron] = 0;
    }

    /** V3 and V5. */
    @Override
    double arrival(int neuron, int synapse, boolean whileHeld) {
        double sampled = lambdaI[network.slot[synapse]];
        gradient[synapse] -= sampled;
        double free = whileHeld ? 0 : lambdaV[neuron];
        return network.weight[synapse] * (free - network.alpha(synapse) * sampled);
    }

    /** V4. */
    @Override
    void spike(int neuron, int spike) {
        int row = network.row[neuron];
        double after = lambdaV[neuron] + lambdaAtRestart[neuron];
        double own = bySpike[spike];
        if (potentials.isPresent() && potentials.get().concerns(neuron)) {
            own += potentials
                    .get()
                    .density(neuron)
                    .drop(network.constants[row + THRESHOLD], network.constants[row + RESET], raster.time(spike));
        }
        lambdaV[neuron] = raster.restartSlope(spike) / raster.slope(spike) * after + own / raster.slope(spike);
        lambdaAtRestart[neuron] = 0;
    }

    @Override
    void beginning(int neuron) {
        // Weights do not act at time 0.
    }
}
