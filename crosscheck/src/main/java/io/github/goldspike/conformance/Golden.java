package io.github.goldspike.conformance;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The certified answer for a network in normal form, and what is needed to judge others by it.
 *
 * @param network in normal form
 * @param spikes times for each neuron of each population that can spike
 * @param slopes V' just before each, in the same shape
 * @param loss empty if the network has none
 * @param gradient by the weights: for each projection the synapses in file order
 * @param conditions certified condition numbers
 * @param undecided why spikes are not to be judged, if so
 */
public record Golden(
        Network network,
        Map<String, List<List<BigDecimal>>> spikes,
        Map<String, List<List<BigDecimal>>> slopes,
        Optional<Outcome<BigDecimal>> loss,
        Optional<Outcome<List<List<BigDecimal>>>> gradient,
        Optional<Conditions<Ball>> conditions,
        Optional<String> undecided) {

    /** Far more than any arithmetic under test has. */
    static final int DIGITS = 30;

    private static final int MOST_DIGITS = 200;

    /**
     * Asks the certified engine.
     *
     * @param spikes beyond which the answer is undecided
     */
    static Golden of(Network network, int spikes) {
        Question question =
                Question.ofDigits(DIGITS).with(Conditioning.USUAL).withLimits(new Question.Limits(MOST_DIGITS, spikes));
        Answer<Ball> answer = new CertifiedEngine().solve(network, question);
        return new Golden(
                network,
                ofSpikes(answer, Spike::time),
                ofSpikes(answer, Spike::slope),
                answer.loss().map(loss -> loss.map(Golden::decimal)),
                answer.gradient()
                        .map(gradient ->
                                gradient.map(known -> known.map(Golden::decimal).weights())),
                answer.conditions(),
                answer.undecided().stream()
                        .filter(undecided -> !onlyDerivatives(undecided))
                        .map(Undecided::detail)
                        .findFirst());
    }

    /** A tie at a spike whose time is proved. */
    private static boolean onlyDerivatives(Undecided undecided) {
        return undecided.kind() == Undecided.Kind.TIE
                && undecided.place().spike().isPresent()
                && undecided.place().affected().isEmpty();
    }

    private static Map<String, List<List<BigDecimal>>> ofSpikes(
            Answer<Ball> answer, Function<Spike<Ball>, Ball> value) {
        Map<String, List<List<BigDecimal>>> populations = new LinkedHashMap<>();
        answer.spikes()
                .forEach((name, trains) -> populations.put(
                        name,
                        trains.stream()
                                .map(train -> train.stream()
                                        .map(value)
                                        .map(Golden::decimal)
                                        .toList())
                                .toList()));
        return populations;
    }

    private static BigDecimal decimal(Ball ball) {
        return new BigDecimal(ball.toDecimalOrZero(DIGITS));
    }

    /** κ of a spike time, if it has one. */
    OptionalDouble spikeCondition(String population, int neuron, int order) {
        return approximate(conditions
                .flatMap(Conditions::spikes)
                .flatMap(spikes -> spikes.get(population).get(neuron).get(order)));
    }

    /** κ of the loss, if it has one. */
    OptionalDouble lossCondition() {
        return approximate(conditions.flatMap(Conditions::loss));
    }

    private static OptionalDouble approximate(Optional<Ball> ball) {
        return ball.map(Ball::approximate).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    int spikeCount() {
        return spikes.values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
    }

    Timeline timeline() {
        Map<String, List<List<Double>>> times = new LinkedHashMap<>();
        spikes.forEach((name, trains) -> times.put(
                name,
                trains.stream()
                        .map(train ->
                                train.stream().map(BigDecimal::doubleValue).toList())
                        .toList()));
        return new Timeline(network, times);
    }
}
