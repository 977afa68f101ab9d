package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.conditioning.AnswerConditions;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.Traces;
import io.github.goldspike.certified.events.Unresolved;
import io.github.goldspike.certified.gradient.AdjointSweep;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Differentiability.Ambiguity;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.EventProp;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.SpikeTimeLoss;
import io.github.goldspike.certified.gradient.TermTooGreat;
import io.github.goldspike.certified.gradient.TiedDerivatives;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.AtTies;
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
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Turns a raster into an answer: names for indices, losses and derivatives. A quantity without all its digits makes the
 * attempt fail, or, in the last attempt, is listed as undecided and left out.
 */
final class AnswerBuilder {

    private final Network network;
    private final Wiring wiring;
    private final Raster raster;
    private final Question question;
    private final int bits;
    private final boolean last;

    private final FileParameters parameters;
    private final FiringEquations equations;
    private final Differentiability differentiability;
    private final TiedDerivatives ties;
    private Optional<Gradient<Outcome<Ball>>> entries = Optional.empty();
    private final List<Derivative<Outcome<Ball>>> withoutValue = new ArrayList<>();
    private List<Chronology.Event> chronology = List.of();
    private final List<Undecided> undecided = new ArrayList<>();
    /** For each neuron how many of its spikes are answered. */
    private final int[] printed;

    private AnswerBuilder(Network network, Wiring wiring, Raster raster, Question question, int bits, boolean last) {
        this.network = network;
        this.wiring = wiring;
        this.raster = raster;
        this.question = question;
        this.bits = bits;
        this.last = last;
        this.parameters = new FileParameters(network, wiring, question.wrt(), bits);
        this.equations = new FiringEquations(wiring, raster, parameters.elements(), bits);
        this.printed = new int[wiring.neurons().size()];
        this.differentiability = new Differentiability(wiring, raster, parameters.elements(), equations, bits);
        this.ties = new TiedDerivatives(wiring, raster, parameters, equations, bits);
    }

    /** Not all requested digits are certified at this precision. */
    private static final class TooFewDigits extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooFewDigits() {
            super(null, null, false, false);
        }
    }

    /** Made when it is asked for; spikes without a loss do not need it. */
    private List<Chronology.Event> chronology() {
        if (chronology.isEmpty()) {
            chronology = Chronology.of(wiring, raster, bits);
        }
        return chronology;
    }

    /** The answer, or empty if some digit is not certified and this is not the last attempt. */
    static Optional<Answer<Ball>> of(
            Network network, Wiring wiring, Raster raster, Question question, int bits, boolean last) {
        try {
            return Optional.of(new AnswerBuilder(network, wiring, raster, question, bits, last).answer());
        } catch (TooFewDigits tooFew) {
            return Optional.empty();
        }
    }

    private Answer<Ball> answer() {
        List<Undecided.Affected> affected = affected();
        for (Unresolved open : raster.undecided()) {
            undecided.add(undecided(open, affected));
            affected = List.of();
        }
        ByNeuron<Spike<Ball>> spikes = spikes();
        Optional<Outcome<LossSensitivity>> sensitivity = network.loss().map(this::sensitivity);
        boolean derivatives = question.jacobian() || network.loss().isPresent();
        Map<Integer, Ambiguity> doubts = derivatives ? differentiability.doubts() : Map.of();
        Optional<Outcome<Ball>> loss =
                sensitivity.map(outcome -> outcome.map(LossSensitivity::value)).map(this::withDigits);
        // Sets what is known entry by entry, too.
        Optional<Outcome<Gradient<Ball>>> gradient = sensitivity.map(outcome -> gradient(outcome, doubts));
        Optional<List<Derivative<Ball>>> jacobian =
                question.jacobian() ? Optional.of(jacobian(doubts)) : Optional.empty();
        Answer<Ball> answer = new Answer<>(spikes, loss, gradient, jacobian, undecided)
                .with(new AtTies<>(entries, withoutValue))
                .with(potentials());
        return question.conditioning() == Conditioning.NONE
                ? answer
                : answer.conditionedBy(Optional.of(conditions().of(answer, sensitivity, question.conditioning())));
    }

    private Optional<ByNeuron<Optional<Ball>>> potentials() {
        if (question.traces().isEmpty()) {
            return Optional.empty();
        }
        Traces traces = new Traces(wiring, raster, chronology(), bits);
        return Optional.of(ByNeuron.ofNeurons(network, number -> {
            Wiring.Neuron neuron = wiring.neurons().get(number);
            List<Optional<Ball>> values = new ArrayList<>();
            for (Rational time : question.traces()) {
                Optional<Ball> value = traces.at(number, time);
                if (value.isEmpty() && !last) {
                    throw new TooFewDigits();
                }
                values.add(value.filter(this::enough));
            }
            if (values.stream().anyMatch(Optional::isEmpty) && undecided.isEmpty()) {
                undecided.add(new Undecided(
                        Undecided.Kind.TIE,
                        new Undecided.Place(
                                neuron.population(), neuron.index(), Optional.empty(), Optional.empty(), List.of()),
                        "a time at which potentials are asked for was not told from a spike, or " + tooFewDigits()));
            }
            return values;
        }));
    }

    private AnswerConditions conditions() {
        return new AnswerConditions(network, wiring, raster, this::chronology, printed, bits);
    }

    /** Whether the digits are certified, or in the last attempt none but zeros; throws if not, unless this is the last attempt. */
    private boolean enough(Ball value) {
        return certified(value) || isZeroForAllWeKnow(value);
    }

    /** Whether the digits are certified; throws if not, unless this is the last attempt. */
    private boolean certified(Ball value) {
        boolean certified = value.certifies(question.digits());
        if (!certified && !last) {
            throw new TooFewDigits();
        }
        return certified;
    }

    /** A value that no precision within the limit tells from zero is printed as zero to so many places. */
    private boolean isZeroForAllWeKnow(Ball value) {
        Ball small = Ball.ONE.shift(-(long) bits / 2);
        return !value.isPositive() && !value.isNegative() && value.abs().upper().isLessThan(small);
    }

    private String tooFewDigits() {
        return "fewer than " + question.digits() + " digits were certified with the working precision of "
                + question.limits().digits() + " digits";
    }

    private void limit(SpikeId spike) {
        Undecided.Place place = new Undecided.Place(
                spike.population(), spike.neuron(), Optional.of(spike.index()), Optional.empty(), List.of());
        undecided.add(new Undecided(Undecided.Kind.LIMIT, place, tooFewDigits()));
    }

    private SpikeId name(int spike) {
        Raster.Spike found = raster.spikes().get(spike);
        Wiring.Neuron neuron = wiring.neurons().get(found.neuron());
        return new SpikeId(neuron.population(), neuron.index(), found.index());
    }

    private Undecided undecided(Unresolved open, List<Undecided.Affected> affected) {
        Wiring.Neuron neuron = wiring.neurons().get(open.neuron);
        int index = raster.trains().get(open.neuron).size();
        return new Undecided(
                open.kind,
                new Undecided.Place(
                        neuron.population(), neuron.index(), Optional.of(index), decimal(open.time), affected),
                open.getMessage());
    }

    /** As many digits as are certified. */
    private Optional<String> decimal(Ball time) {
        int digits = time.certifiedDigits(question.digits());
        return digits > 0 ? Optional.of(time.toDecimal(digits)) : Optional.empty();
    }

    private List<Undecided.Affected> affected() {
        Ball horizon = Ball.of(wiring.horizon(), bits).lower();
        int digits = digitsThatTellSpikesFromWhatIsOpen();
        List<Undecided.Affected> affected = new ArrayList<>();
        for (int i = 0; i < wiring.neurons().size(); i++) {
            Wiring.Neuron neuron = wiring.neurons().get(i);
            Ball until = raster.provedUntil().get(i);
            if (neuron.threshold().isPresent() && until.isLessThan(horizon)) {
                affected.add(new Undecided.Affected(neuron.population(), neuron.index(), until.toDecimal(digits)));
            }
        }
        return affected;
    }

    /** A claim ends a unit of the last place before what is open (certificate-K9): that is to be after the spikes that are claimed. */
    private int digitsThatTellSpikesFromWhatIsOpen() {
        int most = (int) (bits * Math.log10(2));
        int digits = question.digits();
        while (digits < most && !tellsSpikesFromWhatIsOpen(digits)) {
            digits = Math.min(2 * digits, most);
        }
        return digits;
    }

    private boolean tellsSpikesFromWhatIsOpen(int digits) {
        return raster.spikes().stream().allMatch(spike -> {
            BigDecimal until =
                    new BigDecimal(raster.provedUntil().get(spike.neuron()).toDecimal(digits));
            Ball end = Ball.of(Rational.of(until.subtract(until.ulp())), bits);
            return spike.time().isLessThan(end);
        });
    }

    private ByNeuron<Spike<Ball>> spikes() {
        return ByNeuron.ofSpiking(network, this::train);
    }

    private List<Spike<Ball>> train(int neuron) {
        List<Spike<Ball>> train = new ArrayList<>();
        for (int index : raster.trains().get(neuron)) {
            Raster.Spike spike = raster.spikes().get(index);
            if (!certified(spike.time()) || !certified(spike.slope())) {
                // What follows may well be certified, but would stand in the wrong place.
                limit(name(index));
                break;
            }
            train.add(new Spike<>(spike.time(), spike.slope()));
        }
        printed[neuron] = train.size();
        return train;
    }

    /** Of exponentials that are too great, more precision does not help with those of the loss itself. */
    private Outcome<LossSensitivity> sensitivity(Loss loss) {
        try {
            return sensitivityOf(loss);
        } catch (TermTooGreat term) {
            return tooGreat(term.getMessage());
        } catch (OverflowException | NotSeparatedException wide) {
            return openForDigitsOrAgain();
        }
    }

    private <T> Outcome<T> tooGreat(String sentence) {
        undecided.add(new Undecided(Undecided.Kind.LIMIT, lossPlace(), sentence));
        return new Outcome.Open<>(sentence);
    }

    private <T> Outcome<T> openForDigitsOrAgain() {
        if (!last) {
            throw new TooFewDigits();
        }
        return openForDigits();
    }

    private Outcome<LossSensitivity> sensitivityOf(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new SpikeTimeLoss(wiring, raster, bits).of(entropy);
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new SpikeTimeLoss(wiring, raster, bits).of(square);
        }
        return voltage(VoltageLoss.densities(wiring, loss, bits));
    }

    private Outcome<LossSensitivity> voltage(Map<Integer, VoltageLoss.Density> densities) {
        Ball horizon = Ball.of(wiring.horizon(), bits).lower();
        for (int neuron : densities.keySet()) {
            if (raster.provedUntil().get(neuron).isLessThan(horizon)) {
                return new Outcome.Open<>("the potential was not decided up to the horizon");
            }
            if (!differentiability.eventsAreSeparated(neuron)) {
                return openForOrder(
                        neuron, "the order of events at the neuron whose potential is the loss was not decided");
            }
        }
        // EventProp differentiates a loss of potentials itself.
        Elements elements =
                question.method() == Method.EVENTPROP ? new Elements(wiring, Set.of()) : parameters.elements();
        return new Outcome.Known<>(VoltageLoss.of(wiring, chronology(), elements, bits, densities));
    }

    private <T> Outcome<T> openForOrder(int neuron, String detail) {
        if (!last) {
            throw new TooFewDigits();
        }
        Wiring.Neuron place = wiring.neurons().get(neuron);
        undecided.add(new Undecided(
                Undecided.Kind.TIE,
                new Undecided.Place(place.population(), place.index(), Optional.empty(), Optional.empty(), List.of()),
                detail));
        return new Outcome.Open<>(detail);
    }

    private Outcome<Ball> withDigits(Outcome<Ball> loss) {
        if (loss instanceof Outcome.Known<Ball> known && !enough(known.value())) {
            return openForDigits();
        }
        return loss;
    }

    private <T> Outcome<T> openForDigits() {
        undecided.add(new Undecided(Undecided.Kind.LIMIT, lossPlace(), "loss or gradient: " + tooFewDigits()));
        return new Outcome.Open<>(tooFewDigits());
    }

    private Undecided.Place lossPlace() {
        Loss loss = network.loss().orElseThrow();
        String population = "";
        int neuron = 0;
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            population = entropy.population();
            neuron = entropy.label();
        } else if (loss instanceof Loss.VoltageSquare square) {
            population = square.population();
            neuron = square.neuron();
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            population = integral.population();
        } else if (loss instanceof Loss.SpikeTimeSquare square
                && !square.targets().isEmpty()) {
            population = square.targets().get(0).population();
            neuron = square.targets().get(0).neuron();
        }
        return new Undecided.Place(population, neuron, Optional.empty(), Optional.empty(), List.of());
    }

    private Outcome<Gradient<Ball>> gradient(Outcome<LossSensitivity> outcome, Map<Integer, Ambiguity> doubts) {
        if (!(outcome instanceof Outcome.Known<LossSensitivity> known)) {
            return outcome.map(none -> Gradient.byWeights(List.of()));
        }
        LossSensitivity sensitivity = known.value();
        for (Map.Entry<Integer, Ball> entry : sensitivity.bySpike().entrySet()) {
            if (isGrave(doubts.get(entry.getKey())) && !entry.getValue().isZero()) {
                return withoutGradient(entry.getKey(), doubts.get(entry.getKey()));
            }
        }
        if (lossPotentialIsOpen()) {
            return new Outcome.Open<>(Differentiability.OPEN_DERIVATIVES);
        }
        try {
            Map<ParameterKind, List<List<Ball>>> values = parameters.allAsGiven(byElement(sensitivity));
            if (!ties.areNone()) {
                return atTies(values, sensitivity);
            }
            return all(values).allMatch(this::enough) ? new Outcome.Known<>(new Gradient<>(values)) : openForDigits();
        } catch (TermTooGreat term) {
            return tooGreat(term.getMessage());
        } catch (OverflowException | NotSeparatedException wide) {
            return openForDigitsOrAgain();
        }
    }

    private static <T> Stream<T> all(Map<ParameterKind, List<List<T>>> values) {
        return values.values().stream().flatMap(List::stream).flatMap(List::stream);
    }

    private Outcome<Gradient<Ball>> atTies(Map<ParameterKind, List<List<Ball>>> values, LossSensitivity sensitivity) {
        Map<Integer, VoltageLoss.Density> densities =
                VoltageLoss.densities(wiring, network.loss().orElseThrow(), bits);
        LossSensitivity complete = densities.isEmpty()
                ? sensitivity
                : VoltageLoss.of(wiring, chronology(), parameters.elements(), bits, densities);
        Gradient<Outcome<Ball>> found = ties.entries(values, complete);
        List<Outcome<Ball>> others = new ArrayList<>();
        for (Outcome<Ball> entry : all(found.values()).toList()) {
            if (!(entry instanceof Outcome.Known<Ball> known)) {
                others.add(entry);
            } else if (!enough(known.value())) {
                return openForDigits();
            }
        }
        if (others.isEmpty()) {
            return new Outcome.Known<>(found.map(entry -> ((Outcome.Known<Ball>) entry).value()));
        }
        entries = Optional.of(found);
        Optional<Outcome<Ball>> open =
                others.stream().filter(Outcome.Open.class::isInstance).findFirst();
        if (open.isPresent() && !last && !parametersOpenForGood()) {
            throw new TooFewDigits();
        }
        Outcome<Ball> first = open.orElse(others.get(0));
        open.ifPresent(entry -> undecided.add(
                new Undecided(Undecided.Kind.TIE, lossPlace(), "the gradient: " + ((Outcome.Open<Ball>) entry).why())));
        return first.map(none -> new Gradient<>(values));
    }

    private boolean parametersOpenForGood() {
        return parameters.parameters().stream().map(FileParameters.Given::id).anyMatch(ties::isOpenForGood);
    }

    private Outcome<Gradient<Ball>> withoutGradient(int spike, Ambiguity doubt) {
        return switch (doubt) {
            case MISSING_ARRIVAL -> new Outcome.Open<>(Differentiability.OPEN_DERIVATIVES);
            case OPEN_ORDER -> openForOrder(raster.spikes().get(spike).neuron(), Differentiability.OPEN_ORDER);
            case ONE_SIDED -> throw new IllegalStateException("is answered entry by entry");
        };
    }

    /** dℓ/de by elementary parameter, by the method that was asked for. */
    private Map<Integer, Ball> byElement(LossSensitivity sensitivity) {
        switch (question.method()) {
            case ADJOINT:
                return AdjointSweep.gradient(wiring, chronology(), parameters.elements(), bits, sensitivity);
            case EVENTPROP:
                // Of a loss of potentials it needs what is integrated, of other losses the partial derivatives.
                Map<Integer, VoltageLoss.Density> densities =
                        VoltageLoss.densities(wiring, network.loss().orElseThrow(), bits);
                Map<Integer, Ball> bySpikeTime = densities.isEmpty() ? sensitivity.bySpike() : Map.of();
                return EventProp.gradient(wiring, chronology(), parameters.elements(), bits, bySpikeTime, densities);
            default:
                return TransposedSolve.gradient(equations, sensitivity);
        }
    }

    /** Whether an arrival over a weight of zero may be missing at a neuron whose potential is the loss. */
    private boolean lossPotentialIsOpen() {
        Ball horizon = Ball.of(wiring.horizon(), bits).lower();
        return VoltageLoss.densities(wiring, network.loss().orElseThrow(), bits).keySet().stream()
                .anyMatch(neuron -> raster.differentiableUntil().get(neuron).isLessThan(horizon));
    }

    private List<Derivative<Ball>> jacobian(Map<Integer, Ambiguity> doubts) {
        List<Derivative<Ball>> entries = new ArrayList<>();
        List<Map<Integer, Ball>> jacobian = ForwardPropagation.jacobian(equations);
        // By neuron, not by time: the order of simultaneous spikes would depend on the precision.
        for (int f : answeredSpikes()) {
            if (isGrave(doubts.get(f))) {
                undecided.add(withoutDerivatives(f, doubts.get(f)));
            } else {
                addRow(f, jacobian.get(f), entries);
            }
        }
        return entries;
    }

    private List<Integer> answeredSpikes() {
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < printed.length; i++) {
            answered.addAll(raster.trains().get(i).subList(0, printed[i]));
        }
        return answered;
    }

    /** The derivatives of a spike time; exact zeros are left out. */
    private void addRow(int spike, Map<Integer, Ball> row, List<Derivative<Ball>> entries) {
        List<Derivative<Ball>> found = new ArrayList<>();
        SortedMap<ParameterId, Ball> values = parameters.asGiven(row);
        Optional<String> open = Optional.empty();
        for (FileParameters.Given given : parameters.parameters()) {
            Optional<Outcome<Ball>> other = ties.areNone() ? Optional.empty() : ties.ofSpike(spike, given.id());
            Ball smooth = values.getOrDefault(given.id(), Ball.ZERO);
            Ball value = other.map(tied -> tied instanceof Outcome.Known<Ball> known ? known.value() : Ball.ZERO)
                    .orElse(smooth);
            if (other.isPresent() && !(other.get() instanceof Outcome.Known)) {
                withoutValue.add(new Derivative<>(name(spike), given.id(), other.get()));
                if (other.get() instanceof Outcome.Open<Ball> undecidedEntry) {
                    requireLast(given.id());
                    open = Optional.of(undecidedEntry.why());
                }
            } else if (!enough(value)) {
                limit(name(spike));
                withoutValue.removeIf(entry -> entry.spike().equals(name(spike)));
                return;
            } else if (!value.isZero()) {
                found.add(new Derivative<>(name(spike), given.id(), value));
            }
        }
        open.ifPresent(why -> undecided.add(atTie(raster.spikes().get(spike).neuron(), Optional.of(spike), why)));
        found.sort(Comparator.comparing(Derivative::parameter, FileParameters.ORDER));
        entries.addAll(found);
    }

    private void requireLast(ParameterId parameter) {
        if (!last && !ties.isOpenForGood(parameter)) {
            throw new TooFewDigits();
        }
    }

    private static boolean isGrave(Ambiguity doubt) {
        return doubt == Ambiguity.MISSING_ARRIVAL || doubt == Ambiguity.OPEN_ORDER;
    }

    private Undecided withoutDerivatives(int spike, Ambiguity doubt) {
        if (doubt == Ambiguity.OPEN_ORDER && !last) {
            throw new TooFewDigits();
        }
        return switch (doubt) {
            case MISSING_ARRIVAL ->
                withoutDerivatives(spike, raster.undecided().get(0).kind, Differentiability.OPEN_DERIVATIVES);
            case OPEN_ORDER -> withoutDerivatives(spike, Undecided.Kind.TIE, Differentiability.OPEN_ORDER);
            case ONE_SIDED -> throw new IllegalStateException("is answered entry by entry");
        };
    }

    private Undecided atTie(int neuron, Optional<Integer> spike, String detail) {
        Wiring.Neuron place = wiring.neurons().get(neuron);
        Undecided.Place at = new Undecided.Place(
                place.population(),
                place.index(),
                spike.map(f -> raster.spikes().get(f).index()),
                spike.flatMap(f -> decimal(raster.spikes().get(f).time())),
                List.of());
        return new Undecided(Undecided.Kind.TIE, at, detail);
    }

    private Undecided withoutDerivatives(int spike, Undecided.Kind kind, String detail) {
        SpikeId id = name(spike);
        Undecided.Place place = new Undecided.Place(
                id.population(),
                id.neuron(),
                Optional.of(id.index()),
                decimal(raster.spikes().get(spike).time()),
                List.of());
        return new Undecided(kind, place, detail);
    }
}
