package io.github.goldspike.textbook;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How many decimal digits the formulas of eq. (5) lose on a network, at most as a rule (proofs-notes/textbook.md, X5). */
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

    private LostDigits(Network network) {
        this.network = network;
        for (Projection projection : network.projections()) {
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                TreeSet<Rational> ofNeuron =
                        rates.computeIfAbsent(List.of(to.name(), synapse.post()), unseen -> new TreeSet<>());
                ofNeuron.add(to.beta(synapse.post()));
                ofNeuron.add(projection.decay().alpha(synapse.pre(), synapse.post()));
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

    /** Currents of one neuron that may cancel: how far its weights are apart, and how many digits they have. */
    private int byWeights() {
        Map<List<Object>, List<Rational>> extremes = new HashMap<>();
        int longest = 0;
        for (Projection projection : network.projections()) {
            for (Synapse synapse : projection.synapses()) {
                Rational weight = synapse.weight();
                if (weight.signum() != 0) {
                    Rational size = weight.signum() < 0 ? weight.negate() : weight;
                    extremes.merge(
                            List.of(projection.to(), synapse.post()),
                            List.of(size, size),
                            (known, own) -> List.of(least(known.get(0), size), greatest(known.get(1), size)));
                    longest = Math.max(
                            longest,
                            size.numerator().bitLength() + size.denominator().bitLength());
                }
            }
        }
        int range = extremes.values().stream()
                .mapToInt(both -> digits(both.get(1).dividedBy(both.get(0))))
                .max()
                .orElse(0);
        return range + Math.max(0, (int) (longest * Math.log10(2)) - USUAL);
    }

    private static Rational least(Rational a, Rational b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Rational greatest(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
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
