package io.github.goldspike.textbook;

import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How many decimal digits the formulas of [FP eq. 5] lose on a network, at most as a rule (textbook-X6). */
final class LostDigits {

    /**
     * How often the digits that an α and a β share can be lost: h has (β − α)^-1, its derivatives (β − α)^-2, and their
     * integrals with another kernel one more; one to be safe.
     */
    private static final int BY_DERIVATIVES = 4;

    /** Digits of a real that every working precision holds. */
    private static final int USUAL = 40;

    private final Network network;
    /** The distinct rates at each neuron. */
    private final Map<List<Object>, TreeSet<Rational>> rates = new HashMap<>();

    /** All that can arrive at each neuron: weights, and jumps of its input current. */
    private final Map<List<Object>, List<Rational>> weights = new HashMap<>();

    private LostDigits(Network network) {
        this.network = network;
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    rates.put(List.of(group.name(), n), new TreeSet<>(List.of(group.beta(n))));
                    for (InputCurrent.Jump jump : group.currentJumps(n)) {
                        weights.computeIfAbsent(List.of(group.name(), n), unseen -> new ArrayList<>())
                                .add(jump.size());
                    }
                }
            }
        }
        for (Projection projection : network.projections()) {
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                List<Object> neuron = List.of(to.name(), synapse.post());
                rates.get(neuron).add(projection.decay().alpha(synapse.pre(), synapse.post()));
                weights.computeIfAbsent(neuron, unseen -> new ArrayList<>()).add(synapse.weight());
            }
        }
    }

    static int of(Network network) {
        LostDigits lost = new LostDigits(network);
        return lost.byRates() + lost.byTime() + lost.byWeights();
    }

    /** Rates that are near to each other, or so slow that nothing changes until the horizon; every pair but the nearest once. */
    private int byRates() {
        int most = 0;
        for (TreeSet<Rational> ofNeuron : rates.values()) {
            int sum = 0;
            int nearest = 0;
            Rational slower = Rational.ZERO;
            for (Rational rate : ofNeuron) {
                if (rate.signum() > 0) {
                    Rational gap = rate.minus(slower);
                    int shared = digitsBelowOne(gap.times(network.horizon()));
                    if (slower.signum() > 0) {
                        shared = Math.max(shared, digits(rate.dividedBy(gap)));
                    }
                    sum += shared;
                    nearest = Math.max(nearest, shared);
                    slower = rate;
                }
            }
            most = Math.max(most, sum + (BY_DERIVATIVES - 1) * nearest);
        }
        return most;
    }

    /** The digits before the point of the largest rate times horizon. */
    private int byTime() {
        Rational fastest = rates.values().stream()
                .map(TreeSet::last)
                .max(Rational::compareTo)
                .orElse(Rational.ZERO);
        return digits(fastest.times(network.horizon()).plus(Rational.ONE));
    }

    /** Currents of one neuron that may cancel, having both signs: how far they are apart, and how many digits they have. */
    private int byWeights() {
        int range = 0;
        int longest = 0;
        for (List<Rational> ofNeuron : weights.values()) {
            List<Rational> sizes = new ArrayList<>();
            int signs = 0;
            for (Rational weight : ofNeuron) {
                if (weight.signum() != 0) {
                    Rational size = weight.signum() < 0 ? weight.negate() : weight;
                    signs |= weight.signum() < 0 ? 1 : 2;
                    sizes.add(size);
                    longest = Math.max(
                            longest,
                            size.numerator().bitLength() + size.denominator().bitLength());
                }
            }
            if (signs == 3) {
                range = Math.max(range, digits(Collections.max(sizes).dividedBy(Collections.min(sizes))));
            }
        }
        return range + Math.max(0, (int) (longest * Math.log10(2)) - USUAL);
    }

    /** log₁₀ of a positive number, rounded up, or one more; 0 below 1. */
    private static int digits(Rational positive) {
        int bits = positive.numerator().bitLength() - positive.denominator().bitLength() + 1;
        return (int) Math.max(0, Math.ceil(bits * Math.log10(2)));
    }

    /** −log₁₀ of a number below 1, rounded up, or one more; 0 for 0 and above 1. */
    private static int digitsBelowOne(Rational number) {
        return number.signum() == 0 ? 0 : digits(number.reciprocal());
    }
}
