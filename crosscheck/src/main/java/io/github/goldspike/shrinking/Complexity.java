package io.github.goldspike.shrinking;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.shrinking.Reals.Real;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * What every step of shrinking makes less: first the parts of a network are counted, then its reals are weighed. Two natural
 * numbers in lexicographic order cannot decrease for ever (shrinking-S3).
 *
 * @param parts populations, units, projections, synapses, input spikes, jumps of currents, terms of reset kernels, what the loss is made of
 * @param reals the cost of all reals, and one for each value that a kind of them has
 */
record Complexity(long parts, long reals) implements Comparable<Complexity> {

    /** Each unit of time that the network runs for. */
    private static final long UNIT_OF_TIME = 8;

    static Complexity of(Network network) {
        Size size = Size.of(network);
        long parts = (long) size.neurons() + size.synapses() + size.inputs();
        for (Population population : network.populations()) {
            parts++;
            if (population instanceof Population.Source source) {
                parts += source.size();
            } else {
                Population.Neurons neurons = (Population.Neurons) population;
                parts += neurons.initial().isPresent() ? 1 : 0;
                parts += neurons.resetKernel()
                        .map(kernel -> 1 + kernel.terms().size())
                        .orElse(0);
                parts += neurons.current().map(current -> 1 + current.steps()).orElse(0);
            }
        }
        parts += network.projections().size();
        parts += network.loss().map(Complexity::ofLoss).orElse(0L);
        return new Complexity(parts, reals(network));
    }

    private static long ofLoss(Loss loss) {
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return 1
                    + square.targets().stream()
                            .mapToLong(target -> 1 + target.spike())
                            .sum();
        }
        if (loss instanceof Loss.VoltageIntegral) {
            return 3;
        }
        return loss instanceof Loss.VoltageSquare ? 4 : 5;
    }

    private static long reals(Network network) {
        List<Real> reals = Reals.of(network);
        long cost = UNIT_OF_TIME * wholes(network.horizon());
        for (Real real : reals) {
            cost += Roundness.cost(real.value());
        }
        return cost + new HashSet<>(reals).size();
    }

    private static long wholes(Rational time) {
        return (long) Math.ceil(Math.min(time.toDouble(), 1e15));
    }

    @Override
    public int compareTo(Complexity other) {
        return Comparator.comparingLong(Complexity::parts)
                .thenComparingLong(Complexity::reals)
                .compare(this, other);
    }
}
