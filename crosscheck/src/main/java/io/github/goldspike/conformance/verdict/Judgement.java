package io.github.goldspike.conformance.verdict;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * The verdict on one quantity of one network.
 *
 * @param quantity {@code spikes}, {@code slopes}, {@code loss} or {@code gradient}, or one by itself: {@code spike counts},
 *     {@code spike times}, {@code loss given spikes}, {@code gradient given spikes}
 * @param verdict what became of it
 * @param values numbers that were compared
 * @param digits fewest digits of agreement: −log₁₀ of the relative error (NIST's LRE), at most {@link #MOST_DIGITS}
 * @param conditioned greatest error in units of κ·u, κ the certified condition number; where there is one
 * @param share greatest error as a share of what sound arithmetic may reach; above 1 it is held against the engine
 * @param detail where the worst value stands, or why there is none; a sentence for people
 */
public record Judgement(
        String quantity,
        Verdict verdict,
        int values,
        OptionalDouble digits,
        OptionalDouble conditioned,
        OptionalDouble share,
        String detail) {

    /** Digits of two numbers that are equal as far as anybody looks. */
    public static final double MOST_DIGITS = 25;

    /** What became of a quantity. */
    public enum Verdict {
        /** All values are within what sound arithmetic reaches. */
        AGREES,
        /** Some are not, but the network is so near to another picture there that this is lawful. */
        EXCUSED,
        /** The reference says that the quantity does not exist, and so does the engine, or it leaves it out. */
        UNDEFINED,
        /** The arithmetic, or the accuracy that is declared, allows so much on this network that nothing follows (verdict-R16). */
        INCONCLUSIVE,
        /** The reference says that the quantity does not exist; the engine has a convention of its own for it. */
        OWN_CONVENTION,
        /** The engine does not give it. */
        NOT_GIVEN,
        /** The reference could not decide it, or no limit is derived for it. */
        NOT_JUDGED,
        /** Wrong. */
        DISAGREES
    }

    /** Whether it is about the answer, and not about what was made of spikes that may be wrong, or about one side of the spikes. */
    public boolean ofTheWhole() {
        return !Set.of(Judge.COUNTS, Judge.TIMES, Judge.GIVEN_LOSS, Judge.GIVEN_GRADIENT)
                .contains(quantity);
    }

    /** The same with one more thing to say. */
    Judgement noting(String sentence) {
        String said = detail.isEmpty() ? sentence : detail + "; " + sentence;
        return new Judgement(quantity, verdict, values, digits, conditioned, share, said);
    }

    public static Judgement without(String quantity, Verdict verdict, String detail) {
        return new Judgement(
                quantity, verdict, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), detail);
    }
}
