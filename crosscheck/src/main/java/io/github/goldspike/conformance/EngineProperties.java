package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * What holds for every right {@link Engine}, whatever the truth is: properties of jqwik, to be extended. Networks are shrunk, seeds are reported, and statistics say how
 * many networks showed something. Networks are built so that the first neuron spikes, and no real is at the end of its range; an engine that refuses a network or a
 * question is passed over there, but one that answers nothing fails.
 *
 * @param <R> the engine's real numbers
 */
public abstract class EngineProperties<R> {

    private static final Set<ParameterKind> KINDS = EnumSet.of(
            ParameterKind.WEIGHTS,
            ParameterKind.DELAYS,
            ParameterKind.ALPHA,
            ParameterKind.BETA,
            ParameterKind.THRESHOLD,
            ParameterKind.RESET,
            ParameterKind.LEAK,
            ParameterKind.INPUTS);

    /** Where spikes are steeper than this, finite differences of steps this small see no bend. */
    private static final double STEEP = 0.05;

    private static final String ANSWERED = "answered";

    private static final Rational STEP = Rational.of(1, 1 << 16);

    /** For those that extend it. */
    protected EngineProperties() {}

    /** The engine. */
    protected abstract Engine<R> engine();

    /** The exact value of a real, or its decimals. */
    protected abstract BigDecimal value(R real);

    /** Significant digits that are asked for. */
    protected int digits() {
        return 17;
    }

    /** The relative error that rounding in the engine's arithmetic may make of well-conditioned numbers. */
    protected double rounding() {
        return 1e-11;
    }

    /** Small networks, recurrent ones and all kinds of reals among them. */
    @Provide
    protected Arbitrary<Object> networks() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 3);
        return Combinators.combine(
                        sizes,
                        sizes,
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(1, 3))
                .flatAs((units, neurons, recurrent, spikes) -> network(units, neurons, recurrent, spikes))
                .asGeneric();
    }

    private static Arbitrary<PropertyNetwork> network(int units, int neurons, boolean recurrent, int spikes) {
        int synapses = (units + (recurrent ? neurons : 0)) * neurons;
        return Combinators.combine(
                        tenths(5, 60).list().ofSize(synapses),
                        tenths(0, 10).list().ofSize(synapses),
                        tenths(7, 30).list().ofSize(recurrent ? 2 : 1),
                        Combinators.combine(
                                        tenths(3, 25).list().ofSize(neurons),
                                        tenths(8, 15).list().ofSize(neurons),
                                        tenths(-5, 5).list().ofSize(neurons),
                                        tenths(-5, 5).list().ofSize(neurons))
                                .as((beta, threshold, reset, leak) -> List.of(beta, threshold, reset, leak)),
                        tenths(0, 25).list().ofSize(units * spikes),
                        tenths(0, 5),
                        Arbitraries.integers().between(-2, 3).list().ofSize(synapses))
                .as((weights, delays, alpha, ofNeurons, inputs, refractory, signs) -> {
                    Map<ParameterKind, List<Rational>> values = new EnumMap<>(ParameterKind.class);
                    // Halves of tenths are no tenths: no rate is another's.
                    List<Rational> rates = alpha.stream()
                            .map(rate -> rate.plus(Rational.of(1, 20)))
                            .toList();
                    Rational spikes0 = enough(
                            rates.get(0),
                            ofNeurons.get(0).get(0),
                            ofNeurons.get(1).get(0));
                    values.put(
                            ParameterKind.WEIGHTS,
                            IntStream.range(0, synapses)
                                    .mapToObj(s -> s == 0
                                            ? weights.get(s).plus(spikes0)
                                            : signs.get(s) < 0
                                                    ? weights.get(s).times(Rational.of(-1, 2))
                                                    : weights.get(s))
                                    .toList());
                    values.put(ParameterKind.DELAYS, delays);
                    values.put(ParameterKind.ALPHA, rates);
                    values.put(ParameterKind.BETA, ofNeurons.get(0));
                    values.put(ParameterKind.THRESHOLD, ofNeurons.get(1));
                    values.put(ParameterKind.RESET, ofNeurons.get(2));
                    values.put(ParameterKind.LEAK, ofNeurons.get(3));
                    values.put(ParameterKind.INPUTS, ascending(inputs, spikes));
                    return new PropertyNetwork(units, neurons, recurrent, refractory, Rational.of(5), values);
                });
    }

    /** A weight for which one input alone drives V over ϑ from the lowest leak that is drawn: max h ≥ 1/(e max(α, β)) > 1/(3(α + β)). */
    private static Rational enough(Rational alpha, Rational beta, Rational threshold) {
        return Rational.of(3).times(alpha.plus(beta)).times(threshold.plus(Rational.of(1, 2)));
    }

    private static Arbitrary<Rational> tenths(int least, int most) {
        return Arbitraries.integers().between(least, most).map(tenth -> Rational.of(tenth, 10));
    }

    /** No two of a unit at once, so that each can be moved by itself. */
    private static List<Rational> ascending(List<Rational> inputs, int spikes) {
        return IntStream.range(0, inputs.size())
                .mapToObj(k -> inputs.subList(k / spikes * spikes, (k / spikes + 1) * spikes).stream()
                        .sorted()
                        .toList()
                        .get(k % spikes)
                        .plus(Rational.of(k % spikes, 20)))
                .toList();
    }

    /** Asks the engine; a network that it refuses, or does not decide, shows nothing. */
    private Optional<Answer<R>> ask(Network network, Question question) {
        Optional<Answer<R>> answered = Optional.empty();
        String what;
        try {
            Answer<R> answer = engine().solve(network, question);
            what = answer.undecided().isEmpty() ? ANSWERED : "undecided";
            answered = Optional.of(answer).filter(one -> one.undecided().isEmpty());
        } catch (UnsupportedNetworkException | UnsupportedQuestionException refused) {
            what = "refused";
        }
        Statistics.label("questions")
                .collect(what)
                .coverage(coverage -> coverage.check(ANSWERED).count(count -> count > 0));
        return answered;
    }

    private Question question() {
        return Question.ofDigits(digits());
    }

    private double[] times(Answer<R> answer, int neuron) {
        return answer.spikes().get(PropertyNetwork.N, neuron).stream()
                .mapToDouble(spike -> value(spike.time()).doubleValue())
                .toArray();
    }

    private int count(Answer<R> answer) {
        return (int) answer.spikes().values().count();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everySpikeIsPassedUpwards(@ForAll("networks") Object drawn) {
        ask(((PropertyNetwork) drawn).network(Optional.empty()), question()).ifPresent(answer -> {
            Statistics.label("spikes").collect(Math.min(5, count(answer)));
            answer.spikes()
                    .values()
                    .map(Spike::slope)
                    .forEach(slope -> assertTrue(
                            value(slope).signum() > 0,
                            "the diagonal of L is not positive: a slope is " + value(slope)));
        });
    }

    /** L is lower-triangular in time order. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aLaterInputSpikeMovedChangesNothingEarlier(
            @ForAll("networks") Object drawn, @ForAll("tenthsOfMoves") Integer move) {
        PropertyNetwork network = (PropertyNetwork) drawn;
        List<Rational> inputs = network.values().get(ParameterKind.INPUTS);
        int spikes = inputs.size() / network.units();
        int last = spikes - 1;
        Rational from = inputs.get(last);
        Rational to = from.plus(Rational.of(move, 10));
        Optional<Answer<R>> before = ask(network.network(Optional.empty()), question());
        Optional<Answer<R>> after =
                ask(network.with(ParameterKind.INPUTS, last, to).network(Optional.empty()), question());
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        int same = 0;
        for (int n = 0; n < network.neurons(); n++) {
            double[] one = earlier(times(before.get(), n), from.toDouble());
            double[] other = earlier(times(after.get(), n), from.toDouble());
            assertEquals(one.length, other.length, "spikes of neuron " + n + " before " + from);
            for (int k = 0; k < one.length; k++) {
                assertEquals(one[k], other[k], rounding() * one[k], "spike " + k + " of neuron " + n);
                same++;
            }
        }
        Statistics.label("a spike before what moved").collect(same > 0);
    }

    private static double[] earlier(double[] times, double end) {
        return java.util.Arrays.stream(times).filter(time -> time < end).toArray();
    }

    @Provide
    Arbitrary<Integer> tenthsOfMoves() {
        return Arbitraries.integers().between(1, 10);
    }

    /** Time in other units. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void inHalfTheTimeAtTwiceTheRatesTheSameHappens(@ForAll("networks") Object drawn) {
        PropertyNetwork network = (PropertyNetwork) drawn;
        Rational half = Rational.of(1, 2);
        Rational two = Rational.of(2);
        PropertyNetwork fast = network.scaled(
                Map.of(
                        ParameterKind.WEIGHTS, two,
                        ParameterKind.ALPHA, two,
                        ParameterKind.BETA, two,
                        ParameterKind.DELAYS, half,
                        ParameterKind.INPUTS, half),
                half);
        same(network, fast, 0.5);
    }

    /** The potential in other units. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void withTwiceTheWeightsAndTwiceTheThresholdsTheSameHappens(@ForAll("networks") Object drawn) {
        PropertyNetwork network = (PropertyNetwork) drawn;
        Rational two = Rational.of(2);
        same(
                network,
                network.scaled(
                        Map.of(
                                ParameterKind.WEIGHTS, two,
                                ParameterKind.THRESHOLD, two,
                                ParameterKind.RESET, two,
                                ParameterKind.LEAK, two),
                        Rational.ONE),
                1);
    }

    private void same(PropertyNetwork network, PropertyNetwork other, double factor) {
        Optional<Answer<R>> one = ask(network.network(Optional.empty()), question());
        Optional<Answer<R>> two = ask(other.network(Optional.empty()), question());
        if (one.isEmpty() || two.isEmpty()) {
            return;
        }
        for (int n = 0; n < network.neurons(); n++) {
            double[] first = times(one.get(), n);
            double[] second = times(two.get(), n);
            assertEquals(first.length, second.length, "spikes of neuron " + n);
            for (int k = 0; k < first.length; k++) {
                assertEquals(
                        factor * first[k],
                        second[k],
                        1e3 * rounding() * Math.max(first[k], 1),
                        "spike " + k + " of neuron " + n);
            }
        }
        Statistics.label("spikes").collect(Math.min(5, count(one.get())));
    }

    /** With a loss of the last spike before any flat one; empty if the first is flat. */
    private Optional<Network> withLoss(PropertyNetwork network) {
        return ask(network.network(Optional.empty()), question())
                .flatMap(this::lastSteep)
                .map(loss -> network.network(Optional.of(loss)));
    }

    private Optional<Loss> lastSteep(Answer<R> answer) {
        record Place(int neuron, int spike, double time, boolean steep) {}
        List<Place> places = new ArrayList<>();
        List<List<Spike<R>>> trains = answer.spikes().get(PropertyNetwork.N);
        for (int n = 0; n < trains.size(); n++) {
            for (int k = 0; k < trains.get(n).size(); k++) {
                Spike<R> spike = trains.get(n).get(k);
                places.add(new Place(
                        n,
                        k,
                        value(spike.time()).doubleValue(),
                        value(spike.slope()).doubleValue() > STEEP));
            }
        }
        places.sort(Comparator.comparingDouble(Place::time));
        return places.stream()
                .takeWhile(Place::steep)
                .reduce((earlier, later) -> later)
                .map(place -> loss(place.neuron, place.spike));
    }

    private static Loss loss(int neuron, int spike) {
        return new Loss.SpikeTimeSquare(
                List.of(new Loss.SpikeTimeSquare.Target(PropertyNetwork.N, neuron, spike, Rational.of(1, 7))));
    }

    private Optional<Gradient<R>> gradient(Network network, Question question) {
        return ask(network, question)
                .flatMap(Answer::gradient)
                .filter(Outcome.Known.class::isInstance)
                .map(known -> ((Outcome.Known<Gradient<R>>) known).value());
    }

    /** Of every kind of real that the engine differentiates by. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsThatOfFiniteDifferences(
            @ForAll("networks") Object drawn, @ForAll("kinds") ParameterKind kind, @ForAll("places") Integer place) {
        PropertyNetwork network = movable((PropertyNetwork) drawn, kind);
        Optional<Network> lossy = withLoss(network);
        Optional<Gradient<R>> gradient =
                lossy.flatMap(whole -> gradient(whole, question().withRespectTo(EnumSet.of(kind))));
        if (gradient.isEmpty()) {
            return;
        }
        Network whole = lossy.get();
        List<Double> entries = gradient.get().values().get(kind).stream()
                .flatMap(List::stream)
                .map(entry -> value(entry).doubleValue())
                .toList();
        int index = place % entries.size();
        Optional<Double> wide = difference(network, whole, kind, index, STEP);
        Optional<Double> narrow = difference(network, whole, kind, index, STEP.times(Rational.of(1, 2)));
        Statistics.label("the same spikes on both sides").collect(wide.isPresent() && narrow.isPresent());
        if (wide.isEmpty() || narrow.isEmpty()) {
            return;
        }
        // By two steps: their difference bounds what the bend does, ~ h²; the last term is rounding divided by the
        // step.
        double bend = Math.abs(wide.get() - narrow.get());
        double allowed = 4 * bend + 1e6 * rounding() + 1e-6 * Math.abs(narrow.get());
        assertEquals(narrow.get(), entries.get(index), allowed, kind.field() + " " + index);
        Statistics.label("by").collect(kind);
        Statistics.label("not zero").collect(entries.get(index) != 0);
    }

    /** Delays and inputs of 0 can be moved one way alone; here they are a tenth. */
    private static PropertyNetwork movable(PropertyNetwork network, ParameterKind kind) {
        boolean times = kind == ParameterKind.DELAYS || kind == ParameterKind.INPUTS;
        PropertyNetwork moved = network;
        for (int k = 0; times && k < network.values().get(kind).size(); k++) {
            moved = moved.with(kind, k, network.values().get(kind).get(k).plus(Rational.of(1, 10)));
        }
        return moved;
    }

    private Optional<Double> difference(
            PropertyNetwork network, Network whole, ParameterKind kind, int index, Rational step) {
        Rational value = network.values().get(kind).get(index);
        Optional<Double> up = loss(network.with(kind, index, value.plus(step)), whole);
        Optional<Double> down = loss(network.with(kind, index, value.minus(step)), whole);
        return up.flatMap(high -> down.map(low -> (high - low) / (2 * step.toDouble())));
    }

    private Optional<Double> loss(PropertyNetwork moved, Network whole) {
        return ask(moved.network(whole.loss()), question())
                .flatMap(Answer::loss)
                .filter(Outcome.Known.class::isInstance)
                .map(known -> value(((Outcome.Known<R>) known).value()).doubleValue());
    }

    @Provide
    Arbitrary<ParameterKind> kinds() {
        return Arbitraries.of(KINDS);
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 17);
    }

    /** By each method that the engine has. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void allMethodsGiveOneGradient(@ForAll("networks") Object drawn) {
        Optional<Network> lossy = withLoss((PropertyNetwork) drawn);
        Optional<Gradient<R>> first = lossy.flatMap(whole -> gradient(whole, question()));
        if (first.isEmpty()) {
            return;
        }
        Network whole = lossy.get();
        int methods = 0;
        for (Method method : Method.values()) {
            Optional<Gradient<R>> other;
            try {
                other = engine().solve(whole, question().by(method))
                        .gradient()
                        .filter(Outcome.Known.class::isInstance)
                        .map(known -> ((Outcome.Known<Gradient<R>>) known).value());
            } catch (UnsupportedQuestionException hasNot) {
                continue;
            }
            methods++;
            assertTrue(other.isPresent(), method + " gives no gradient");
            double[] one = weights(first.get());
            double[] two = weights(other.get());
            double size = java.util.Arrays.stream(one).map(Math::abs).max().orElse(0);
            for (int k = 0; k < one.length; k++) {
                assertEquals(one[k], two[k], 1e3 * rounding() * size, method + ", weight " + k);
            }
        }
        Statistics.label("methods").collect(methods);
    }

    private double[] weights(Gradient<R> gradient) {
        return gradient.weights().stream()
                .flatMap(List::stream)
                .mapToDouble(entry -> value(entry).doubleValue())
                .toArray();
    }
}
