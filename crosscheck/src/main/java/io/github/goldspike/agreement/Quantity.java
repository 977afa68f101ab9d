package io.github.goldspike.agreement;

import java.util.Locale;
import java.util.Optional;

/**
 * What comparing one quantity of two answers came to.
 *
 * @param name of the quantity in the answer file
 * @param verdict whether they agree
 * @param values how many values were compared
 * @param worst the value with the least digits of agreement, if any was compared
 * @param detail the first disagreement, or what is undecided or missing; empty if all agrees
 */
public record Quantity(String name, Verdict verdict, int values, Optional<Worst> worst, String detail) {

    /** Whether a quantity of two answers agrees. */
    public enum Verdict {
        AGREES,
        DISAGREES,
        /** What was decided agrees, but not all was. */
        UNDECIDED,
        NOT_GIVEN
    }

    /**
     * A value that agrees least.
     *
     * @param digits −log₁₀ of the relative difference (of the absolute one, where the golden value is zero), at most as
     *     many as both files print
     * @param place which value
     */
    public record Worst(double digits, String place) {}

    static Quantity notGiven(String name, String detail) {
        return new Quantity(name, Verdict.NOT_GIVEN, 0, Optional.empty(), detail);
    }

    /** One line for people. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(name).append(": ");
        line.append(
                switch (verdict) {
                    case AGREES -> "agrees";
                    case DISAGREES -> "DISAGREES";
                    case UNDECIDED -> "undecided";
                    case NOT_GIVEN -> "not given";
                });
        if (verdict != Verdict.NOT_GIVEN) {
            line.append(", ").append(values).append(values == 1 ? " value" : " values");
        }
        worst.ifPresent(least -> line.append(
                String.format(Locale.ROOT, ", at least %.1f digits (%s)", shown(least.digits), least.place)));
        return line.append(detail.isEmpty() ? "" : "; " + detail).toString();
    }

    /** Rounded down to tenths, and never to −0. */
    private static double shown(double digits) {
        return Math.floor(10 * digits) / 10 + 0.0;
    }
}
