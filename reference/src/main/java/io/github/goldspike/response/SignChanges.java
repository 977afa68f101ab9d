package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the number of zeros of a waveform on intervals by the rule of Budan and Fourier (kernels-R4): by the sign
 * changes of f, (D + b₁)f, (D + b₂)(D + b₁)f, …, the rates b descending.
 */
final class SignChanges {

    /** Before the first sign that is not 0. */
    private static final int[] NONE = {0, 0};

    private final Waveform function;
    private final List<Waveform> row = new ArrayList<>();

    SignChanges(Waveform function) {
        this.function = function;
        row.add(function);
        Waveform last = function;
        for (int k = function.rates() - 1; k >= 0; k--) {
            while (last.coefficients(k) > 0) {
                last = last.annihilating(k);
                row.add(last);
            }
        }
        // The last one is identically zero.
        row.remove(row.size() - 1);
    }

    /**
     * What is known at a time: the sign of f, and how often signs change in the row.
     *
     * @param time where, a single number
     * @param value enclosure of f
     * @param most changes if all signs that are open are chosen for many changes
     * @param fewest changes if they are chosen for few
     */
    record Count(Ball time, Ball value, int most, int fewest) {

        /** At most so many zeros, with their multiplicities, lie after this time and not after the other. */
        int zerosUntil(Count later) {
            return most - later.fewest;
        }
    }

    Count at(Ball time) {
        Ball[] decays = function.decays(time);
        Ball first = function.at(time, decays);
        // The most and the fewest changes so far, if the last sign is − and if it is +; −1 if it cannot be.
        int[] most = NONE;
        int[] fewest = NONE;
        for (Waveform waveform : row) {
            Ball value = waveform == function ? first : waveform.at(time, decays);
            if (!value.isZero()) {
                most = most == NONE ? start(value) : next(most, value, true);
                fewest = fewest == NONE ? start(value) : next(fewest, value, false);
            }
        }
        int fewestInAll = fewest[0] < 0 ? fewest[1] : fewest[1] < 0 ? fewest[0] : Math.min(fewest[0], fewest[1]);
        return new Count(time, first, Math.max(most[0], most[1]), fewestInAll);
    }

    private static int[] start(Ball value) {
        return new int[] {value.isPositive() ? -1 : 0, value.isNegative() ? -1 : 0};
    }

    private static int[] next(int[] before, Ball value, boolean most) {
        int[] after = {-1, -1};
        for (int sign = 0; sign < 2; sign++) {
            boolean excluded = sign == 0 ? value.isPositive() : value.isNegative();
            if (!excluded) {
                int same = before[sign];
                int changed = before[1 - sign] < 0 ? -1 : before[1 - sign] + 1;
                boolean either = same >= 0 && changed >= 0;
                after[sign] = either && !most ? Math.min(same, changed) : Math.max(same, changed);
            }
        }
        return after;
    }
}
