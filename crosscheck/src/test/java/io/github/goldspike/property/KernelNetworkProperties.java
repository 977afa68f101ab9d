package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.response.ResponseAnswer;
import io.github.goldspike.response.ResponseEngine;
import io.github.goldspike.response.ResponseParameter;
import io.github.goldspike.response.ResponseQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Leaky integrate-and-fire networks written as kernels (kernels-R1, kernels-R7): the engine for general kernels and the certified
 * engine, which share neither the search for crossings nor the derivatives, enclose the same numbers.
 */
@AddLifecycleHook(Campaign.class)
class KernelNetworkProperties {

    private static final int DIGITS = 30;

    private static final Set<ParameterKind> KINDS = Set.of(
            ParameterKind.WEIGHTS,
            ParameterKind.DELAYS,
            ParameterKind.THRESHOLD,
            ParameterKind.RESET,
            ParameterKind.ALPHA,
            ParameterKind.INPUTS);

    @Provide
    Arbitrary<Network> networks() {
        return Networks.withoutRefractoryPeriods();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void kernelsOfALeakyNeuronGiveItsSpikesAndDerivatives(@ForAll("networks") Network network) {
        try {
            KernelNetwork kernels = new KernelNetwork(network);
            Answer<Ball> certified =
                    new CertifiedEngine().solve(network, Solved.question(DIGITS).withRespectTo(KINDS));
            ResponseAnswer answer = new ResponseEngine()
                    .solve(
                            kernels.kernels(),
                            ResponseQuestion.ofDigits(DIGITS).upTo(6 * DIGITS).withSpikes(Solved.SPIKE_LIMIT));
            boolean decided = certified.undecided().isEmpty();
            boolean kernelsDecided = answer.undecided().isEmpty();
            Statistics.label("both decided")
                    .collect(decided && kernelsDecided)
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 60));
            Statistics.label("undecided with kernels")
                    .collect(answer.undecided()
                            .map(open -> open.kind().toString())
                            .orElse("no"));
            Statistics.label("spikes").collect(Math.min(20, answer.spikes().size()));
            assertSpikes(kernels, certified, answer, decided && kernelsDecided);
            if (decided) {
                assertDerivatives(network, kernels, certified, answer);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    private static void assertSpikes(
            KernelNetwork kernels, Answer<Ball> certified, ResponseAnswer answer, boolean complete) {
        certified.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Ball>> train = trains.get(n);
                List<ResponseAnswer.Spike> other = answer.train(kernels.neuron(population, n));
                if (complete) {
                    assertEquals(train.size(), other.size(), "number of spikes of " + population + "/" + n);
                }
                for (int k = 0; k < Math.min(train.size(), other.size()); k++) {
                    String name = new SpikeId(population, n, k).toString();
                    assertOverlap(
                            "time of " + name, train.get(k).time(), other.get(k).time());
                    assertOverlap(
                            "slope of " + name,
                            train.get(k).slope(),
                            other.get(k).slope());
                }
                for (int k = other.size(); k < train.size(); k++) {
                    assertTrue(
                            train.get(k).time().upper().isGreaterThan(answer.provedUntil()),
                            "a spike is missing: " + new SpikeId(population, n, k));
                }
            }
        });
    }

    private static void assertDerivatives(
            Network network, KernelNetwork kernels, Answer<Ball> certified, ResponseAnswer answer) {
        Map<SpikeId, Map<ParameterId, Ball>> expected = new HashMap<>();
        for (Derivative<Ball> entry : certified.jacobian().orElseThrow()) {
            expected.computeIfAbsent(entry.spike(), unseen -> new HashMap<>()).put(entry.parameter(), entry.value());
        }
        List<Map<ResponseParameter, Ball>> forward = answer.derivatives().forward();
        for (int f = 0; f < answer.spikes().size(); f++) {
            ResponseAnswer.Spike spike = answer.spikes().get(f);
            SpikeId name = name(network, kernels, spike);
            Map<ParameterId, Ball> row = expected.getOrDefault(name, Map.of());
            for (ParameterId parameter : parameters(network)) {
                Ball sum = Ball.ZERO;
                for (Map.Entry<ResponseParameter, Rational> part :
                        kernels.parts(parameter).entrySet()) {
                    Ball factor = Ball.of(part.getValue(), 2000);
                    sum = sum.plus(factor.times(forward.get(f).getOrDefault(part.getKey(), Ball.ZERO)));
                }
                Ball certifiedValue = row.getOrDefault(parameter, Ball.ZERO);
                assertOverlap(name + " by " + parameter, certifiedValue, sum);
                if (!certifiedValue.isZero()) {
                    Statistics.label("derivatives of at least ten digits")
                            .collect(sum.certifies(10))
                            .coverage(coverage -> coverage.check(true).percentage(share -> share > 90));
                }
            }
            Statistics.label("derivatives of a spike").collect(row.isEmpty() ? "none" : "some");
        }
    }

    private static SpikeId name(Network network, KernelNetwork kernels, ResponseAnswer.Spike spike) {
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group && group.spiking()) {
                int n = spike.neuron() - kernels.neuron(group.name(), 0);
                if (0 <= n && n < group.size()) {
                    return new SpikeId(group.name(), n, spike.index());
                }
            }
        }
        throw new AssertionError("no population has neuron " + spike.neuron());
    }

    private static List<ParameterId> parameters(Network network) {
        List<ParameterId> parameters = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            var projection = network.projections().get(p);
            for (int k = 0; k < projection.synapses().size(); k++) {
                parameters.add(ParameterId.weight(p, k));
                parameters.add(new ParameterId(ParameterKind.DELAYS, p, k));
            }
            for (int k = 0; k < projection.decay().constant().given().values().size(); k++) {
                parameters.add(new ParameterId(ParameterKind.ALPHA, p, k));
            }
        }
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group && group.spiking()) {
                for (int k = 0; k < group.size(); k++) {
                    parameters.add(new ParameterId(ParameterKind.THRESHOLD, p, k));
                    parameters.add(new ParameterId(ParameterKind.RESET, p, k));
                }
            } else if (network.populations().get(p) instanceof Population.Source source) {
                int spikes = source.trains().stream().mapToInt(List::size).sum();
                for (int k = 0; k < spikes; k++) {
                    parameters.add(new ParameterId(ParameterKind.INPUTS, p, k));
                }
            }
        }
        return parameters;
    }

    private static void assertOverlap(String what, Ball certified, Ball kernels) {
        assertTrue(certified.overlaps(kernels), () -> what + ": " + certified + " and " + kernels + " are apart");
    }
}
