package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The causal graph (theorems-T8): [FP alg. 1]'s other output. */
@AddLifecycleHook(Campaign.class)
class CausalGraphProperties {

    private static final int DIGITS = 30;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everySpikeComesAfterItsCausesAndMovesWithThemAtOne(@ForAll("networks") Network network) {
        Solved.holds(network, DIGITS, solved -> {
            CausalGraph<Ball> graph =
                    new CertifiedEngine().causalGraph(network, Solved.question(DIGITS), Progress.SILENT);
            if (solved.decided()) {
                assertEquals(solved.spikes(), graph.rows().size());
            }
            Set<SpikeId> seen = new HashSet<>();
            for (CausalGraph.Row<Ball> row : graph.rows()) {
                assertTrue(seen.containsAll(row.bySpike().keySet()), () -> row.spike() + " before one of its causes");
                seen.add(row.spike());
                if (startsAtRest(network, row.spike())) {
                    // All causes later by δ: so is the spike, so V(f) stays.
                    Ball sum = row.slope();
                    for (Ball entry : row.bySpike().values()) {
                        sum = sum.plus(entry);
                    }
                    for (Ball entry : row.byInput().values()) {
                        sum = sum.plus(entry);
                    }
                    assertTrue(sum.overlaps(Ball.ZERO), "sum of the row of " + row.spike() + ": " + sum);
                }
            }
        });
    }

    private static boolean startsAtRest(Network network, SpikeId spike) {
        Population.Neurons neurons = (Population.Neurons) network.population(spike.population());
        return neurons.initial(spike.neuron()).equals(neurons.leak().of(spike.neuron()));
    }
}
