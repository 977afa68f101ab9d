package io.github.goldspike.response;

import static io.github.goldspike.response.Kernels.fromInput;
import static io.github.goldspike.response.Kernels.fromNeuron;
import static io.github.goldspike.response.Kernels.real;
import static io.github.goldspike.response.Kernels.term;
import static io.github.goldspike.response.Kernels.train;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An example to copy: besides the reset of the membrane a spike leaves a second, slower trace, η = −(ϑ − r)e^{−βt} − c·e^{−γt}, so that
 * the neuron adapts (kernels-R2).
 */
class SlowResetTest {

    /** The reset of a leaky membrane and a trace of height c that decays with the rate γ. */
    private static ExponentialPolynomial reset(
            Rational threshold, Rational reset, Rational beta, Rational c, Rational gamma) {
        return ExponentialPolynomial.decay(reset.minus(threshold), beta)
                .plus(ExponentialPolynomial.decay(c.negate(), gamma));
    }

    private static final ExponentialPolynomial ADAPTING =
            reset(Rational.ONE, Rational.ZERO, Rational.of(2), Rational.ONE, Rational.ONE);

    /** V = 2 − 2e^{−2t} until it reaches 1. */
    private static final ResponseNetwork DRIVEN =
            Kernels.alone(term("2", 0, "0").plus(term("-2", 0, "2")), ADAPTING);

    @Test
    void spikesOfADrivenNeuronAreLogarithms() {
        // After a spike at f₁ = ½ ln 2, with y = e^{−(t − f₁)}: V = 2 − 2y² − y = 1 for y = ½. After f₂, V = 2 − 3y²/2
        // − 3y/2.
        ResponseAnswer answer = new ResponseEngine().solve(DRIVEN, 50);
        Ball ln2 = Ball.exactly(2).withPrecision(400).log();
        List<ResponseAnswer.Spike> train = answer.train(0);
        assertTrue(train.size() > 3, () -> "spikes: " + train);
        assertTrue(train.get(0).time().overlaps(ln2.half()));
        assertTrue(train.get(1).time().overlaps(ln2.times(Ball.exactly(3)).half()));
        Ball y = train.get(2).time().minus(train.get(1).time()).negate().exp();
        assertTrue(y.times(y).plus(y).times(Ball.exactly(3)).overlaps(Ball.exactly(2)), "y = " + y);
        // V' = 4e^{−2t} = 2 at f₁; 4y² + y = 3/2 at f₂.
        assertTrue(train.get(0).slope().overlaps(Ball.exactly(2)));
        assertTrue(train.get(1).slope().overlaps(Ball.exactly(3).half()));
    }

    @Test
    void derivativesByTheTraceAreRational() {
        // 2y² + cy = 1 gives dy/dc = −y/(4y + c) = −1/6, and f₂ − f₁ = −ln y moves by 1/3; the coefficient is −c. By γ:
        // y^γ in place of y, (4y + 1)dy = −y·ln y dγ, so f₂ moves by ln y/3 = −(ln 2)/3.
        ResponseAnswer answer = new ResponseEngine().solve(DRIVEN, ResponseQuestion.ofDigits(40));
        Map<ResponseParameter, Ball> second = answer.derivatives().forward().get(1);
        assertEquals(real("-1"), ADAPTING.terms().get(0).coefficient());
        ResponseParameter.Kernel trace = new ResponseParameter.Kernel.Reset(0);
        Ball byCoefficient = second.get(new ResponseParameter.Coefficient(trace, 0));
        assertTrue(byCoefficient.contains(real("-1/3")) && byCoefficient.certifies(40), "by −c: " + byCoefficient);
        Ball byRate = second.get(new ResponseParameter.Rate(trace, 0));
        Ball expected = Ball.exactly(2).withPrecision(400).log().dividedBy(Ball.exactly(-3));
        assertTrue(byRate.overlaps(expected), byRate + " and " + expected);
    }

    @Test
    void intervalsGrowAsTracesAddUp() {
        List<ResponseAnswer.Spike> train =
                new ResponseEngine().solve(DRIVEN, 20).train(0);
        for (int k = 2; k < 4; k++) {
            Ball before = train.get(k - 1).time().minus(train.get(k - 2).time());
            Ball after = train.get(k).time().minus(train.get(k - 1).time());
            assertTrue(after.isGreaterThan(before), "interval " + k + ": " + after);
        }
    }

    @Test
    void everyDerivativeIsThatOfCertifiedDifferences() {
        ExponentialPolynomial kernel =
                ExponentialPolynomial.decay(Rational.ONE, real("3")).filteredBy(real("2"));
        ExponentialPolynomial slow = reset(Rational.ONE, real("0.2"), real("2"), real("0.3"), real("0.4"))
                .plus(term("0.5", 1, "1.5"));
        ResponseNetwork network = new ResponseNetwork(
                real("4"),
                List.of(train("0.1", "0.4", "2")),
                List.of(
                        new ResponseNetwork.Neuron(
                                real("1"), term("0.3", 0, "0").plus(term("0.2", 0, "2")), slow),
                        new ResponseNetwork.Neuron(real("0.7"), term("0.1", 1, "1"), slow)),
                List.of(
                        fromInput(0, 0, "9", "0.05", kernel),
                        fromNeuron(0, 1, "7", "0.3", kernel),
                        fromNeuron(1, 0, "3", "0", kernel),
                        fromNeuron(1, 1, "-1", "0", kernel)));
        ResponseAnswer answer = new ResponseEngine().solve(network, 30);
        assertTrue(answer.train(0).size() > 1 && answer.train(1).size() > 1, () -> "spikes: " + answer.spikes());
        assertTrue(Differences.check(network) > 100);
    }
}
