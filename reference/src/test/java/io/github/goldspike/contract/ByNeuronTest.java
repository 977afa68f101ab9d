package io.github.goldspike.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByNeuronTest {

    private static final ByNeuron<Integer> TWO = new ByNeuron<>(order("z", "a"));

    private static Map<String, List<List<Integer>>> order(String first, String second) {
        Map<String, List<List<Integer>>> populations = new LinkedHashMap<>();
        populations.put(first, List.of(List.of(1, 2), List.of()));
        populations.put(second, List.of(List.of(3)));
        return populations;
    }

    @Test
    void populationsKeepTheirOrder() {
        assertEquals(List.of("z", "a"), List.copyOf(TWO.names()));
        assertEquals(List.of("z", "a"), List.copyOf(TWO.map(value -> -value).names()));
        assertEquals(List.of(1, 2, 3), TWO.values().toList());
    }

    @Test
    void nothingThatIsDoneToItsSourcesChangesIt() {
        List<Integer> train = new ArrayList<>(List.of(1));
        List<List<Integer>> neurons = new ArrayList<>(List.of(train));
        ByNeuron<Integer> values = ByNeuron.of("n", neurons);
        train.add(2);
        neurons.clear();
        assertEquals(List.of(1), values.get("n", 0));
        assertThrows(UnsupportedOperationException.class, () -> values.get("n").clear());
        assertThrows(
                UnsupportedOperationException.class, () -> values.get("n", 0).clear());
    }

    @Test
    void aPopulationThatIsNotThereIsSaidToBeSo() {
        assertEquals(
                "there is no population \"b\"",
                assertThrows(NoSuchElementException.class, () -> TWO.get("b")).getMessage());
        assertTrue(TWO.getOrNone("b").isEmpty());
    }

    @Test
    void neuronsAreNumberedThroughAllPopulationsAndThoseThatCannotSpikeMayBeLeftOut() {
        Network network = new Network(
                "",
                Convention.KERNEL,
                Rational.ONE,
                List.of(
                        new Population.Source("in", List.of(List.of())),
                        neurons("readout", 2, Optional.empty()),
                        neurons("out", 2, Optional.of(Rational.ONE))),
                List.of(),
                Optional.empty());
        assertEquals(
                ByNeuron.of("out", List.of(List.of(2), List.of(3))),
                ByNeuron.ofSpiking(network, number -> List.of(number)));
        assertEquals(
                List.of(0, 1, 2, 3),
                ByNeuron.ofNeurons(network, number -> List.of(number)).values().toList());
        assertEquals(
                List.of("out0", "out1"),
                ByNeuron.ofSpiking(network, (population, neuron) -> List.of(population + neuron))
                        .values()
                        .toList());
    }

    private static Population.Neurons neurons(String name, int size, Optional<Rational> threshold) {
        return new Population.Neurons(
                name,
                size,
                TimeConstant.rate(Rational.ONE),
                threshold.map(Threshold::shared),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.ZERO),
                Optional.empty(),
                Parameter.shared(Rational.ZERO),
                Optional.empty());
    }
}
