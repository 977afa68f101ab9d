package io.github.goldspike.conformance.tolerance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.cases.RandomSource;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** verdict-R6. */
class NearCriticalTest {

    private static final int NETWORKS = 40 * Integer.getInteger("goldspike.tries.factor", 1);

    /**
     * Two neurons that get the same input, but for a difference of their weights, and inhibit each other without delay: the one of the
     * greater weight silences the other.
     */
    private static Network twins(RandomSource draw, double weight, double difference) {
        TimeConstant alpha = TimeConstant.rate(Rational.of(draw.between(0.5, 3)));
        Rational inhibition = Rational.of(-draw.between(4, 12) * weight);
        return NormalForm.of(new Network(
                "twins",
                Convention.KERNEL,
                Rational.of(3),
                List.of(
                        new Population.Source("in", List.of(List.of(Rational.of(draw.between(0, 1))))),
                        Population.Neurons.uniform("n", 2, Rational.of(draw.between(0.5, 3)), Rational.ONE)),
                List.of(
                        new Projection(
                                "in",
                                "n",
                                SynapticDecay.shared(alpha),
                                new Connectivity.Listed(List.of(
                                        new Synapse(0, 0, Rational.of(weight), Rational.ZERO),
                                        new Synapse(0, 1, Rational.of(weight), Rational.ZERO),
                                        new Synapse(0, 1, Rational.of(difference), Rational.ZERO)))),
                        new Projection(
                                "n",
                                "n",
                                SynapticDecay.shared(alpha),
                                new Connectivity.Listed(List.of(
                                        new Synapse(0, 1, inhibition, Rational.ZERO),
                                        new Synapse(1, 0, inhibition, Rational.ZERO))))),
                Optional.empty()));
    }

    /** What an engine says of the twins to which they are the same. */
    private static Verdict ofBothFiring(Golden golden, Dtype dtype) {
        List<BigDecimal> train = golden.spikes().get("n").get(1);
        Reply.Answered both = new Reply.Answered(
                Optional.of(ByNeuron.of("n", List.of(train.subList(0, 1), train))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Judge.of(golden, both, dtype).get(0).verdict();
    }

    private static boolean isSilenced(Golden twins) {
        List<List<BigDecimal>> trains = twins.spikes().get("n");
        return trains.get(0).isEmpty() && !trains.get(1).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void anArrivalThatCutsARiseOffJustBelowTheThresholdIsNearCritical(Dtype dtype) {
        int tried = 0;
        for (int index = 0; index < NETWORKS; index++) {
            RandomSource draw = new RandomSource(21, index, 0);
            double weight = draw.between(6, 20);
            Golden near = Golden.of(twins(draw, weight, weight * dtype.unitRoundoff() / draw.between(1, 1e9)), 20);
            Golden far = Golden.of(twins(new RandomSource(21, index, 0), weight, weight / 50), 20);
            if (isSilenced(near) && isSilenced(far)) {
                tried++;
                assertEquals(Verdict.EXCUSED, ofBothFiring(near, dtype), near::toString);
                assertEquals(Verdict.DISAGREES, ofBothFiring(far, dtype), far::toString);
            }
        }
        System.out.println(dtype + ": " + tried + " of " + NETWORKS + " twins");
        assertTrue(tried > NETWORKS / 2);
    }

    /** Neuron 0 barely spikes, so its time is badly conditioned; it inhibits neuron 1, which would spike a little later. */
    @Test
    void aRiseMayGoOnForAsLongAsTheArrivalThatCutsItOffIsLate() {
        double weight = 4 * (1 + 1e-6);
        double spike = Golden.of(cutOff(weight, 1, 1), 20)
                .spikes()
                .get("n")
                .get(0)
                .get(0)
                .doubleValue();
        double before = 0.25;
        double full = 1 / new LeakyKernel(2, 1).value(before);
        Golden near = Golden.of(cutOff(weight, full * (1 - 1e-12), spike - before), 20);
        assertEquals(
                List.of(1, 0), near.spikes().get("n").stream().map(List::size).toList());
        BigDecimal time = near.spikes().get("n").get(0).get(0);
        Reply.Answered both = new Reply.Answered(
                Optional.of(ByNeuron.of("n", List.of(List.of(time), List.of(time)))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertEquals(Verdict.EXCUSED, Judge.of(near, both, Dtype.FLOAT64).get(0).verdict());
    }

    private static Network cutOff(double barely, double rising, double start) {
        return NormalForm.of(new Network(
                "cut-off",
                Convention.KERNEL,
                Rational.of(2),
                List.of(
                        new Population.Source("in", List.of(List.of(Rational.ZERO), List.of(Rational.of(start)))),
                        Population.Neurons.uniform("n", 2, Rational.ONE, Rational.ONE)),
                List.of(
                        new Projection(
                                "in",
                                "n",
                                SynapticDecay.shared(TimeConstant.rate(Rational.of(2))),
                                new Connectivity.Listed(List.of(
                                        new Synapse(0, 0, Rational.of(barely), Rational.ZERO),
                                        new Synapse(1, 1, Rational.of(rising), Rational.ZERO)))),
                        new Projection(
                                "n",
                                "n",
                                SynapticDecay.shared(TimeConstant.rate(Rational.of(2))),
                                new Connectivity.Listed(List.of(new Synapse(0, 1, Rational.of(-100), Rational.ZERO))))),
                Optional.empty()));
    }
}
