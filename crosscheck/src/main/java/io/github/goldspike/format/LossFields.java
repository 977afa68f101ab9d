package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a loss of any kind. */
final class LossFields {

    private static final String KINDS =
            "first-spike-cross-entropy, spike-time-square, voltage-square, voltage-integral, "
                    + "and on a grid spike-count-cross-entropy, spike-count-square, spike-step-cross-entropy";

    private final JsonInput in;
    private final JsonObject loss;
    private final Field<String> kind;
    private final Field<String> population;
    private final Field<Integer> label;
    private final Field<Rational> tau0;
    private final Field<Rational> tau1;
    private final Field<Rational> gamma;
    private final Field<Targets> targets;
    private final Field<Rational> scale;
    private final Field<Integer> neuron;
    private final Field<Rational> target;
    private final Field<List<Rational>> weights;
    private final Field<Rational> kappa;

    /** The targets of spike times, or those of numbers of spikes. */
    private record Targets(List<Loss.SpikeTimeSquare.Target> times, List<Rational> counts) {}

    LossFields(JsonInput in) {
        this.in = in;
        loss = in.object();
        kind = loss.field("kind", in::string);
        population = loss.field("population", in::string);
        label = loss.field("label", in::index);
        tau0 = loss.field("tau0", in::real);
        tau1 = loss.field("tau1", in::real);
        gamma = loss.field("gamma", in::real);
        targets = loss.field("targets", this::targets);
        scale = loss.field("scale", in::real);
        neuron = loss.field("neuron", in::index);
        target = loss.field("target", in::real);
        weights = loss.field("weights", () -> in.list(in::real));
        kappa = loss.field("kappa", in::real);
    }

    Loss read() {
        loss.read();
        try {
            return switch (kind.required()) {
                case "first-spike-cross-entropy" -> {
                    refuseAllBut(population, label, tau0, tau1, gamma);
                    yield new Loss.FirstSpikeCrossEntropy(
                            population.required(),
                            label.required(),
                            tau0.required(),
                            tau1.required(),
                            gamma.required());
                }
                case "spike-time-square" -> {
                    refuseAllBut(targets);
                    yield new Loss.SpikeTimeSquare(times());
                }
                case "voltage-square" -> {
                    refuseAllBut(population, neuron, target);
                    yield new Loss.VoltageSquare(population.required(), neuron.required(), target.required());
                }
                case "voltage-integral" -> {
                    refuseAllBut(population, weights, kappa);
                    yield new Loss.VoltageIntegral(
                            population.required(),
                            weights.required(),
                            kappa.given().orElse(Rational.ZERO));
                }
                case "spike-count-cross-entropy" -> {
                    refuseAllBut(population, label, scale);
                    yield new Loss.SpikeCountCrossEntropy(
                            population.required(),
                            label.required(),
                            scale.given().orElse(Rational.ONE));
                }
                case "spike-count-square" -> {
                    refuseAllBut(population, targets);
                    yield new Loss.SpikeCountSquare(population.required(), counts());
                }
                case "spike-step-cross-entropy" -> {
                    refuseAllBut(population, label);
                    yield new Loss.SpikeStepCrossEntropy(population.required(), label.required());
                }
                default ->
                    throw kind.bad(
                            "unknown loss \"" + Malformed.quoted(kind.required()) + "\", expected one of " + KINDS);
            };
        } catch (InvalidNetworkException invalid) {
            throw BadFileException.of(invalid.under(loss.pointer()));
        }
    }

    private void refuseAllBut(Field<?>... own) {
        List<Field<?>> allowed = List.of(own);
        Stream.of(population, label, tau0, tau1, gamma, targets, neuron, target, weights, kappa, scale)
                .filter(field -> field.isGiven() && !allowed.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw field.bad("unknown field of the loss \"" + kind.required() + "\", expected one of "
                            + allowed.stream().map(Field::name).collect(Collectors.joining(", ")));
                });
    }

    private Targets targets() {
        List<Loss.SpikeTimeSquare.Target> times = new ArrayList<>();
        List<Rational> counts = new ArrayList<>();
        in.list(() -> in.atReal() ? counts.add(in.real()) : times.add(target()));
        return new Targets(times, counts);
    }

    private List<Loss.SpikeTimeSquare.Target> times() {
        if (!targets.required().counts().isEmpty()) {
            throw targets.bad("expected a list of [population, neuron, spike index, time]");
        }
        return targets.required().times();
    }

    private List<Rational> counts() {
        if (!targets.required().times().isEmpty()) {
            throw targets.bad("expected a list of reals, one for each neuron");
        }
        return targets.required().counts();
    }

    private Loss.SpikeTimeSquare.Target target() {
        JsonTuple tuple = in.tuple("[population, neuron, spike index, time]");
        Loss.SpikeTimeSquare.Target read = new Loss.SpikeTimeSquare.Target(
                tuple.element(in::string), tuple.element(in::index), tuple.element(in::index), tuple.element(in::real));
        tuple.end();
        return read;
    }
}
