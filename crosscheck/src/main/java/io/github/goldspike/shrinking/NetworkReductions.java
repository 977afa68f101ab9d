package io.github.goldspike.shrinking;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Connectivity.Listed;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.SynapticDecay.Axis;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Takes parts out of networks. What needs a part that is gone goes too. */
final class NetworkReductions {

    private NetworkReductions() {}

    /** A neuron or a unit of a source. */
    record Unit(String population, int index) {}

    /** A synapse of a projection, in file order. */
    record Joint(int projection, int index) {}

    /** A spike of a source. */
    record Input(Unit unit, int order) {}

    /** A jump of an input current. */
    record Jump(String population, int course, int order) {}

    static List<Jump> jumps(Network network) {
        List<Jump> jumps = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons
                    && neurons.current().isPresent()) {
                List<List<InputCurrent.Step>> courses = neurons.current().get().courses();
                for (int course = 0; course < courses.size(); course++) {
                    for (int k = 0; k < courses.get(course).size(); k++) {
                        jumps.add(new Jump(neurons.name(), course, k));
                    }
                }
            }
        }
        return jumps;
    }

    static Network withoutJumps(Network network, Collection<Jump> gone) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream()
                        .map(population -> population instanceof Population.Neurons neurons
                                ? neurons.withCurrent(neurons.current().flatMap(current -> left(neurons, gone)))
                                : population)
                        .toList(),
                network.projections(),
                network.loss());
    }

    /** What is left of the current of a population; empty if that is nothing. */
    private static Optional<InputCurrent> left(Population.Neurons neurons, Collection<Jump> gone) {
        InputCurrent current = neurons.current().orElseThrow();
        List<List<InputCurrent.Step>> courses = new ArrayList<>();
        for (int course = 0; course < current.courses().size(); course++) {
            int c = course;
            courses.add(kept(current.courses().get(c), k -> !gone.contains(new Jump(neurons.name(), c, k))));
        }
        return courses.stream().allMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(new InputCurrent(current.shared(), courses));
    }

    static List<Unit> units(Network network) {
        return network.populations().stream()
                .flatMap(population ->
                        IntStream.range(0, population.size()).mapToObj(index -> new Unit(population.name(), index)))
                .toList();
    }

    static List<Joint> joints(Network network) {
        return IntStream.range(0, network.projections().size())
                .boxed()
                .flatMap(p -> IntStream.range(
                                0, network.projections().get(p).synapses().size())
                        .mapToObj(index -> new Joint(p, index)))
                .toList();
    }

    static List<Input> inputs(Network network) {
        List<Input> inputs = new ArrayList<>();
        for (Unit unit : units(network)) {
            if (network.population(unit.population) instanceof Population.Source source) {
                for (int order = 0; order < source.trains().get(unit.index).size(); order++) {
                    inputs.add(new Input(unit, order));
                }
            }
        }
        return inputs;
    }

    static Network withoutInputs(Network network, Collection<Input> gone) {
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Source source
                        ? new Population.Source(
                                source.name(),
                                IntStream.range(0, source.size())
                                        .mapToObj(unit -> kept(
                                                source.trains().get(unit),
                                                order -> !gone.contains(
                                                        new Input(new Unit(source.name(), unit), order))))
                                        .toList())
                        : population)
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    /** Projections that have no synapse left go too. */
    static Network withoutJoints(Network network, Collection<Joint> gone) {
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            int index = p;
            Connectivity left = without(projection.connectivity(), synapse -> gone.contains(new Joint(index, synapse)));
            if (!left.synapses().isEmpty()) {
                projections.add(new Projection(projection.from(), projection.to(), projection.response(), left));
            }
        }
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                projections,
                network.loss());
    }

    private static Connectivity without(Connectivity connectivity, Predicate<Integer> gone) {
        if (connectivity instanceof Listed listed) {
            return new Listed(kept(listed.synapses(), gone.negate()));
        }
        Matrix matrix = (Matrix) connectivity;
        List<List<Optional<Rational>>> rows = new ArrayList<>();
        int synapse = 0;
        for (List<Optional<Rational>> row : matrix.weights()) {
            List<Optional<Rational>> left = new ArrayList<>();
            for (Optional<Rational> weight : row) {
                left.add(weight.isPresent() && gone.test(synapse++) ? Optional.empty() : weight);
            }
            rows.add(left);
        }
        return new Matrix(rows, matrix.delays());
    }

    /** Their synapses go too, populations that have no unit left, and a loss of what is gone. */
    static Network withoutUnits(Network network, Collection<Unit> gone) {
        Map<String, Predicate<Integer>> kept = new HashMap<>();
        List<Population> populations = new ArrayList<>();
        for (Population population : network.populations()) {
            Predicate<Integer> left = index -> !gone.contains(new Unit(population.name(), index));
            if (IntStream.range(0, population.size()).anyMatch(left::test)) {
                kept.put(population.name(), left);
                populations.add(kept(population, left));
            }
        }
        List<Projection> projections = network.projections().stream()
                .filter(projection -> kept.containsKey(projection.from()) && kept.containsKey(projection.to()))
                .map(projection -> kept(projection, kept.get(projection.from()), kept.get(projection.to())))
                .filter(projection -> !projection.synapses().isEmpty())
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                projections,
                network.loss().flatMap(loss -> kept(loss, gone)));
    }

    private static <T> List<T> kept(List<T> list, Predicate<Integer> left) {
        return IntStream.range(0, list.size())
                .filter(left::test)
                .mapToObj(list::get)
                .toList();
    }

    private static Parameter kept(Parameter parameter, Predicate<Integer> left) {
        return parameter.shared() ? parameter : Parameter.each(kept(parameter.values(), left));
    }

    private static TimeConstant kept(TimeConstant constant, Predicate<Integer> left) {
        return new TimeConstant(constant.form(), kept(constant.given(), left));
    }

    private static Population kept(Population population, Predicate<Integer> left) {
        if (population instanceof Population.Source source) {
            return new Population.Source(source.name(), kept(source.trains(), left));
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                (int) IntStream.range(0, neurons.size()).filter(left::test).count(),
                kept(neurons.membrane(), left),
                neurons.threshold()
                        .map(threshold ->
                                threshold.shared() ? threshold : new Threshold(false, kept(threshold.values(), left))),
                kept(neurons.reset(), left),
                kept(neurons.leak(), left),
                neurons.initial().map(initial -> kept(initial, left)),
                kept(neurons.refractory(), left),
                neurons.current().map(current -> kept(current, left)),
                neurons.resetKernel());
    }

    private static InputCurrent kept(InputCurrent current, Predicate<Integer> left) {
        return current.shared() ? current : InputCurrent.each(kept(current.courses(), left));
    }

    private static Projection kept(Projection projection, Predicate<Integer> pre, Predicate<Integer> post) {
        return new Projection(
                projection.from(),
                projection.to(),
                projection.response() instanceof SynapticDecay decay && decay.axis() != Axis.ALL
                        ? new SynapticDecay(decay.axis(), kept(decay.constant(), decay.axis() == Axis.PRE ? pre : post))
                        : projection.response(),
                kept(projection.connectivity(), pre, post));
    }

    private static Connectivity kept(Connectivity connectivity, Predicate<Integer> pre, Predicate<Integer> post) {
        if (connectivity instanceof Listed listed) {
            return new Listed(listed.synapses().stream()
                    .filter(synapse -> pre.test(synapse.pre()) && post.test(synapse.post()))
                    .map(synapse -> new Synapse(
                            moved(synapse.pre(), pre), moved(synapse.post(), post), synapse.weight(), synapse.delay()))
                    .toList());
        }
        Matrix matrix = (Matrix) connectivity;
        return new Matrix(
                kept(matrix.weights(), pre, post),
                matrix.delays() instanceof Delays.Each each
                        ? new Delays.Each(kept(each.values(), pre, post))
                        : matrix.delays());
    }

    private static List<List<Optional<Rational>>> kept(
            List<List<Optional<Rational>>> rows, Predicate<Integer> pre, Predicate<Integer> post) {
        return kept(rows, pre).stream().map(row -> kept(row, post)).toList();
    }

    /** The same loss with the units counted anew; empty if it needs one that is gone. */
    private static Optional<Loss> kept(Loss loss, Collection<Unit> gone) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            Unit label = new Unit(entropy.population(), entropy.label());
            return gone.contains(label)
                    ? Optional.empty()
                    : Optional.of(new Loss.FirstSpikeCrossEntropy(
                            entropy.population(), moved(label, gone), entropy.tau0(), entropy.tau1(), entropy.gamma()));
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            List<Loss.SpikeTimeSquare.Target> targets = new ArrayList<>();
            for (Loss.SpikeTimeSquare.Target target : square.targets()) {
                Unit unit = new Unit(target.population(), target.neuron());
                if (!gone.contains(unit)) {
                    targets.add(new Loss.SpikeTimeSquare.Target(
                            target.population(), moved(unit, gone), target.spike(), target.time()));
                }
            }
            return targets.isEmpty() ? Optional.empty() : Optional.of(new Loss.SpikeTimeSquare(targets));
        }
        if (loss instanceof Loss.VoltageSquare square) {
            Unit unit = new Unit(square.population(), square.neuron());
            return gone.contains(unit)
                    ? Optional.empty()
                    : Optional.of(new Loss.VoltageSquare(square.population(), moved(unit, gone), square.target()));
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        List<Rational> weights =
                kept(integral.weights(), index -> !gone.contains(new Unit(integral.population(), index)));
        return weights.isEmpty()
                ? Optional.empty()
                : Optional.of(new Loss.VoltageIntegral(integral.population(), weights, integral.kappa()));
    }

    private static int moved(Unit unit, Collection<Unit> gone) {
        return moved(unit.index, index -> !gone.contains(new Unit(unit.population, index)));
    }

    /** The index of a unit after others of its population are gone. */
    private static int moved(int unit, Predicate<Integer> left) {
        return (int) IntStream.range(0, unit).filter(left::test).count();
    }

    static Network with(Network network, Optional<Loss> loss) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                loss);
    }

    /** All neurons of a population start at rest. */
    static Network atRest(Network network, String name) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream()
                        .map(population -> population.name().equals(name) ? atRest(population) : population)
                        .toList(),
                network.projections(),
                network.loss());
    }

    private static Population atRest(Population population) {
        return population instanceof Population.Neurons neurons ? neurons.withInitial(Optional.empty()) : population;
    }

    /** Spikes of a population do to it what they do to a membrane. */
    static Network withoutResetKernel(Network network, String name) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream()
                        .map(population ->
                                population.name().equals(name) && population instanceof Population.Neurons neurons
                                        ? neurons.withResetKernel(Optional.empty())
                                        : population)
                        .toList(),
                network.projections(),
                network.loss());
    }
}
