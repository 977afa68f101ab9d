package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Projection;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the loss of sound arithmetic and its gradient may be off, in units of u (verdict-R7, verdict-R8
 * and verdict-R10). The loss must be defined.
 */
public final class LossErrorBound {

    private final SpikeErrorBound reach;
    private final int n;
    /** ∂ℓ/∂f of each spike, and how far it may be off. */
    private final double[] byTime;

    private final double[] byTimeOff;
    /** Index of the first weight of each projection, and the number of all. */
    private final int[] offset;
    /** ∂ℓ/∂W at fixed spike times: how far it may be off. */
    private final double[] byWeightAlone;

    private double loss;

    private LossErrorBound(SpikeErrorBound reach, Network network) {
        this.reach = reach;
        n = reach.timeline().spikes().size();
        byTime = new double[n];
        byTimeOff = new double[n];
        offset = offsets(network.projections());
        byWeightAlone = new double[offset[offset.length - 1]];
    }

    /** How far the loss may be off. */
    public double loss() {
        return loss;
    }

    public static LossErrorBound of(SpikeErrorBound reach, Network network) {
        LossErrorBound of = new LossErrorBound(reach, network);
        Loss loss = network.loss().orElseThrow();
        if (loss instanceof Loss.SpikeTimeSquare square) {
            square.targets().forEach(of::target);
            of.byTimes();
        } else if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            of.crossEntropy(entropy);
            of.byTimes();
        } else if (loss instanceof Loss.VoltageSquare square) {
            of.potential(
                    square.population(),
                    square.neuron(),
                    new Square(square.target().toDouble()));
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            double kappa = integral.kappa().toDouble();
            for (int index = 0; index < integral.weights().size(); index++) {
                double weight = integral.weights().get(index).toDouble();
                of.potential(integral.population(), index, new Fading(weight, kappa));
            }
        }
        return of;
    }

    private void byTimes() {
        for (int f = 0; f < n; f++) {
            loss += Math.abs(byTime[f]) * reach.time(f);
        }
    }

    /** ½(V − target)². */
    private record Square(double target) implements PotentialErrorBound.Density {

        @Override
        public double value(double v, double t) {
            return (v - target) * (v - target) / 2;
        }

        @Override
        public double slope(double v, double t) {
            return v - target;
        }

        @Override
        public double bend(double t) {
            return 1;
        }

        @Override
        public double byTime(double v, double t) {
            return 0;
        }

        @Override
        public double rounding(double v, double t) {
            // Also of a sum of integrals of V², V and 1.
            return (Math.abs(v) + Math.abs(target)) * (Math.abs(v) + Math.abs(target));
        }
    }

    /** weight · V e^{−κt}. */
    private record Fading(double weight, double kappa) implements PotentialErrorBound.Density {

        @Override
        public double value(double v, double t) {
            return v * slope(v, t);
        }

        @Override
        public double slope(double v, double t) {
            return weight * Math.exp(-kappa * t);
        }

        @Override
        public double bend(double t) {
            return 0;
        }

        @Override
        public double byTime(double v, double t) {
            return Math.abs(kappa * value(v, t));
        }

        @Override
        public double rounding(double v, double t) {
            return Math.abs(value(v, t)) * (1 + kappa * t);
        }
    }

    private void potential(String population, int index, PotentialErrorBound.Density density) {
        Neuron neuron = reach.timeline().neuron(population, index);
        new PotentialErrorBound(reach, neuron, density, new PotentialErrorBound.Receiver() {
                    @Override
                    public void loss(double off) {
                        loss += off;
                    }

                    @Override
                    public void byTime(int spike, double derivative, double off) {
                        byTime[spike] += derivative;
                        byTimeOff[spike] += off;
                    }

                    @Override
                    public void byWeight(Timeline.Arrival arrival, double off) {
                        if (arrival.overSynapse()) {
                            byWeightAlone[index(arrival)] += off;
                        }
                    }
                })
                .addTo();
    }

    private void target(Loss.SpikeTimeSquare.Target target) {
        Spike spike = reach.timeline()
                .neuron(target.population(), target.neuron())
                .spikes()
                .get(target.spike());
        double wanted = target.time().toDouble();
        double error = spike.time() - wanted;
        double rounding = spike.time() + Math.abs(wanted);
        byTime[spike.number()] += error;
        byTimeOff[spike.number()] += reach.time(spike.number()) + rounding;
        // Of second order where the error is small, but the first one is 0 there.
        loss += Math.abs(error) * rounding + error * error;
    }

    private void crossEntropy(Loss.FirstSpikeCrossEntropy entropy) {
        double tau0 = entropy.tau0().toDouble();
        double tau1 = entropy.tau1().toDouble();
        double gamma = entropy.gamma().toDouble();
        List<Spike> first = reach.timeline().neurons().stream()
                .filter(neuron -> neuron.population().equals(entropy.population()))
                .flatMap(neuron -> neuron.spikes().stream().limit(1))
                .toList();
        Spike label = reach.timeline()
                .neuron(entropy.population(), entropy.label())
                .spikes()
                .get(0);
        double least = first.stream().mapToDouble(Spike::time).min().orElseThrow();
        double sum = first.stream()
                .mapToDouble(spike -> Math.exp((least - spike.time()) / tau0))
                .sum();
        double greatest = first.stream().mapToDouble(Spike::time).max().orElseThrow();
        double exponents = 2 + first.size() + 2 * greatest / tau0;
        double mean = 0;
        for (Spike spike : first) {
            mean += share(spike, least, tau0, sum) * reach.time(spike.number());
        }
        for (Spike spike : first) {
            double share = share(spike, least, tau0, sum);
            int f = spike.number();
            byTime[f] -= share / tau0;
            byTimeOff[f] += share * (reach.time(f) + mean) / (tau0 * tau0) + share * exponents / tau0;
        }
        double f = label.time();
        double penalty = gamma / tau1 * Math.exp(f / tau1);
        // 1/τ0 minus a share: what a sum to one leaves of it is rounded as 1/τ0 is.
        byTime[label.number()] += 1 / tau0 + penalty;
        byTimeOff[label.number()] +=
                exponents / tau0 + penalty * (3 + f / tau1) + penalty / tau1 * reach.time(label.number());
        loss += exponents + f / tau0 + gamma * Math.exp(f / tau1) * (2 + f / tau1) + gamma;
    }

    private static double share(Spike spike, double least, double tau0, double sum) {
        return Math.exp((least - spike.time()) / tau0) / sum;
    }

    /** How far each entry of the gradient by weights may be off, shaped like the synapses of the projections. */
    public List<double[]> gradient(Network network) {
        double[] all = gradient(new ParameterRows(network, ParameterKind.WEIGHTS));
        List<double[]> off = new ArrayList<>();
        for (int p = 0; p + 1 < offset.length; p++) {
            off.add(new double[offset[p + 1] - offset[p]]);
            for (int s = 0; s < off.get(p).length; s++) {
                off.get(p)[s] = all[offset[p] + s] + byWeightAlone[offset[p] + s];
            }
        }
        return off;
    }

    /** How far each derivative by the reals of a kind may be off, as far as it goes through spike times. */
    public double[] gradient(ParameterRows parameters) {
        double[][] derivatives = new double[n][parameters.count()];
        double[][] derivativesOff = new double[n][parameters.count()];
        double[][] entriesOff = new double[n][n];
        for (Spike spike : reach.timeline().spikes()) {
            row(spike, parameters, derivatives[spike.number()], derivativesOff, entriesOff);
        }
        double[] adjoint = adjoint();
        double[][] tangent = tangent(derivatives);
        double[] off = new double[parameters.count()];
        for (int w = 0; w < off.length; w++) {
            off[w] = entry(w, adjoint, tangent, derivatives, derivativesOff, entriesOff);
        }
        return off;
    }

    private static int[] offsets(List<Projection> projections) {
        int[] offsets = new int[projections.size() + 1];
        for (int p = 0; p < projections.size(); p++) {
            offsets[p + 1] = offsets[p] + projections.get(p).synapses().size();
        }
        return offsets;
    }

    /** Of the weight that came over a synapse. */
    private int index(Timeline.Arrival arrival) {
        return offset[arrival.projection()] + arrival.synapse();
    }

    /** One row of ∂(V − ϑ)/∂p, and how far it and the row of L may be off. */
    private void row(
            Spike spike,
            ParameterRows parameters,
            double[] derivatives,
            double[][] derivativesOff,
            double[][] entriesOff) {
        int f = spike.number();
        int previous = reach.previous(spike);
        double lateStart = previous < 0 ? 0 : reach.time(previous);
        InterspikeSegment stretch = reach.stretch(f);
        parameters.row(spike, reach, (number, derivative, off) -> {
            derivatives[number] += derivative;
            derivativesOff[f][number] += off;
        });
        stretch.derivativesOff(
                spike.time(), reach.time(f), lateStart, reach::late, (arrival, byArrival, byItsWeight) -> {
                    if (arrival.cause() >= 0) {
                        entriesOff[f][arrival.cause()] += byArrival;
                    }
                });
        entriesOff[f][f] += reach.slope(f);
        if (previous >= 0) {
            entriesOff[f][previous] += stretch.byStartOff(spike.time(), reach.time(f), lateStart, reach::late);
            double carried = stretch.carriedTo(spike.time());
            entriesOff[f][previous] += spike.neuron().beta() * carried * reach.missed(previous);
            for (int g = 0; g <= previous; g++) {
                entriesOff[f][g] += carried * entriesOff[previous][g];
            }
            for (int w = 0; w < derivativesOff[f].length; w++) {
                derivativesOff[f][w] += carried * derivativesOff[previous][w];
            }
        }
    }

    /** μ with Lᵀμ = ∂ℓ/∂F. */
    private double[] adjoint() {
        double[] adjoint = new double[n];
        for (int g = 0; g < n; g++) {
            for (int f = g; f < n; f++) {
                adjoint[g] += reach.inverse(f, g) * byTime[f];
            }
        }
        return adjoint;
    }

    /** T = ∂F/∂p = −L⁻¹ ∂(V − ϑ)/∂p. */
    private double[][] tangent(double[][] derivatives) {
        double[][] tangent = new double[n][];
        for (int f = 0; f < n; f++) {
            tangent[f] = new double[derivatives[f].length];
            for (int g = 0; g <= f; g++) {
                for (int w = 0; w < tangent[f].length; w++) {
                    tangent[f][w] -= reach.inverse(f, g) * derivatives[g][w];
                }
            }
        }
        return tangent;
    }

    private double entry(
            int w,
            double[] adjoint,
            double[][] tangent,
            double[][] derivatives,
            double[][] derivativesOff,
            double[][] entriesOff) {
        double off = 0;
        for (int f = 0; f < n; f++) {
            off += byTimeOff[f] * Math.abs(tangent[f][w]);
            off += Math.abs(adjoint[f]) * (derivativesOff[f][w] + n * Math.abs(derivatives[f][w]));
            for (int g = 0; g <= f; g++) {
                off += Math.abs(adjoint[f]) * entriesOff[f][g] * Math.abs(tangent[g][w]);
            }
        }
        return off;
    }
}
