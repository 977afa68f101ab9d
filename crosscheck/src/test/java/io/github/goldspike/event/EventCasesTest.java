package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.PrintedReal;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The event-driven engine on networks with the answers of an independent program (50 digits, not certified). */
class EventCasesTest {

    private static final double ROUNDOFF = 0x1p-53;
    private static final double MOST_FOR_TIMES = 32;
    private static final double MOST_FOR_GRADIENTS = 64;

    /** What rounding leaves open, by the name of the network. */
    private static final Map<String, Undecided.Kind> OPEN = Map.of(
            "c05_graze_above_1e-25", Undecided.Kind.GRAZING,
            "c06_graze_below_1e-25", Undecided.Kind.GRAZING,
            "c07_graze_exact_touch", Undecided.Kind.GRAZING,
            "d09_twin_tie_excitatory", Undecided.Kind.TIE,
            "i01_T_cut", Undecided.Kind.HORIZON);

    private static final Question QUESTION =
            Question.ofDigits(17).withJacobian().withRespectTo(EnumSet.allOf(ParameterKind.class));

    private static Stream<Path> networks() throws IOException {
        Path resources = Path.of("src/test/resources");
        try (Stream<Path> cases = Files.list(resources.resolve("cases"));
                Stream<Path> independent = Files.list(resources.resolve("independent"))) {
            return Stream.concat(cases, independent)
                    .filter(file -> file.toString().endsWith(".network.json"))
                    .filter(file -> Files.exists(answer(file)))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path answer(Path network) {
        return Path.of(network.toString().replace(".network.", ".answer."));
    }

    private static <T> T read(Path file, Reader<T> reader) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return reader.read(bytes);
        }
    }

    private interface Reader<T> {
        T read(InputStream bytes) throws IOException;
    }

    @Test
    void spikeTimesAreWithinTheirConditionOfTheIndependentAnswersOrListedAsOpen() throws IOException {
        int judged = 0;
        double greatest = 0;
        for (Path file : networks().toList()) {
            String name = file.getFileName().toString().replace(".network.json", "");
            Network network = read(file, NetworkReader::read);
            Answer<Double> answer = new EventEngine().solve(network, QUESTION);
            if (OPEN.containsKey(name)) {
                assertEquals(OPEN.get(name), answer.undecided().get(0).kind(), name);
                continue;
            }
            assertEquals(List.of(), answer.undecided(), name);
            AnswerFile truth = read(answer(file), AnswerReader::read);
            Map<SpikeId, Double> conditions = conditions(network, answer);
            for (String population : truth.spikes().orElseThrow().names()) {
                List<List<PrintedReal>> trains = truth.spikes().get().get(population);
                for (int n = 0; n < trains.size(); n++) {
                    List<PrintedReal> times = trains.get(n);
                    List<Spike<Double>> train =
                            answer.spikes().has(population) ? answer.spikes().get(population, n) : List.of();
                    assertEquals(times.size(), train.size(), name + ": spikes of " + population + "/" + n);
                    for (int k = 0; k < times.size(); k++) {
                        SpikeId spike = new SpikeId(population, n, k);
                        double error = off(train.get(k), times.get(k)) / (conditions.get(spike) * ROUNDOFF);
                        assertTrue(error <= MOST_FOR_TIMES, name + ": " + spike + " is off by " + error);
                        greatest = Math.max(greatest, error);
                        judged++;
                    }
                }
            }
        }
        System.out.printf("independent answers: %d spike times, off by at most %.2f κ·2^-53%n", judged, greatest);
        assertTrue(judged > 500, "too few: " + judged);
    }

    /**
     * The answers of the independent program have derivatives by weights; these are held against the fast engine's, by both methods, in
     * units of their certified condition, where the network is not too large for it, and that of their sums (event-double-D11).
     */
    @Test
    void gradientsByWeightsAreWithinTheirConditionOfTheIndependentAnswers() throws IOException {
        int judged = 0;
        double greatest = 0;
        for (Path file : networks().toList()) {
            String name = file.getFileName().toString().replace(".network.json", "");
            Network network = read(file, NetworkReader::read);
            if (network.loss().isEmpty() || OPEN.containsKey(name)) {
                continue;
            }
            Optional<Outcome<Map<String, Optional<PrintedReal>>>> truth =
                    read(answer(file), AnswerReader::read).gradient();
            List<Double> conditions = gradientConditions(network);
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Question question = Question.ofDigits(17).by(method);
                Answer<Double> answer = new EventEngine().solve(network, question);
                if (truth.isPresent()
                        && truth.get() instanceof Outcome.Known<Map<String, Optional<PrintedReal>>> expected
                        && answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Double>> found) {
                    List<Double> sums = Magnitudes.of(network, question);
                    int entry = 0;
                    for (int p = 0; p < network.projections().size(); p++) {
                        List<Synapse> synapses = network.projections().get(p).synapses();
                        for (int k = 0; k < synapses.size(); k++, entry++) {
                            PrintedReal real =
                                    expected.value().get(pointer(network, p, k)).orElseThrow();
                            double value = found.value().weights().get(p).get(k);
                            double off = Math.abs(
                                    real.value().minus(Rational.of(value)).toDouble());
                            double condition = conditions.isEmpty() ? 1 : conditions.get(entry);
                            double unit = ROUNDOFF * (condition * Math.abs(value) + sums.get(entry));
                            double error = off == 0 ? 0 : off / unit;
                            assertTrue(
                                    error <= MOST_FOR_GRADIENTS,
                                    name + ", " + method.field() + ": entry " + entry + " is off by " + error);
                            greatest = Math.max(greatest, error);
                            judged++;
                        }
                    }
                }
            }
        }
        System.out.printf(
                "independent answers: %d derivatives by weights, off by at most %.2f units%n", judged, greatest);
        assertTrue(judged > 500, "too few: " + judged);
    }

    /** Those of the derivatives by weights, synapse by synapse; empty if the certified engine gives none. */
    private static List<Double> gradientConditions(Network network) {
        return new CertifiedEngine()
                .solve(network, Question.ofDigits(17).with(Conditioning.ALL)).conditions().stream()
                        .flatMap(conditions -> conditions.gradient().stream())
                        .flatMap(gradient -> gradient.weights().stream())
                        .flatMap(List::stream)
                        .map(condition -> condition.map(Ball::approximate).orElse(1.0))
                        .toList();
    }

    private static String pointer(Network network, int projection, int synapse) {
        Synapse which = network.projections().get(projection).synapses().get(synapse);
        return network.projections().get(projection).connectivity() instanceof Connectivity.Matrix
                ? "/weights/" + projection + "/" + which.pre() + "/" + which.post()
                : "/weights/" + projection + "/" + synapse;
    }

    private static double off(Spike<Double> spike, PrintedReal time) {
        return Math.abs(time.value().minus(Rational.of(spike.time())).toDouble());
    }

    /** Σ |p ∂f/∂p| by the engine's own derivatives, which are right to more digits than a bound needs. */
    private static Map<SpikeId, Double> conditions(Network network, Answer<Double> answer) {
        Map<ParameterId, Rational> reals = FileReals.of(network);
        Map<SpikeId, Double> sums = new HashMap<>();
        for (Derivative<Double> entry : answer.jacobian().orElseThrow()) {
            double share = reals.get(entry.parameter()).toDouble() * entry.value();
            sums.merge(entry.spike(), Math.abs(share), Double::sum);
        }
        return sums;
    }
}
