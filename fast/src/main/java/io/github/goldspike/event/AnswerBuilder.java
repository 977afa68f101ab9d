package io.github.goldspike.event;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Answers a question about a network of the model: names for indices, losses, derivatives, and what is open. */
final class AnswerBuilder {

    private final Network network;
    private final Question question;
    private final Translation translation;
    private final EventNetwork events;
    final GivenParameters parameters;
    private final List<Undecided> undecided = new ArrayList<>();
    private final List<SpikeId> names = new ArrayList<>();
    Raster raster;
    private int[][] trains;
    Optional<Recording> states = Optional.empty();
    private Optional<PotentialLoss> potentials = Optional.empty();

    AnswerBuilder(Network network, Question question) {
        this.network = network;
        this.question = question;
        this.translation = Translation.of(network);
        this.events = translation.events();
        this.parameters = new GivenParameters(network, translation, question.wrt());
    }

    Answer<Double> answer(Progress progress) {
        Density[] densities = densities();
        Optional<Recording> recording = recording(densities);
        double horizon = network.horizon().toDouble();
        raster = EventSimulation.run(
                events,
                horizon,
                Translation.low(network.horizon()),
                question.limits().spikes(),
                recording,
                progress);
        states = recording;
        potentials = recording
                .filter(some -> Arrays.stream(densities).anyMatch(Objects::nonNull))
                .map(some -> new PotentialLoss(events, some, densities));
        trains = trains();
        nameSpikes();
        addDoubts();
        Optional<Outcome<SpikeTimeLoss.Value>> value = network.loss().map(this::lossIfDecided);
        Optional<Outcome<Gradient<Double>>> gradient = value.map(this::gradient);
        Optional<List<Derivative<Double>>> jacobian = question.jacobian() ? Optional.of(jacobian()) : Optional.empty();
        Answer<Double> answer = new Answer<>(
                spikes(), value.map(outcome -> outcome.map(SpikeTimeLoss.Value::loss)), gradient, jacobian, undecided);
        return question.traces().isEmpty() ? answer : answer.with(Optional.of(tracesOf(recording.orElseThrow())));
    }

    private ByNeuron<Optional<Double>> tracesOf(Recording recording) {
        return ByNeuron.ofNeurons(network, (population, neuron) -> {
            Population.Neurons group = (Population.Neurons) network.population(population);
            return traces(
                    recording,
                    translation.neuron(population, neuron),
                    group.leak().of(neuron));
        });
    }

    private List<Optional<Double>> traces(Recording recording, int neuron, Rational origin) {
        return question.traces().stream()
                .map(time -> raster.complete()
                        ? Optional.of(origin.toDouble()
                                + recording.potentialBefore(neuron, time.toDouble(), Translation.low(time)))
                        : Optional.<Double>empty())
                .toList();
    }

    private int[][] trains() {
        int[][] found = new int[events.neurons][];
        for (int i = 0; i < events.neurons; i++) {
            found[i] = new int[raster.count(i)];
            int spike = raster.last(i);
            for (int k = found[i].length - 1; k >= 0; k--) {
                found[i][k] = spike;
                spike = raster.previous(spike);
            }
        }
        return found;
    }

    private void nameSpikes() {
        int[] next = new int[events.neurons];
        for (int spike = 0; spike < raster.size(); spike++) {
            int neuron = raster.neuron(spike);
            Population.Neurons group = group(neuron);
            names.add(new SpikeId(group.name(), neuron - translation.firstUnit(group.name()), next[neuron]++));
        }
    }

    private Population.Neurons group(int neuron) {
        return network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .map(Population.Neurons.class::cast)
                .filter(group -> neuron >= translation.firstUnit(group.name())
                        && neuron < translation.firstUnit(group.name()) + group.size())
                .findFirst()
                .orElseThrow();
    }

    private ByNeuron<Spike<Double>> spikes() {
        return ByNeuron.ofSpiking(
                network, (population, neuron) -> train(trains[translation.neuron(population, neuron)]));
    }

    private List<Spike<Double>> train(int[] train) {
        return Arrays.stream(train)
                .mapToObj(spike -> new Spike<>(raster.time(spike), raster.slope(spike)))
                .toList();
    }

    private void addDoubts() {
        boolean first = true;
        for (Ambiguity doubt : raster.doubts) {
            Population.Neurons group = group(doubt.neuron());
            List<Undecided.Affected> affected = doubt.countOpen() && first ? affected(doubt.time()) : List.of();
            first &= affected.isEmpty();
            undecided.add(new Undecided(
                    doubt.kind().undecided,
                    new Undecided.Place(
                            group.name(),
                            doubt.neuron() - translation.firstUnit(group.name()),
                            Optional.of(doubt.spike()),
                            Optional.of(Double.toString(doubt.time())),
                            affected),
                    detail(doubt)));
        }
        raster.restartTies.stream()
                .filter(tie -> !tie.own())
                .map(tie -> withoutDerivatives(
                        Undecided.Kind.TIE,
                        tie.spike(),
                        "an arrival and the end of the refractory time after this spike are so near to each other that"
                                + " the potential differs by " + tie.distance() + ", which is within rounding"))
                .forEach(undecided::add);
    }

    private String detail(Ambiguity doubt) {
        return switch (doubt.kind()) {
            case GRAZING ->
                "the potential is within rounding of its threshold where its slope is within rounding of zero (about "
                        + doubt.distance()
                        + " from where it turns): whether it passes the threshold, and how steeply, is"
                        + " not decided";
            case TIE ->
                "an arrival and a crossing are so near to each other that the potential differs by " + doubt.distance()
                        + ", which is within rounding";
            case HORIZON -> "the crossing and the horizon are " + doubt.distance() + " apart, which is within rounding";
            case SPIKES -> "the limit of " + question.limits().spikes() + " spikes was reached";
            case RANGE -> "a potential, a current or a slope is beyond the range of binary64";
            case RESOLUTION ->
                "two events are nearer to each other, on the scale of the fastest rate, than times of this size can tell in"
                        + " two binary64";
        };
    }

    private List<Undecided.Affected> affected(double time) {
        List<Undecided.Affected> affected = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    if (group.threshold(n).isPresent()) {
                        affected.add(new Undecided.Affected(group.name(), n, Double.toString(time)));
                    }
                }
            }
        }
        return affected;
    }

    Density[] densities() {
        Density[] densities = new Density[events.neurons];
        if (network.loss().isPresent() && network.loss().get() instanceof Loss.VoltageSquare square) {
            Rational leak = leak(square.population(), square.neuron());
            densities[translation.neuron(square.population(), square.neuron())] =
                    new Density.Square(leak.minus(square.target()).toDouble());
        } else if (network.loss().isPresent() && network.loss().get() instanceof Loss.VoltageIntegral integral) {
            for (int n = 0; n < integral.weights().size(); n++) {
                densities[translation.neuron(integral.population(), n)] = new Density.Discounted(
                        leak(integral.population(), n).toDouble(),
                        integral.weights().get(n).toDouble(),
                        integral.kappa().toDouble());
            }
        }
        return densities;
    }

    private Rational leak(String population, int n) {
        return ((Population.Neurons) network.population(population)).leak().of(n);
    }

    private Optional<Recording> recording(Density[] densities) {
        boolean everyNeuron = !question.traces().isEmpty()
                || network.loss().isPresent() && question.method() == Method.EVENTPROP && !parameters.onlyWeights();
        int[] recorded = IntStream.range(0, densities.length)
                .filter(i -> everyNeuron || densities[i] != null)
                .toArray();
        return recorded.length == 0 ? Optional.empty() : Optional.of(new Recording(events, recorded));
    }

    /** Nothing is said about a loss, nor about its gradient, where the number of spikes is open. */
    private Outcome<SpikeTimeLoss.Value> lossIfDecided(Loss loss) {
        if (openFrom().isPresent()) {
            return new Outcome.Open<>("the number of spikes is not decided");
        }
        Outcome<SpikeTimeLoss.Value> outcome = loss(loss);
        if (outcome instanceof Outcome.Known<SpikeTimeLoss.Value> known
                && !(isFinite(known.value().loss()) && isFinite(known.value().partials()))) {
            undecided.add(beyondRange(loss, "the loss, or its derivative by a spike time,"));
            return new Outcome.Open<>("beyond the range of binary64");
        }
        return outcome;
    }

    /** The first time from which on there may be a spike more or less. */
    private OptionalDouble openFrom() {
        return raster.doubts.stream()
                .filter(Ambiguity::countOpen)
                .mapToDouble(Ambiguity::time)
                .min();
    }

    private static boolean isFinite(double... values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static boolean isFinite(Map<ParameterKind, double[][]> values) {
        return values.values().stream().flatMap(Arrays::stream).allMatch(AnswerBuilder::isFinite);
    }

    private static Undecided beyondRange(Loss loss, String what) {
        return new Undecided(Undecided.Kind.LIMIT, place(loss), what + " is beyond the range of binary64");
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

    Outcome<SpikeTimeLoss.Value> loss(Loss loss) {
        if (potentials.isPresent()) {
            return new Outcome.Known<>(
                    new SpikeTimeLoss.Value(potentials.get().value(raster), new double[raster.size()]));
        }
        SpikeTimeLoss ofTimes = new SpikeTimeLoss(raster, translation, trains);
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return ofTimes.of(entropy, network.population(entropy.population()).size());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return ofTimes.of(square);
        }
        // An integral over a population without neurons.
        return new Outcome.Known<>(new SpikeTimeLoss.Value(0, new double[raster.size()]));
    }

    private Outcome<Gradient<Double>> gradient(Outcome<SpikeTimeLoss.Value> outcome) {
        if (!(outcome instanceof Outcome.Known<SpikeTimeLoss.Value> known)) {
            return outcome.map(none -> Gradient.byWeights(List.of()));
        }
        double[] partials = known.value().partials();
        Elements elements = question.method() == Method.EVENTPROP
                ? EventProp.gradient(raster, partials, potentials, parameters.onlyWeights() ? Optional.empty() : states)
                : AdjointSweep.gradient(raster, partials, potentials, !parameters.onlyWeights());
        Optional<String> oneSided = oneSided(elements);
        if (oneSided.isPresent()) {
            return new Outcome.Open<>(oneSided.get());
        }
        Map<ParameterKind, double[][]> given = parameters.asGiven(elements);
        if (!isFinite(given)) {
            undecided.add(beyondRange(network.loss().orElseThrow(), "a derivative of the loss"));
            return new Outcome.Open<>("beyond the range of binary64");
        }
        Map<ParameterKind, List<List<Double>>> values = new LinkedHashMap<>();
        given.forEach((kind, owners) -> values.put(
                kind,
                Arrays.stream(owners)
                        .map(owner -> Arrays.stream(owner).boxed().toList())
                        .toList()));
        return new Outcome.Known<>(new Gradient<>(values));
    }

    /** Why there are no derivatives of something, given the influence of all spikes and restarts on it. */
    private Optional<String> oneSided(Elements elements) {
        return tied(elements)
                .map(spike -> "the derivatives of " + names.get(spike)
                        + " are one-sided or not decided: a spike arrives within rounding of the time of that spike")
                .or(() -> tiedRestart(elements)
                        .map(tie -> "the derivatives of what follows " + names.get(tie.spike())
                                + " are one-sided or not decided: a spike arrives within rounding of the end of its"
                                + " refractory time"));
    }

    /** A tied spike on which something depends. */
    private Optional<Integer> tied(Elements elements) {
        return raster.doubts.stream()
                .filter(doubt -> doubt.kind() == Ambiguity.Kind.TIE && doubt.spike() < trains[doubt.neuron()].length)
                .map(doubt -> trains[doubt.neuron()][doubt.spike()])
                .filter(spike -> elements.influence[spike] != 0)
                .findFirst();
    }

    /** A tied restart on which something depends; the own arrival moves with the restart, but for the delay. */
    private Optional<RestartTie> tiedRestart(Elements elements) {
        return raster.restartTies.stream()
                .filter(tie -> !tie.own() || question.wrt().contains(ParameterKind.DELAYS))
                .filter(tie -> elements.influenceOfRestart[tie.spike()] != 0)
                .findFirst();
    }

    private List<Derivative<Double>> jacobian() {
        List<Derivative<Double>> entries = new ArrayList<>();
        double open = openFrom().orElse(Double.POSITIVE_INFINITY);
        for (int[] train : trains) {
            for (int spike : train) {
                Elements elements = AdjointSweep.ofSpike(raster, spike);
                Map<ParameterKind, double[][]> given = parameters.asGiven(elements);
                Optional<String> oneSided = oneSided(elements);
                if (raster.time(spike) >= open) {
                    undecided.add(withoutDerivatives(
                            Undecided.Kind.GRAZING, spike, "the number of spikes is not decided from here on"));
                } else if (oneSided.isPresent()) {
                    undecided.add(withoutDerivatives(Undecided.Kind.TIE, spike, oneSided.get()));
                } else if (!isFinite(given)) {
                    undecided.add(withoutDerivatives(
                            Undecided.Kind.LIMIT,
                            spike,
                            "a derivative of " + names.get(spike) + " is beyond the range of binary64"));
                } else {
                    addRow(names.get(spike), given, entries);
                }
            }
        }
        return entries;
    }

    private static void addRow(SpikeId spike, Map<ParameterKind, double[][]> given, List<Derivative<Double>> entries) {
        given.forEach((kind, owners) -> {
            for (int owner = 0; owner < owners.length; owner++) {
                for (int index = 0; index < owners[owner].length; index++) {
                    if (owners[owner][index] != 0) {
                        entries.add(new Derivative<>(
                                spike, GivenParameters.name(kind, owner, index), owners[owner][index]));
                    }
                }
            }
        });
    }

    private Undecided withoutDerivatives(Undecided.Kind kind, int spike, String detail) {
        SpikeId id = names.get(spike);
        return new Undecided(
                kind,
                new Undecided.Place(
                        id.population(),
                        id.neuron(),
                        Optional.of(id.index()),
                        Optional.of(Double.toString(raster.time(spike))),
                        List.of()),
                detail);
    }
}
