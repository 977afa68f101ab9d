package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.FeatureDetection;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Question;
import io.github.goldspike.response.KernelEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines with kernels, judged (verdict-R19). */
class KernelEngineTest {

    private static final int FACTOR = Integer.getInteger("goldspike.tries.factor", 1);
    private static final int NETWORKS = 40 * FACTOR;
    private static final Claims ALL = Claims.of(EnumSet.allOf(Feature.class));

    @TempDir
    private Path folder;

    private static Optional<Golden> drawn(int index) {
        Golden golden = ((Case.Prepared.Ready) new RandomCase(18, index).prepare(ALL)).golden();
        return Optional.of(golden)
                .filter(known -> FeatureDetection.of(known.network()).contains(Feature.KERNELS));
    }

    private static Reply.Answered reply(Golden golden, int digits) {
        Question question = Question.ofDigits(Math.max(digits, 17)).by(Method.EVENTPROP);
        return Replies.of(
                golden.network(),
                new KernelEngine().solve(golden.network(), question),
                (Ball real) -> new BigDecimal(real.toDecimalOrZero(digits)));
    }

    private static CaseResult judged(Golden golden, Reply.Answered reply) {
        return CaseResult.judged("", golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
    }

    /** The engine's own answers, rounded to seventeen digits, agree; to eight, they do not. */
    @Test
    void seventeenDigitsAgreeAndEightDoNot() {
        int kernels = 0;
        int spiking = 0;
        int caught = 0;
        for (int index = 0; index < NETWORKS; index++) {
            Optional<Golden> golden = drawn(index);
            if (golden.isPresent()) {
                kernels++;
                CaseResult right = judged(golden.get(), reply(golden.get(), 17));
                assertTrue(!right.outcome().against(), right::toString);
                if (golden.get().spikeCount() > 0) {
                    spiking++;
                    caught += judged(golden.get(), reply(golden.get(), 8))
                                    .outcome()
                                    .against()
                            ? 1
                            : 0;
                }
            }
        }
        assertTrue(kernels > NETWORKS / 5, kernels + " networks have kernels");
        assertTrue(spiking > kernels / 2, spiking + " of " + kernels + " have spikes");
        assertTrue(caught > 0.8 * spiking, caught + " of " + spiking + " coarse answers are caught");
    }

    private static Report conform(Path engine) throws IOException {
        ConformancePlan plan = new ConformancePlan();
        plan.fuzz(18, 20);
        return plan.with(List.of("python3", engine.toString()), Patience.LIMITS, new ShrinkLimits(0, Duration.ZERO))
                .run(result -> {});
    }

    /** The sample engine passes, and with what programs get wrong about kernels it does not. */
    @Test
    void theSampleEnginePassesAndItsEditsDoNot() throws IOException {
        Path sample = Path.of("examples/sample_kernel_engine.py");
        Report right = conform(sample);
        assertTrue(
                right.agrees(),
                () -> right.results().stream()
                        .filter(result -> result.outcome().against())
                        .toList()
                        .toString());
        Files.copy(sample.resolveSibling("sample_engine.py"), folder.resolve("sample_engine.py"));
        String[] edits = {
            "for j in range(k):", "for j in range(max(0, k - 1), k):",
            "neuron.threshold - neuron.reset, neuron.fall)", "1.0, neuron.fall)",
            "p.get(\"reset_kernel\", [(-1.0, 0, beta)])", "[(-1.0, 0, beta)]",
            "Kernel(p[\"kernel\"])", "Kernel([(c, 0, a) for c, n, a in p[\"kernel\"]])"
        };
        String text = Files.readString(sample);
        for (int k = 0; k < edits.length; k += FACTOR > 1 ? 2 : 6) {
            assertTrue(text.contains(edits[k]), edits[k]);
            Path edited = Files.writeString(folder.resolve("edited.py"), text.replace(edits[k], edits[k + 1]));
            String what = edits[k + 1];
            assertTrue(!conform(edited).agrees(), () -> what + " agrees");
        }
    }

    /** The networks of engines without kernels stay the ones that they were. */
    @Test
    void whatHasNoKernelsIsDrawnAsWithoutTheFeature() {
        for (int index = 0; index < 12; index++) {
            if (drawn(index).isEmpty()) {
                Golden with = ((Case.Prepared.Ready) new RandomCase(18, index).prepare(ALL)).golden();
                Golden without =
                        ((Case.Prepared.Ready) new RandomCase(18, index).prepare(Claims.everything())).golden();
                assertEquals(without.network(), with.network());
            }
        }
    }
}
