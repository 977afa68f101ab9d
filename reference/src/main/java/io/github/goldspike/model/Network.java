package io.github.goldspike.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network of the specification, complete and valid.
 *
 * @param id name for people, may be empty
 * @param convention what the weights mean
 * @param horizon T ≥ 0; spikes with time ≤ T are reported
 * @param populations with distinct names
 * @param projections between them
 * @param loss at most one
 */
public record Network(
        String id,
        Convention convention,
        Rational horizon,
        List<Population> populations,
        List<Projection> projections,
        Optional<Loss> loss) {

    /** @throws InvalidNetworkException with the place, if the specification forbids such a network */
    public Network {
        populations = List.copyOf(populations);
        projections = List.copyOf(projections);
        if (horizon.signum() < 0) {
            throw new InvalidNetworkException("/horizon", "must not be negative, but is " + horizon);
        }
        Set<String> names = new HashSet<>();
        for (int p = 0; p < populations.size(); p++) {
            String name = populations.get(p).name();
            if (!names.add(name)) {
                throw new InvalidNetworkException(
                        "/populations/" + p + "/name", "there is already a population \"" + name + "\"");
            }
        }
        if (convention == Convention.CURRENT) {
            requireLeak(populations);
        }
        for (int p = 0; p < projections.size(); p++) {
            requireValid(populations, projections.get(p), "/projections/" + p);
            requireKernel(convention, populations, projections.get(p), "/projections/" + p);
        }
        requireReached(populations, projections);
        if (loss.isPresent()) {
            requireValid(populations, loss.get());
        }
    }

    /** In convention {@code current} a weight is divided by τ_mem, which β = 0 does not have. */
    private static void requireLeak(List<Population> populations) {
        for (int p = 0; p < populations.size(); p++) {
            if (populations.get(p) instanceof Population.Neurons neurons) {
                List<Rational> rates = neurons.membrane().given().values();
                for (int n = 0; n < rates.size(); n++) {
                    if (rates.get(n).signum() == 0) {
                        throw new InvalidNetworkException(
                                "/populations/" + p + "/beta"
                                        + neurons.membrane().given().pointer(n),
                                "no leak (0) has no meaning in convention \"current\", where W = beta·w");
                    }
                }
            }
        }
    }

    private static void requireValid(List<Population> populations, Projection projection, String pointer) {
        Population from = find(populations, projection.from(), pointer + "/from");
        Population to = find(populations, projection.to(), pointer + "/to");
        if (to instanceof Population.Source) {
            throw new InvalidNetworkException(
                    pointer + "/to", "the source population \"" + to.name() + "\" cannot be a target");
        }
        try {
            projection.requireShape(from.size(), to.size());
        } catch (InvalidNetworkException invalid) {
            throw invalid.under(pointer);
        }
    }

    /** A kernel is the response of V itself to a weight of 1, in convention {@code kernel}, and V is never held at its target. */
    private static void requireKernel(
            Convention convention, List<Population> populations, Projection projection, String pointer) {
        if (projection.kernel().isEmpty()) {
            return;
        }
        projection.kernel().get().requireValid(pointer + "/kernel", Rational.ZERO);
        if (convention != Convention.KERNEL) {
            throw new InvalidNetworkException(
                    pointer + "/kernel", "has no meaning in convention \"" + convention.field() + "\"");
        }
        for (int p = 0; p < populations.size(); p++) {
            if (populations.get(p) instanceof Population.Neurons neurons
                    && neurons.name().equals(projection.to())
                    && neurons.firstRefractory().isPresent()) {
                throw new InvalidNetworkException(
                        "/populations/" + p + neurons.firstRefractory().get(),
                        "the target of a kernel has no refractory time");
            }
        }
    }

    /** What a population does to itself is a kernel only where others act on it by one: a membrane falls as it is. */
    private static void requireReached(List<Population> populations, List<Projection> projections) {
        for (int p = 0; p < populations.size(); p++) {
            String name = populations.get(p).name();
            if (populations.get(p) instanceof Population.Neurons neurons
                    && neurons.resetKernel().isPresent()
                    && projections.stream()
                            .noneMatch(projection -> projection.to().equals(name)
                                    && projection.kernel().isPresent())) {
                throw new InvalidNetworkException(
                        "/populations/" + p + "/reset_kernel", "no projection with a kernel reaches \"" + name + "\"");
            }
        }
    }

    /** The same network, of which only spikes are wanted. */
    public Network withoutLoss() {
        return new Network(id, convention, horizon, populations, projections, Optional.empty());
    }

    /** JSON pointer of the first response that is not that of a leaky membrane, if there is one. */
    public Optional<String> firstKernel() {
        for (int p = 0; p < populations.size(); p++) {
            if (populations.get(p) instanceof Population.Neurons neurons
                    && neurons.resetKernel().isPresent()) {
                return Optional.of("/populations/" + p + "/reset_kernel");
            }
        }
        for (int p = 0; p < projections.size(); p++) {
            if (projections.get(p).kernel().isPresent()) {
                return Optional.of("/projections/" + p + "/kernel");
            }
        }
        return Optional.empty();
    }

    private static void requireValid(List<Population> populations, Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            Population.Neurons neurons = neurons(populations, entropy.population(), "/loss/population");
            requireNeuron(neurons, entropy.label(), "/loss/label");
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            for (int k = 0; k < square.targets().size(); k++) {
                Loss.SpikeTimeSquare.Target target = square.targets().get(k);
                String pointer = "/loss/targets/" + k;
                requireNeuron(
                        neurons(populations, target.population(), pointer + "/0"), target.neuron(), pointer + "/1");
                if (target.spike() < 0) {
                    throw new InvalidNetworkException(pointer + "/2", "there is no spike " + target.spike());
                }
            }
        } else if (loss instanceof Loss.VoltageSquare square) {
            requireNeuron(
                    neurons(populations, square.population(), "/loss/population"), square.neuron(), "/loss/neuron");
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            Population.Neurons neurons = neurons(populations, integral.population(), "/loss/population");
            if (integral.weights().size() != neurons.size()) {
                throw new InvalidNetworkException(
                        "/loss/weights",
                        "has " + integral.weights().size() + " values for a population of " + neurons.size());
            }
        } else if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            requireNeuron(
                    neurons(populations, entropy.population(), "/loss/population"), entropy.label(), "/loss/label");
        } else if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            requireNeuron(
                    neurons(populations, entropy.population(), "/loss/population"), entropy.label(), "/loss/label");
        } else if (loss instanceof Loss.SpikeCountSquare square) {
            Population.Neurons neurons = neurons(populations, square.population(), "/loss/population");
            if (square.targets().size() != neurons.size()) {
                throw new InvalidNetworkException(
                        "/loss/targets",
                        "has " + square.targets().size() + " values for a population of " + neurons.size());
            }
        }
    }

    private static Population.Neurons neurons(List<Population> populations, String name, String pointer) {
        if (find(populations, name, pointer) instanceof Population.Neurons neurons) {
            return neurons;
        }
        throw new InvalidNetworkException(pointer, "\"" + name + "\" is a source, a loss needs neurons");
    }

    private static void requireNeuron(Population.Neurons neurons, int neuron, String pointer) {
        if (neuron < 0 || neuron >= neurons.size()) {
            throw new InvalidNetworkException(
                    pointer,
                    "there is no neuron " + neuron + " among the " + neurons.size() + " of \"" + neurons.name() + "\"");
        }
    }

    private static Population find(List<Population> populations, String name, String pointer) {
        return populations.stream()
                .filter(population -> population.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidNetworkException(pointer, "there is no population \"" + name + "\""));
    }

    /**
     * The population of a name.
     *
     * @throws InvalidNetworkException if there is none
     */
    public Population population(String name) {
        return find(populations, name, "/populations");
    }
}
