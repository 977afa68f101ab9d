package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.FaultException;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Repetition;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends some networks again, at once and after others: an engine's answer is to depend on the network alone. */
final class RepeatedQuestions {

    /** One network in so many is followed by repetitions; and some of the first ones. */
    private static final int EVERY = 10;

    private static final List<Integer> EARLY = List.of(2, 4, 7);

    /** The other network that is sent again is the one so many before. */
    private static final int BACK = 3;

    private static final int MOST = 5;

    /** Roundings that two answers may be apart: sums in another order, on several threads. */
    private static final double ROUNDINGS = 0x1p12;

    private final Asking engine;
    private final Deque<Asked> before = new ArrayDeque<>();
    private final List<Repetition> found = new CopyOnWriteArrayList<>();
    private int asked;
    private Asked asking;

    /** Asks the engine once more. */
    interface Asking {
        Reply ask(Network network) throws FaultException;
    }

    /** A case, the one before it, and what the engine answered. */
    private record Asked(String id, String after, Network network, Reply.Answered reply) {}

    RepeatedQuestions(Asking engine) {
        this.engine = engine;
    }

    List<Repetition> found() {
        return List.copyOf(found);
    }

    /** @throws FaultException if the engine breaks the protocol the second time */
    void after(CaseResult result, Dtype dtype) throws FaultException {
        if (!(result.reply().orElse(null) instanceof Reply.Answered reply)) {
            return;
        }
        String previous = before.isEmpty() ? "" : before.getLast().id;
        before.add(new Asked(result.id(), previous, result.network().orElseThrow(), reply));
        asked++;
        if (found.size() < MOST && (asked % EVERY == 0 || EARLY.contains(asked))) {
            again(before.getLast(), result.id(), dtype);
            again(before.getFirst(), result.id(), dtype);
        }
        if (before.size() > BACK) {
            before.removeFirst();
        }
    }

    /** The engine broke the protocol at a network that it had answered before. */
    void broke(String last, String how) {
        found.add(new Repetition(asking.id, asking.after, last, "reply", "an answer, then " + how));
    }

    private void again(Asked one, String last, Dtype dtype) throws FaultException {
        asking = one;
        Reply second = engine.ask(one.network);
        if (!(second instanceof Reply.Answered answered)) {
            String message = second instanceof Reply.Skipped skipped
                    ? "skipped: " + skipped.message()
                    : "errored: " + ((Reply.Errored) second).message();
            found.add(new Repetition(one.id, one.after, last, "reply", "an answer, then " + message));
            return;
        }
        Optional<Repetition> difference = difference("spikes", times(one.reply), times(answered), one, last, dtype)
                .or(() -> difference("loss", loss(one.reply), loss(answered), one, last, dtype))
                .or(() -> difference("gradient", gradient(one.reply), gradient(answered), one, last, dtype));
        difference.ifPresent(found::add);
    }

    private static Optional<Repetition> difference(
            String quantity, List<BigDecimal> first, List<BigDecimal> second, Asked one, String last, Dtype dtype) {
        if (first.size() != second.size()) {
            return Optional.of(new Repetition(
                    one.id, one.after, last, quantity, first.size() + " numbers, then " + second.size()));
        }
        double size = first.stream()
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        for (int k = 0; k < first.size(); k++) {
            double off = first.get(k).subtract(second.get(k)).abs().doubleValue();
            if (off > ROUNDINGS * dtype.unitRoundoff() * size) {
                return Optional.of(new Repetition(
                        one.id,
                        one.after,
                        last,
                        quantity,
                        first.get(k).doubleValue() + ", then " + second.get(k).doubleValue()));
            }
        }
        return Optional.empty();
    }

    private static List<BigDecimal> times(Reply.Answered reply) {
        return reply.spikes().stream().flatMap(ByNeuron::values).toList();
    }

    private static List<BigDecimal> loss(Reply.Answered reply) {
        return reply.loss().stream()
                .filter(Outcome.Known.class::isInstance)
                .map(loss -> ((Outcome.Known<BigDecimal>) loss).value())
                .toList();
    }

    private static List<BigDecimal> gradient(Reply.Answered reply) {
        return reply.gradient().stream()
                .filter(Outcome.Known.class::isInstance)
                .flatMap(known -> ((Outcome.Known<List<List<List<Optional<BigDecimal>>>>>) known).value().stream())
                .flatMap(List::stream)
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .toList();
    }
}
