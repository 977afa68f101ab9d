package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which features a network needs. */
public final class FeatureDetection {

    private final Network network;
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private final Set<Rational> alphas = new HashSet<>();
    private final Set<Rational> betas = new HashSet<>();

    private FeatureDetection(Network network) {
        this.network = network;
    }

    public static Set<Feature> of(Network network) {
        FeatureDetection detection = new FeatureDetection(network);
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                detection.neurons(neurons);
            }
        }
        network.projections().forEach(detection::projection);
        detection.needs(Feature.HETEROGENEOUS, detection.alphas.size() > 1 || detection.betas.size() > 1);
        detection.needs(Feature.RECURRENT, detection.cyclic());
        return detection.features;
    }

    private void needs(Feature feature, boolean needed) {
        if (needed) {
            features.add(feature);
        }
    }

    private void neurons(Population.Neurons neurons) {
        for (int n = 0; n < neurons.size(); n++) {
            betas.add(neurons.beta(n));
            needs(Feature.LEAK, neurons.leak().of(n).signum() != 0);
            needs(Feature.INITIAL, !neurons.initial(n).equals(neurons.leak().of(n)));
            needs(Feature.RESET, neurons.reset().of(n).signum() != 0);
            needs(Feature.REFRACTORY, neurons.refractory().of(n).signum() != 0);
            needs(Feature.READOUT, neurons.threshold(n).isEmpty());
            needs(Feature.KERNELS, neurons.resetKernel().isPresent());
            needs(Feature.NO_LEAK, neurons.beta(n).signum() == 0);
            needs(
                    Feature.CURRENT,
                    neurons.currentJumps(n).stream()
                            .anyMatch(jump -> jump.size().signum() != 0));
        }
    }

    private void projection(Projection projection) {
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        needs(Feature.KERNELS, projection.kernel().isPresent());
        for (Synapse synapse : projection.synapses()) {
            if (projection.kernel().isEmpty()) {
                Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
                alphas.add(alpha);
                needs(Feature.EQUAL_TIME_CONSTANTS, alpha.equals(target.beta(synapse.post())));
            }
            needs(Feature.DELAYS, synapse.delay().signum() != 0);
            needs(
                    Feature.SELF_CONNECTIONS,
                    projection.from().equals(projection.to()) && synapse.pre() == synapse.post());
        }
    }

    /** Whether some population reaches itself; sorts them topologically as far as that goes. */
    private boolean cyclic() {
        Map<String, Set<String>> targets = new HashMap<>();
        for (Projection projection : network.projections()) {
            if (!projection.synapses().isEmpty()) {
                targets.computeIfAbsent(projection.from(), name -> new HashSet<>())
                        .add(projection.to());
            }
        }
        int before = -1;
        while (before != targets.size()) {
            before = targets.size();
            targets.values().forEach(to -> to.removeIf(name -> !targets.containsKey(name)));
            targets.values().removeIf(Set::isEmpty);
        }
        return !targets.isEmpty();
    }
}
