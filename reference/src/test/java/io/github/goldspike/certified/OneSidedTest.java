package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.Threshold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Derivatives at ties against differences to both sides, of networks solved anew: events-E5. */
class OneSidedTest {

    private static final Rational STEP = Rational.parse("1e-30");
    private static final Pattern SIDES = Pattern.compile("(\\S+) as it grows, (\\S+) as it falls");

    private static Answer<Ball> solve(Network network, ParameterKind... kinds) {
        return new CertifiedEngine()
                .solve(
                        network,
                        Question.ofDigits(50)
                                .withRespectTo(EnumSet.copyOf(List.of(kinds)))
                                .withJacobian());
    }

    private static Network moved(Network network, ParameterId real, Rational by) {
        List<Population> populations = new ArrayList<>(network.populations());
        List<Projection> projections = new ArrayList<>(network.projections());
        if (real.kind() == ParameterKind.WEIGHTS) {
            Projection projection = projections.get(real.owner());
            List<Synapse> synapses = new ArrayList<>(projection.synapses());
            Synapse old = synapses.get(real.index());
            synapses.set(
                    real.index(),
                    new Synapse(old.pre(), old.post(), old.weight().plus(by), old.delay()));
            projections.set(
                    real.owner(),
                    new Projection(
                            projection.from(), projection.to(), projection.decay(), new Connectivity.Listed(synapses)));
        } else if (real.kind() == ParameterKind.INPUTS) {
            Population.Source source = (Population.Source) populations.get(real.owner());
            int left = real.index();
            List<List<Rational>> trains = new ArrayList<>();
            for (List<Rational> train : source.trains()) {
                List<Rational> times = new ArrayList<>(train);
                if (left >= 0 && left < train.size()) {
                    times.set(left, times.get(left).plus(by));
                }
                left -= train.size();
                trains.add(times);
            }
            populations.set(real.owner(), new Population.Source(source.name(), trains));
        } else {
            Population.Neurons old = (Population.Neurons) populations.get(real.owner());
            boolean threshold = real.kind() == ParameterKind.THRESHOLD;
            populations.set(
                    real.owner(),
                    new Population.Neurons(
                            old.name(),
                            old.size(),
                            old.membrane(),
                            threshold
                                    ? Optional.of(Threshold.shared(
                                            old.threshold(0).orElseThrow().plus(by)))
                                    : old.threshold(),
                            threshold
                                    ? old.reset()
                                    : Parameter.shared(old.reset().of(0).plus(by)),
                            old.leak(),
                            old.initial(),
                            old.refractory()));
        }
        return new Network(
                network.id(), network.convention(), network.horizon(), populations, projections, network.loss());
    }

    /** (f(p + h) − f(p))/h. */
    private static double difference(Network network, ParameterId real, int neuron, int spike, Rational by) {
        Question question = Question.ofDigits(60);
        Ball here = time(new CertifiedEngine().solve(network, question), neuron, spike);
        Ball there = time(new CertifiedEngine().solve(moved(network, real, by), question), neuron, spike);
        return there.minus(here).dividedBy(Ball.of(by, 300)).approximate();
    }

    private static Ball time(Answer<Ball> answer, int neuron, int spike) {
        return answer.spikes().get("n").get(neuron).get(spike).time();
    }

    /** Every entry of the Jacobian, with a value or without, agrees with the differences to both sides. */
    private static void assertSides(Network network, int undefined, ParameterKind... kinds) {
        Answer<Ball> answer = solve(network, kinds);
        assertEquals(List.of(), answer.undecided());
        for (Derivative<Ball> entry : answer.jacobian().orElseThrow()) {
            for (Rational by : List.of(STEP, STEP.negate())) {
                double difference = difference(
                        network,
                        entry.parameter(),
                        entry.spike().neuron(),
                        entry.spike().index(),
                        by);
                assertEquals(
                        entry.value().approximate(),
                        difference,
                        1e-12 + 1e-12 * Math.abs(difference),
                        entry.toString());
            }
        }
        for (Derivative<Outcome<Ball>> entry : answer.atTies().jacobian()) {
            Outcome.Undefined<?> why = assertInstanceOf(Outcome.Undefined.class, entry.value(), entry.toString());
            Matcher sides = SIDES.matcher(why.why());
            assertTrue(sides.find(), why.why());
            for (int side : new int[] {1, 2}) {
                double difference = difference(
                        network,
                        entry.parameter(),
                        entry.spike().neuron(),
                        entry.spike().index(),
                        side == 1 ? STEP : STEP.negate());
                double said = Double.parseDouble(sides.group(side));
                assertEquals(said, difference, 1e-12 + 1e-6 * Math.abs(difference), entry + ", side " + side);
            }
        }
        assertEquals(undefined, answer.atTies().jacobian().size());
    }

    private static final ParameterKind[] ALL = {
        ParameterKind.WEIGHTS, ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.INPUTS
    };

    private static SmallNetworks twins(String there, String back) {
        return new SmallNetworks()
                .source("0.25")
                .feed(0, 0, "5")
                .feed(0, 1, "5")
                .connect(0, 1, there, "0")
                .connect(1, 0, back, "0")
                .horizon("1.5");
    }

    @Test
    void twinsThatExciteEachOther() {
        Network network = twins("1", "1").neurons(2);
        int spikes = 2 * solve(network, ALL).spikes().get("n").get(0).size();
        // By the weights of one twin: two from the input; the others from the second spikes on.
        assertSides(network, 2 * spikes + 2 * (spikes - 2), ALL);
    }

    @Test
    void twinsThatInhibitEachOtherALittle() {
        Network network = twins("-0.5", "-0.5").neurons(2);
        int spikes = 2 * solve(network, ALL).spikes().get("n").get(0).size();
        assertSides(network, 2 * spikes + 2 * (spikes - 2), ALL);
    }

    @Test
    void aTwinThatOnlyListens() {
        assertSides(
                twins("2", "0").neurons(2),
                solve(twins("2", "0").neurons(2), ALL).atTies().jacobian().size(),
                ALL);
    }

    /** The same time by a jump in two parts, by another scale, by a shift: 0 sends to 1 and 2 without delay, and to 3 over the shift. */
    private static SmallNetworks relatives() {
        return new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .source("0.5")
                .feed(0, 0, "5")
                .feed(0, 1, "2")
                .feed(1, 1, "3")
                .feed(2, 2, "5")
                .connect(0, 1, "1", "0")
                .connect(0, 2, "1", "0.25")
                .horizon("1.1");
    }

    @Test
    void jumpsOfOneTimeAndShiftedTwinsAreTies() {
        Network network = relatives().neurons(3);
        Answer<Ball> answer = solve(network, ALL);
        assertEquals(List.of(), answer.undecided());
        assertSides(network, answer.atTies().jacobian().size(), ALL);
        assertTrue(answer.atTies().jacobian().stream()
                .anyMatch(entry -> entry.spike().neuron() == 1));
        assertTrue(answer.atTies().jacobian().stream()
                .anyMatch(entry -> entry.spike().neuron() == 2));
        // By the threshold all three move alike.
        assertTrue(answer.atTies().jacobian().stream()
                .noneMatch(entry -> entry.parameter().kind() == ParameterKind.THRESHOLD
                        && entry.spike().index() == 0));
    }

    /** A ring of three, each heard by the next without delay: one moves, the next follows, and the third follows that. */
    @Test
    void aRingOfThreeInWhichEachFollowsTheOneBefore() {
        Network network = new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .feed(0, 1, "5")
                .feed(0, 2, "5")
                .connect(0, 1, "2", "0")
                .connect(1, 2, "2", "0")
                .connect(2, 0, "2", "0")
                .horizon("0.4")
                .neurons(3);
        assertSides(network, 9, ParameterKind.WEIGHTS);
    }

    @Test
    void theEndOfARefractoryPeriod() {
        Network network = new SmallNetworks()
                .source("0.1", "1")
                .feed(0, 0, "9")
                .feed(0, 1, "9")
                .connect(0, 1, "3", "0.5")
                .refractory("1/2")
                .horizon("1.2")
                .neurons(2);
        Answer<Ball> answer = solve(network, ALL);
        assertTrue(!answer.atTies().jacobian().isEmpty());
        assertSides(network, answer.atTies().jacobian().size(), ALL);
    }

    /** Two synapses from one twin that cancel are no jump: nothing is one-sided. */
    @Test
    void jumpsThatCancelAreNoTie() {
        Network network = new SmallNetworks()
                .source("0.1")
                .feed(0, 0, "5")
                .feed(0, 1, "5")
                .connect(0, 1, "3", "0")
                .connect(0, 1, "-3", "0")
                .horizon("0.5")
                .neurons(2);
        assertSides(network, 0, ParameterKind.THRESHOLD, ParameterKind.INPUTS);
        assertEquals(List.of(), solve(network, ParameterKind.WEIGHTS).atTies().jacobian());
    }

    /** To one side the arrival prevents the spike: no derivative is claimed, and no one-sided one either. */
    @Test
    void aSpikeThatMayVanishHasNoDerivativeThatIsDecidedByOneTwinAlone() {
        Network network = twins("-9", "-9").horizon("0.6").neurons(2);
        Answer<Ball> answer = solve(network, ALL);
        assertTrue(answer.atTies().jacobian().stream().allMatch(entry -> entry.value() instanceof Outcome.Open));
        assertEquals(4, answer.atTies().jacobian().size(), "by the input weights of both, of both");
        assertSides(twins("0", "0").horizon("0.6").neurons(2), 0, ALL);
    }
}
