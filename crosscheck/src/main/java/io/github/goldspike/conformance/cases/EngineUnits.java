package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Claims.Constant;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Takes a network that was drawn with rates and thresholds about 1 to the time and the potential at which an engine is at home. Each real is multiplied by a power
 * of these two units, so that the network stays the same but for its units.
 */
final class EngineUnits {

    /** Up to about this time drawn networks last. */
    private static final double USUAL = 5;

    private final Claims claims;
    private final double rate;
    private final double potential;

    EngineUnits(Claims claims) {
        this.claims = claims;
        potential = claims.constant(Constant.THRESHOLD).orElse(1);
        OptionalDouble beta = claims.constant(Constant.BETA);
        OptionalDouble alpha = claims.constant(Constant.ALPHA);
        OptionalDouble latest = claims.bound(Restriction.TIMES_AT_MOST);
        rate = beta.isPresent()
                ? beta.getAsDouble()
                : alpha.isPresent() ? alpha.getAsDouble() / 2 : Math.max(1, USUAL / latest.orElse(USUAL));
    }

    boolean hasBeta() {
        return claims.constant(Constant.BETA).isPresent();
    }

    /** The engine's α in units of drawing. */
    OptionalDouble alpha() {
        OptionalDouble alpha = claims.constant(Constant.ALPHA);
        return alpha.isPresent() ? OptionalDouble.of(alpha.getAsDouble() / rate) : alpha;
    }

    /** The latest horizon in units of drawing. */
    double latest() {
        OptionalDouble latest = claims.bound(Restriction.TIMES_AT_MOST);
        return latest.isPresent() ? latest.getAsDouble() * rate : Double.POSITIVE_INFINITY;
    }

    Network inEngineUnits(Network drawn) {
        return new Network(
                drawn.id(),
                drawn.convention(),
                to(
                        drawn.horizon(),
                        t -> Math.min(
                                time(t) + leastDelay() * depth(drawn),
                                claims.bound(Restriction.TIMES_AT_MOST).orElse(Double.MAX_VALUE))),
                drawn.populations().stream().map(this::population).toList(),
                drawn.projections().stream().map(this::projection).toList(),
                drawn.loss().map(this::loss));
    }

    private double leastDelay() {
        return claims.bound(Restriction.DELAYS_AT_LEAST).orElse(0);
    }

    /** Delays of so many synapses lie, at the most, between an input and the last population. */
    private static long depth(Network network) {
        return network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .count();
    }

    private double time(double t) {
        return t / rate;
    }

    private double rate(double r) {
        boolean isAlpha = alpha().isPresent() && r == alpha().getAsDouble();
        return isAlpha ? claims.constant(Constant.ALPHA).orElseThrow() : r * rate;
    }

    private double volt(double v) {
        return v * potential;
    }

    private double current(double i) {
        return i * potential * rate;
    }

    private static Rational to(Rational real, DoubleUnaryOperator unit) {
        return Rational.of(unit.applyAsDouble(real.toDouble()));
    }

    private static Parameter to(Parameter parameter, DoubleUnaryOperator unit) {
        List<Rational> values =
                parameter.values().stream().map(value -> to(value, unit)).toList();
        return parameter.shared() ? Parameter.shared(values.get(0)) : Parameter.each(values);
    }

    private TimeConstant rates(TimeConstant constant) {
        return new TimeConstant(constant.form(), to(constant.given(), this::rate));
    }

    private Population population(Population population) {
        if (population instanceof Population.Source source) {
            return new Population.Source(
                    source.name(),
                    source.trains().stream()
                            .map(train ->
                                    train.stream().map(t -> to(t, this::time)).toList())
                            .toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                rates(neurons.membrane()),
                neurons.threshold()
                        .map(threshold -> new Threshold(
                                threshold.shared(),
                                threshold.values().stream()
                                        .map(value -> value.map(v -> to(v, this::volt)))
                                        .toList())),
                to(neurons.reset(), this::volt),
                to(neurons.leak(), this::volt),
                neurons.initial().map(initial -> to(initial, this::volt)),
                to(neurons.refractory(), this::time),
                neurons.current()
                        .map(current -> InputCurrent.each(current.courses().stream()
                                .map(course -> course.stream()
                                        .map(step -> new InputCurrent.Step(
                                                to(step.time(), this::time), to(step.value(), this::current)))
                                        .toList())
                                .toList())));
    }

    private Projection projection(Projection projection) {
        Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
        double least = leastDelay();
        Delays delays = matrix.delays() instanceof Delays.Each each
                ? new Delays.Each(each(each.values(), d -> least + time(d)))
                : matrix.delays();
        return new Projection(
                projection.from(),
                projection.to(),
                new SynapticDecay(
                        projection.decay().axis(), rates(projection.decay().constant())),
                new Connectivity.Matrix(each(matrix.weights(), this::current), delays));
    }

    private static List<List<Optional<Rational>>> each(List<List<Optional<Rational>>> rows, DoubleUnaryOperator unit) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value.map(real -> to(real, unit)))
                        .toList())
                .toList();
    }

    private Loss loss(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    entropy.label(),
                    to(entropy.tau0(), this::time),
                    to(entropy.tau1(), this::time),
                    entropy.gamma());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(), target.neuron(), target.spike(), to(target.time(), this::time)))
                    .toList());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Loss.VoltageSquare(square.population(), square.neuron(), to(square.target(), this::volt));
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return new Loss.VoltageIntegral(
                integral.population(), integral.weights(), to(integral.kappa(), kappa -> kappa * rate));
    }
}
