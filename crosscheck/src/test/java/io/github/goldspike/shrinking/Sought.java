package io.github.goldspike.shrinking;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.List;
import java.util.function.Predicate;

/** What a shrinker looks for, seen without an engine. */
enum Sought implements Predicate<Network> {
    A_DELAY {
        @Override
        public boolean test(Network network) {
            return synapses(network).stream()
                    .anyMatch(synapse -> synapse.delay().signum() > 0);
        }
    },
    TWO_INPUTS_AND_THREE_SYNAPSES {
        @Override
        public boolean test(Network network) {
            Size size = Size.of(network);
            return size.inputs() >= 2 && size.synapses() >= 3;
        }
    },
    A_LOSS {
        @Override
        public boolean test(Network network) {
            return network.loss().isPresent();
        }
    },
    A_LOSS_OF_A_POTENTIAL {
        @Override
        public boolean test(Network network) {
            return network.loss()
                    .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                    .isPresent();
        }
    },
    MUCH_WEIGHT {
        @Override
        public boolean test(Network network) {
            Rational sum = synapses(network).stream()
                    .map(Synapse::weight)
                    .map(weight -> weight.times(weight))
                    .reduce(Rational.ZERO, Rational::plus);
            return sum.compareTo(Rational.of(10)) > 0;
        }
    },
    A_START_AWAY_FROM_REST {
        @Override
        public boolean test(Network network) {
            return network.populations().stream()
                    .anyMatch(population -> population instanceof Population.Neurons neurons && awayFromRest(neurons));
        }
    };

    private static boolean awayFromRest(Population.Neurons neurons) {
        for (int n = 0; n < neurons.size(); n++) {
            if (!neurons.initial(n).equals(neurons.leak().of(n))) {
                return true;
            }
        }
        return false;
    }

    private static List<Synapse> synapses(Network network) {
        return network.projections().stream()
                .map(Projection::synapses)
                .flatMap(List::stream)
                .toList();
    }
}
