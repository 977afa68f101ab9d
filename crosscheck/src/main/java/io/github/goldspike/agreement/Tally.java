package io.github.goldspike.agreement;

import io.github.goldspike.agreement.Quantity.Verdict;
import io.github.goldspike.agreement.Quantity.Worst;
import io.github.goldspike.format.PrintedReal;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Counts the values of one quantity and keeps the worst. */
final class Tally {

    private final String name;
    private final Precision golden;
    private final Precision candidate;
    private final Optional<Rational> condition;
    private int values;
    private int tooManyDigits;
    private int disagreements;
    private String disagreement = "";
    private String doubt = "";
    private Optional<Worst> worst = Optional.empty();

    /** Where each printed digit is held to what it says. */
    Tally(String name, Precision golden, Precision candidate) {
        this(name, golden, candidate, Optional.empty());
    }

    /**
     * @param condition how many times the last digit of a candidate whose digits claim nothing its values may be off without being wrong
     */
    Tally(String name, Precision golden, Precision candidate, Optional<Rational> condition) {
        this.condition = condition;
        this.name = name;
        this.golden = golden;
        this.candidate = candidate;
    }

    /** Compares two values among others of about the size of one. */
    void value(String place, PrintedReal goldenReal, PrintedReal candidateReal) {
        value(place, goldenReal, candidateReal, Rational.ONE);
    }

    /** Compares two values among others of about the size {@code scale}. */
    void value(String place, PrintedReal goldenReal, PrintedReal candidateReal, Rational scale) {
        values++;
        Rational g = goldenReal.value();
        Rational c = candidateReal.value();
        Rational difference = magnitude(g.minus(c));
        boolean besideZero = g.signum() == 0 || c.signum() == 0;
        Rational allowed =
                golden.unit(goldenReal, besideZero, scale).plus(candidate.unit(candidateReal, besideZero, scale));
        double digits = Math.min(golden.digits(goldenReal), candidate.digits(candidateReal));
        if (difference.signum() != 0) {
            Rational relative = g.signum() == 0 ? difference : difference.dividedBy(magnitude(g));
            digits = Math.min(digits, -log10(relative));
            Rational unit = candidate.unit(candidateReal, besideZero, scale);
            if (difference.compareTo(allowed) >= 0
                    && condition
                            .filter(times -> difference.compareTo(times.times(unit)) < 0)
                            .isPresent()) {
                tooManyDigits++;
            } else if (difference.compareTo(allowed) >= 0) {
                disagree(place + ": golden " + g + ", candidate " + c);
            }
        }
        if (worst.isEmpty() || digits < worst.get().digits()) {
            worst = Optional.of(new Worst(digits, place));
        }
    }

    /** Values that are whole numbers, and compared elsewhere. */
    void count(int more) {
        values += more;
    }

    void disagree(String what) {
        disagreement = disagreements == 0 ? what : disagreement;
        disagreements++;
    }

    void undecided(String what) {
        doubt = doubt.isEmpty() ? what : doubt;
    }

    Quantity result() {
        if (disagreements > 0) {
            String more = disagreements == 1 ? "" : " (and " + (disagreements - 1) + " more)";
            return new Quantity(name, Verdict.DISAGREES, values, worst, disagreement + more);
        }
        if (tooManyDigits > 0 && doubt.isEmpty()) {
            return new Quantity(
                    name,
                    Verdict.AGREES,
                    values,
                    worst,
                    tooManyDigits + (tooManyDigits == 1 ? " value claims" : " values claim")
                            + " more digits than are right, as many as the condition of the network takes away");
        }
        return new Quantity(name, doubt.isEmpty() ? Verdict.AGREES : Verdict.UNDECIDED, values, worst, doubt);
    }

    static Rational magnitude(Rational value) {
        return value.signum() < 0 ? value.negate() : value;
    }

    /** By way of a decimal, because a double would lose what is smaller than 10^−308. */
    private static double log10(Rational positive) {
        BigDecimal decimal = new BigDecimal(positive.numerator())
                .divide(new BigDecimal(positive.denominator()), MathContext.DECIMAL64);
        return Math.log10(decimal.unscaledValue().doubleValue()) - decimal.scale();
    }
}
