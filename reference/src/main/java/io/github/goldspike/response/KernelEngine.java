package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Network;
import java.util.Optional;

/**
 * The engine that proves answers of networks with kernels ([FP sec. 3.3]; proofs-notes/kernels.md): every real of its answers
 * is an enclosure of the true value with all requested digits certified, no neuron reaches its threshold between the spikes of an answer,
 * and V' &gt; 0 at every spike. The precision is doubled until that is so; what cannot be proved within the limits is undecided.
 * Answers have no certificate. Networks without kernels may be asked as well.
 */
public final class KernelEngine implements Engine<Ball> {

    /** Without state: one may be asked by many threads. */
    public KernelEngine() {}

    /** Bits beyond the requested digits at the first attempt. */
    private static final int GUARD_BITS = 64;

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    /** @throws UnsupportedNetworkException if the loss counts steps */
    @Override
    public Answer<Ball> solve(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        FileNetwork file = FileNetwork.by(question.wrt(), network);
        FileNetwork all = FileNetwork.byAll(network);
        long first = bitsFor(question.digits()) + GUARD_BITS;
        long limit = Math.max(first, bitsFor(question.limits().digits()));
        for (long bits = first; ; bits = Math.min(2 * bits, limit)) {
            boolean last = bits == limit;
            ResponseLoop.Raster raster = ResponseLoop.run(
                    file.kernels(), (int) bits, question.limits().spikes(), progress);
            if (raster.undecided().isEmpty() || raster.isAtSpikeLimit() || last) {
                Optional<Answer<Ball>> answer = KernelAnswer.of(network, file, all, raster, question, last);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    private static long bitsFor(int digits) {
        return (long) Math.ceil(digits * BITS_PER_DIGIT);
    }
}
