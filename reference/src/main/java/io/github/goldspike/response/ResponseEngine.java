package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Undecided;
import java.util.List;
import java.util.Optional;

/**
 * Proves the spikes of a network with general kernels: every real of an answer is an enclosure of the true value, between the
 * spikes of an answer no neuron reaches its threshold, and at every spike V' &gt; 0. The precision is doubled until the digits that were
 * asked for are certified ({@link Ball#toDecimal}); what cannot be proved within the limits is {@code undecided}.
 */
public final class ResponseEngine {

    /** Without state: one may be asked by many threads. */
    public ResponseEngine() {}

    /** Bits beyond the requested digits at the first attempt. */
    private static final int GUARD_BITS = 64;

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    /** Spike times and slopes. */
    public ResponseAnswer solve(ResponseNetwork network, int digits) {
        return solve(network, ResponseQuestion.ofDigits(digits));
    }

    /** Spike times, slopes and derivatives as enclosures that certify the digits of the question; what they do not certify within its limits is listed as undecided. */
    public ResponseAnswer solve(ResponseNetwork network, ResponseQuestion question) {
        int first = bitsFor(question.digits()) + GUARD_BITS;
        int limit = Math.max(first, bitsFor(question.maxDigits()));
        for (int bits = first; ; bits = (int) Math.min(2L * bits, limit)) {
            ResponseLoop.Raster raster = ResponseLoop.run(network, bits, question.maxSpikes(), Progress.SILENT);
            ResponseAnswer answer = answer(network, question, raster);
            if (answer.undecided().isEmpty() || raster.isAtSpikeLimit() || bits == limit) {
                return answer;
            }
        }
    }

    private static int bitsFor(int digits) {
        return Math.toIntExact((long) Math.ceil(digits * BITS_PER_DIGIT));
    }

    private static ResponseAnswer answer(
            ResponseNetwork network, ResponseQuestion question, ResponseLoop.Raster raster) {
        List<ResponseAnswer.Spike> spikes = raster.firings().stream()
                .map(firing -> new ResponseAnswer.Spike(firing.neuron(), firing.index(), firing.time(), firing.slope()))
                .toList();
        ResponseDerivatives derivatives = new ResponseDerivatives(network, raster);
        Optional<UndecidedEvent> undecided = raster.undecided();
        if (undecided.isEmpty()) {
            undecided = spikes.stream()
                    .filter(spike -> !spike.time().certifies(question.digits())
                            || !spike.slope().certifies(question.digits()))
                    .findFirst()
                    .map(spike -> tooFewDigits(spike, "time or slope", question));
        }
        if (undecided.isEmpty() && question.derivatives()) {
            var rows = derivatives.forward();
            for (int f = 0; f < rows.size() && undecided.isEmpty(); f++) {
                boolean enough = rows.get(f).values().stream().allMatch(value -> value.certifies(question.digits()));
                undecided =
                        enough ? Optional.empty() : Optional.of(tooFewDigits(spikes.get(f), "a derivative", question));
            }
        }
        return new ResponseAnswer(spikes, raster.provedUntil(), undecided, derivatives);
    }

    private static UndecidedEvent tooFewDigits(ResponseAnswer.Spike spike, String what, ResponseQuestion question) {
        return new UndecidedEvent(
                Undecided.Kind.LIMIT,
                spike.neuron(),
                spike.time(),
                what + " of a spike has fewer than " + question.digits() + " certified digits");
    }
}
