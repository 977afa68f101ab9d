package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.cases.RandomSource;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * verdict-R2 to verdict-R9, tried on engines that are sound for certain: they round the reals of the file to their
 * arithmetic, once, and answer the rounded network exactly.
 */
class SoundEngineTest {

    private static final int NETWORKS = 60 * Integer.getInteger("goldspike.tries.factor", 1);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT16"})
    void anEngineThatRoundsTheNetworkAndNothingElseIsNeverHeldToIt(Dtype dtype) throws IOException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        double greatest = 0;
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden = golden(index);
            for (Golden tried : index % 2 == 0 ? List.of(golden) : nearlyGrazing(golden, index, dtype)) {
                CaseResult result = judged(tried, dtype, dtype);
                outcomes.merge(result.outcome(), 1, Integer::sum);
                if (result.outcome() == Outcome.DISAGREES) {
                    fail(result.judgements() + "\n" + file(tried.network()));
                }
                if (result.outcome() == Outcome.AGREES) {
                    greatest = Math.max(
                            greatest,
                            result.judgements().stream()
                                    .flatMapToDouble(judgement -> judgement.share().stream())
                                    .max()
                                    .orElse(0));
                }
            }
        }
        System.out.println(dtype + ": " + outcomes + ", greatest share of the limit " + greatest);
        assertTrue(outcomes.get(Outcome.AGREES) > 0);
        int lawful = outcomes.getOrDefault(Outcome.EXCUSED, 0) + outcomes.getOrDefault(Outcome.INCONCLUSIVE, 0);
        assertTrue(lawful > 0, "near-critical networks were not tried");
    }

    /** The other way round: what is sound in one arithmetic is not in the next better one. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void anEngineThatDeclaresABetterArithmeticThanItHasIsCaught(Dtype dtype) throws IOException {
        int caught = 0;
        int tried = 0;
        for (int index = 0; index < 40; index++) {
            Golden golden = golden(index);
            if (golden.spikeCount() > 0) {
                tried++;
                Dtype declared = dtype == Dtype.FLOAT32 ? Dtype.FLOAT64 : Dtype.FLOAT32;
                CaseResult result = judged(golden, dtype, declared);
                caught += result.outcome() == Outcome.DISAGREES ? 1 : 0;
            }
        }
        assertTrue(caught > 0.9 * tried, caught + " of " + tried);
    }

    private static final Map<Integer, Golden> GOLDEN = new HashMap<>();

    private static Golden golden(int index) {
        return GOLDEN.computeIfAbsent(index, SoundEngineTest::drawn);
    }

    private static Golden drawn(int index) {
        Case.Prepared prepared = new RandomCase(7, index).prepare(Claims.everything());
        return ((Case.Prepared.Ready) prepared).golden();
    }

    private static CaseResult judged(Golden golden, Dtype dtype, Dtype declared) {
        try {
            Golden rounded = Golden.of(NormalForm.of(golden.network(), dtype), 200);
            if (rounded.undecided().isEmpty()) {
                Reply.Answered reply = reply(rounded);
                return CaseResult.judged("", golden, reply, Judge.of(golden, reply, declared));
            }
            return CaseResult.without("", Outcome.NOT_JUDGED, "undecided when rounded", Optional.of(golden.network()));
        } catch (InvalidNetworkException notInThisArithmetic) {
            return CaseResult.without("", Outcome.NOT_JUDGED, "no network when rounded", Optional.of(golden.network()));
        }
    }

    private static Reply.Answered reply(Golden answer) {
        return new Reply.Answered(
                Optional.of(answer.spikes()),
                Optional.of(answer.slopes()),
                answer.loss(),
                answer.gradient()
                        .map(gradient -> gradient.map(weights -> Replies.matrices(answer.network(), weights))));
    }

    /** Networks in which some neuron comes within a few roundings of its threshold without, or just with, a spike. */
    private static List<Golden> nearlyGrazing(Golden golden, int index, Dtype dtype) {
        List<Golden> networks = new ArrayList<>();
        RandomSource draw = new RandomSource(11, index, 0);
        for (Neuron neuron : golden.timeline().neurons()) {
            Optional<Double> peak = neuron.threshold().isPresent() ? peak(golden.network(), neuron) : Optional.empty();
            if (peak.isPresent()) {
                double near = peak.get() * (1 + draw.between(-4, 4) * dtype.unitRoundoff());
                try {
                    Golden moved = Golden.of(withThreshold(golden.network(), neuron, Rational.of(near)), 200);
                    if (moved.undecided().isEmpty()) {
                        networks.add(moved);
                    }
                } catch (InvalidNetworkException belowReset) {
                    // No network: the peak is not above the start.
                }
            }
        }
        return networks;
    }

    /** The greatest potential of a neuron that is kept from spiking, if it rises at all. */
    private static Optional<Double> peak(Network network, Neuron neuron) {
        Rational far = Rational.of(1 << 20);
        return Golden.of(withThreshold(network, neuron, far), 2000).peaks().stream()
                .filter(peak ->
                        peak.neuron() == neuron.index() && peak.population().equals(neuron.population()))
                .map(peak -> far.toDouble() - peak.gap())
                .max(Comparator.naturalOrder());
    }

    private static Network withThreshold(Network network, Neuron neuron, Rational threshold) {
        List<Population> populations = network.populations().stream()
                .map(population -> population.name().equals(neuron.population())
                        ? withThreshold((Population.Neurons) population, neuron.index(), threshold)
                        : population)
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    private static Population withThreshold(Population.Neurons neurons, int index, Rational threshold) {
        List<Optional<Rational>> thresholds =
                new ArrayList<>(neurons.threshold().orElseThrow().values());
        thresholds.set(index, Optional.of(threshold));
        return neurons.withThreshold(Optional.of(new Threshold(false, thresholds)));
    }

    private static String file(Network network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NetworkWriter.write(network, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
