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
 * The transpose of the firing equations in one sweep: dℓ/dp for all elementary parameters (gradient-G7 and gradient-G10;
 * event-double-D7 for refractory times).
 */
final class AdjointSweep extends BackwardSweep {

    private final Optional<PotentialLoss> potentials;
    private final boolean all;
    private final Kernel kernel = new Kernel();

    /** For each neuron P, Σ μ_f e^{−β(f−t)} over its later spikes less ∫ v e^{−β(u−t)} du. */
    private final double[] decaying;
    /** For each neuron and rate Q, the same with h_k. */
    private final double[] responding;
    /** The same with (f − t)e^{−β(f−t)}, ∂h_k/∂α, ∂h_k/∂β and 1. */
    private final double[] decayingByRate;

    private final double[] respondingByAlpha;
    private final double[] respondingByBeta;
    private final double[] plain;
    /** What a spike before the restart does to what comes after it. */
    private final double[] throughRestart;

    private final Elements gradient;

    private AdjointSweep(Raster raster, Optional<PotentialLoss> potentials, boolean all) {
        super(raster);
        this.potentials = potentials;
        this.all = all;
        int neurons = network.neurons;
        decaying = new double[neurons];
        responding = new double[network.state[neurons]];
        decayingByRate = new double[all ? neurons : 0];
        plain = new double[all ? neurons : 0];
        respondingByAlpha = new double[all ? responding.length : 0];
        respondingByBeta = new double[all ? responding.length : 0];
        throughRestart = new double[network.refractory ? neurons : 0];
        gradient = new Elements(network, all, raster.size(), byInput);
    }

    /**
     * @param partials ∂ℓ/∂f by spike, of a loss of spike times; all zero otherwise
     * @param potentials the loss, if it is one of potentials
     * @param all whether derivatives are wanted by more than weights
     */
    static Elements gradient(Raster raster, double[] partials, Optional<PotentialLoss> potentials, boolean all) {
        AdjointSweep sweep = new AdjointSweep(raster, potentials, all);
        System.arraycopy(partials, 0, sweep.bySpike, 0, partials.length);
        sweep.run(raster.size() - 1);
        return sweep.gradient;
    }

    /** The derivatives of one spike time. */
    static Elements ofSpike(Raster raster, int spike) {
        AdjointSweep sweep = new AdjointSweep(raster, Optional.empty(), true);
        sweep.bySpike[spike] = 1;
        sweep.run(spike);
        return sweep.gradient;
    }

    @Override
    boolean idle(int neuron) {
        if (decaying[neuron] != 0 || (potentials.isPresent() && potentials.get().concerns(neuron))) {
            return false;
        }
        for (int slot = network.state[neuron] + CURRENTS; slot < network.state[neuron + 1]; slot++) {
            if (responding[slot] != 0) {
                return false;
            }
        }
        return !all || (plain[neuron] == 0 && (throughRestart.length == 0 || throughRestart[neuron] == 0));
    }

    @Override
    void flow(int neuron, double s, double beginHi, double beginLo) {
        int row = network.row[neuron];
        double p = decaying[neuron];
        kernel.over(s, network.constants[row + BETA]);
        int end = network.state[neuron + 1];
        int constant = row + RATES;
        for (int slot = network.state[neuron] + CURRENTS; slot < end; slot++, constant += PER_RATE) {
            double alpha = network.constants[constant];
            kernel.rate(alpha, network.constants[constant + 1]);
            double q = responding[slot];
            if (all) {
                respondingByAlpha[slot] = kernel.bySynapticRate(alpha) * p
                        + kernel.current * respondingByAlpha[slot]
                        - s * kernel.current * q;
                respondingByBeta[slot] = kernel.byMembraneRate(alpha) * p
                        - kernel.response * decayingByRate[neuron]
                        + kernel.current * respondingByBeta[slot];
            }
            responding[slot] = kernel.response * p + kernel.current * q;
        }
        if (all) {
            decayingByRate[neuron] = s * kernel.membrane * p + kernel.membrane * decayingByRate[neuron];
        }
        decaying[neuron] = kernel.membrane * p;
        if (potentials.isPresent() && potentials.get().concerns(neuron)) {
            subtractIntegrals(neuron, s, beginHi, beginLo);
        }
    }

    private void subtractIntegrals(int neuron, double s, double beginHi, double beginLo) {
        PotentialLoss loss = potentials.orElseThrow();
        loss.integrate(neuron, beginHi, beginLo, s, all);
        decaying[neuron] -= loss.decaying;
        int first = network.state[neuron] + CURRENTS;
        for (int k = 0; k < network.rates(neuron); k++) {
            responding[first + k] -= loss.kernel[k];
            if (all) {
                respondingByAlpha[first + k] -= loss.kernelByAlpha[k];
                respondingByBeta[first + k] -= loss.kernelByBeta[k];
            }
        }
        if (all) {
            decayingByRate[neuron] -= loss.decayingByRate;
            plain[neuron] -= loss.plain;
        }
    }

    @Override
    void hold(int neuron, double s, double beginHi, double beginLo) {
        int constant = network.row[neuron] + RATES;
        int end = network.state[neuron + 1];
        for (int slot = network.state[neuron] + CURRENTS; slot < end; slot++, constant += PER_RATE) {
            double current = Exponential.exp(-network.constants[constant] * s);
            if (all) {
                respondingByAlpha[slot] = current * respondingByAlpha[slot] - s * current * responding[slot];
                respondingByBeta[slot] *= current;
            }
            responding[slot] *= current;
        }
        if (all && potentials.isPresent() && potentials.get().concerns(neuron)) {
            potentials.get().integrate(neuron, beginHi, beginLo, s, false);
            gradient.reset[neuron] += potentials.get().plain;
        }
    }

    @Override
    void restart(int neuron, int spike) {
        gradient.influenceOfRestart[spike] = decaying[neuron];
        throughRestart[neuron] = raster.restartSlope(spike) * decaying[neuron];
        if (all) {
            gradient.reset[neuron] -= decaying[neuron];
            gradient.leak[neuron] += decaying[neuron] - plain[neuron];
            gradient.beta[neuron] += network.constant(neuron, RESET) * decayingByRate[neuron];
            plain[neuron] = 0;
            decayingByRate[neuron] = 0;
        }
        decaying[neuron] = 0;
    }

    @Override
    double arrival(int neuron, int synapse, boolean whileHeld) {
        int slot = network.slot[synapse];
        double weight = network.weight[synapse];
        double q = responding[slot];
        gradient.weight[synapse] -= q;
        double byTime = weight * (decaying[neuron] - network.alpha(synapse) * q);
        if (all) {
            gradient.delay[synapse] += byTime;
            gradient.alpha[synapse] -= weight * respondingByAlpha[slot];
            gradient.beta[neuron] -= weight * respondingByBeta[slot];
        }
        return byTime;
    }

    @Override
    void spike(int neuron, int spike) {
        int row = network.row[neuron];
        double reset = network.constants[row + RESET];
        double threshold = network.constants[row + THRESHOLD];
        boolean hold = network.constants[row + REFRACTORY] > 0;
        double drop = threshold - reset;
        double sum = bySpike[spike];
        if (potentials.isPresent() && potentials.get().concerns(neuron)) {
            sum += potentials.get().density(neuron).drop(threshold, reset, raster.time(spike));
        }
        sum += hold ? throughRestart[neuron] : drop * network.constants[row + BETA] * decaying[neuron];
        double jump = sum / raster.slope(spike);
        gradient.influence[spike] = jump;
        if (all) {
            gradient.threshold[neuron] += jump + decaying[neuron];
            gradient.reset[neuron] -= decaying[neuron];
            gradient.beta[neuron] -= drop * decayingByRate[neuron];
            plain[neuron] += jump;
        }
        decaying[neuron] += jump;
        if (hold) {
            throughRestart[neuron] = 0;
        }
    }

    @Override
    void beginning(int neuron) {
        if (all) {
            gradient.leak[neuron] += decaying[neuron] - plain[neuron];
            gradient.initial[neuron] -= decaying[neuron];
            gradient.beta[neuron] += network.initial[neuron] * decayingByRate[neuron];
        }
    }
}
