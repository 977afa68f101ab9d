package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.conditioning.AnswerConditions;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.Traces;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Differentiability.Ambiguity;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.TiedDerivatives;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.AtTies;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final CertifiedDigits digits;
    private final OpenMatters open;
    private final FileParameters parameters;
    private final FiringEquations equations;
    private final Differentiability differentiability;
    private final TiedDerivatives ties;

    private List<Chronology.Event> chronology = List.of();

    /** For each neuron how many of its spikes are answered. */
    private final int[] printed;

    private AnswerBuilder(Network network, Wiring wiring, Raster raster, Question question, int bits, boolean last) {
        this.network = network;
        this.wiring = wiring;
        this.raster = raster;
        this.question = question;
        this.bits = bits;
        this.parameters = new FileParameters(network, wiring, question.wrt(), bits);
        this.equations = new FiringEquations(wiring, raster, parameters.elements(), bits);
        this.digits = new CertifiedDigits(question, bits, last);
        this.open = new OpenMatters(wiring, raster, question, bits, digits);
        this.printed = new int[wiring.neurons().size()];
        this.differentiability = new Differentiability(wiring, raster, parameters.elements(), equations, bits);
        this.ties = new TiedDerivatives(wiring, raster, parameters, equations, bits);
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
        } catch (CertifiedDigits.TooFewDigits tooFew) {
            return Optional.empty();
        }
    }

    private Answer<Ball> answer() {
        open.addThoseOfRaster();
        ByNeuron<Spike<Ball>> spikes = spikes();
        LossAnswer losses = new LossAnswer(
                network,
                wiring,
                raster,
                question,
                bits,
                parameters,
                equations,
                differentiability,
                ties,
                this::chronology,
                digits,
                open);
        JacobianAnswer rows = new JacobianAnswer(raster, parameters, equations, ties, digits, open);
        Optional<Outcome<LossSensitivity>> sensitivity = network.loss().map(losses::sensitivity);
        boolean derivatives = question.jacobian() || network.loss().isPresent();
        Map<Integer, Ambiguity> doubts = derivatives ? differentiability.doubts() : Map.of();
        Optional<Outcome<Ball>> loss =
                sensitivity.map(outcome -> outcome.map(LossSensitivity::value)).map(losses::withDigits);
        Optional<Outcome<Gradient<Ball>>> gradient = sensitivity.map(outcome -> losses.gradient(outcome, doubts));
        Optional<List<Derivative<Ball>>> jacobian =
                question.jacobian() ? Optional.of(rows.of(doubts, answeredSpikes())) : Optional.empty();
        Answer<Ball> answer = new Answer<>(spikes, loss, gradient, jacobian, open.found())
                .with(new AtTies<>(losses.entries(), rows.withoutValue()))
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
                if (value.isEmpty()) {
                    digits.requireLast();
                }
                values.add(value.filter(digits::enough));
            }
            if (values.stream().anyMatch(Optional::isEmpty) && open.found().isEmpty()) {
                open.add(new Undecided(
                        Undecided.Kind.TIE,
                        new Undecided.Place(
                                neuron.population(), neuron.index(), Optional.empty(), Optional.empty(), List.of()),
                        "a time at which potentials are asked for was not told from a spike, or "
                                + digits.tooFewDigits()));
            }
            return values;
        }));
    }

    private AnswerConditions conditions() {
        return new AnswerConditions(network, wiring, raster, this::chronology, printed, bits);
    }

    private ByNeuron<Spike<Ball>> spikes() {
        return ByNeuron.ofSpiking(network, this::train);
    }

    private List<Spike<Ball>> train(int neuron) {
        List<Spike<Ball>> train = new ArrayList<>();
        for (int index : raster.trains().get(neuron)) {
            Raster.Spike spike = raster.spikes().get(index);
            if (!digits.certified(spike.time()) || !digits.certified(spike.slope())) {
                // What follows may well be certified, but would stand in the wrong place.
                open.limit(open.name(index));
                break;
            }
            train.add(new Spike<>(spike.time(), spike.slope()));
        }
        printed[neuron] = train.size();
        return train;
    }

    private List<Integer> answeredSpikes() {
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < printed.length; i++) {
            answered.addAll(raster.trains().get(i).subList(0, printed[i]));
        }
        return answered;
    }
}
