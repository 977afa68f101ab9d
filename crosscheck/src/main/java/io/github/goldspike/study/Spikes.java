package io.github.goldspike.study;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Spike times and gradient of an answer as decimals, to be held against those of another one.
 *
 * @param times for each neuron, in the order of the answer
 * @param gradient by the weights, empty if there is none
 */
record Spikes(List<List<BigDecimal>> times, Optional<List<BigDecimal>> gradient) {

    /** Far more than any engine under study is asked for. */
    static final int GOLDEN_DIGITS = 60;

    static <R> Spikes of(Answer<R> answer, Function<R, BigDecimal> decimal) {
        List<List<BigDecimal>> times = new ArrayList<>();
        answer.spikes()
                .populations()
                .values()
                .forEach(neurons -> neurons.forEach(train -> times.add(
                        train.stream().map(spike -> decimal.apply(spike.time())).toList())));
        Optional<List<BigDecimal>> gradient = answer.gradient()
                .filter(outcome -> outcome instanceof Outcome.Known)
                .map(outcome -> ((Outcome.Known<Gradient<R>>) outcome)
                        .value().weights().stream()
                                .flatMap(List::stream)
                                .map(decimal)
                                .toList());
        return new Spikes(times, gradient);
    }

    /** What a program replied; only spikes that are given. */
    static Spikes of(Reply.Answered reply) {
        List<List<BigDecimal>> times = new ArrayList<>();
        reply.spikes().orElseThrow().populations().values().forEach(times::addAll);
        Optional<List<BigDecimal>> gradient = reply.gradient()
                .filter(outcome -> outcome instanceof Outcome.Known)
                .map(outcome -> ((Outcome.Known<List<List<List<Optional<BigDecimal>>>>>) outcome)
                        .value().stream()
                                .flatMap(List::stream)
                                .flatMap(List::stream)
                                .flatMap(Optional::stream)
                                .toList());
        return new Spikes(times, gradient);
    }

    static Spikes golden(Network network) {
        return of(
                new CertifiedEngine(false).solve(network, Question.ofDigits(GOLDEN_DIGITS)),
                ball -> decimal(ball, GOLDEN_DIGITS));
    }

    static BigDecimal decimal(Ball ball, int digits) {
        return new BigDecimal(ball.toDecimalOrZero(digits));
    }

    int count() {
        return times.stream().mapToInt(List::size).sum();
    }

    boolean sameNumbers(Spikes other) {
        return times.stream()
                .map(List::size)
                .toList()
                .equals(other.times.stream().map(List::size).toList());
    }

    /** The greatest error of a spike time; empty where numbers of spikes differ. */
    OptionalDouble error(Spikes golden) {
        if (!sameNumbers(golden)) {
            return OptionalDouble.empty();
        }
        double greatest = 0;
        for (int n = 0; n < times.size(); n++) {
            for (int k = 0; k < times.get(n).size(); k++) {
                greatest = Math.max(
                        greatest,
                        distance(times.get(n).get(k), golden.times.get(n).get(k)));
            }
        }
        return OptionalDouble.of(greatest);
    }

    /** The length of the difference of the gradients by the length of the golden one; empty without both. */
    OptionalDouble gradientError(Spikes golden) {
        if (gradient.isEmpty()
                || golden.gradient.isEmpty()
                || gradient.get().size() != golden.gradient.get().size()) {
            return OptionalDouble.empty();
        }
        double difference = 0;
        double length = 0;
        for (int i = 0; i < golden.gradient.get().size(); i++) {
            BigDecimal exact = golden.gradient.get().get(i);
            difference = Math.hypot(difference, distance(gradient.get().get(i), exact));
            length = Math.hypot(length, exact.doubleValue());
        }
        return length == 0 ? OptionalDouble.empty() : OptionalDouble.of(difference / length);
    }

    private static double distance(BigDecimal one, BigDecimal other) {
        return one.subtract(other, new MathContext(2 * GOLDEN_DIGITS)).abs().doubleValue();
    }

    /** A number as a cell: enough digits to plot, the same on every machine. */
    static String cell(OptionalDouble value) {
        return value.isPresent() ? String.format(java.util.Locale.ROOT, "%.6e", value.getAsDouble()) : "";
    }

    /** Steps of a grid as times. */
    static Spikes ofSteps(ByNeuron<Integer> steps, BigDecimal dt) {
        List<List<BigDecimal>> times = new ArrayList<>();
        steps.populations()
                .values()
                .forEach(neurons -> neurons.forEach(train -> times.add(train.stream()
                        .map(n -> dt.multiply(BigDecimal.valueOf(n)))
                        .toList())));
        return new Spikes(times, Optional.empty());
    }
}
