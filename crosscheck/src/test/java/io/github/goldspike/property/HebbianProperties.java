package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * The Hebbian reading of the gradient (theorems-T7): dℓ/dW_ji = −Σ_f μ_f y_ji(f), the feeding kernel at the spikes of i,
 * weighted by how much the loss depends on each of them. Everything but the gradient is computed here.
 */
@AddLifecycleHook(Campaign.class)
class HebbianProperties {

    private static final int DIGITS = 30;
    private static final int BITS = 300;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.withoutRefractoryPeriods();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsTheWeightedSumOfTheFeedingKernelAtTheSpikes(@ForAll("networks") Network drawn) {
        Network network = withLossOfAllSpikes(drawn);
        try {
            Solved solved = Solved.of(network, DIGITS);
            boolean known = solved.decided()
                    && solved.answer().gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>>;
            Statistics.label("gradient").collect(known && solved.spikes() > 0);
            if (known) {
                Gradient<Ball> gradient = ((Outcome.Known<Gradient<Ball>>)
                                solved.answer().gradient().get())
                        .value();
                CausalGraph<Ball> graph =
                        new CertifiedEngine().causalGraph(network, Solved.question(DIGITS), Progress.SILENT);
                compare(network, graph, gradient);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    /** ½ Σ f² over all spikes. */
    private static Network withLossOfAllSpikes(Network drawn) {
        Network bare = Rewritten.with(drawn, drawn.populations(), drawn.projections(), Optional.empty());
        List<Loss.SpikeTimeSquare.Target> targets = new ArrayList<>();
        Solved.of(bare, DIGITS).answer().spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                for (int k = 0; k < trains.get(n).size(); k++) {
                    targets.add(new Loss.SpikeTimeSquare.Target(population, n, k, Rational.ZERO));
                }
            }
        });
        return Rewritten.with(
                bare, bare.populations(), bare.projections(), Optional.of(new Loss.SpikeTimeSquare(targets)));
    }

    private static void compare(Network network, CausalGraph<Ball> graph, Gradient<Ball> gradient) {
        Map<SpikeId, Ball> weights = weights(graph);
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            for (int k = 0; k < projection.synapses().size(); k++) {
                Synapse synapse = projection.synapses().get(k);
                Rational beta = to.beta(synapse.post());
                Ball sum = Ball.ZERO;
                for (CausalGraph.Row<Ball> row : graph.rows()) {
                    if (row.spike().population().equals(to.name())
                            && row.spike().neuron() == synapse.post()) {
                        sum = sum.plus(weights.get(row.spike()).times(fed(network, graph, projection, synapse, row)));
                    }
                }
                Ball asGiven = sum.negate().times(Ball.of(network.convention().kernelFactor(beta), BITS));
                Ball certified = gradient.weights().get(p).get(k);
                assertTrue(certified.overlaps(asGiven), "by weight " + p + "/" + k + ": " + certified + ", " + asGiven);
            }
        }
    }

    /** μ of Lᵀμ = ∂ℓ/∂F by substitution from the last spike; ∂ℓ/∂f = f. */
    private static Map<SpikeId, Ball> weights(CausalGraph<Ball> graph) {
        Map<SpikeId, Ball> right = new HashMap<>();
        graph.rows().forEach(row -> right.put(row.spike(), row.time()));
        Map<SpikeId, Ball> weights = new HashMap<>();
        for (int f = graph.rows().size() - 1; f >= 0; f--) {
            CausalGraph.Row<Ball> row = graph.rows().get(f);
            Ball mu = right.get(row.spike()).dividedBy(row.slope());
            weights.put(row.spike(), mu);
            row.bySpike().forEach((g, entry) -> right.merge(g, entry.times(mu).negate(), Ball::plus));
        }
        return weights;
    }

    /** y_ji(f) of one synapse. */
    private static Ball fed(
            Network network, CausalGraph<Ball> graph, Projection projection, Synapse synapse, CausalGraph.Row<Ball> f) {
        List<Ball> sent = new ArrayList<>();
        if (network.population(projection.from()) instanceof Population.Source source) {
            source.trains().get(synapse.pre()).forEach(time -> sent.add(Ball.of(time, BITS)));
        } else {
            graph.rows().stream()
                    .filter(row -> row.spike().population().equals(projection.from())
                            && row.spike().neuron() == synapse.pre())
                    .forEach(row -> sent.add(row.time()));
        }
        Rational beta = ((Population.Neurons) network.population(projection.to())).beta(synapse.post());
        Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
        Ball y = Ball.ZERO;
        for (Ball g : sent) {
            Ball since = f.time().minus(g).minus(Ball.of(synapse.delay(), BITS));
            if (since.isPositive()) {
                y = y.plus(kernel(alpha, beta, since));
            }
        }
        return y;
    }

    private static Ball kernel(Rational alpha, Rational beta, Ball s) {
        Ball decayed = Ball.of(beta, BITS).times(s).negate().exp();
        if (alpha.equals(beta)) {
            return s.times(decayed);
        }
        Ball current = Ball.of(alpha, BITS).times(s).negate().exp();
        return current.minus(decayed).dividedBy(Ball.of(beta.minus(alpha), BITS));
    }
}
