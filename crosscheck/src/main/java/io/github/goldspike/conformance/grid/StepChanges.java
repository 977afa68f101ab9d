package io.github.goldspike.conformance.grid;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Networks in normal form as programs misread them. */
final class StepChanges {

    private StepChanges() {}

    private static Network with(
            Network network, UnaryOperator<Population> populations, UnaryOperator<Projection> projections) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream().map(populations).toList(),
                network.projections().stream().map(projections).toList(),
                network.loss());
    }

    /** All inputs later, or earlier, but none before 0. */
    static Network inputsMoved(Network network, Rational by) {
        return with(
                network,
                population -> population instanceof Population.Source source
                        ? new Population.Source(
                                source.name(),
                                source.trains().stream()
                                        .map(train -> train.stream()
                                                .map(time -> time.plus(by))
                                                .filter(time -> time.signum() >= 0)
                                                .toList())
                                        .toList())
                        : population,
                projection -> projection);
    }

    static Network horizon(Network network, Rational by) {
        Rational moved = network.horizon().plus(by);
        return new Network(
                network.id(),
                network.convention(),
                moved.signum() < 0 ? Rational.ZERO : moved,
                network.populations(),
                network.projections(),
                network.loss());
    }

    private static Network neurons(Network network, UnaryOperator<Population.Neurons> change) {
        return with(
                network,
                population -> population instanceof Population.Neurons neurons ? change.apply(neurons) : population,
                projection -> projection);
    }

    private static Parameter each(Parameter parameter, UnaryOperator<Rational> change) {
        return new Parameter(
                parameter.shared(), parameter.values().stream().map(change).toList());
    }

    static Network refractory(Network network, UnaryOperator<Rational> change) {
        return neurons(network, n -> n.withRefractory(each(n.refractory(), change)));
    }

    static Network withoutLeak(Network network) {
        return neurons(network, n -> n.withLeak(Parameter.shared(Rational.ZERO)));
    }

    static Network withoutInitial(Network network) {
        return neurons(network, n -> n.withInitial(Optional.empty()));
    }

    private static TimeConstant times(TimeConstant constant, Rational factor) {
        return new TimeConstant(constant.form(), each(constant.given(), factor::times));
    }

    /** All rates times a factor. */
    static Network rates(Network network, Rational factor) {
        Network slower = neurons(network, n -> n.withMembrane(times(n.membrane(), factor)));
        return with(
                slower,
                population -> population,
                projection -> new Projection(
                        projection.from(),
                        projection.to(),
                        new SynapticDecay(
                                projection.decay().axis(),
                                times(projection.decay().constant(), factor)),
                        projection.connectivity()));
    }

    /** All delays changed. */
    static Network delays(Network network, UnaryOperator<Rational> change) {
        return with(network, population -> population, projection -> {
            Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
            Connectivity.Delays delays = matrix.delays() instanceof Connectivity.Delays.Each each
                    ? new Connectivity.Delays.Each(each.values().stream()
                            .map(row ->
                                    row.stream().map(delay -> delay.map(change)).toList())
                            .toList())
                    : new Connectivity.Delays.Shared(
                            change.apply(((Connectivity.Delays.Shared) matrix.delays()).value()));
            return connected(projection, new Connectivity.Matrix(matrix.weights(), delays));
        });
    }

    private static Projection connected(Projection projection, Connectivity connectivity) {
        return new Projection(projection.from(), projection.to(), projection.decay(), connectivity);
    }

    /** All weights times a function of the rates that they act with. */
    static Network weights(Network network, BinaryOperator<Rational> factor) {
        return with(network, population -> population, projection -> {
            Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
            Population.Neurons target = (Population.Neurons) network.population(projection.to());
            List<List<Optional<Rational>>> rows = new ArrayList<>();
            for (int pre = 0; pre < matrix.weights().size(); pre++) {
                List<Optional<Rational>> row = new ArrayList<>();
                for (int post = 0; post < matrix.weights().get(pre).size(); post++) {
                    Rational alpha = projection.decay().alpha(pre, post);
                    Rational scale = factor.apply(alpha, target.beta(post));
                    row.add(matrix.weights().get(pre).get(post).map(scale::times));
                }
                rows.add(row);
            }
            return connected(projection, new Connectivity.Matrix(rows, matrix.delays()));
        });
    }
}
