package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.RATES;

/**
 * A loss ∫₀ᵀ λ(V, t) dt of the potentials of some neurons: its value, and for sweeps backward the integrals over a stretch between
 * events (gradient-G6 and gradient-G10), all by quadrature (event-double-D9).
 */
final class PotentialLoss {

    private final EventNetwork network;
    private final Recording recording;
    /** For each neuron what is integrated, or null. */
    private final Density[] densities;

    private final Kernel sinceBegin = new Kernel();

    /** ∫ v e^{−βu} du, v = ∂λ/∂V, over the stretch that was integrated last. */
    double decaying;
    /** ∫ v u e^{−βu} du. */
    double decayingByRate;
    /** ∫ v du. */
    double plain;
    /** ∫ v z du, z the potential since the beginning through the filter of the membrane ({@link Recording#filtered}). */
    double filteredPotential;
    /** ∫ v h_k du. */
    final double[] kernel;
    /** ∫ v ∂h_k/∂α du. */
    final double[] kernelByAlpha;
    /** ∫ v ∂h_k/∂β du. */
    final double[] kernelByBeta;

    PotentialLoss(EventNetwork network, Recording recording, Density[] densities) {
        this.network = network;
        this.recording = recording;
        this.densities = densities;
        int most = 0;
        for (int i = 0; i < network.neurons; i++) {
            most = Math.max(most, network.rates(i));
        }
        kernel = new double[most];
        kernelByAlpha = new double[most];
        kernelByBeta = new double[most];
    }

    boolean concerns(int neuron) {
        return densities[neuron] != null;
    }

    Density density(int neuron) {
        return densities[neuron];
    }

    /** The loss. */
    double value(Raster raster) {
        double sum = 0;
        for (int i = 0; i < network.neurons; i++) {
            if (concerns(i)) {
                for (int e = 0; e < recording.size(i); e++) {
                    boolean isLast = e + 1 == recording.size(i);
                    double endHi = isLast ? raster.horizonHi : recording.timeHi(i, e + 1);
                    double endLo = isLast ? raster.horizonLo : recording.timeLo(i, e + 1);
                    sum += value(i, e, (endHi - recording.timeHi(i, e)) + (endLo - recording.timeLo(i, e)));
                }
            }
        }
        return sum;
    }

    private double value(int neuron, int event, double length) {
        double[] cuts = cuts(neuron, length);
        double sum = 0;
        for (int panel = 0; panel + 1 < cuts.length; panel++) {
            double width = cuts[panel + 1] - cuts[panel];
            for (int j = 0; j < Quadrature.NODES; j++) {
                double u = cuts[panel] + width * Quadrature.node(j);
                double time = recording.timeHi(neuron, event) + u;
                sum += width * Quadrature.weight(j) * densities[neuron].at(recording.potential(neuron, event, u), time);
            }
        }
        return sum;
    }

    /** Integrates over the stretch that begins with an event of the neuron and on which it has no other; into the fields of this object. */
    void integrate(int neuron, double beginHi, double beginLo, double length, boolean byRates) {
        int event = recording.before(neuron, beginHi, beginLo);
        int row = network.row[neuron];
        int rates = network.rates(neuron);
        decaying = 0;
        decayingByRate = 0;
        plain = 0;
        filteredPotential = 0;
        java.util.Arrays.fill(kernel, 0);
        java.util.Arrays.fill(kernelByAlpha, 0);
        java.util.Arrays.fill(kernelByBeta, 0);
        double[] cuts = cuts(neuron, length);
        for (int panel = 0; panel + 1 < cuts.length; panel++) {
            double width = cuts[panel + 1] - cuts[panel];
            for (int j = 0; j < Quadrature.NODES; j++) {
                double u = cuts[panel] + width * Quadrature.node(j);
                double potential = recording.potential(neuron, event, u);
                double v = width * Quadrature.weight(j) * densities[neuron].byPotential(potential, beginHi + u);
                sinceBegin.over(u, network.constants[row + BETA]);
                plain += v;
                decaying += v * sinceBegin.membrane;
                decayingByRate += v * (u * sinceBegin.membrane);
                if (byRates) {
                    filteredPotential += v * recording.filtered(neuron, event, u);
                }
                for (int k = 0; k < rates; k++) {
                    double alpha = network.constants[row + RATES + PER_RATE * k];
                    sinceBegin.rate(alpha, network.constants[row + RATES + PER_RATE * k + 1]);
                    kernel[k] += v * sinceBegin.response;
                    if (byRates) {
                        kernelByAlpha[k] += v * sinceBegin.bySynapticRate(alpha);
                        kernelByBeta[k] += v * sinceBegin.byMembraneRate(alpha);
                    }
                }
            }
        }
    }

    private double[] cuts(int neuron, double length) {
        return Quadrature.cuts(length, rate(neuron), densities[neuron].rate() < 0);
    }

    /** Products of V, or twice V, with the decaying e^{−κt} and a kernel: twice the fastest rate, and κ, and once more. */
    private double rate(int neuron) {
        int row = network.row[neuron];
        double fastest = network.constants[row + BETA];
        for (int k = 0; k < network.rates(neuron); k++) {
            fastest = Math.max(fastest, network.constants[row + RATES + PER_RATE * k]);
        }
        return 2 * fastest + Math.abs(densities[neuron].rate());
    }
}
