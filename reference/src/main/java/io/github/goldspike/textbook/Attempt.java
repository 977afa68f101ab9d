package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer at one working precision: spikes, then the loss, then the derivatives that are asked for. */
final class Attempt {

    private static final Comparator<ParameterId> IN_FILE_ORDER = Comparator.comparing(ParameterId::kind)
            .thenComparingInt(ParameterId::owner)
            .thenComparingInt(ParameterId::index);

    /** Reals of files end at ten to this power. */
    private static final long LARGEST_EXPONENT = 100_000;

    private final RoundedNetwork rounded;
    private final Question question;
    private final Simulation simulation;
    private final History history;
    private final List<Undecided> undecided = new ArrayList<>();

    Attempt(Network network, Question question, int digits) {
        this.rounded = RoundedNetwork.of(network, question.wrt(), digits);
        this.question = question;
        this.simulation = new Simulation(rounded);
        this.history = simulation.history();
    }

    Answer<Real> answer(Progress progress) {
        Optional<Undecided> stopped = simulation.run(question.limits().spikes(), progress);
        stopped.ifPresent(undecided::add);
        Ties ties = new Ties(rounded, history);
        Optional<Loss> loss = rounded.network().loss();
        Optional<Outcome<Real>> value = Optional.empty();
        Optional<Outcome<Gradient<Real>>> gradient = Optional.empty();
        if (stopped.isPresent() && loss.isPresent()) {
            String why = "the spikes are not known up to the horizon";
            value = Optional.of(new Outcome.Open<>(why));
            gradient = Optional.of(new Outcome.Open<>(why));
        } else if (loss.isPresent()) {
            Outcome<Gradient<Real>> open = new Outcome.Open<>("a number is too large");
            value = Optional.of(open.map(none -> rounded.horizon()));
            gradient = Optional.of(open);
            try {
                Objective objective = new Objective(rounded, history, question, ties, loss.get());
                value = Optional.of(objective.value().map(Attempt::writable));
                gradient = Optional.of(objective.gradient().map(this::asGiven).map(all -> all.map(Attempt::writable)));
            } catch (TooLargeException tooLarge) {
                undecided.add(new Undecided(
                        Undecided.Kind.LIMIT, place(loss.get()), "too large to be answered: " + tooLarge.getMessage()));
            }
        }
        Optional<List<Derivative<Real>>> jacobian =
                question.jacobian() ? Optional.of(jacobian(ties)) : Optional.empty();
        return new Answer<>(spikes(), value, gradient, jacobian, undecided)
                .with(question.traces().isEmpty() ? Optional.empty() : Optional.of(potentials()));
    }

    private static Real writable(Real value) {
        if (value.signum() != 0 && value.value().scale() > LARGEST_EXPONENT) {
            throw new TooLargeException("the loss or a derivative of it, above 10^100000");
        }
        return value;
    }

    /** The neuron that a loss is about, or the first of them. */
    private static Undecided.Place place(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return place(entropy.population(), entropy.label());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return place(
                    square.targets().get(0).population(),
                    square.targets().get(0).neuron());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return place(square.population(), square.neuron());
        }
        return place(((Loss.VoltageIntegral) loss).population(), 0);
    }

    private static Undecided.Place place(String population, int neuron) {
        return new Undecided.Place(population, neuron, Optional.empty(), Optional.empty(), List.of());
    }

    private Gradient<Real> asGiven(Differential differential) {
        Map<ParameterKind, List<List<Real>>> values = new EnumMap<>(ParameterKind.class);
        Real zero = rounded.precision().of(0);
        for (ParameterKind kind : question.wrt()) {
            int owners = (kind.ofProjections()
                            ? rounded.network().projections()
                            : rounded.network().populations())
                    .size();
            List<List<Real>> lists = new ArrayList<>();
            for (int owner = 0; owner < owners; owner++) {
                List<Real> list = new ArrayList<>();
                for (int k = 0; k < rounded.given().count(kind, owner); k++) {
                    list.add(differential.byParameter().getOrDefault(new ParameterId(kind, owner, k), zero));
                }
                lists.add(list);
            }
            values.put(kind, lists);
        }
        return new Gradient<>(values);
    }

    private List<Derivative<Real>> jacobian(Ties ties) {
        ForwardPropagation rows =
                new ForwardPropagation(rounded, history, ties, history.firings().size());
        List<Derivative<Real>> jacobian = new ArrayList<>();
        for (Firing firing : history.firings()) {
            SpikeId spike = ties.identify(firing);
            ties.obstacle(firing).ifPresent(why -> undecided.add(tie(firing, spike, why)));
            rows.of(firing).byParameter().entrySet().stream()
                    .filter(entry -> entry.getValue().signum() != 0)
                    .sorted(Map.Entry.comparingByKey(IN_FILE_ORDER))
                    .forEach(entry -> jacobian.add(new Derivative<>(spike, entry.getKey(), entry.getValue())));
        }
        return jacobian;
    }

    private static Undecided tie(Firing firing, SpikeId spike, String why) {
        Undecided.Place place = new Undecided.Place(
                spike.population(),
                spike.neuron(),
                Optional.of(spike.index()),
                Optional.of(firing.time().toString()),
                List.of());
        return new Undecided(Undecided.Kind.TIE, place, spike + ": " + why);
    }

    /** V(t⁻), [FP eq. 5], or the reset where V is held; as far as the simulation came. */
    private ByNeuron<Optional<Real>> potentials() {
        return ByNeuron.ofNeurons(
                rounded.network(),
                number -> question.traces().stream()
                        .map(time -> potential(number, rounded.precision().of(time)))
                        .toList());
    }

    private Optional<Real> potential(int number, Real t) {
        Neuron neuron = rounded.neurons().get(number);
        Potential potential = Potential.before(t, number, neuron, history);
        boolean held = potential.begin().compareTo(t) > 0;
        Real value = held ? neuron.reset().value() : potential.at(t);
        return undecided.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    private ByNeuron<Spike<Real>> spikes() {
        return ByNeuron.ofSpiking(
                rounded.network(),
                number -> history.spikes(number).stream()
                        .map(firing -> new Spike<>(firing.time(), firing.slope()))
                        .toList());
    }
}
