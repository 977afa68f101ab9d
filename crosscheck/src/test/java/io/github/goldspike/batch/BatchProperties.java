package io.github.goldspike.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.property.Campaign;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Spike times and gradients of the layered engine against the certified ones (batch-B1 to batch-B5). Errors of spike times are counted in units of
 * κ · 2⁻⁵³ |f|, κ the condition number of the time with respect to all reals of the network.
 */
@AddLifecycleHook(Campaign.class)
class BatchProperties {

    private static final double UNIT = 0x1p-53;
    private static final double MOST_UNITS = 32;
    /** Of the largest entry of the gradient, times the largest κ|f| and the largest steepness on the way (batch-B7). */
    private static final double MOST_GRADIENT_UNITS = 64;

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void spikesAndGradientsAreThoseOfTheCertifiedEngine(@ForAll long seed) {
        RandomLayers random = RandomLayers.of(seed);
        Network network =
                ModelNetwork.of("seed" + seed, random.weights(), random.stimulus(), random.label(), random.loss());
        try {
            compare(random, network);
        } catch (AssertionError wrong) {
            throw new AssertionError(wrong.getMessage() + "\n" + text(network), wrong);
        }
    }

    private static void compare(RandomLayers random, Network network) {
        Answer<Ball> truth = new CertifiedEngine()
                .solve(
                        network,
                        Question.ofDigits(20)
                                .withJacobian()
                                .withRespectTo(EnumSet.of(
                                        ParameterKind.WEIGHTS,
                                        ParameterKind.ALPHA,
                                        ParameterKind.BETA,
                                        ParameterKind.THRESHOLD,
                                        ParameterKind.INPUTS)));
        Statistics.label("undecided").collect(!truth.undecided().isEmpty());
        if (!truth.undecided().isEmpty()) {
            return;
        }
        Map<SpikeId, Double> spread = spread(network, truth);
        Simulation simulation = new Simulation(random.weights().layers(), Until.HORIZON);
        simulation.run(random.weights(), random.stimulus());
        double worst = assertSpikes(network, truth, spread, simulation);
        Statistics.label("units of spike times").collect(Math.ceil(Math.log(worst + 1) / Math.log(2)));
        if (truth.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> known && allOutputsSpike(truth)) {
            for (Until until : List.of(Until.HORIZON, Until.ALL_OUTPUTS)) {
                assertGradient(random, truth, spread, known.value(), until);
            }
        }
    }

    /** Σ |p ∂f/∂p| over all reals p. */
    private static Map<SpikeId, Double> spread(Network network, Answer<Ball> truth) {
        Map<SpikeId, Double> spread = new HashMap<>();
        for (Derivative<Ball> entry : truth.jacobian().orElseThrow()) {
            double share = Math.abs(entry.value().approximate()
                    * value(network, entry.parameter()).toDouble());
            spread.merge(entry.spike(), share, Double::sum);
        }
        return spread;
    }

    private static Rational value(Network network, ParameterId parameter) {
        if (parameter.kind().ofProjections()) {
            Projection projection = network.projections().get(parameter.owner());
            return parameter.kind() == ParameterKind.WEIGHTS
                    ? projection.synapses().get(parameter.index()).weight()
                    : projection.decay().constant().rate(parameter.index());
        }
        Population population = network.populations().get(parameter.owner());
        if (population instanceof Population.Source source) {
            return source.trains().stream().flatMap(List::stream).toList().get(parameter.index());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return parameter.kind() == ParameterKind.BETA
                ? neurons.beta(0)
                : neurons.threshold(0).orElseThrow();
    }

    private static double assertSpikes(
            Network network, Answer<Ball> truth, Map<SpikeId, Double> spread, Simulation simulation) {
        double worst = 0;
        for (int l = 0; l + 1 < network.populations().size(); l++) {
            String name = network.populations().get(l + 1).name();
            List<List<Double>> found = new ArrayList<>();
            List<List<Double>> slopes = new ArrayList<>();
            truth.spikes().get(name).forEach(train -> {
                found.add(new ArrayList<>());
                slopes.add(new ArrayList<>());
            });
            for (int k = 0; k < simulation.spikes(l); k++) {
                found.get(simulation.neuron(l, k)).add(simulation.time(l, k));
                slopes.get(simulation.neuron(l, k)).add(simulation.slope(l, k));
            }
            for (int n = 0; n < found.size(); n++) {
                List<Spike<Ball>> certified = truth.spikes().get(name).get(n);
                assertEquals(certified.size(), found.get(n).size(), "spikes of " + name + "/" + n);
                for (int k = 0; k < certified.size(); k++) {
                    SpikeId id = new SpikeId(name, n, k);
                    double error =
                            distance(certified.get(k).time(), found.get(n).get(k));
                    double units = error / (UNIT * spread.get(id));
                    worst = Math.max(worst, units);
                    assertTrue(units <= MOST_UNITS, () -> id + " is off by " + units + " units");
                }
            }
        }
        return worst;
    }

    private static double distance(Ball truth, double found) {
        return Math.abs(Ball.of(Rational.of(found), 200).minus(truth).approximate());
    }

    private static boolean allOutputsSpike(Answer<Ball> truth) {
        return truth.spikes().get("out").stream().noneMatch(List::isEmpty);
    }

    private static void assertGradient(
            RandomLayers random,
            Answer<Ball> truth,
            Map<SpikeId, Double> spread,
            Gradient<Ball> expected,
            Until until) {
        Weights gradient = new Weights(random.weights().layers());
        Simulation simulation = new Simulation(random.weights().layers(), until);
        simulation.run(random.weights(), random.stimulus());
        LossDerivatives derivatives = random.loss().derivatives(simulation, random.weights(), random.label());
        simulation.backward(random.weights(), derivatives, gradient);
        double loss = derivatives.value();
        double trueLoss =
                ((Outcome.Known<Ball>) truth.loss().orElseThrow()).value().approximate();
        assertEquals(trueLoss, loss, 1e-10 * (1 + Math.abs(trueLoss)));
        double size = expected.weights().stream()
                .flatMap(List::stream)
                .mapToDouble(g -> Math.abs(g.approximate()))
                .max()
                .orElseThrow();
        double condition = steepness(random, truth)
                * spread.values().stream().mapToDouble(s -> s).max().orElseThrow();
        double worst = 0;
        for (int l = 0; l < expected.weights().size(); l++) {
            int neurons = random.weights().layers().layers().get(l).neurons();
            for (int k = 0; k < expected.weights().get(l).size(); k++) {
                double error = distance(expected.weights().get(l).get(k), gradient.get(l, k / neurons, k % neurons));
                worst = Math.max(worst, error / (UNIT * size * Math.max(1, condition)));
            }
        }
        double units = worst;
        Statistics.label("units of gradients " + until).collect(Math.ceil(Math.log(units + 1) / Math.log(2)));
        assertTrue(units <= MOST_GRADIENT_UNITS, () -> "gradient is off by " + units + " units, " + until);
    }

    /** How much the slope I − βϑ of a spike moves with its time, relative to itself and to α: (slope + βϑ)/slope at most. */
    private static double steepness(RandomLayers random, Answer<Ball> truth) {
        double drive = random.weights().layers().layers().stream()
                .mapToDouble(layer -> layer.beta() * layer.threshold())
                .max()
                .orElseThrow();
        return truth.spikes()
                .values()
                .mapToDouble(spike -> 1 + drive / spike.slope().approximate())
                .max()
                .orElseThrow();
    }

    private static String text(Network network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            NetworkWriter.write(network, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
