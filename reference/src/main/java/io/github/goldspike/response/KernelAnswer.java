package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a raster into an answer. A quantity without all its digits makes the attempt fail, or, in the last attempt, is listed as
 * undecided and left out.
 */
final class KernelAnswer {

    private static final String OPEN_RELEASE =
            "the order of an arriving spike and of the end of a refractory time, on which derivatives depend, was not decided";

    private final Network network;
    private final FileNetwork file;
    private final ResponseNetwork kernels;
    private final ResponseLoop.Raster raster;
    private final Question question;
    private final boolean last;
    private final FiringRows<ParameterId> rows;
    private final List<Undecided> undecided = new ArrayList<>();
    /** Names of neurons by their numbers, and how many of their spikes are answered. */
    private final List<SpikeId> neurons = new ArrayList<>();

    private final int[] printed;

    private KernelAnswer(
            Network network, FileNetwork file, ResponseLoop.Raster raster, Question question, boolean last) {
        this.network = network;
        this.file = file;
        this.kernels = file.kernels();
        this.raster = raster;
        this.question = question;
        this.last = last;
        this.rows = new FiringRows<>(kernels, raster, file.dependencies());
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    neurons.add(new SpikeId(group.name(), n, 0));
                }
            }
        }
        this.printed = new int[neurons.size()];
    }

    /** Not all requested digits are certified at this precision. */
    private static final class TooFewDigits extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooFewDigits() {
            super(null, null, false, false);
        }
    }

    /**
     * The answer, or empty if something needs a higher precision and this is not the last attempt.
     *
     * @param file with the reals that the question asks derivatives by
     * @param all with all reals
     */
    static Optional<Answer<Ball>> of(
            Network network,
            FileNetwork file,
            FileNetwork all,
            ResponseLoop.Raster raster,
            Question question,
            boolean last) {
        try {
            return Optional.of(new KernelAnswer(network, file, raster, question, last).answer(all));
        } catch (TooFewDigits tooFew) {
            return Optional.empty();
        }
    }

    private Answer<Ball> answer(FileNetwork all) {
        raster.undecided().ifPresent(open -> undecided.add(undecided(open)));
        ByNeuron<Spike<Ball>> spikes = ByNeuron.ofSpiking(network, this::train);
        Optional<Outcome<LossPartials<ParameterId>>> partials =
                network.loss().map(loss -> unlessTooGreat(() -> of(loss)));
        Optional<Outcome<Ball>> value = partials.map(outcome -> outcome.map(LossPartials::value))
                .map(outcome -> outcome instanceof Outcome.Known<Ball> known && !enough(known.value())
                        ? openForDigits()
                        : outcome);
        Optional<Outcome<Gradient<Ball>>> gradient = partials.map(outcome -> unlessTooGreat(() -> gradient(outcome)));
        Optional<List<Derivative<Ball>>> jacobian =
                question.jacobian() && !hasOpenRelease() ? Optional.of(jacobian()) : Optional.empty();
        Answer<Ball> answer = new Answer<>(spikes, value, gradient, jacobian, List.of()).with(potentials());
        answer = new Answer<>(
                answer.spikes(),
                answer.loss(),
                answer.gradient(),
                answer.jacobian(),
                undecided,
                answer.atTies(),
                Optional.empty(),
                Optional.empty(),
                answer.potentials());
        if (question.conditioning() == Conditioning.NONE) {
            return answer;
        }
        KernelAnswer byAll = new KernelAnswer(network, all, raster, question.by(Method.ADJOINT), last);
        return answer.conditionedBy(Optional.of(new KernelConditions(all, byAll.rows, raster)
                .with(question.conditioning(), kernels, neurons)
                .of(answer, file::firstNeuron, byAll::lossByReal)));
    }

    private Optional<Map<ParameterId, Ball>> lossByReal() {
        Outcome<LossPartials<ParameterId>> partials = of(network.loss().orElseThrow());
        return partials instanceof Outcome.Known<LossPartials<ParameterId>> known
                ? Optional.of(derivatives(known.value()))
                : Optional.empty();
    }

    /** Whether the digits are certified, or in the last attempt none but zeros; throws if not, unless this is the last attempt. */
    private boolean enough(Ball value) {
        return certified(value) || isZeroForAllWeKnow(value);
    }

    private boolean certified(Ball value) {
        boolean certified = value.certifies(question.digits());
        if (!certified && !last) {
            throw new TooFewDigits();
        }
        return certified;
    }

    private boolean isZeroForAllWeKnow(Ball value) {
        Ball small = Ball.ONE.shift(-(long) raster.bits() / 2);
        return !value.isPositive() && !value.isNegative() && value.abs().upper().isLessThan(small);
    }

    private String tooFewDigits() {
        return "fewer than " + question.digits() + " digits were certified with the working precision of "
                + question.limits().digits() + " digits";
    }

    private <T> Outcome<T> openForDigits() {
        undecided.add(new Undecided(Undecided.Kind.LIMIT, lossPlace(), "loss or gradient: " + tooFewDigits()));
        return new Outcome.Open<>(tooFewDigits());
    }

    private Undecided.Place lossPlace() {
        Loss loss = network.loss().orElseThrow();
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return place(entropy.population(), entropy.label());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return place(square.population(), square.neuron());
        }
        if (loss instanceof Loss.VoltageIntegral integral) {
            return place(integral.population(), 0);
        }
        List<Loss.SpikeTimeSquare.Target> targets = ((Loss.SpikeTimeSquare) loss).targets();
        return targets.isEmpty()
                ? place("", 0)
                : place(targets.get(0).population(), targets.get(0).neuron());
    }

    private static Undecided.Place place(String population, int neuron) {
        return new Undecided.Place(population, neuron, Optional.empty(), Optional.empty(), List.of());
    }

    private SpikeId name(Firing firing) {
        SpikeId neuron = neurons.get(firing.neuron());
        return new SpikeId(neuron.population(), neuron.neuron(), firing.index());
    }

    private Undecided undecided(UndecidedEvent open) {
        SpikeId neuron = neurons.get(open.neuron());
        int index = (int) raster.firings().stream()
                .filter(firing -> firing.neuron() == open.neuron())
                .count();
        List<Undecided.Affected> affected = new ArrayList<>();
        for (int i = 0; i < neurons.size(); i++) {
            if (kernels.neurons().get(i).threshold().isPresent()) {
                affected.add(new Undecided.Affected(
                        neurons.get(i).population(),
                        neurons.get(i).neuron(),
                        raster.provedUntil().toDecimal(question.digits())));
            }
        }
        int digits = open.time().certifiedDigits(question.digits());
        Optional<String> time = digits > 0 ? Optional.of(open.time().toDecimal(digits)) : Optional.empty();
        return new Undecided(
                open.kind(),
                new Undecided.Place(neuron.population(), neuron.neuron(), Optional.of(index), time, affected),
                open.detail());
    }

    private List<Spike<Ball>> train(int neuron) {
        List<Spike<Ball>> train = new ArrayList<>();
        for (Firing firing : raster.firings()) {
            if (firing.neuron() == neuron) {
                if (!certified(firing.time()) || !certified(firing.slope())) {
                    // What follows may well be certified, but would stand in the wrong place.
                    limit(name(firing));
                    break;
                }
                train.add(new Spike<>(firing.time(), firing.slope()));
            }
        }
        printed[neuron] = train.size();
        return train;
    }

    private void limit(SpikeId spike) {
        Undecided.Place place = new Undecided.Place(
                spike.population(), spike.neuron(), Optional.of(spike.index()), Optional.empty(), List.of());
        undecided.add(new Undecided(Undecided.Kind.LIMIT, place, tooFewDigits()));
    }

    /** A quantity, whose terms may be beyond every number. */
    private interface Quantity<T> {
        Outcome<T> get();
    }

    private <T> Outcome<T> unlessTooGreat(Quantity<T> quantity) {
        try {
            return quantity.get();
        } catch (OverflowException | NotSeparatedException wide) {
            if (!last) {
                throw new TooFewDigits();
            }
            return openForDigits();
        }
    }

    private Outcome<LossPartials<ParameterId>> of(Loss loss) {
        boolean complete = raster.undecided().isEmpty();
        SpikeTimeLosses losses = new SpikeTimeLosses(raster, complete);
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            Population.Neurons group = (Population.Neurons) network.population(entropy.population());
            return losses.of(entropy, file.firstNeuron(group.name()), group.size());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return losses.of(square, file);
        }
        if (!complete) {
            return new Outcome.Open<>("the potential was not decided up to the horizon");
        }
        Map<Integer, PotentialDensity> densities = densities();
        for (Map.Entry<Integer, PotentialDensity> entry : densities.entrySet()) {
            boolean open =
                    entry.getValue().isQuadratic() && !new PotentialCourse(kernels, raster, entry.getKey()).isOrdered();
            if (open) {
                if (!last) {
                    throw new TooFewDigits();
                }
                String detail = "the order of events at the neuron whose potential is the loss was not decided";
                undecided.add(new Undecided(Undecided.Kind.TIE, lossPlace(), detail));
                return new Outcome.Open<>(detail);
            }
        }
        return new Outcome.Known<>(PotentialLoss.partials(kernels, raster, file.dependencies(), densities));
    }

    /** What is integrated, by neuron; nothing for a loss of spike times. */
    private Map<Integer, PotentialDensity> densities() {
        Map<Integer, PotentialDensity> densities = new LinkedHashMap<>();
        Loss loss = network.loss().orElseThrow();
        if (loss instanceof Loss.VoltageSquare square) {
            densities.put(
                    file.firstNeuron(square.population()) + square.neuron(),
                    new PotentialDensity.Square(square.target()));
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            for (int n = 0; n < integral.weights().size(); n++) {
                densities.put(
                        file.firstNeuron(integral.population()) + n,
                        new PotentialDensity.Discounted(integral.weights().get(n), integral.kappa()));
            }
        }
        return densities;
    }

    private Outcome<Gradient<Ball>> gradient(Outcome<LossPartials<ParameterId>> outcome) {
        if (!(outcome instanceof Outcome.Known<LossPartials<ParameterId>> known)) {
            return outcome.map(none -> Gradient.byWeights(List.of()));
        }
        if (hasOpenRelease()) {
            return new Outcome.Open<>(OPEN_RELEASE);
        }
        Map<ParameterId, Ball> derivatives = derivatives(known.value());
        Map<ParameterKind, List<List<Ball>>> values = shaped(derivatives);
        boolean enough = values.values().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .allMatch(this::enough);
        return enough ? new Outcome.Known<>(new Gradient<>(values)) : openForDigits();
    }

    /** Whether derivatives are open because the order of an arrival and of the end of a refractory time is (kernels-R12). */
    private boolean hasOpenRelease() {
        Optional<Integer> open = rows.firstOpenRelease();
        if (open.isPresent() && !last) {
            throw new TooFewDigits();
        }
        open.map(neurons::get)
                .map(one -> new Undecided(Undecided.Kind.TIE, place(one.population(), one.neuron()), OPEN_RELEASE))
                .filter(one -> !undecided.contains(one))
                .ifPresent(undecided::add);
        return open.isPresent();
    }

    private Map<ParameterId, Ball> derivatives(LossPartials<ParameterId> partials) {
        if (question.method() == Method.EVENTPROP) {
            Map<Integer, PotentialDensity> densities = densities();
            List<Ball> lossByTime = densities.isEmpty()
                    ? partials.bySpike()
                    : Collections.nCopies(raster.firings().size(), Ball.ZERO.withPrecision(raster.bits()));
            return PotentialLoss.eventProp(kernels, raster, file.dependencies(), densities, lossByTime);
        }
        Map<ParameterId, Ball> sum = new LinkedHashMap<>(partials.byParameter());
        if (question.method() == Method.ADJOINT) {
            rows.transposed(partials.bySpike())
                    .forEach((parameter, derivative) -> sum.merge(parameter, derivative, Ball::plus));
            return sum;
        }
        List<Map<ParameterId, Ball>> jacobian = rows.forward();
        for (int f = 0; f < jacobian.size(); f++) {
            Ball bySpike = partials.bySpike().get(f);
            if (!bySpike.isZero()) {
                jacobian.get(f)
                        .forEach(
                                (parameter, derivative) -> sum.merge(parameter, derivative.times(bySpike), Ball::plus));
            }
        }
        return sum;
    }

    /** In the order of the file, zeros included. */
    private Map<ParameterKind, List<List<Ball>>> shaped(Map<ParameterId, Ball> derivatives) {
        Map<ParameterKind, List<List<Ball>>> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : question.wrt()) {
            int owners = (kind.ofProjections() ? network.projections() : network.populations()).size();
            List<List<Ball>> lists = new ArrayList<>();
            for (int owner = 0; owner < owners; owner++) {
                List<Ball> list = new ArrayList<>();
                for (int index = 0; index < file.count(kind, owner); index++) {
                    list.add(derivatives.getOrDefault(new ParameterId(kind, owner, index), Ball.ZERO));
                }
                lists.add(list);
            }
            values.put(kind, lists);
        }
        return values;
    }

    /** By neuron, not by time: the order of simultaneous spikes would depend on the precision. */
    private List<Derivative<Ball>> jacobian() {
        List<Derivative<Ball>> entries = new ArrayList<>();
        List<Map<ParameterId, Ball>> jacobian = rows.forward();
        for (int i = 0; i < printed.length; i++) {
            for (int f = 0; f < jacobian.size(); f++) {
                Firing firing = raster.firings().get(f);
                if (firing.neuron() == i && firing.index() < printed[i]) {
                    addRow(name(firing), jacobian.get(f), entries);
                }
            }
        }
        return entries;
    }

    private void addRow(SpikeId spike, Map<ParameterId, Ball> row, List<Derivative<Ball>> entries) {
        for (Ball value : row.values()) {
            if (!enough(value)) {
                limit(spike);
                return;
            }
        }
        row.entrySet().stream()
                .filter(entry -> !entry.getValue().isZero())
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ParameterId::kind)
                        .thenComparingInt(ParameterId::owner)
                        .thenComparingInt(ParameterId::index)))
                .forEach(entry -> entries.add(new Derivative<>(spike, entry.getKey(), entry.getValue())));
    }

    private Optional<ByNeuron<Optional<Ball>>> potentials() {
        return question.traces().isEmpty()
                ? Optional.empty()
                : Optional.of(ByNeuron.ofNeurons(network, this::potentials));
    }

    private List<Optional<Ball>> potentials(int neuron) {
        PotentialCourse course = new PotentialCourse(kernels, raster, neuron);
        List<Optional<Ball>> values = new ArrayList<>();
        for (Rational time : question.traces()) {
            Optional<Ball> value = course.at(time);
            if (value.isEmpty() && !last) {
                throw new TooFewDigits();
            }
            values.add(value.filter(this::enough));
        }
        if (values.stream().anyMatch(Optional::isEmpty) && undecided.isEmpty()) {
            SpikeId place = neurons.get(neuron);
            undecided.add(new Undecided(
                    Undecided.Kind.TIE,
                    place(place.population(), place.neuron()),
                    "a time at which potentials are asked for was not told from a spike, or " + tooFewDigits()));
        }
        return values;
    }
}
