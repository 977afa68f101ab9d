package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridEngine;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import java.util.OptionalInt;

/**
 * Networks on grids, every digit proved: each comparison of V with ϑ is decided, exactly where all factors are rational, and every real
 * that is answered encloses its true value to the digits asked for. What the greatest precision leaves open is {@code undecided}.
 */
public final class CertifiedGridEngine implements GridEngine<Ball> {

    /** Without state: one may be asked by many threads. */
    public CertifiedGridEngine() {}

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    /** Bits beyond the digits asked for with which the first attempt is made; a step loses few of them, a network may lose more. */
    private static final int GUARD_BITS = 96;

    /** Adjoints may grow from step to step, and their radii faster: three quarters of a bit a step save most attempts in vain. */
    private static final int MOST_BITS_FOR_STEPS = 768;

    /** An attempt that lacks more than all its bits is followed by one with so many times as many. */
    private static final int GROWTH = 2;

    /** Numbers that are known to differ from zero are worth this many times the limit, however small they are. */
    private static final int SMALL_NUMBERS = 8;

    /**
     * {@inheritDoc}
     *
     * <p>A limit of spikes is not heeded: a grid has a last step.
     */
    @Override
    public GridAnswer<Ball> solve(Network network, Grid grid, GridQuestion question, Progress progress) {
        Circuit circuit = Circuit.of(network, grid);
        int limit = Math.max(
                bitsFor(question.digits()) + GUARD_BITS,
                bitsFor(question.limits().digits()));
        int forSteps = network.loss().isPresent() && grid.surrogate().isPresent()
                ? Math.min(MOST_BITS_FOR_STEPS, (int) (3L * circuit.count() / 4))
                : 0;
        int fraction = bitsFor(question.digits()) + GUARD_BITS + forSteps;
        while (true) {
            Attempt attempt = new Attempt(circuit, question, fraction, progress);
            GridAnswer<Ball> answer = attempt.answer(fraction >= limit);
            OptionalInt lacking = attempt.lacking();
            if (lacking.isEmpty()
                    || fraction >= limit && !attempt.lacksOnlySmallNumbers()
                    || fraction >= SMALL_NUMBERS * limit) {
                return answer;
            }
            int next = Math.min(fraction + lacking.getAsInt(), GROWTH * fraction);
            fraction = attempt.lacksOnlySmallNumbers() ? next : fraction < limit ? Math.min(next, limit) : next;
        }
    }

    private static int bitsFor(int digits) {
        return (int) Math.min(1 << 26, Math.ceil(digits * BITS_PER_DIGIT));
    }
}
