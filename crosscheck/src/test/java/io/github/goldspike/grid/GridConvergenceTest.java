package io.github.goldspike.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What grids tend to as dt does to 0, fitted over three decades of dt (grids-N3, grids-N11). */
class GridConvergenceTest {

    private static final List<Rational> STEPS =
            List.of(Rational.of(1, 60), Rational.of(1, 600), Rational.of(1, 6000), Rational.of(1, 60_000));

    /** Recurrent, with delays, refractory times, leak and reset; %s is the factor of all weights, %s the loss. */
    private static final String NETWORK = """
            {"format": "goldspike-network/1", "horizon": "3",
             "populations": [
               {"name": "in", "spikes": [["0.1", "0.6", "1.4"], ["0.3", "0.9", "2"]]},
               {"name": "h", "size": 2, "beta": ["1", "0.7"], "threshold": "1", "reset": ["0", "-0.2"], "leak": "0.1"%s},
               {"name": "o", "size": 2, "beta": "0.9", "threshold": "0.8"}],
             "projections": [
               {"from": "in", "to": "h", "alpha": "2", "weights": [[WEIGHTS2.1, WEIGHTS2.6], [WEIGHTS2.4, WEIGHTS1.7]]},
               {"from": "h", "to": "o", "alpha": {"pre": ["1.5", "1"]}, "weights": [[WEIGHTS0.9, WEIGHTS0.7], [WEIGHTS0.5, WEIGHTS1.1]],
                "delays": "0.1"},
               {"from": "o", "to": "h", "alpha": "3", "weights": [[WEIGHTS-0.7, WEIGHTS0.4], [WEIGHTS0.3, WEIGHTS-0.5]], "delays": "0.2"}],
             "loss": %s}
            """;

    private static final List<String> LOSSES = List.of("""
            {"kind": "spike-time-square", "targets": [["o", 0, 0, "1"], ["o", 1, 1, "1.5"], ["h", 0, 1, "2"]]}""", """
            {"kind": "voltage-integral", "population": "h", "weights": ["1", "-0.5"], "kappa": "0.3"}""", """
            {"kind": "voltage-square", "population": "o", "neuron": 1, "target": "0.4"}""", """
            {"kind": "first-spike-cross-entropy", "population": "o", "label": 0, "tau0": "0.5", "tau1": "1",
             "gamma": "0.1"}""");

    /** Where a current enters V whatever dt, weights are of size dt. */
    private static Network network(Grid grid, boolean refractory, String loss) {
        Rational factor = grid.gain() == Gain.ONE ? grid.dt() : Rational.ONE;
        StringBuilder text = new StringBuilder();
        String all = String.format(NETWORK, refractory ? ", \"refractory\": \"0.1\"" : "", loss);
        java.util.regex.Matcher weights =
                java.util.regex.Pattern.compile("WEIGHTS(-?[0-9.]+)").matcher(all);
        while (weights.find()) {
            weights.appendReplacement(
                    text, '"' + Rational.parse(weights.group(1)).times(factor).toString() + '"');
        }
        weights.appendTail(text);
        try {
            return NetworkReader.read(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Network continuous(boolean refractory, String loss) {
        return network(Profile.NEST.grid(Rational.ONE), refractory, loss);
    }

    private static GridAnswer<Double> onGrid(Grid grid, Network network, Set<ParameterKind> kinds) {
        return new ClockEngine(NumberFormat.BINARY64, SpikeGradient.eventProp(1000))
                .solve(network, grid, GridQuestion.ofDigits(17).withRespectTo(kinds));
    }

    /** The slope of log error over log dt by least squares. */
    private static double order(List<Double> errors) {
        double[] x = STEPS.subList(0, errors.size()).stream()
                .mapToDouble(dt -> Math.log(dt.toDouble()))
                .toArray();
        double[] y = errors.stream().mapToDouble(Math::log).toArray();
        double meanX = java.util.Arrays.stream(x).average().orElseThrow();
        double meanY = java.util.Arrays.stream(y).average().orElseThrow();
        double above = IntStream.range(0, x.length)
                .mapToDouble(k -> (x[k] - meanX) * (y[k] - meanY))
                .sum();
        double below = IntStream.range(0, x.length)
                .mapToDouble(k -> (x[k] - meanX) * (x[k] - meanX))
                .sum();
        return above / below;
    }

    private static boolean held(Profile profile) {
        return !profile.grid(Rational.ONE).resetsLate();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void spikeTimesConvergeWithOrderOneOnEveryProfile(Profile profile) {
        Answer<Ball> exact =
                new CertifiedEngine().solve(continuous(held(profile), LOSSES.get(0)), Question.ofDigits(17));
        List<Double> errors = new ArrayList<>();
        for (Rational dt : STEPS) {
            Grid grid = profile.grid(dt);
            GridAnswer<Double> answer = withoutGradient(grid, network(grid, held(profile), LOSSES.get(0)));
            List<Double> off = new ArrayList<>();
            exact.spikes().forEach((population, neurons) -> {
                for (int n = 0; n < neurons.size(); n++) {
                    List<Integer> train = answer.steps().get(population).get(n);
                    List<Spike<Ball>> spikes = neurons.get(n);
                    // Steps of 1/60 may be too coarse for a last spike; finer ones are not.
                    assertTrue(dt == STEPS.get(0) || train.size() == spikes.size(), profile + " " + dt);
                    for (int k = 0; k < Math.min(train.size(), spikes.size()); k++) {
                        off.add(Math.abs(train.get(k) * dt.toDouble()
                                - spikes.get(k).time().approximate()));
                    }
                }
            });
            errors.add(off.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        }
        double order = order(errors);
        assertTrue(order > 0.85 && order < 1.15, profile + ": order " + order + ", errors " + errors);
    }

    private static GridAnswer<Double> withoutGradient(Grid grid, Network network) {
        return new ClockEngine(NumberFormat.BINARY64, SpikeGradient.SURROGATE)
                .solve(network, grid, GridQuestion.ofDigits(17));
    }

    /** Two inputs on whole steps and no spike: order 1 for Euler and held, 2 for averaged; nothing but rounding for exact. */
    @ParameterizedTest
    @EnumSource(Profile.class)
    void potentialsConvergeWithTheOrderOfTheGainAsLongAsNothingFires(Profile profile) {
        String text = """
                {"format": "goldspike-network/1", "horizon": "2",
                 "populations": [{"name": "in", "spikes": [["0.2", "1"]]},
                                 {"name": "n", "size": 1, "beta": "0.7", "threshold": "9"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["%s"]]}]}
                """;
        double exact = h(1.8) + h(1);
        List<Double> errors = new ArrayList<>();
        for (Rational dt : STEPS) {
            Grid grid = profile.grid(dt);
            String weight = grid.gain() == Gain.ONE ? dt.toString() : "1";
            Network network;
            try {
                network = NetworkReader.read(
                        new ByteArrayInputStream(String.format(text, weight).getBytes(StandardCharsets.UTF_8)));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            List<Double> potentials = new ClockEngine(NumberFormat.BINARY64, SpikeGradient.SURROGATE)
                    .solve(network, grid, GridQuestion.ofDigits(17).withTraces())
                    .traces()
                    .orElseThrow()
                    .potentials()
                    .get("n")
                    .get(0);
            errors.add(Math.abs(potentials.get(potentials.size() - 1) - shifted(profile, exact, dt.toDouble())));
        }
        switch (profile) {
            case NEST, BRIAN2 -> errors.forEach(error -> assertTrue(error < 1e-12, profile + ": " + errors));
            case GENN -> assertEquals(2, order(errors.subList(0, 4)), 0.2, profile + ": " + errors);
            default -> assertEquals(1, order(errors), 0.1, profile + ": " + errors);
        }
    }

    /** An input that is received before the membrane in its step acts one step earlier than its time says. */
    private static double shifted(Profile profile, double exact, double dt) {
        return profile == Profile.GENN ? h(1.8 + dt) + h(1 + dt) : exact;
    }

    /** The response to a spike, α = 2, β = 0.7. */
    private static double h(double s) {
        return (Math.exp(-0.7 * s) - Math.exp(-2 * s)) / (2 - 0.7);
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"SNNTORCH", "SNNTORCH_ZERO"},
            mode = EnumSource.Mode.EXCLUDE)
    void eventPropInStepsConvergesToTheExactGradientWithOrderOne(Profile profile) {
        List<Double> errors = errors(profile, LOSSES.get(profile.ordinal() % LOSSES.size()), STEPS);
        double order = order(errors);
        assertTrue(order > 0.85 && order < 1.15, profile + ": order " + order + ", errors " + errors);
        for (String loss : LOSSES) {
            double error = errors(profile, loss, STEPS.subList(2, 3)).get(0);
            assertTrue(error < 1e-2, profile + ", " + loss + ": error " + error);
        }
    }

    private static List<Double> errors(Profile profile, String loss, List<Rational> steps) {
        Set<ParameterKind> kinds = EnumSet.copyOf(GridQuestion.KINDS);
        Question question = Question.ofDigits(17).withRespectTo(kinds);
        Answer<Ball> exact = new CertifiedEngine().solve(continuous(true, loss), question);
        Gradient<Ball> gradient =
                ((Outcome.Known<Gradient<Ball>>) exact.gradient().orElseThrow()).value();
        List<Double> errors = new ArrayList<>();
        for (Rational dt : steps) {
            Grid grid = profile.grid(dt);
            GridAnswer<Double> answer = onGrid(grid, network(grid, true, loss), kinds);
            Gradient<Double> found =
                    ((Outcome.Known<Gradient<Double>>) answer.gradient().orElseThrow()).value();
            errors.add(error(gradient, found, grid));
        }
        return errors;
    }

    /** The greatest error of all entries, against the greatest entry of their kind. */
    private static double error(Gradient<Ball> exact, Gradient<Double> found, Grid grid) {
        double worst = 0;
        for (ParameterKind kind : found.values().keySet()) {
            List<Double> expected = exact.values().get(kind).stream()
                    .flatMap(List::stream)
                    .map(Ball::approximate)
                    .toList();
            List<Double> values =
                    found.values().get(kind).stream().flatMap(List::stream).toList();
            double factor = kind == ParameterKind.WEIGHTS && grid.gain() == Gain.ONE
                    ? grid.dt().toDouble()
                    : 1;
            double greatest = expected.stream().mapToDouble(Math::abs).max().orElse(1);
            for (int k = 0; k < values.size(); k++) {
                worst = Math.max(worst, Math.abs(values.get(k) * factor - expected.get(k)) / greatest);
            }
        }
        return worst;
    }
}
