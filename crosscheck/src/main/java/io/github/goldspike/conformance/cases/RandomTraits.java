package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a random network has of what the engine claims, and which situations it is made for: those in which the mistakes that were reported show
 * (proofs-notes/mistakes.md).
 */
final class RandomTraits {

    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private final boolean together;
    private final boolean dip;
    private final boolean burst;
    private final boolean parallel;
    private final boolean late;

    RandomTraits(RandomSource draw, Claims claims) {
        // Kernels are drawn by themselves (RandomKernels).
        for (Feature feature : EnumSet.complementOf(EnumSet.of(Feature.KERNELS))) {
            // Drawn in any case, so that one feature more or less changes little else.
            boolean drawn = draw.chance(feature == Feature.SELF_CONNECTIONS ? 0.6 : 0.4);
            if (drawn && claims.has(feature)) {
                features.add(feature);
            }
        }
        if (claims.has(Restriction.CHAINS)) {
            features.remove(Feature.RECURRENT);
        }
        if (!features.contains(Feature.RECURRENT)) {
            features.remove(Feature.SELF_CONNECTIONS);
        }
        if (claims.has(Restriction.DELAYS_AT_LEAST)) {
            features.add(Feature.DELAYS);
        }
        double situation = draw.between(0, 1);
        boolean several = claims.has(Feature.HETEROGENEOUS)
                && !claims.has(Restriction.ONE_RATE)
                && !claims.has(Restriction.ALPHA_TWICE_BETA);
        dip = situation < 0.15 && several;
        together = dip || situation < 0.35;
        burst = situation >= 0.35 && situation < 0.6;
        late = situation >= 0.6 && situation < 0.68;
        parallel = draw.chance(0.2) && !claims.has(Restriction.CHAINS);
        if (together && several && draw.chance(0.7)) {
            features.add(Feature.HETEROGENEOUS);
        }
        if (dip) {
            features.add(Feature.HETEROGENEOUS);
        }
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Two units of the source spike at the same time. */
    boolean together() {
        return together;
    }

    /** Two spikes that arrive together first inhibit and then excite. */
    boolean dip() {
        return dip;
    }

    /** Few strong inputs, after which a neuron spikes several times. */
    boolean burst() {
        return burst;
    }

    /** Some population is reached over two synapses between the same units. */
    boolean parallel() {
        return parallel;
    }

    /** Everything happens long after time 0. */
    boolean late() {
        return late;
    }
}
