package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ties at spikes and at the ends of refractory times: both methods of the engine answer the same questions (event-double-D7). */
class RestartTieTest {

    private static final List<String> LOSSES = List.of(
            "{'kind': 'spike-time-square', 'targets': [['o', 0, 0, '0']]}",
            "{'kind': 'spike-time-square', 'targets': [['o', 0, 1, '0']]}",
            "{'kind': 'spike-time-square', 'targets': [['o', 1, 1, '0']]}",
            "{'kind': 'first-spike-cross-entropy', 'population': 'o', 'label': 0, 'tau0': '0.5', 'tau1': '1', 'gamma': '0.1'}",
            "{'kind': 'voltage-square', 'population': 'o', 'neuron': 0, 'target': '0.5'}",
            "{'kind': 'voltage-integral', 'population': 'r', 'weights': ['1'], 'kappa': '0.5'}");

    /** Two neurons that spike together, and reach themselves or each other when the refractory time ends, or when they spike. */
    private static String twins(String beta, String delay, String own, String other, String loss) {
        return """
                {'format': 'goldspike-network/1', 'horizon': '4', 'populations': [
                  {'name': 'in', 'spikes': [['0']]},
                  {'name': 'o', 'size': 2, 'beta': '%s', 'threshold': '1', 'refractory': '%s'},
                  {'name': 'r', 'size': 1, 'beta': '1', 'threshold': null}],
                 'projections': [
                  {'from': 'in', 'to': 'o', 'alpha': '1', 'weights': [['9', '9']]},
                  {'from': 'o', 'to': 'o', 'alpha': '2', 'weights': [[%s, %s], [%s, %s]], 'delays': '%s'},
                  {'from': 'o', 'to': 'r', 'alpha': '2', 'weights': [['1'], ['0']]}],
                 'loss': %s}""".formatted(beta, delay, own, other, other, own, delay, loss);
    }

    /** V = t without leak: it spikes at 1, and something arrives at 1, or at the end of the refractory time. */
    private static String ramps(String refractory, String arrival, String loss) {
        return """
                {'format': 'goldspike-network/1', 'horizon': '4', 'populations': [
                  {'name': 'in', 'spikes': [['%s']]},
                  {'name': 'o', 'size': 2, 'beta': '0', 'threshold': '1', 'refractory': '%s', 'current': [['0', '1']]},
                  {'name': 'r', 'size': 1, 'beta': '1', 'threshold': null}],
                 'projections': [
                  {'from': 'in', 'to': 'o', 'alpha': '1', 'weights': [['0.25', '0.5']]},
                  {'from': 'o', 'to': 'r', 'alpha': '2', 'weights': [['1'], ['0']]}],
                 'loss': %s}""".formatted(arrival, refractory, loss);
    }

    private static Network network(String text) {
        try {
            return NetworkReader.read(
                    new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static Outcome<Gradient<Double>> gradient(Network network, Method method, Set<ParameterKind> kinds) {
        Question question = Question.ofDigits(15).by(method).withRespectTo(kinds);
        return new EventEngine().solve(network, question).gradient().orElseThrow();
    }

    @Test
    void eventPropAnswersWhereTheAdjointSweepDoes() {
        List<String> networks = new ArrayList<>();
        for (String loss : LOSSES) {
            for (String beta : List.of("1", "0")) {
                for (String delay : List.of("0", "0.25")) {
                    networks.add(twins(beta, delay, "'0.5'", "null", loss));
                    networks.add(twins(beta, delay, "null", "'0.5'", loss));
                }
            }
            networks.add(ramps("0", "1", loss));
            networks.add(ramps("0.5", "1", loss));
            networks.add(ramps("0.5", "1.5", loss));
        }
        int known = 0;
        int open = 0;
        for (String text : networks) {
            Network network = network(text);
            for (ParameterKind kind : ParameterKind.values()) {
                Outcome<Gradient<Double>> adjoint = gradient(network, Method.ADJOINT, EnumSet.of(kind));
                Outcome<Gradient<Double>> eventProp = gradient(network, Method.EVENTPROP, EnumSet.of(kind));
                assertEquals(adjoint.getClass(), eventProp.getClass(), () -> kind + " of " + text);
                if (adjoint instanceof Outcome.Known<Gradient<Double>> one
                        && eventProp instanceof Outcome.Known<Gradient<Double>> other) {
                    known++;
                    assertClose(numbers(one, kind), numbers(other, kind), kind + " of " + text);
                } else {
                    open++;
                }
            }
        }
        assertTrue(known > 100, known + " known");
        assertTrue(open > 100, open + " open");
    }

    /** After the spike at 1 the ramp is where it would be had the input come after it: only the spike itself is tied. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0, false", "0, 1, 1, true", "0.5, 1.5, 0, true", "0.5, 1.5, 1, false", "0.5, 1, 0, false"})
    void whatHangsOnATieHasNoDerivativeAndNothingElseHasNone(
            String refractory, String arrival, int spike, boolean derivative) {
        String loss = "{'kind': 'spike-time-square', 'targets': [['o', 0, %d, '0']]}".formatted(spike);
        Network network = network(ramps(refractory, arrival, loss));
        for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
            assertEquals(
                    derivative,
                    gradient(network, method, EnumSet.of(ParameterKind.INPUTS)) instanceof Outcome.Known,
                    method.toString());
        }
    }

    private static List<Double> numbers(Outcome.Known<Gradient<Double>> gradient, ParameterKind kind) {
        return gradient.value().values().get(kind).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void assertClose(List<Double> expected, List<Double> found, String message) {
        double greatest = expected.stream().mapToDouble(Math::abs).max().orElse(0);
        assertEquals(expected.size(), found.size());
        for (int k = 0; k < expected.size(); k++) {
            assertEquals(expected.get(k), found.get(k), 1e-11 * greatest + 1e-15, message);
        }
    }
}
