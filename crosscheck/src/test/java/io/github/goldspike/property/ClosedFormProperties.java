package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** One neuron and one input, where the first spike is known in closed form (promises 1 to 4). */
@AddLifecycleHook(Campaign.class)
class ClosedFormProperties {

    private static final int DIGITS = 50;
    private static final int BITS = 400;
    private static final Rational HORIZON = Rational.of(100);

    @Provide
    Arbitrary<Rational> rates() {
        return Rationals.positive();
    }

    @Provide
    Arbitrary<Rational> times() {
        return Rationals.tenths(0, 30);
    }

    /** Strictly between 0 and 1. */
    @Provide
    Arbitrary<Rational> proportions() {
        return Arbitraries.integers().between(1, 999).map(i -> Rational.of(i, 1000));
    }

    private record Single(Rational alpha, Rational beta, Rational input, Rational weight, Rational horizon) {

        Network network() {
            return new Network(
                    "",
                    Convention.KERNEL,
                    horizon,
                    List.of(
                            new Population.Source("in", List.of(List.of(input))),
                            new Population.Neurons(
                                    "out",
                                    1,
                                    TimeConstant.rate(beta),
                                    Optional.of(Threshold.shared(Rational.ONE)),
                                    Parameter.shared(Rational.of(-1_000_000)),
                                    Parameter.shared(Rational.ZERO),
                                    Optional.empty(),
                                    Parameter.shared(Rational.ZERO))),
                    List.of(new Projection(
                            "in",
                            "out",
                            SynapticDecay.shared(TimeConstant.rate(alpha)),
                            new Connectivity.Listed(List.of(new Synapse(0, 0, weight, Rational.ZERO))))),
                    Optional.empty());
        }

        Answer<Ball> answer() {
            return new CertifiedEngine().solve(network(), Question.ofDigits(DIGITS));
        }

        Spike<Ball> onlySpike() {
            Answer<Ball> answer = answer();
            assertEquals(List.of(), answer.undecided(), this::toString);
            assertEquals(1, answer.spikes().get("out").get(0).size(), this::toString);
            return answer.spikes().get("out").get(0).get(0);
        }
    }

    private static Ball ball(Rational x) {
        return Ball.of(x, BITS);
    }

    /** α = β: w s e^{−βs} = ϑ with βs < 1, the branch of Lambert's W that comes first; V' = w e^{−βs}(1 − βs). */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void withEqualRatesTheSpikeIsLambertsW(
            @ForAll("rates") Rational beta, @ForAll("times") Rational input, @ForAll("proportions") Rational above) {
        Rational weight = beta.times(Rational.of(28, 10).dividedBy(above));
        Spike<Ball> spike = new Single(beta, beta, input, weight, HORIZON).onlySpike();
        Ball s = spike.time().withPrecision(BITS).minus(ball(input));
        Ball exponent = ball(beta).times(s);
        Ball current = ball(weight).times(exponent.negate().exp());
        assertTrue(exponent.isLessThan(Ball.ONE));
        assertTrue(current.times(s).contains(Ball.ONE), "w s e^{−βs} is not the threshold");
        assertTrue(current.times(Ball.ONE.minus(exponent)).overlaps(spike.slope()), "slope");
    }

    /** α = 2β, x = e^{−βs}: (w/β)(x − x²) = ϑ; with w = 4βϑ/(1 − q²) the first root is x = (1 + q)/2. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void withTwiceTheRateTheSpikeSolvesAQuadratic(
            @ForAll("rates") Rational beta, @ForAll("times") Rational input, @ForAll("proportions") Rational q) {
        Rational weight = beta.times(Rational.of(4)).dividedBy(Rational.ONE.minus(q.times(q)));
        Spike<Ball> spike = new Single(beta.times(Rational.of(2)), beta, input, weight, HORIZON).onlySpike();
        Rational x = Rational.ONE.plus(q).dividedBy(Rational.of(2));
        Ball time = ball(input).minus(ball(x).log().dividedBy(ball(beta)));
        assertTrue(time.overlaps(spike.time()), () -> time + " expected, but " + spike.time());
        Ball slope = ball(weight.times(x).times(x.plus(x).minus(Rational.ONE)));
        assertTrue(slope.overlaps(spike.slope()), () -> slope + " expected, but " + spike.slope());
    }

    /** A peak above the threshold, by however little, is a spike; with q² = ε/(1 + ε) as above. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPeakSlightlyAboveTheThresholdIsASpikeAndOneBelowIsNone(
            @ForAll("rates") Rational beta,
            @ForAll("times") Rational input,
            @ForAll @IntRange(min = 3, max = 40) int k) {
        for (boolean above : new boolean[] {true, false}) {
            Rational weight = beta.times(Rational.of(4)).times(Rationals.one(above, Rationals.powerOfTen(-k)));
            Single single = new Single(beta.times(Rational.of(2)), beta, input, weight, HORIZON);
            Answer<Ball> answer = single.answer();
            assertEquals(List.of(), answer.undecided(), single::toString);
            assertEquals(above ? 1 : 0, answer.spikes().get("out").get(0).size(), single::toString);
            if (above) {
                // 2x = 1 + q, q² = 1 − 1/(1 + 10^-k)
                Ball time = answer.spikes().get("out").get(0).get(0).time().withPrecision(BITS);
                Ball x = time.minus(ball(input)).times(ball(beta)).negate().exp();
                Ball q = x.shift(1).minus(Ball.ONE);
                Rational square = Rational.ONE.minus(
                        Rational.ONE.plus(Rationals.powerOfTen(-k)).reciprocal());
                assertTrue(q.isPositive() && q.times(q).contains(square), single::toString);
            }
        }
    }

    /** Promise 4: a touch is neither a spike nor proved silence. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anExactTouchIsUndecidedGrazing(@ForAll("rates") Rational beta, @ForAll("times") Rational input) {
        Rational weight = beta.times(Rational.of(4));
        Single touch = new Single(beta.times(Rational.of(2)), beta, input, weight, HORIZON);
        Answer<Ball> answer = touch.answer();
        assertEquals(List.of(List.of()), answer.spikes().get("out"), touch::toString);
        assertEquals(
                List.of(Undecided.Kind.GRAZING),
                answer.undecided().stream().map(Undecided::kind).toList(),
                touch::toString);
    }

    /** Spikes with time ≤ T are reported, however near to T. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aHorizonNextToASpikeDecidesIt(
            @ForAll("rates") Rational beta,
            @ForAll("times") Rational input,
            @ForAll("proportions") Rational above,
            @ForAll @IntRange(min = 5, max = 48) int k) {
        Rational weight = beta.times(Rational.of(28, 10).dividedBy(above));
        Ball time = new Single(beta, beta, input, weight, HORIZON).onlySpike().time();
        Rational near = Rational.of(new BigDecimal(time.toDecimal(DIGITS)));
        for (boolean after : new boolean[] {true, false}) {
            Rational distance = near.times(Rationals.powerOfTen(-k));
            Rational horizon = after ? near.plus(distance) : near.minus(distance);
            Single cut = new Single(beta, beta, input, weight, horizon);
            Answer<Ball> answer = cut.answer();
            assertEquals(List.of(), answer.undecided(), cut::toString);
            assertEquals(after ? 1 : 0, answer.spikes().get("out").get(0).size(), cut::toString);
        }
    }
}
