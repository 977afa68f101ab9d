package io.github.goldspike.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import io.github.goldspike.textbook.TextbookGridEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;

/** The certified engine and the textbook one, which share nothing but the model of a step. */
class GridEnginesTest {

    private static final int NETWORKS = 10 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final int DIGITS = 36;
    private static final Rational TOLERANCE = Rational.parse("1e-34");

    @Test
    void theTwoEnginesOfTheReferenceGiveTheSameStepsLossesAndGradientsOnEveryProfile() {
        int gradients = 0;
        int equalities = 0;
        for (Profile profile : Profile.values()) {
            for (int seed = 1000; seed < 1000 + NETWORKS; seed++) {
                gradients += compare(GridNetworks.of(profile, seed), profile + ", network " + seed + ": ") ? 1 : 0;
                equalities += nearestIsZero(GridNetworks.of(profile, seed)) ? 1 : 0;
            }
        }
        int all = NETWORKS * Profile.values().length;
        assertTrue(gradients > all / 2, gradients + " gradients");
        assertTrue(equalities > all / 6, equalities + " networks with V = threshold");
    }

    /** About −9 from step to step through a neuron's synapse to itself, and an input that arrives in the last step only. */
    @Test
    void aGradientThatExplodesAndASmallOneBesideItHaveAllTheirDigits() {
        int steps = 400;
        Rational one = Rational.ONE;
        Population in = new Population.Source("in", List.of(List.of(Rational.ZERO, one), List.of(Rational.of(steps))));
        Population n = Population.Neurons.uniform("n", 1, Rational.of(1, 3), one);
        SynapticDecay decay = SynapticDecay.shared(TimeConstant.rate(Rational.of(2, 3)));
        Network network = new Network(
                "",
                Convention.KERNEL,
                Rational.of(steps),
                List.of(in, n),
                List.of(
                        new Projection("in", "n", decay, listed(Rational.of(1, 7), Rational.of(2, 7))),
                        new Projection("n", "n", decay, listed(Rational.of(-10)))),
                Optional.of(new Loss.VoltageSquare("n", 0, Rational.of(5))));
        Grid grid = Profile.SNNTORCH.grid(one).with(Surrogate.of(Surrogate.Kind.STRAIGHT_THROUGH, one));
        assertTrue(compare(new GridNetworks.Sample(network, grid, false), "exploding: "));
        Gradient<Ball> gradient = ((Outcome.Known<Gradient<Ball>>) new CertifiedGridEngine()
                        .solve(network, grid, GridQuestion.ofDigits(DIGITS))
                        .gradient()
                        .orElseThrow())
                .value();
        assertTrue(gradient.weights().get(0).get(0).magnitude() > 500, "explodes");
        assertTrue(gradient.weights().get(0).get(1).magnitude() < 10, "stays small");
    }

    /** ⅓ from an input and ⅔ from a current: no binary fraction has either, and their sum is ϑ = 1 exactly. */
    @Test
    void thirdsThatAddUpToTheThresholdAreDecidedExactlyForBothKindsOfThreshold() {
        Rational one = Rational.ONE;
        Rational zero = Rational.ZERO;
        Population n = new Population.Neurons(
                "n",
                1,
                TimeConstant.rate(Rational.of(1, 3)),
                Optional.of(Threshold.shared(one)),
                Parameter.shared(zero),
                Parameter.shared(zero),
                Optional.empty(),
                Parameter.shared(zero),
                Optional.of(InputCurrent.shared(List.of(new InputCurrent.Step(zero, Rational.of(2, 3))))));
        Network network = new Network(
                "",
                Convention.KERNEL,
                zero,
                List.of(new Population.Source("in", List.of(List.of(zero))), n),
                List.of(new Projection(
                        "in", "n", SynapticDecay.shared(TimeConstant.rate(one)), listed(Rational.of(1, 3)))),
                Optional.empty());
        for (Profile profile : List.of(Profile.SPIKINGJELLY, Profile.SNNTORCH)) {
            GridAnswer<Ball> answer =
                    new CertifiedGridEngine().solve(network, profile.grid(one), GridQuestion.ofDigits(10));
            assertEquals(
                    List.of(profile == Profile.SPIKINGJELLY ? List.of(0) : List.of()),
                    answer.steps().get("n"),
                    profile.field());
            assertTrue(answer.nearest().orElseThrow().distance().isZero(), profile.field());
        }
    }

    /** V = 1 = ϑ after the membrane of every step; fire and reset come before it, in the next one. */
    @Test
    void aHoldBeginsInTheStepAfterTheSpikeWhereverFireStandsInTheOrder() {
        Rational one = Rational.ONE;
        Grid ordinary = Profile.SPIKINGJELLY.grid(one);
        java.util.Map<String, String> fields = new java.util.LinkedHashMap<>(GridFields.of(ordinary));
        fields.put("order", "fire reset receive membrane decay");
        Grid grid = GridFields.grid(one, fields);
        for (int refractory : new int[] {0, 1}) {
            Population n = new Population.Neurons(
                    "n",
                    1,
                    TimeConstant.rate(Rational.of(1, 2)),
                    Optional.of(Threshold.shared(one)),
                    Parameter.shared(Rational.ZERO),
                    Parameter.shared(Rational.ZERO),
                    Optional.empty(),
                    Parameter.shared(Rational.of(refractory)),
                    Optional.of(InputCurrent.shared(List.of(new InputCurrent.Step(Rational.ZERO, one)))));
            Network network =
                    new Network("", Convention.KERNEL, Rational.of(5), List.of(n), List.of(), Optional.empty());
            // Held in step 2, V = 0 stands to be compared in step 3, and 1 in step 4.
            List<Integer> expected = refractory == 0 ? List.of(1, 2, 3, 4, 5) : List.of(1, 4);
            GridQuestion question = GridQuestion.ofDigits(10);
            assertEquals(
                    List.of(expected),
                    new CertifiedGridEngine()
                            .solve(network, grid, question)
                            .steps()
                            .get("n"));
            assertEquals(
                    List.of(expected),
                    new TextbookGridEngine()
                            .solve(network, grid, question)
                            .steps()
                            .get("n"));
        }
    }

    private static Connectivity listed(Rational... weights) {
        List<Synapse> synapses = new ArrayList<>();
        for (int pre = 0; pre < weights.length; pre++) {
            synapses.add(new Synapse(pre, 0, weights[pre], Rational.ZERO));
        }
        return new Connectivity.Listed(synapses);
    }

    private static boolean nearestIsZero(GridNetworks.Sample sample) {
        return new CertifiedGridEngine()
                .solve(sample.network(), sample.grid(), GridQuestion.ofDigits(1))
                .nearest()
                .map(nearest -> nearest.distance().isZero())
                .orElse(false);
    }

    /** Whether there was a gradient to compare. */
    private static boolean compare(GridNetworks.Sample sample, String what) {
        GridQuestion question = GridQuestion.ofDigits(DIGITS).withRespectTo(GridQuestion.KINDS);
        GridAnswer<Ball> certified = new CertifiedGridEngine().solve(sample.network(), sample.grid(), question);
        GridAnswer<Apfloat> textbook = new TextbookGridEngine().solve(sample.network(), sample.grid(), question);
        if (!certified.undecided().isEmpty()) {
            // Sums of exponentials that are the threshold exactly are not decided; rounded arithmetic sees a distance
            // of nothing.
            double distance = textbook.nearest().orElseThrow().distance().doubleValue();
            assertEquals(0, distance, 1e-30, what + certified.undecided());
            return false;
        }
        assertEquals(textbook.steps(), certified.steps(), what);
        if (textbook.nearest().isPresent()) {
            // Equally near ones are common where numbers are of a few bits; each engine names the first in its own
            // order.
            GridAnswer.Nearest<Ball> found = certified.nearest().orElseThrow();
            GridAnswer.Nearest<Apfloat> other = textbook.nearest().get();
            double distance = other.distance().doubleValue();
            assertEquals(distance, found.distance().approximate(), 1e-14 * distance, what + "nearest");
            assertTrue(sample.dyadic() || found.step() == other.step(), what + found + " and " + other);
        }
        if (textbook.loss().orElseThrow() instanceof Outcome.Known<Apfloat> loss) {
            assertNear(loss.value(), ((Outcome.Known<Ball>) certified.loss().orElseThrow()).value(), what + "loss");
        } else {
            assertTrue(certified.loss().orElseThrow() instanceof Outcome.Undefined, what);
        }
        if (!(textbook.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Apfloat>> gradient)) {
            assertTrue(certified.gradient().orElseThrow() instanceof Outcome.Undefined, what);
            return false;
        }
        Gradient<Ball> proved =
                ((Outcome.Known<Gradient<Ball>>) certified.gradient().orElseThrow()).value();
        gradient.value().values().forEach((kind, lists) -> {
            for (int owner = 0; owner < lists.size(); owner++) {
                assertEquals(
                        lists.get(owner).size(),
                        proved.values().get(kind).get(owner).size(),
                        what + kind);
                for (int k = 0; k < lists.get(owner).size(); k++) {
                    assertNear(
                            lists.get(owner).get(k),
                            proved.values().get(kind).get(owner).get(k),
                            what + kind + " " + owner + " " + k);
                }
            }
        });
        return true;
    }

    private static void assertNear(Apfloat expected, Ball value, String what) {
        Rational exact = Rational.of(new BigDecimal(expected.toString()));
        Rational size = exact.signum() < 0 ? exact.negate() : exact;
        Rational least = Rational.parse("1e-20");
        Ball allowed = Ball.of(TOLERANCE.times(size.compareTo(least) < 0 ? least : size), 400);
        Ball off = value.minus(Ball.of(exact, 400)).abs();
        assertTrue(off.isLessThan(allowed), what + ": " + value + ", but the textbook has " + expected);
    }
}
