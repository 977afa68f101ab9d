package io.github.goldspike.shrinking;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All reals of a network in a fixed order, to be read and replaced; those of kernels, which must add up, stay as they are. */
final class Reals {

    /** What a real is. */
    enum Kind {
        HORIZON,
        INPUT,
        BETA,
        THRESHOLD,
        RESET,
        LEAK,
        INITIAL,
        REFRACTORY,
        ALPHA,
        WEIGHT,
        DELAY,
        CURRENT,
        LOSS
    }

    /** One real of a network. */
    record Real(Kind kind, Rational value) {}

    /** Gives each real, in order, another value. */
    interface Change {
        Rational of(Kind kind, Rational value);
    }

    private final Change change;

    private Reals(Change change) {
        this.change = change;
    }

    static List<Real> of(Network network) {
        List<Real> reals = new ArrayList<>();
        changed(network, (kind, value) -> {
            reals.add(new Real(kind, value));
            return value;
        });
        return reals;
    }

    /** The same network with other values, in the order of {@link #of}. */
    static Network with(Network network, List<Rational> values) {
        Iterator<Rational> next = values.iterator();
        return changed(network, (kind, value) -> next.next());
    }

    /** @throws io.github.goldspike.model.InvalidNetworkException if the new reals make no network */
    static Network changed(Network network, Change change) {
        return new Reals(change).network(network);
    }

    private Network network(Network network) {
        return new Network(
                network.id(),
                network.convention(),
                change.of(Kind.HORIZON, network.horizon()),
                network.populations().stream().map(this::population).toList(),
                network.projections().stream().map(this::projection).toList(),
                network.loss().map(this::loss));
    }

    private List<Rational> all(Kind kind, List<Rational> values) {
        return values.stream().map(value -> change.of(kind, value)).toList();
    }

    private Parameter parameter(Kind kind, Parameter parameter) {
        return new Parameter(parameter.shared(), all(kind, parameter.values()));
    }

    private Population population(Population population) {
        if (population instanceof Population.Source source) {
            return new Population.Source(
                    source.name(),
                    source.trains().stream()
                            .map(train -> all(Kind.INPUT, train))
                            .toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                new TimeConstant(
                        neurons.membrane().form(),
                        parameter(Kind.BETA, neurons.membrane().given())),
                neurons.threshold()
                        .map(threshold ->
                                new Threshold(threshold.shared(), optional(Kind.THRESHOLD, threshold.values()))),
                parameter(Kind.RESET, neurons.reset()),
                parameter(Kind.LEAK, neurons.leak()),
                neurons.initial().map(initial -> parameter(Kind.INITIAL, initial)),
                parameter(Kind.REFRACTORY, neurons.refractory()),
                neurons.current().map(this::current),
                neurons.resetKernel());
    }

    private InputCurrent current(InputCurrent current) {
        return new InputCurrent(
                current.shared(),
                current.courses().stream()
                        .map(course -> course.stream()
                                .map(step -> new InputCurrent.Step(
                                        change.of(Kind.INPUT, step.time()), change.of(Kind.CURRENT, step.value())))
                                .toList())
                        .toList());
    }

    private List<Optional<Rational>> optional(Kind kind, List<Optional<Rational>> values) {
        return values.stream()
                .map(value -> value.map(real -> change.of(kind, real)))
                .toList();
    }

    private Projection projection(Projection projection) {
        return new Projection(
                projection.from(),
                projection.to(),
                projection.response() instanceof SynapticDecay decay ? decay(decay) : projection.response(),
                connectivity(projection.connectivity()));
    }

    private SynapticDecay decay(SynapticDecay decay) {
        return new SynapticDecay(
                decay.axis(),
                new TimeConstant(
                        decay.constant().form(),
                        parameter(Kind.ALPHA, decay.constant().given())));
    }

    private Connectivity connectivity(Connectivity connectivity) {
        if (connectivity instanceof Connectivity.Listed listed) {
            return new Connectivity.Listed(listed.synapses().stream()
                    .map(synapse -> new Synapse(
                            synapse.pre(),
                            synapse.post(),
                            change.of(Kind.WEIGHT, synapse.weight()),
                            change.of(Kind.DELAY, synapse.delay())))
                    .toList());
        }
        Connectivity.Matrix matrix = (Connectivity.Matrix) connectivity;
        return new Connectivity.Matrix(matrix(Kind.WEIGHT, matrix.weights()), delays(matrix.delays()));
    }

    private List<List<Optional<Rational>>> matrix(Kind kind, List<List<Optional<Rational>>> rows) {
        return rows.stream().map(row -> optional(kind, row)).toList();
    }

    private Delays delays(Delays delays) {
        return delays instanceof Delays.Each each
                ? new Delays.Each(matrix(Kind.DELAY, each.values()))
                : new Delays.Shared(change.of(Kind.DELAY, ((Delays.Shared) delays).value()));
    }

    private Loss loss(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    entropy.label(),
                    change.of(Kind.LOSS, entropy.tau0()),
                    change.of(Kind.LOSS, entropy.tau1()),
                    change.of(Kind.LOSS, entropy.gamma()));
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(), target.neuron(), target.spike(), change.of(Kind.LOSS, target.time())))
                    .toList());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Loss.VoltageSquare(square.population(), square.neuron(), change.of(Kind.LOSS, square.target()));
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return new Loss.VoltageIntegral(
                integral.population(), all(Kind.LOSS, integral.weights()), change.of(Kind.LOSS, integral.kappa()));
    }
}
