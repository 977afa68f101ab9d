package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.github.goldspike.conformance.tolerance.InterspikeSegment;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import io.github.goldspike.conformance.tolerance.Timeline;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** {@link EngineTck} on engines that are wrong in one thing: the test with the number of that promise fails, and no other. */
class EngineTckTest {

    private static Set<String> failed(Class<? extends EngineTck<?>> wrong) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(wrong))
                                .filters(includeEngines("junit-jupiter"))
                                .build(),
                        listener);
        assertEquals(11, listener.getSummary().getTestsStartedCount());
        return listener.getSummary().getFailures().stream()
                .map(failure ->
                        ((MethodSource) failure.getTestIdentifier().getSource().orElseThrow()).getMethodName())
                .collect(Collectors.toSet());
    }

    /** The event-driven engine, wrapped. */
    abstract static class Wrapped extends EngineTck<Double> {

        abstract Answer<Double> wrong(Network network, Question question, Answer<Double> right);

        @Override
        protected Engine<Double> engine() {
            return new Engine<>() {
                @Override
                public Answer<Double> solve(Network network, Question question, Progress progress) {
                    return wrong(network, question, new EventEngine().solve(network, question, progress));
                }
            };
        }

        @Override
        protected BigDecimal value(Double real) {
            return new BigDecimal(real);
        }

        @Override
        protected int randomNetworks() {
            return 30;
        }

        @Override
        protected boolean tries(Network network) {
            return network.projections().size() < 3;
        }
    }

    private static Answer<Double> with(
            Answer<Double> right,
            ByNeuron<Spike<Double>> spikes,
            Optional<Outcome<Double>> loss,
            Optional<Outcome<Gradient<Double>>> gradient) {
        return new Answer<>(spikes, loss, gradient, right.jacobian(), right.undecided());
    }

    private static Answer<Double> withTrains(Answer<Double> right, UnaryOperator<List<Spike<Double>>> change) {
        Map<String, List<List<Spike<Double>>>> spikes = new LinkedHashMap<>();
        right.spikes()
                .forEach((name, trains) ->
                        spikes.put(name, trains.stream().map(change).toList()));
        return with(right, new ByNeuron<>(spikes), right.loss(), right.gradient());
    }

    private static Answer<Double> withTimes(Answer<Double> right, DoubleUnaryOperator change) {
        return withTrains(
                right,
                train -> train.stream()
                        .map(spike -> new Spike<>(change.applyAsDouble(spike.time()), spike.slope()))
                        .toList());
    }

    private static Answer<Double> withLoss(Answer<Double> right, UnaryOperator<Outcome<Double>> change) {
        return with(right, right.spikes(), right.loss().map(change), right.gradient());
    }

    private static Answer<Double> withGradient(Answer<Double> right, UnaryOperator<Gradient<Double>> change) {
        return with(right, right.spikes(), right.loss(), right.gradient().map(outcome -> outcome.map(change)));
    }

    static final class Grid extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return withTimes(right, time -> Math.rint(time * 1e6) / 1e6);
        }
    }

    @Test
    void timesOnAGrid() {
        assertEquals(Set.of("promise1_everySpikeTimeIsRight"), failed(Grid.class));
    }

    static final class LossOff extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return withLoss(right, loss -> loss.map(value -> value * (1 + 1e-9)));
        }
    }

    @Test
    void lossesThatAreOffByOneInABillion() {
        assertEquals(Set.of("promise1_everyLossIsRight"), failed(LossOff.class));
    }

    static final class OneSpike extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return withTrains(right, train -> train.subList(0, Math.min(1, train.size())));
        }
    }

    @Test
    void oneSpikeForEachNeuron() {
        assertEquals(Set.of("promise2_noSpikeIsMissedAndNoneIsInvented"), failed(OneSpike.class));
    }

    static final class Slope extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return withTrains(
                    right,
                    train -> train.stream()
                            .map(spike -> new Spike<>(spike.time(), spike.slope() * (1 + 1e-9)))
                            .toList());
        }
    }

    @Test
    void slopesThatAreOffByOneInABillion() {
        assertEquals(Set.of("promise3_everySlopeIsPositiveAndRight"), failed(Slope.class));
    }

    static final class NotANumber extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return withLoss(right, loss -> loss instanceof Outcome.Undefined ? new Outcome.Known<>(Double.NaN) : loss);
        }
    }

    @Test
    void notANumberWhereSomethingIsUndefined() {
        assertEquals(Set.of("promise4_noNetworkMakesTheEngineFailAndEveryRealIsFinite"), failed(NotANumber.class));
    }

    static final class HorizonForSilence extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            double horizon = network.horizon().toDouble();
            return withLoss(right, loss -> loss instanceof Outcome.Undefined ? new Outcome.Known<>(horizon) : loss);
        }
    }

    @Test
    void theHorizonInPlaceOfASpikeThatDoesNotHappen() {
        assertEquals(Set.of("promise4_whatIsUndefinedHasNoValue"), failed(HorizonForSilence.class));
    }

    static final class Timid extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            Undecided doubt = new Undecided(
                    Undecided.Kind.GRAZING,
                    new Undecided.Place("", 0, Optional.empty(), Optional.empty(), List.of()),
                    "better not");
            boolean doubts =
                    network.projections().size() > 1 && right.undecided().isEmpty();
            return new Answer<>(
                    right.spikes(),
                    right.loss(),
                    right.gradient(),
                    right.jacobian(),
                    doubts ? List.of(doubt) : right.undecided());
        }
    }

    @Test
    void undecidedWhereNothingIsNear() {
        assertEquals(Set.of("promise4_nothingIsUndecidedThatRoundingCannotChange"), failed(Timid.class));
    }

    static final class WithoutOwnSpikes extends Wrapped {

        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            if (network.loss().orElse(null) instanceof Loss.SpikeTimeSquare loss
                    && right.undecided().isEmpty()) {
                return withGradient(right, gradient -> Gradient.byWeights(gradient(network, loss, right)));
            }
            return right;
        }

        /** Lᵀμ = ∂ℓ/∂f without the entries of L that belong to a neuron's own spike before. */
        private static List<List<Double>> gradient(Network network, Loss.SpikeTimeSquare loss, Answer<Double> answer) {
            Timeline timeline =
                    new Timeline(network, network.horizon(), answer.spikes().map(Spike::time));
            double[] sum = new double[timeline.spikes().size()];
            for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
                Timeline.Spike spike = timeline.neuron(target.population(), target.neuron())
                        .spikes()
                        .get(target.spike());
                sum[spike.number()] += spike.time() - target.time().toDouble();
            }
            SpikeErrorBound reach = new SpikeErrorBound(timeline);
            List<List<Double>> gradient = new ArrayList<>();
            network.projections()
                    .forEach(projection -> gradient.add(new ArrayList<>(
                            projection.synapses().stream().map(synapse -> 0.0).toList())));
            for (int f = sum.length - 1; f >= 0; f--) {
                Timeline.Spike spike = timeline.spikes().get(f);
                InterspikeSegment stretch = reach.stretch(f);
                double adjoint = sum[f] / stretch.slope(spike.time());
                stretch.byArrivals(spike.time(), (arrival, derivative) -> {
                    if (arrival.cause() >= 0) {
                        sum[arrival.cause()] -= adjoint * derivative;
                    }
                });
                stretch.byWeights(spike.time(), (arrival, derivative) -> {
                    // Jumps of an input current are no synapses.
                    if (arrival.projection() >= 0) {
                        List<Double> entries = gradient.get(arrival.projection());
                        entries.set(arrival.synapse(), entries.get(arrival.synapse()) - adjoint * derivative);
                    }
                });
            }
            return gradient;
        }
    }

    @Test
    void gradientsWithoutANeuronsOwnEarlierSpikes() {
        assertEquals(
                Set.of("promise1_everyGradientIsRight", "promise5_allMethodsGiveTheGradient"),
                failed(WithoutOwnSpikes.class));
    }

    static final class EventPropOff extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return question.method() == Method.EVENTPROP
                    ? withGradient(right, gradient -> gradient.map(value -> value * (1 + 1e-9)))
                    : right;
        }
    }

    @Test
    void oneMethodOfSeveral() {
        assertEquals(Set.of("promise5_allMethodsGiveTheGradient"), failed(EventPropOff.class));
    }

    static final class JacobianOff extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            return new Answer<>(
                    right.spikes(),
                    right.loss(),
                    right.gradient(),
                    right.jacobian()
                            .map(entries -> entries.stream()
                                    .map(one ->
                                            new Derivative<>(one.spike(), one.parameter(), one.value() * (1 + 1e-9)))
                                    .toList()),
                    right.undecided());
        }
    }

    @Test
    void aJacobianThatIsOffByOneInABillion() {
        assertEquals(Set.of("promise5_theJacobianGivesTheGradientOfALossOfSpikeTimes"), failed(JacobianOff.class));
    }

    static final class Moody extends Wrapped {

        private final Set<Network> asked = ConcurrentHashMap.newKeySet();

        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            boolean again = !asked.add(network);
            return withTimes(right, time -> again ? Math.nextUp(time) : time);
        }
    }

    @Test
    void aLastBitThatIsNotAlwaysTheSame() {
        assertEquals(Set.of("promise8_theSameQuestionHasTheSameAnswerInEveryThread"), failed(Moody.class));
    }

    static final class Nothing extends Wrapped {
        @Override
        Answer<Double> wrong(Network network, Question question, Answer<Double> right) {
            throw new UnsupportedNetworkException("", "no networks");
        }
    }

    @Test
    void anEngineThatRefusesEverythingPassesNothing() {
        Set<String> failed = failed(Nothing.class);
        assertTrue(failed.size() == 10, failed::toString);
    }
}
