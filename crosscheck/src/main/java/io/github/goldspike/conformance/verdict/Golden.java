package io.github.goldspike.conformance.verdict;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.conformance.tolerance.Peak;
import io.github.goldspike.conformance.tolerance.Timeline;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The certified answer for a network in normal form, and what is needed to judge others by it.
 *
 * @param network in normal form
 * @param spikes times for each neuron of each population that can spike
 * @param slopes V' just before each, in the same shape
 * @param loss empty if the network has none
 * @param gradient by the weights: for each projection the synapses in file order
 * @param conditions certified condition numbers
 * @param peaks the maxima of all potentials up to {@code horizon} that are no spikes
 * @param horizon up to which spikes are known: that of the network, or a time before the first place that is undecided
 * @param undecided why spikes are not known up to the horizon of the network, if so
 */
public record Golden(
        Network network,
        ByNeuron<BigDecimal> spikes,
        ByNeuron<BigDecimal> slopes,
        Optional<Outcome<BigDecimal>> loss,
        Optional<Outcome<List<List<BigDecimal>>>> gradient,
        Optional<Conditions<Ball>> conditions,
        List<Peak> peaks,
        Rational horizon,
        Optional<String> undecided) {

    /** Far more than any arithmetic under test has. */
    static final int DIGITS = 30;

    private static final int USUAL_DIGITS = 200;

    /** For gradients with entries like e⁻¹⁰⁰⁰ beside others. */
    private static final int MOST_DIGITS = 1000;

    /** Condition numbers of a gradient by more weights take seconds. */
    private static final int MOST_SYNAPSES = 100;

    /** What is undecided at t is judged up to t times this. */
    private static final Rational BEFORE = Rational.of(1023, 1024);

    public Golden {
        peaks = List.copyOf(peaks);
    }

    /**
     * Asks the certified engine.
     *
     * @param spikes beyond which the answer is undecided
     */
    public static Golden of(Network network, int spikes) {
        Answer<Ball> answer = solve(network, USUAL_DIGITS, spikes);
        if (answer.undecided().stream().anyMatch(undecided -> undecided.kind() == Undecided.Kind.LIMIT)) {
            answer = solve(network, MOST_DIGITS, spikes);
        }
        if (answer.undecided().isEmpty()) {
            return of(network, answer, answer, network.horizon(), Optional.empty());
        }
        Optional<String> why = why(answer.undecided());
        Network known = new Network(
                network.id(),
                network.convention(),
                decidedTo(network, answer.undecided()),
                network.populations(),
                network.projections(),
                Optional.empty());
        Answer<Ball> before = solve(known, USUAL_DIGITS, spikes);
        return before.undecided().isEmpty()
                ? of(network, answer, before, known.horizon(), why)
                : of(
                        network,
                        answer,
                        before,
                        Rational.ZERO,
                        why.or(() -> Optional.of(before.undecided().get(0).detail())));
    }

    private static Answer<Ball> solve(Network network, int digits, int spikes) {
        int synapses = network.projections().stream()
                .mapToInt(projection -> projection.synapses().size())
                .sum();
        Conditioning conditioning = synapses > MOST_SYNAPSES ? Conditioning.NEAREST : Conditioning.ALL;
        Question question =
                Question.ofDigits(DIGITS).with(conditioning).withLimits(new Question.Limits(digits, spikes));
        return new CertifiedEngine().solve(network, question);
    }

    /** Why spikes are undecided, if not only their derivatives or the loss are. */
    private static Optional<String> why(List<Undecided> undecided) {
        return undecided.stream()
                .filter(one -> !one.place().affected().isEmpty())
                .map(Undecided::detail)
                .findFirst();
    }

    private static Rational decidedTo(Network network, List<Undecided> undecided) {
        return undecided.stream()
                .flatMap(one -> one.place().affected().stream())
                .map(affected -> Rational.parse(affected.until()).times(BEFORE))
                .min(Rational::compareTo)
                .orElse(network.horizon());
    }

    /** @param known its spikes */
    private static Golden of(
            Network network, Answer<Ball> answer, Answer<Ball> known, Rational horizon, Optional<String> undecided) {
        return new Golden(
                network,
                known.spikes().map(spike -> decimal(spike.time())),
                known.spikes().map(spike -> decimal(spike.slope())),
                answer.loss().map(loss -> loss.map(Golden::decimal)),
                answer.gradient()
                        .map(gradient -> gradient.map(
                                values -> values.map(Golden::decimal).weights())),
                answer.conditions(),
                known.conditions().flatMap(Conditions::nearest).map(Nearest::peaks).orElse(List.of()).stream()
                        .map(Golden::peak)
                        .toList(),
                horizon,
                undecided);
    }

    private static Peak peak(Nearest.Event<Ball> event) {
        return new Peak(
                event.population(),
                event.neuron(),
                event.time().approximate(),
                event.distance().lower().approximate());
    }

    private static BigDecimal decimal(Ball ball) {
        return new BigDecimal(ball.toDecimalOrZero(DIGITS));
    }

    /** κ of a spike time, if it has one. */
    OptionalDouble spikeCondition(String population, int neuron, int order) {
        return approximate(conditions
                .flatMap(Conditions::spikes)
                .filter(all -> order < all.get(population, neuron).size())
                .flatMap(all -> all.get(population, neuron).get(order)));
    }

    /** κ of the loss, if it has one. */
    OptionalDouble lossCondition() {
        return approximate(conditions.flatMap(Conditions::loss));
    }

    /** κ of an entry of the gradient, if it has one. */
    OptionalDouble gradientCondition(int projection, int synapse) {
        return approximate(conditions
                .flatMap(Conditions::gradient)
                .flatMap(gradient -> gradient.weights().get(projection).get(synapse)));
    }

    private static OptionalDouble approximate(Optional<Ball> ball) {
        return ball.map(Ball::approximate).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    public int spikeCount() {
        return (int) spikes.values().count();
    }

    public Timeline timeline() {
        return new Timeline(network, horizon, spikes.map(BigDecimal::doubleValue));
    }
}
