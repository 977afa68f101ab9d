package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Question;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Currents that cancel, rate by rate great and small as a sum (crossing-C7–crossing-C9). */
class CancellingCurrentsTest {

    /** One neuron, and at time 0 a current for each rate. */
    private static Network network(String beta, String horizon, List<Rational> rates, List<Rational> weights) {
        return network(beta, horizon, rates, weights, "0");
    }

    private static Network network(
            String beta, String horizon, List<Rational> rates, List<Rational> weights, String initial) {
        List<Synapse> synapses = IntStream.range(0, rates.size())
                .mapToObj(k -> new Synapse(k, 0, weights.get(k), Rational.ZERO))
                .toList();
        return new Network(
                "cancelling",
                Convention.KERNEL,
                Rational.parse(horizon),
                List.of(
                        new Population.Source(
                                "in",
                                rates.stream()
                                        .map(rate -> List.of(Rational.ZERO))
                                        .toList()),
                        new Population.Neurons(
                                "n",
                                1,
                                TimeConstant.rate(Rational.parse(beta)),
                                Optional.of(Threshold.shared(Rational.ONE)),
                                Parameter.shared(Rational.ZERO),
                                Parameter.shared(Rational.ZERO),
                                Optional.of(Parameter.shared(Rational.parse(initial))),
                                Parameter.shared(Rational.ZERO))),
                List.of(new Projection(
                        "in",
                        "n",
                        new SynapticDecay(
                                SynapticDecay.Axis.PRE,
                                new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates))),
                        new Connectivity.Listed(synapses))),
                Optional.empty());
    }

    private static List<Rational> reals(String... texts) {
        return List.of(texts).stream().map(Rational::parse).toList();
    }

    private static Answer<Ball> solve(Network network, int digits) {
        return new CertifiedEngine(true).solve(network, Question.ofDigits(digits));
    }

    private static List<String> times(Answer<Ball> answer) {
        assertEquals(List.of(), answer.undecided());
        assertTrue(answer.certificate().isPresent(), "no certificate");
        return answer.spikes().get("n").get(0).stream()
                .map(spike -> spike.time().toDecimal(30))
                .toList();
    }

    private static void assertStartsWith(String expected, String text) {
        assertTrue(text.startsWith(expected), text);
    }

    @Test
    void twoCurrentsOfAMillionThatCancelToAPeakOfAThirdAreSilent() {
        Network network = network("1", "6", reals("1", "1.000001"), reals("1.4e6", "-1.4e6"));
        assertEquals(List.of(), times(solve(network, 50)));
    }

    @Test
    void twoCurrentsOfEightMillionSpikeTwice() {
        Network network = network("2", "6", reals("1", "1.000001"), reals("8e6", "-8e6"));
        List<String> times = times(solve(network, 50));
        assertEquals(2, times.size());
        assertStartsWith("0.90307840581835986918464", times.get(0));
        assertStartsWith("1.5179541664056313035076", times.get(1));
    }

    /** c·sⁿe^{−s}/n! nearly, as the n-th divided difference of e^{−xs} at n + 1 rates from 1 on, 10^−gap apart. */
    private static Network nearlyAPower(int n, int gap, String factor, String horizon) {
        Rational step = Rational.of(BigDecimal.ONE.scaleByPowerOfTen(-gap));
        List<Rational> rates = new ArrayList<>();
        List<Rational> weights = new ArrayList<>();
        for (int k = 0; k <= n; k++) {
            rates.add(Rational.ONE.plus(step.times(Rational.of(k))));
            Rational product = Rational.ONE;
            for (int j = 0; j <= n; j++) {
                product = j == k ? product : product.times(step.times(Rational.of(k - j)));
            }
            Rational sign = Rational.of(n % 2 == 0 ? 1 : -1);
            weights.add(Rational.parse(factor).times(sign).dividedBy(product));
        }
        return network("2", horizon, rates, weights);
    }

    /** The expected times here and below are those of mpmath with 150 digits. */
    @Test
    void ratesTenToTheMinus30ApartWithWeightsOfTenToThe60SpikeAsMpmathSays() {
        // Each spike loses 60 digits of its successors.
        Question patient = Question.ofDigits(30).withLimits(new Question.Limits(320, 100));
        Network network = nearlyAPower(2, 30, "20", "1.6");
        List<String> times = times(new CertifiedEngine(true).solve(network, patient));
        assertEquals(3, times.size());
        assertStartsWith("1.016076746593001476283", times.get(0));
        assertStartsWith("1.5882197417386809012350", times.get(2));
    }

    @Test
    void currentsThatHaveCostAllDigitsAreALimitAndNotAGrazing() {
        Network network = nearlyAPower(2, 30, "20", "30");
        Question impatient = Question.ofDigits(30).withLimits(new Question.Limits(200, 100));
        Answer<Ball> answer = new CertifiedEngine(true).solve(network, impatient);
        assertEquals(1, answer.spikes().get("n").get(0).size());
        Undecided undecided = answer.undecided().get(0);
        assertEquals(Undecided.Kind.LIMIT, undecided.kind(), undecided::toString);
        assertTrue(undecided.detail().contains("more digits are needed"), undecided::toString);
    }

    @Test
    void eightNearRatesThatCancelToAPeakOfAThirdAreSilent() {
        assertEquals(List.of(), times(solve(nearlyAPower(7, 8, "4", "30"), 50)));
    }

    @Test
    void fortyRatesWithAlternatingWeightsSpikeAsMpmathSays() {
        // The drive is 300 e^{−s}(1 − e^{−s})^39: weights 300·binomial(39, k)(−1)^k, of 2·10¹³ in the middle.
        List<Rational> rates = new ArrayList<>();
        List<Rational> weights = new ArrayList<>();
        Rational weight = Rational.of(300);
        for (int k = 0; k < 40; k++) {
            rates.add(Rational.of(k + 1));
            weights.add(weight);
            weight = weight.times(Rational.of(-(39 - k), k + 1));
        }
        List<String> times = times(solve(network("1", "8", rates, weights), 30));
        assertEquals(4, times.size());
        assertStartsWith("3.207052966198764316634", times.get(0));
        assertStartsWith("4.7476676650561277065252", times.get(3));
    }

    @Test
    void aPassingWithSlopeZeroIsUndecidedWithATrueSentence() {
        // V − 1 = ½(s − ln 2)³ + …: a spike without derivatives; a touch would get the same sentence.
        Network network = network("4", "2", reals("1", "2", "3"), reals("27", "-60", "44"), "-1");
        Undecided undecided = solve(network, 20).undecided().get(0);
        assertEquals(Undecided.Kind.GRAZING, undecided.kind());
        assertStartsWith("0.693147180559945309", undecided.place().time().orElseThrow());
        String detail = undecided.detail();
        assertTrue(
                detail.matches(
                        "with 200 digits neither .* within 1e-[0-9]+ of it; .*a touch and a passing with slope zero.*"),
                detail);
    }
}
