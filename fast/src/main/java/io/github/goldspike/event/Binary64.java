package io.github.goldspike.event;

import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether binary64 holds the reals of a network, and what is made of them, as normal numbers (event-double-D13). */
final class Binary64 {

    private Binary64() {}

    static boolean holds(Rational value) {
        double size = Math.abs(value.toDouble());
        return value.signum() == 0 || (size >= Double.MIN_NORMAL && size <= Double.MAX_VALUE);
    }

    /** @throws UnsupportedNetworkException for the first real that is no normal number of binary64 */
    static void requireHeld(Network network) {
        require("/horizon", network.horizon());
        for (int p = 0; p < network.populations().size(); p++) {
            String at = "/populations/" + p;
            if (network.populations().get(p) instanceof Population.Source source) {
                for (int unit = 0; unit < source.size(); unit++) {
                    requireEach(at + "/spikes/" + unit, source.trains().get(unit));
                }
            } else if (network.populations().get(p) instanceof Population.Neurons neurons) {
                require(
                        at + "/" + neurons.membrane().membraneField(),
                        neurons.membrane().given());
                neurons.threshold().ifPresent(threshold -> {
                    for (int n = 0; n < threshold.values().size(); n++) {
                        String pointer = at + "/threshold" + (threshold.shared() ? "" : "/" + n);
                        threshold.values().get(n).ifPresent(value -> require(pointer, value));
                    }
                });
                require(at + "/reset", neurons.reset());
                require(at + "/leak", neurons.leak());
                neurons.initial().ifPresent(initial -> require(at + "/initial", initial));
                require(at + "/refractory", neurons.refractory());
                neurons.current().ifPresent(current -> requireHeld(at + "/current", current));
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            requireHeld("/projections/" + p, network.projections().get(p));
        }
        network.loss().ifPresent(Binary64::requireHeld);
    }

    private static void requireHeld(String at, InputCurrent current) {
        for (int c = 0; c < current.courses().size(); c++) {
            List<InputCurrent.Step> course = current.courses().get(c);
            for (int k = 0; k < course.size(); k++) {
                String pointer = at + (current.shared() ? "" : "/neuron/" + c) + "/" + k;
                require(pointer + "/0", course.get(k).time());
                require(pointer + "/1", course.get(k).value());
            }
        }
    }

    private static void requireHeld(String at, Projection projection) {
        SynapticDecay decay = projection.decay();
        String axis = switch (decay.axis()) {
            case ALL -> "";
            case PRE -> "/pre";
            case POST -> "/post";
        };
        require(
                at + "/" + decay.constant().synapticField() + axis,
                decay.constant().given());
        if (projection.connectivity() instanceof Connectivity.Listed listed) {
            for (int k = 0; k < listed.synapses().size(); k++) {
                require(at + "/synapses/" + k + "/2", listed.synapses().get(k).weight());
                require(at + "/synapses/" + k + "/3", listed.synapses().get(k).delay());
            }
        } else if (projection.connectivity() instanceof Connectivity.Matrix matrix) {
            boolean shared = matrix.delays() instanceof Connectivity.Delays.Shared;
            for (Synapse synapse : matrix.synapses()) {
                String place = "/" + synapse.pre() + "/" + synapse.post();
                require(at + "/weights" + place, synapse.weight());
                require(at + "/delays" + (shared ? "" : place), synapse.delay());
            }
        }
    }

    private static void requireHeld(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            require("/loss/tau0", entropy.tau0());
            require("/loss/tau1", entropy.tau1());
            require("/loss/gamma", entropy.gamma());
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            for (int k = 0; k < square.targets().size(); k++) {
                require("/loss/targets/" + k + "/3", square.targets().get(k).time());
            }
        } else if (loss instanceof Loss.VoltageSquare square) {
            require("/loss/target", square.target());
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            requireEach("/loss/weights", integral.weights());
            require("/loss/kappa", integral.kappa());
        }
    }

    private static void require(String pointer, Parameter parameter) {
        if (parameter.shared()) {
            require(pointer, parameter.of(0));
        } else {
            requireEach(pointer, parameter.values());
        }
    }

    private static void requireEach(String pointer, List<Rational> values) {
        for (int k = 0; k < values.size(); k++) {
            require(pointer + "/" + k, values.get(k));
        }
    }

    private static void require(String pointer, Rational value) {
        if (!holds(value)) {
            throw new UnsupportedNetworkException(
                    pointer, "the fast engine computes in binary64, which has no normal number of this size");
        }
    }

    /** The first neuron for which something that is made of the reals of the file is beyond the range, and what that is. */
    static Optional<Undecided> beyondRange(Network network) {
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                for (int n = 0; n < neurons.size(); n++) {
                    Optional<String> what = beyondRange(network, neurons, n);
                    if (what.isPresent()) {
                        return Optional.of(undecided(network, neurons.name(), n, what.get()));
                    }
                }
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            Population.Neurons neurons = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                Rational factor = network.convention().kernelFactor(neurons.beta(synapse.post()));
                Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
                if (!holds(synapse.weight().times(factor)) || !holds(alpha)) {
                    return Optional.of(undecided(
                            network,
                            projection.to(),
                            synapse.post(),
                            "the inverse of tau_syn, or beta times a weight, of projection " + p));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> beyondRange(Network network, Population.Neurons neurons, int n) {
        Rational beta = neurons.beta(n);
        Rational leak = neurons.leak().of(n);
        if (!holds(beta)) {
            return Optional.of("the inverse of tau_mem");
        }
        Rational factor = network.convention().kernelFactor(beta);
        if (!neurons.currentJumps(n).stream().allMatch(jump -> holds(jump.size().times(factor)))) {
            return Optional.of("a jump of the current, or beta times one,");
        }
        List<Optional<Rational>> potentials = List.of(
                neurons.threshold(n),
                neurons.threshold(n).map(spikes -> neurons.reset().of(n)),
                Optional.of(neurons.initial(n)));
        for (Optional<Rational> potential : potentials) {
            if (potential.isPresent()) {
                Rational above = potential.get().minus(leak);
                if (!holds(above) || !holds(above.times(beta))) {
                    return Optional.of("beta times the distance of threshold, reset or initial from leak");
                }
                if (neurons.threshold(n).isPresent()
                        && isLost(neurons.threshold(n).get(), potential.get(), leak)) {
                    return Optional.of("the distance of threshold from reset or initial, counted from leak,");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the distance of a potential from the threshold is below 2⁻⁴⁵ of what they are counted from. */
    private static boolean isLost(Rational threshold, Rational potential, Rational leak) {
        double distance = threshold.minus(potential).toDouble();
        double greatest = Math.max(
                Math.abs(threshold.minus(leak).toDouble()),
                Math.abs(potential.minus(leak).toDouble()));
        return distance != 0 && distance < 0x1p-45 * greatest;
    }

    private static Undecided undecided(Network network, String population, int neuron, String what) {
        List<Undecided.Affected> affected = network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .map(Population.Neurons.class::cast)
                .flatMap(neurons -> IntStream.range(0, neurons.size())
                        .filter(n -> neurons.threshold(n).isPresent())
                        .mapToObj(n -> new Undecided.Affected(neurons.name(), n, "0")))
                .toList();
        return new Undecided(
                Undecided.Kind.LIMIT,
                new Undecided.Place(population, neuron, Optional.empty(), Optional.empty(), affected),
                what + " is beyond the range of binary64, in which this engine computes");
    }
}
