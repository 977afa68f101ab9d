package io.github.goldspike.response;

import static io.github.goldspike.response.Kernels.fromInput;
import static io.github.goldspike.response.Kernels.fromNeuron;
import static io.github.goldspike.response.Kernels.neuron;
import static io.github.goldspike.response.Kernels.real;
import static io.github.goldspike.response.Kernels.term;
import static io.github.goldspike.response.Kernels.train;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An example to copy: the alpha synapse, a current t·e^{−t/τ} that a membrane of another time constant filters
 * (kernels-R1).
 */
class AlphaSynapseTest {

    /** The response of a membrane of rate β to the current t·e^{−αt}. */
    private static ExponentialPolynomial alphaSynapse(Rational alpha, Rational beta) {
        return ExponentialPolynomial.term(Rational.ONE, 1, alpha).filteredBy(beta);
    }

    /** Two neurons with β = 1, fed by two inputs and by each other and themselves over alpha synapses with τ = ½ and τ = 2. */
    private static ResponseNetwork example() {
        ExponentialPolynomial fast = alphaSynapse(Rational.of(2), Rational.ONE);
        ExponentialPolynomial slow = alphaSynapse(Rational.of(1, 2), Rational.ONE);
        return new ResponseNetwork(
                Rational.of(5),
                List.of(train("0", "1.5"), train("0.3", "0.7")),
                List.of(neuron("1"), neuron("1")),
                List.of(
                        fromInput(0, 0, "9", "0", fast),
                        fromInput(1, 0, "2", "0.1", slow),
                        fromInput(1, 1, "3", "0.2", slow),
                        fromNeuron(0, 1, "4", "0.5", fast),
                        fromNeuron(1, 0, "-2", "0", fast),
                        fromNeuron(0, 0, "1", "0", slow)));
    }

    @Test
    void theKernelIsTheIntegralInClosedForm() {
        assertEquals(
                term("1/3", 1, "2").plus(term("-1/9", 0, "2")).plus(term("1/9", 0, "5")),
                alphaSynapse(Rational.of(2), Rational.of(5)));
        assertEquals(term("1/2", 2, "3"), alphaSynapse(Rational.of(3), Rational.of(3)));
    }

    @Test
    void withEqualRatesTheSpikeIsTwiceAValueOfLambertsFunction() {
        // 8·½t²e^{−t} = 1 is xe^{−x} = ¼ for x = t/2; x = −W₀(−¼), digits by mpmath. There V' = 1/x − 1.
        ExponentialPolynomial kernel = alphaSynapse(Rational.ONE, Rational.ONE);
        ResponseNetwork network = new ResponseNetwork(
                Rational.ONE, List.of(train("0")), List.of(neuron("1")), List.of(fromInput(0, 0, "8", "0", kernel)));
        ResponseAnswer answer = new ResponseEngine()
                .solve(network, ResponseQuestion.ofDigits(50).withDerivatives());
        assertEquals(1, answer.spikes().size());
        ResponseAnswer.Spike spike = answer.spikes().get(0);
        assertEquals(
                "0.35740295618138890306881110405590475331659055507601",
                spike.time().half().toDecimal(50));
        assertEquals(
                "1.7979623075430878255155779926124256931833795652913",
                spike.slope().toDecimal(50));
        Ball byWeight = answer.derivatives().forward().get(0).get(new ResponseParameter.Weight(0));
        Ball expected = Ball.ONE.negate().shift(-3).dividedBy(spike.slope());
        assertTrue(byWeight.overlaps(expected), byWeight + " and " + expected);
        assertTrue(byWeight.certifies(50));
    }

    @Test
    void everyDerivativeIsThatOfCertifiedDifferences() {
        ResponseAnswer answer = new ResponseEngine().solve(example(), 30);
        assertTrue(answer.train(0).size() > 1 && answer.train(1).size() > 1, () -> "spikes: " + answer.spikes());
        assertTrue(Differences.check(example()) > 100);
    }

    @Test
    void aSpikeSatisfiesItsFiringEquation() {
        ResponseNetwork network = example();
        ResponseAnswer answer = new ResponseEngine().solve(network, 40);
        Ball first = answer.train(0).get(0).time();
        assertTrue(first.isLessThan(answer.train(1).get(0).time()));
        Ball potential = value(network.synapses().get(0).response(), first, "9", "0")
                .plus(value(network.synapses().get(1).response(), first, "2", "0.4"));
        potential = first.isGreaterThan(Ball.of(real("0.8"), 64))
                ? potential.plus(value(network.synapses().get(1).response(), first, "2", "0.8"))
                : potential;
        assertTrue(potential.overlaps(Ball.ONE), "V(f) = " + potential);
    }

    /** W·K(t − a), term by term. */
    private static Ball value(ExponentialPolynomial kernel, Ball time, String weight, String arrival) {
        Ball since = time.minus(Ball.of(real(arrival), 300));
        Ball sum = Ball.ZERO;
        for (ExponentialPolynomial.Term given : kernel.terms()) {
            Ball value = Ball.of(given.coefficient(), 300)
                    .times(Ball.of(given.rate(), 300).times(since).negate().exp());
            sum = sum.plus(given.power() == 1 ? value.times(since) : value);
        }
        return sum.times(Ball.of(real(weight), 300));
    }
}
