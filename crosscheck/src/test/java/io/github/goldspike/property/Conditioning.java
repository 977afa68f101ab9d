package io.github.goldspike.property;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By how much answers move, absolutely, when every real of a network moves by a fraction of itself: Σ |p · ∂/∂p|. */
final class Conditioning {

    private static final Rational STEP = Rational.of(1, 1 << 22);

    private Conditioning() {}

    /**
     * Of all entries of the gradient, by differences that the event-driven engine takes, which is right to a few digits: entry by
     * entry in the order of {@link #flat}; empty if the number of spikes or what is decided changes within the step.
     */
    static Optional<double[]> ofGradient(Network network, Question question) {
        Answer<Double> here = new EventEngine().solve(network, question);
        List<Double> gradient = flat(here);
        double[] sums = new double[gradient.size()];
        for (Network moved : moved(network)) {
            Answer<Double> there = new EventEngine().solve(moved, question);
            List<Double> gradientThere = flat(there);
            if (!there.undecided().isEmpty()
                    || gradientThere.size() != sums.length
                    || !counts(here).equals(counts(there))) {
                return Optional.empty();
            }
            for (int k = 0; k < sums.length; k++) {
                sums[k] += Math.abs(gradientThere.get(k) - gradient.get(k)) / STEP.toDouble();
            }
        }
        for (int k = 0; k < sums.length; k++) {
            // The reals of the loss are not counted, but rounded all the same.
            sums[k] = Math.max(sums[k], Math.abs(gradient.get(k)));
        }
        return Optional.of(sums);
    }

    /** With each real and the horizon moved in turn, but those that are 0. */
    private static List<Network> moved(Network network) {
        List<Network> all = new ArrayList<>();
        for (Map.Entry<ParameterId, Rational> real : FileReals.of(network).entrySet()) {
            if (real.getValue().signum() != 0) {
                moved(network, real).ifPresent(all::add);
            }
        }
        all.add(new Network(
                network.id(),
                network.convention(),
                network.horizon().times(Rational.ONE.plus(STEP)),
                network.populations(),
                network.projections(),
                network.loss()));
        return all;
    }

    /** With one real moved up or down; empty for an input that others at the same time hold in its place. */
    private static Optional<Network> moved(Network network, Map.Entry<ParameterId, Rational> real) {
        Rational step = real.getValue().times(STEP);
        for (Rational by : List.of(step, step.negate())) {
            try {
                return Optional.of(FileReals.shifted(network, real.getKey(), by));
            } catch (InvalidNetworkException outOfOrder) {
                if (real.getKey().kind() != ParameterKind.INPUTS) {
                    throw outOfOrder;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Integer> counts(Answer<Double> answer) {
        return answer.spikes().neurons().map(List::size).toList();
    }

    /** The gradient, kind by kind and owner by owner; empty if it is not known. */
    static <R> List<R> flat(Answer<R> answer) {
        return answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<R>> known
                ? flat(known.value())
                : List.of();
    }

    /** Kind by kind and owner by owner. */
    static <R> List<R> flat(Gradient<R> gradient) {
        List<R> flat = new ArrayList<>();
        for (ParameterKind kind : ParameterKind.values()) {
            gradient.values().getOrDefault(kind, List.of()).forEach(flat::addAll);
        }
        return flat;
    }
}
