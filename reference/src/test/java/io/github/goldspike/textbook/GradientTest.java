package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;

class GradientTest {

    private static final Question QUESTION = Question.ofDigits(40).withJacobian();

    private static final Question SPIKES = Question.ofDigits(40).withRespectTo(Set.of());

    /** Step of the central differences; their error is about its square, times a third derivative. */
    private static final Rational STEP = Rational.parse("1e-13");

    private static final int PLACES = 20;

    private final TextbookEngine engine = new TextbookEngine();

    /** Every feature at once: delays, parallel synapses, three α onto one neuron, α = β, leak, reset, initial. */
    private static Networks everything() {
        return Networks.until("3/2")
                .source("in", "0", "0.3", "1")
                .neuron("a", "1", "1", "-1/4", "1/8", "1/2")
                .neuron("b", "3/2", "5/4", "1/4", "0", "-1/2")
                .synapse("in", "a", "2", "8")
                .synapses(
                        "a",
                        "b",
                        "3/2",
                        new Synapse(0, 0, Rational.of(3), Rational.ZERO),
                        new Synapse(0, 0, Rational.of(2), Rational.of(1, 3)))
                .synapse("b", "a", "3", "-1", "1/16")
                .synapse("b", "b", "1/2", "1/2")
                .synapse("in", "b", "1", "1", "1/8");
    }

    private static Apfloat known(Outcome<Apfloat> outcome) {
        return ((Outcome.Known<Apfloat>) outcome).value();
    }

    private static Gradient<Apfloat> gradient(Answer<Apfloat> answer) {
        return ((Outcome.Known<Gradient<Apfloat>>) answer.gradient().orElseThrow()).value();
    }

    private void assertJacobianIsCentralDifferences(Network network) {
        Answer<Apfloat> answer = engine.solve(network, QUESTION);
        assertEquals(List.of(), answer.undecided());
        Map<String, Apfloat> entries = new HashMap<>();
        for (Derivative<Apfloat> entry : answer.jacobian().orElseThrow()) {
            entries.put(
                    entry.spike() + "/" + entry.parameter().owner() + "/"
                            + entry.parameter().index(),
                    entry.value());
        }
        forEachWeight(network, weight -> {
            Answer<Apfloat> up = engine.solve(FileReals.shifted(network, weight, STEP), SPIKES);
            Answer<Apfloat> down = engine.solve(FileReals.shifted(network, weight, STEP.negate()), SPIKES);
            answer.spikes().forEach((population, neurons) -> {
                for (int k = 0; k < neurons.get(0).size(); k++) {
                    Apfloat difference = difference(
                            up.spikes().get(population).get(0).get(k).time(),
                            down.spikes().get(population).get(0).get(k).time());
                    String name = "spike " + k + " of neuron 0 of \"" + population + "\"/" + weight.owner() + "/"
                            + weight.index();
                    Digits.assertWithin(difference, entries.getOrDefault(name, Apfloat.ZERO), PLACES);
                }
            });
        });
    }

    private void assertGradientIsCentralDifferences(Network network) {
        Answer<Apfloat> answer = engine.solve(network, QUESTION);
        assertEquals(List.of(), answer.undecided());
        forEachWeight(network, weight -> {
            Answer<Apfloat> up = engine.solve(FileReals.shifted(network, weight, STEP), SPIKES);
            Answer<Apfloat> down = engine.solve(FileReals.shifted(network, weight, STEP.negate()), SPIKES);
            Digits.assertWithin(
                    difference(known(up.loss().orElseThrow()), known(down.loss().orElseThrow())),
                    gradient(answer).weights().get(weight.owner()).get(weight.index()),
                    PLACES);
        });
    }

    private static void forEachWeight(Network network, Consumer<ParameterId> check) {
        FileReals.of(network).keySet().stream()
                .filter(parameter -> parameter.kind() == ParameterKind.WEIGHTS)
                .forEach(check);
    }

    private static Apfloat difference(Apfloat up, Apfloat down) {
        return up.subtract(down).divide(new Apfloat("2e-13", 70));
    }

    @Test
    void the_second_spike_feels_the_weight_through_the_first_spike_of_the_same_neuron() {
        Network network = Networks.until("5")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "1", "4")
                .build();
        assertEquals(2, engine.solve(network, QUESTION).spikes().get("n").get(0).size());
        assertJacobianIsCentralDifferences(network);
    }

    @Test
    void the_jacobian_of_a_recurrent_network_with_every_feature_is_its_central_differences() {
        Network network = everything().build();
        Answer<Apfloat> answer = engine.solve(network, QUESTION);
        assertTrue(answer.spikes().get("a").get(0).size() > 1);
        assertTrue(answer.spikes().get("b").get(0).size() > 1);
        assertJacobianIsCentralDifferences(network);
    }

    @Test
    void the_cross_entropy_gradient_is_its_central_differences() {
        assertGradientIsCentralDifferences(everything()
                .loss(new Loss.FirstSpikeCrossEntropy("b", 0, Rational.of(1, 5), Rational.of(1, 2), Rational.of(1, 3)))
                .build());
    }

    @Test
    void the_spike_time_square_gradient_is_its_central_differences() {
        assertGradientIsCentralDifferences(everything()
                .loss(new Loss.SpikeTimeSquare(List.of(
                        new Loss.SpikeTimeSquare.Target("b", 0, 2, Rational.ONE),
                        new Loss.SpikeTimeSquare.Target("a", 0, 1, Rational.ZERO))))
                .build());
    }

    @Test
    void the_voltage_square_gradient_of_a_spiking_neuron_is_its_central_differences() {
        assertGradientIsCentralDifferences(everything()
                .loss(new Loss.VoltageSquare("b", 0, Rational.of(3, 8)))
                .build());
    }

    @Test
    void the_voltage_square_gradient_of_a_readout_is_its_central_differences() {
        assertGradientIsCentralDifferences(everything()
                .neuron("o", "1/2", "", "0", "1/4", "1")
                .synapse("a", "o", "1/2", "2", "1/8")
                .synapse("b", "o", "3", "-1")
                .loss(new Loss.VoltageSquare("o", 0, Rational.of(3, 8)))
                .build());
    }

    @Test
    void gradients_are_with_respect_to_the_weights_as_given() {
        assertGradientIsCentralDifferences(everything()
                .inCurrentConvention()
                .loss(new Loss.VoltageSquare("b", 0, Rational.of(3, 8)))
                .build());
    }

    @Test
    void a_synapse_of_weight_zero_has_a_gradient() {
        Network network = Networks.until("1")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .synapse("in", "n", "3", "0")
                .loss(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, Rational.ZERO))))
                .build();
        assertTrue(gradient(engine.solve(network, QUESTION))
                        .weights()
                        .get(1)
                        .get(0)
                        .signum()
                < 0);
        assertGradientIsCentralDifferences(network);
    }

    @Test
    void the_voltage_square_of_a_readout_behind_a_recurrent_pair_is_that_of_case_k02() {
        Network network = Networks.until("5")
                .source("one", "0", "1")
                .source("two", "0.5")
                .neuron("a", "1", "1")
                .neuron("b", "1", "1")
                .neuron("o", "0.5", "", "0", "0", "0")
                .synapse("one", "a", "2", "6")
                .synapse("two", "b", "2", "5")
                .synapse("a", "b", "2", "1")
                .synapse("b", "a", "2", "-1")
                .synapse("a", "o", "2", "0.75")
                .synapse("b", "o", "2", "-0.5")
                .synapse("one", "o", "2", "0.125")
                .loss(new Loss.VoltageSquare("o", 0, Rational.parse("0.375")))
                .build();
        Answer<Apfloat> answer = engine.solve(network, QUESTION);
        Digits.assertAgree(
                "0.06804192219626477217825189146405018570086171416943",
                known(answer.loss().orElseThrow()),
                39);
        Digits.assertAgree(
                "-0.18123510709702659022431593797894063025310911649953",
                gradient(answer).weights().get(4).get(0),
                39);
    }

    @Test
    void a_loss_of_potentials_up_to_the_horizon_zero_is_zero_with_its_gradient() {
        Network network = Networks.until("0")
                .source("in", "0")
                .neuron("n", "1", "1")
                .synapse("in", "n", "2", "5")
                .loss(new Loss.VoltageSquare("n", 0, Rational.ONE))
                .build();
        for (Method method : Method.values()) {
            Answer<Apfloat> answer = engine.solve(network, QUESTION.by(method));
            assertEquals(Apfloat.ZERO, known(answer.loss().orElseThrow()));
            assertEquals(List.of(List.of(Apfloat.ZERO)), gradient(answer).weights());
        }
    }
}
