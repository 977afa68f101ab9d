package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.REFRACTORY;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.simd.Exponential;
import java.util.Optional;

/**
 * EventProp: λ_V and λ_k run backward in continuous time, λ_V jumps at the spikes of its neuron by the ratio of the slopes after
 * and before, λ_k is sampled where spikes arrive (eventprop-V2–eventprop-V5; eventprop-V11–eventprop-V13 for parameters other than weights, eventprop-V15 for
 * refractory times).
 */
final class EventProp extends BackwardSweep {

    private final Optional<PotentialLoss> potentials;
    /** The states of all neurons, which ∂V'/∂β depends on; there if derivatives are wanted by more than weights. */
    private final Optional<Recording> states;

    private final boolean all;
    private final Kernel kernel = new Kernel();
    private final double[] lambdaV;
    private final double[] lambdaI;
    /** Λ_k = ∫ λ_k(u) e^{−α_k(u−t)} du from the present t on. */
    private final double[] lambdaFiltered;
    /** λ_V just after the neuron is let go, of neurons that are held. */
    private final double[] lambdaAtRestart;

    private final Elements gradient;

    private EventProp(Raster raster, Optional<PotentialLoss> potentials, Optional<Recording> states) {
        super(raster);
        this.potentials = potentials;
        this.states = states;
        all = states.isPresent();
        lambdaV = new double[network.neurons];
        lambdaI = new double[network.state[network.neurons]];
        lambdaFiltered = new double[all ? lambdaI.length : 0];
        lambdaAtRestart = new double[network.neurons];
        gradient = new Elements(network, all, raster.size(), byInput);
    }

    /**
     * @param partials ∂ℓ/∂f by spike, of a loss of spike times; all zero otherwise
     * @param potentials the loss, if it is one of potentials
     * @param states those of all neurons, if derivatives are wanted by more than weights
     */
    static Elements gradient(
            Raster raster, double[] partials, Optional<PotentialLoss> potentials, Optional<Recording> states) {
        EventProp sweep = new EventProp(raster, potentials, states);
        System.arraycopy(partials, 0, sweep.bySpike, 0, partials.length);
        sweep.run(raster.size() - 1);
        return sweep.gradient;
    }

    private Optional<PotentialLoss> loss(int neuron) {
        return potentials.filter(some -> some.concerns(neuron));
    }

    @Override
    boolean idle(int neuron) {
        if (lambdaV[neuron] != 0 || loss(neuron).isPresent()) {
            return false;
        }
        for (int slot = network.state[neuron] + CURRENTS; slot < network.state[neuron + 1]; slot++) {
            if (lambdaI[slot] != 0 || (all && lambdaFiltered[slot] != 0)) {
                return false;
            }
        }
        return lambdaAtRestart[neuron] == 0;
    }

    /** eventprop-V2, from the end of a stretch to its beginning. */
    @Override
    void flow(int neuron, double s, double beginHi, double beginLo) {
        Optional<PotentialLoss> loss = loss(neuron);
        loss.ifPresent(some -> some.integrate(neuron, beginHi, beginLo, s, all));
        int row = network.row[neuron];
        double beta = network.constants[row + BETA];
        int first = network.state[neuron] + CURRENTS;
        kernel.over(s, beta);
        if (all) {
            alongMembrane(neuron, s, beginHi, beginLo);
            loss.ifPresent(some -> {
                gradient.beta[neuron] -= some.filteredPotential;
                gradient.leak[neuron] += some.plain - some.decaying;
            });
        }
        for (int k = 0; k < network.rates(neuron); k++) {
            int constant = row + RATES + PER_RATE * k;
            int slot = first + k;
            double alpha = network.constants[constant];
            kernel.rate(alpha, network.constants[constant + 1]);
            if (all) {
                double integral = loss.isPresent() ? loss.get().kernelByAlpha[k] : 0;
                lambdaFiltered[slot] = kernel.current * lambdaFiltered[slot]
                        + s * kernel.current * lambdaI[slot]
                        - kernel.bySynapticRate(alpha) * lambdaV[neuron]
                        + integral;
            }
            double integral = loss.isPresent() ? loss.get().kernel[k] : 0;
            lambdaI[slot] = kernel.current * lambdaI[slot] + kernel.response * lambdaV[neuron] - integral;
        }
        lambdaV[neuron] = kernel.membrane * lambdaV[neuron] - (loss.isPresent() ? loss.get().decaying : 0);
    }

    /** What λ_V at the end of a stretch adds to ∫ λ_V (V − leak) dt and −β ∫ λ_V dt (eventprop-V11, eventprop-V13). */
    private void alongMembrane(int neuron, double s, double beginHi, double beginLo) {
        Recording recorded = states.orElseThrow();
        int event = recorded.before(neuron, beginHi, beginLo);
        gradient.beta[neuron] += recorded.filtered(neuron, event, s) * lambdaV[neuron];
        gradient.leak[neuron] += Exponential.expm1(-network.constant(neuron, BETA) * s) * lambdaV[neuron];
    }

    /** The potential is not free: λ_V has no part in it (eventprop-V15). */
    @Override
    void hold(int neuron, double s, double beginHi, double beginLo) {
        int first = network.state[neuron] + CURRENTS;
        for (int k = 0; k < network.rates(neuron); k++) {
            int slot = first + k;
            double decay = Exponential.exp(-network.constants[network.row[neuron] + RATES + PER_RATE * k] * s);
            if (all) {
                lambdaFiltered[slot] = decay * lambdaFiltered[slot] + s * decay * lambdaI[slot];
            }
            lambdaI[slot] *= decay;
        }
        if (all && loss(neuron).isPresent()) {
            potentials.get().integrate(neuron, beginHi, beginLo, s, false);
            gradient.reset[neuron] += potentials.get().plain;
        }
    }

    @Override
    void restart(int neuron, int spike) {
        if (all) {
            gradient.reset[neuron] -= lambdaV[neuron];
        }
        gradient.influenceOfRestart[spike] = lambdaV[neuron];
        lambdaAtRestart[neuron] = lambdaV[neuron];
        lambdaV[neuron] = 0;
    }

    /** eventprop-V3, eventprop-V5 and eventprop-V12; the current of the arrival decays at α from there on (eventprop-V13). */
    @Override
    double arrival(int neuron, int synapse, boolean whileHeld) {
        int slot = network.slot[synapse];
        double weight = network.weight[synapse];
        double sampled = lambdaI[slot];
        gradient.weight[synapse] -= sampled;
        double free = whileHeld ? 0 : lambdaV[neuron];
        double byTime = weight * (free - network.alpha(synapse) * sampled);
        if (all) {
            gradient.delay[synapse] += byTime;
            gradient.alpha[synapse] += weight * lambdaFiltered[slot];
        }
        return byTime;
    }

    /** eventprop-V4 and eventprop-V12. */
    @Override
    void spike(int neuron, int spike) {
        int row = network.row[neuron];
        double after = lambdaV[neuron] + lambdaAtRestart[neuron];
        double own = bySpike[spike];
        if (loss(neuron).isPresent()) {
            own += potentials
                    .get()
                    .density(neuron)
                    .drop(network.constants[row + THRESHOLD], network.constants[row + RESET], raster.time(spike));
        }
        double before = raster.restartSlope(spike) / raster.slope(spike) * after + own / raster.slope(spike);
        if (all) {
            gradient.reset[neuron] -= lambdaV[neuron];
            gradient.threshold[neuron] += before;
        }
        boolean hold = network.constants[row + REFRACTORY] > 0;
        double drop = network.constants[row + THRESHOLD] - network.constants[row + RESET];
        // λ_V⁻ − λ_V⁺: without a jump of λ_V nothing is one-sided at this spike.
        gradient.influence[spike] =
                hold ? before : (drop * network.constants[row + BETA] * after + own) / raster.slope(spike);
        lambdaV[neuron] = before;
        lambdaAtRestart[neuron] = 0;
    }

    /** The boundary term at 0 (eventprop-V11). */
    @Override
    void beginning(int neuron) {
        if (all) {
            gradient.initial[neuron] -= lambdaV[neuron];
        }
    }
}
