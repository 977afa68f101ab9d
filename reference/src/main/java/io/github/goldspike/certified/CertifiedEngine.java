package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.Unresolved;
import io.github.goldspike.certified.gradient.CausalRows;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.response.KernelEngine;
import java.util.Optional;

/**
 * The engine that proves: every real of its answers is an enclosure of the true value, narrow enough that all requested
 * digits are certified ({@link Ball#toDecimal}); between the spikes of an answer no neuron reaches its threshold, and at
 * every spike V' &gt; 0. The precision is raised until that is so (Ziv's strategy); what cannot be proved within the limits
 * of the question is listed as undecided.
 */
public final class CertifiedEngine implements Engine<Ball> {

    /** Bits beyond the requested digits at the first attempt. */
    private static final int GUARD_BITS = 64;

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    private final boolean certificates;

    /** An engine whose answers carry no certificates. */
    public CertifiedEngine() {
        this(false);
    }

    /** @param certificates whether answers carry what a checker needs; that takes about as long as the spikes do */
    public CertifiedEngine(boolean certificates) {
        this.certificates = certificates;
    }

    @Override
    public Answer<Ball> solve(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        if (network.firstKernel().isPresent()) {
            return new KernelEngine().solve(network, question, progress);
        }
        Wiring wiring = Wiring.of(network);
        return untilCertified(wiring, question, progress, (raster, bits, last) -> {
            Optional<Answer<Ball>> answer = AnswerBuilder.of(network, wiring, raster, question, bits, last);
            return certificates
                    ? answer.map(found -> found.certifiedBy(
                            CertificateWriter.of(network, wiring, raster, bits, found, question.digits())))
                    : answer;
        });
    }

    /**
     * What each spike depends on, and how ([FP alg. 1] and [FP thm. 4]); all reals are enclosures that certify the digits of
     * the question. Where something is undecided, or a digit is not certified within the limits, the graph ends before it.
     */
    public CausalGraph<Ball> causalGraph(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseKernels(network, "the causal graph");
        Wiring wiring = Wiring.of(network);
        return untilCertified(
                wiring,
                question,
                progress,
                (raster, bits, last) -> CausalRows.of(network, wiring, raster, bits, question.digits(), last));
    }

    /** What is made of a raster; empty if it needs a higher precision. */
    private interface Attempt<T> {
        Optional<T> of(Raster raster, int bits, boolean last);
    }

    private static <T> T untilCertified(Wiring wiring, Question question, Progress progress, Attempt<T> attempt) {
        long limit = Math.max(
                bitsFor(question.digits()) + GUARD_BITS,
                bitsFor(question.limits().digits()));
        for (long bits = bitsFor(question.digits()) + GUARD_BITS; ; bits = Math.min(2 * bits, limit)) {
            boolean last = bits == limit;
            try {
                Raster raster =
                        EventLoop.run(wiring, (int) bits, question.limits().spikes(), last, progress);
                Optional<T> found = attempt.of(raster, (int) bits, last);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (Unresolved unresolved) {
                if (last) {
                    throw new IllegalStateException("a lenient event loop does not throw", unresolved);
                }
            }
        }
    }

    private static long bitsFor(int digits) {
        return (long) Math.ceil(digits * BITS_PER_DIGIT);
    }
}
