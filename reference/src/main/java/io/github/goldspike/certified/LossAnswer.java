package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.AdjointSweep;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Differentiability.Ambiguity;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.EventProp;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.SpikeTimeLoss;
import io.github.goldspike.certified.gradient.TermTooGreat;
import io.github.goldspike.certified.gradient.TiedDerivatives;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The loss of an answer and its gradient, or why they are open. */
final class LossAnswer {

    private final Network network;
    private final Wiring wiring;
    private final Raster raster;
    private final Question question;
    private final int bits;
    private final FileParameters parameters;
    private final FiringEquations equations;
    private final Differentiability differentiability;
    private final TiedDerivatives ties;
    private final Supplier<List<Chronology.Event>> chronology;
    private final CertifiedDigits digits;
    private final OpenMatters open;
    private Optional<Gradient<Outcome<Ball>>> entries = Optional.empty();

    LossAnswer(
            Network network,
            Wiring wiring,
            Raster raster,
            Question question,
            int bits,
            FileParameters parameters,
            FiringEquations equations,
            Differentiability differentiability,
            TiedDerivatives ties,
            Supplier<List<Chronology.Event>> chronology,
            CertifiedDigits digits,
            OpenMatters open) {
        this.network = network;
        this.wiring = wiring;
        this.raster = raster;
        this.question = question;
        this.bits = bits;
        this.parameters = parameters;
        this.equations = equations;
        this.differentiability = differentiability;
        this.ties = ties;
        this.chronology = chronology;
        this.digits = digits;
        this.open = open;
    }

    /** The gradient by entry, where ties leave some without a value; known once the gradient is. */
    Optional<Gradient<Outcome<Ball>>> entries() {
        return entries;
    }

    /** Of exponentials that are too great, more precision does not help with those of the loss itself. */
    Outcome<LossSensitivity> sensitivity(Loss loss) {
        try {
            return sensitivityOf(loss);
        } catch (TermTooGreat term) {
            return tooGreat(term.getMessage());
        } catch (OverflowException | NotSeparatedException wide) {
            return openForDigitsOrAgain();
        }
    }

    private <T> Outcome<T> tooGreat(String sentence) {
        open.add(new Undecided(Undecided.Kind.LIMIT, lossPlace(), sentence));
        return new Outcome.Open<>(sentence);
    }

    private <T> Outcome<T> openForDigitsOrAgain() {
        digits.requireLast();
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
        return new Outcome.Known<>(VoltageLoss.of(wiring, chronology.get(), elements, bits, densities));
    }

    private <T> Outcome<T> openForOrder(int neuron, String detail) {
        digits.requireLast();
        Wiring.Neuron place = wiring.neurons().get(neuron);
        open.add(new Undecided(
                Undecided.Kind.TIE,
                new Undecided.Place(place.population(), place.index(), Optional.empty(), Optional.empty(), List.of()),
                detail));
        return new Outcome.Open<>(detail);
    }

    Outcome<Ball> withDigits(Outcome<Ball> loss) {
        if (loss instanceof Outcome.Known<Ball> known && !digits.enough(known.value())) {
            return openForDigits();
        }
        return loss;
    }

    private <T> Outcome<T> openForDigits() {
        open.add(new Undecided(Undecided.Kind.LIMIT, lossPlace(), "loss or gradient: " + digits.tooFewDigits()));
        return new Outcome.Open<>(digits.tooFewDigits());
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

    Outcome<Gradient<Ball>> gradient(Outcome<LossSensitivity> outcome, Map<Integer, Ambiguity> doubts) {
        if (!(outcome instanceof Outcome.Known<LossSensitivity> known)) {
            return outcome.map(none -> Gradient.byWeights(List.of()));
        }
        LossSensitivity sensitivity = known.value();
        for (Map.Entry<Integer, Ball> entry : sensitivity.bySpike().entrySet()) {
            if (Ambiguity.leavesNone(doubts.get(entry.getKey()))
                    && !entry.getValue().isZero()) {
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
            return all(values).allMatch(digits::enough) ? new Outcome.Known<>(new Gradient<>(values)) : openForDigits();
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
                : VoltageLoss.of(wiring, chronology.get(), parameters.elements(), bits, densities);
        Gradient<Outcome<Ball>> found = ties.entries(values, complete);
        List<Outcome<Ball>> others = new ArrayList<>();
        for (Outcome<Ball> entry : all(found.values()).toList()) {
            if (!(entry instanceof Outcome.Known<Ball> known)) {
                others.add(entry);
            } else if (!digits.enough(known.value())) {
                return openForDigits();
            }
        }
        if (others.isEmpty()) {
            return new Outcome.Known<>(found.map(entry -> ((Outcome.Known<Ball>) entry).value()));
        }
        entries = Optional.of(found);
        Optional<Outcome<Ball>> unknown =
                others.stream().filter(Outcome.Open.class::isInstance).findFirst();
        if (unknown.isPresent() && !digits.isLastAttempt() && !parametersOpenForGood()) {
            throw new CertifiedDigits.TooFewDigits();
        }
        Outcome<Ball> first = unknown.orElse(others.get(0));
        unknown.ifPresent(entry -> open.add(
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
                return AdjointSweep.gradient(wiring, chronology.get(), parameters.elements(), bits, sensitivity);
            case EVENTPROP:
                // Of a loss of potentials it needs what is integrated, of other losses the partial derivatives.
                Map<Integer, VoltageLoss.Density> densities =
                        VoltageLoss.densities(wiring, network.loss().orElseThrow(), bits);
                Map<Integer, Ball> bySpikeTime = densities.isEmpty() ? sensitivity.bySpike() : Map.of();
                return EventProp.gradient(
                        wiring, chronology.get(), parameters.elements(), bits, bySpikeTime, densities);
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
}
