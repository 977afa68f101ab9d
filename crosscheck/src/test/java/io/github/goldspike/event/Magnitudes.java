package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.REFRACTORY;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.simd.Exponential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The adjoint sweep with the magnitudes of all terms in place of the terms: what an entry of the gradient would be if nothing
 * cancelled in the sums that it is (event-double-D11).
 */
public final class Magnitudes extends BackwardSweep {

    /** |∂λ/∂V| and |λ(from) − λ(to)|. */
    private record Absolute(Density density) implements Density {
        @Override
        public double at(double potential, double time) {
            return Math.abs(density.at(potential, time));
        }

        @Override
        public double byPotential(double potential, double time) {
            return Math.abs(density.byPotential(potential, time));
        }

        @Override
        public double drop(double from, double to, double time) {
            return Math.abs(density.drop(from, to, time));
        }

        @Override
        public double rate() {
            return density.rate();
        }
    }

    private final Optional<PotentialLoss> potentials;
    private final Kernel kernel = new Kernel();
    private final double[] decaying;
    private final double[] decayingByRate;
    private final double[] plain;
    private final double[] responding;
    private final double[] respondingByAlpha;
    private final double[] respondingByBeta;
    private final double[] throughRestart;
    private final Elements sums;

    private Magnitudes(Raster raster, Optional<PotentialLoss> potentials) {
        super(raster);
        this.potentials = potentials;
        decaying = new double[network.neurons];
        decayingByRate = new double[network.neurons];
        plain = new double[network.neurons];
        throughRestart = new double[network.neurons];
        responding = new double[network.state[network.neurons]];
        respondingByAlpha = new double[responding.length];
        respondingByBeta = new double[responding.length];
        sums = new Elements(network, true, raster.size(), byInput);
    }

    /** For a network whose gradient is known, entry by entry, kind by kind and owner by owner. */
    public static List<Double> of(Network network, Question question) {
        AnswerBuilder report = new AnswerBuilder(network, question.by(Method.ADJOINT));
        report.answer(Progress.SILENT);
        Density[] densities = Arrays.stream(report.densities())
                .map(density -> density == null ? null : new Absolute(density))
                .toArray(Density[]::new);
        EventNetwork events = report.raster.network;
        Magnitudes sweep = new Magnitudes(
                report.raster, report.states.map(states -> new PotentialLoss(events, states, densities)));
        if (report.loss(network.loss().orElseThrow()) instanceof Outcome.Known<SpikeTimeLoss.Value> known) {
            Arrays.setAll(sweep.bySpike, f -> Math.abs(known.value().partials()[f]));
        }
        sweep.run(report.raster.size() - 1);
        for (int e = 0; e < events.synapses(); e++) {
            // So that W = βw, which acts on β too, gives the magnitude of its share.
            sweep.sums.weight[e] *= Math.signum(events.weight[e]) < 0 ? -1 : 1;
        }
        List<Double> flat = new ArrayList<>();
        Map<ParameterKind, double[][]> given = report.parameters.asGiven(sweep.sums);
        for (ParameterKind kind : ParameterKind.values()) {
            for (double[] owner : given.getOrDefault(kind, new double[0][])) {
                Arrays.stream(owner).map(Math::abs).forEach(flat::add);
            }
        }
        return flat;
    }

    private Optional<PotentialLoss> loss(int neuron) {
        return potentials.filter(some -> some.concerns(neuron));
    }

    @Override
    boolean idle(int neuron) {
        return false;
    }

    @Override
    void flow(int neuron, double s, double beginHi, double beginLo) {
        Optional<PotentialLoss> loss = loss(neuron);
        loss.ifPresent(some -> some.integrate(neuron, beginHi, beginLo, s, true));
        int row = network.row[neuron];
        kernel.over(s, network.constants[row + BETA]);
        for (int k = 0; k < network.rates(neuron); k++) {
            int slot = network.state[neuron] + CURRENTS + k;
            double alpha = network.constants[row + RATES + PER_RATE * k];
            kernel.rate(alpha, network.constants[row + RATES + PER_RATE * k + 1]);
            respondingByAlpha[slot] = Math.abs(kernel.bySynapticRate(alpha)) * decaying[neuron]
                    + kernel.current * (respondingByAlpha[slot] + s * responding[slot])
                    + loss.map(some -> Math.abs(some.kernelByAlpha[slotOf(slot, neuron)]))
                            .orElse(0.0);
            respondingByBeta[slot] = Math.abs(kernel.byMembraneRate(alpha)) * decaying[neuron]
                    + kernel.response * decayingByRate[neuron]
                    + kernel.current * respondingByBeta[slot]
                    + loss.map(some -> Math.abs(some.kernelByBeta[slotOf(slot, neuron)]))
                            .orElse(0.0);
            responding[slot] = kernel.response * decaying[neuron]
                    + kernel.current * responding[slot]
                    + loss.map(some -> some.kernel[slotOf(slot, neuron)]).orElse(0.0);
        }
        decayingByRate[neuron] = kernel.membrane * (s * decaying[neuron] + decayingByRate[neuron])
                + loss.map(some -> some.decayingByRate).orElse(0.0);
        decaying[neuron] = kernel.membrane * decaying[neuron]
                + loss.map(some -> some.decaying).orElse(0.0);
        plain[neuron] += loss.map(some -> some.plain).orElse(0.0);
    }

    private int slotOf(int slot, int neuron) {
        return slot - network.state[neuron] - CURRENTS;
    }

    @Override
    void hold(int neuron, double s, double beginHi, double beginLo) {
        for (int k = 0; k < network.rates(neuron); k++) {
            int slot = network.state[neuron] + CURRENTS + k;
            double current = Exponential.exp(-network.constants[network.row[neuron] + RATES + PER_RATE * k] * s);
            respondingByAlpha[slot] = current * (respondingByAlpha[slot] + s * responding[slot]);
            respondingByBeta[slot] *= current;
            responding[slot] *= current;
        }
        loss(neuron).ifPresent(some -> {
            some.integrate(neuron, beginHi, beginLo, s, false);
            sums.reset[neuron] += some.plain;
        });
    }

    @Override
    void restart(int neuron, int spike) {
        throughRestart[neuron] = Math.abs(raster.restartSlope(spike)) * decaying[neuron];
        sums.reset[neuron] += decaying[neuron];
        sums.leak[neuron] += decaying[neuron] + plain[neuron];
        sums.beta[neuron] += Math.abs(network.constant(neuron, RESET)) * decayingByRate[neuron];
        plain[neuron] = 0;
        decayingByRate[neuron] = 0;
        decaying[neuron] = 0;
    }

    @Override
    double arrival(int neuron, int synapse, boolean whileHeld) {
        int slot = network.slot[synapse];
        double weight = Math.abs(network.weight[synapse]);
        double byTime = weight * (decaying[neuron] + network.alpha(synapse) * responding[slot]);
        sums.weight[synapse] += responding[slot];
        sums.delay[synapse] += byTime;
        sums.alpha[synapse] += weight * respondingByAlpha[slot];
        sums.beta[neuron] += weight * respondingByBeta[slot];
        return byTime;
    }

    @Override
    void spike(int neuron, int spike) {
        double reset = network.constant(neuron, RESET);
        double threshold = network.constant(neuron, THRESHOLD);
        boolean hold = network.constant(neuron, REFRACTORY) > 0;
        double sum = bySpike[spike];
        if (loss(neuron).isPresent()) {
            sum += potentials.orElseThrow().density(neuron).drop(threshold, reset, raster.time(spike));
        }
        sum += hold ? throughRestart[neuron] : (threshold - reset) * network.constant(neuron, BETA) * decaying[neuron];
        double jump = sum / raster.slope(spike);
        sums.threshold[neuron] += jump + decaying[neuron];
        sums.reset[neuron] += decaying[neuron];
        sums.beta[neuron] += (threshold - reset) * decayingByRate[neuron];
        plain[neuron] += jump;
        decaying[neuron] += jump;
        throughRestart[neuron] = 0;
    }

    @Override
    void beginning(int neuron) {
        sums.leak[neuron] += decaying[neuron] + plain[neuron];
        sums.initial[neuron] += decaying[neuron];
        sums.beta[neuron] += Math.abs(network.initial[neuron]) * decayingByRate[neuron];
    }
}
