package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects the errors of the values of one quantity (grids-N12). */
final class GridErrors {

    /** Roundings for each that the notes count. */
    static final double ROUNDINGS = 16;

    private final String quantity;
    private final Dtype dtype;
    private int values;
    private double digits = Judgement.MOST_DIGITS;
    private double share;
    private String worst = "";
    private Optional<String> disagreement = Optional.empty();

    GridErrors(String quantity, Dtype dtype) {
        this.quantity = quantity;
        this.dtype = dtype;
    }

    /** The greatest lawful error of a number. */
    static double limit(Rounded number, Dtype dtype) {
        return number.isExact() ? 0 : ROUNDINGS * (number.error() * dtype.unitRoundoff() + dtype.least());
    }

    void value(String place, BigDecimal expected, BigDecimal found, Rounded reached) {
        double off = found.subtract(expected).abs().doubleValue();
        // What is printed of the reference is one unit of its last place off, at most.
        double allowed = limit(reached, dtype) + 1e-29 * Math.abs(expected.doubleValue());
        values++;
        if (off > 0) {
            double size = expected.signum() == 0 ? 1 : Math.abs(expected.doubleValue());
            digits = Math.min(digits, Math.max(0, -Math.log10(off / size)));
        }
        double part = off == 0 ? 0 : off / allowed;
        if (!(part <= share)) {
            share = part;
            worst = place;
        }
        if (!(part <= 1)) {
            wrong(String.format(
                    Locale.ROOT, "%s is %.17g, expected %.17g", place, found.doubleValue(), expected.doubleValue()));
        }
    }

    void wrong(String sentence) {
        disagreement = disagreement.or(() -> Optional.of(sentence));
    }

    Judgement result() {
        return new Judgement(
                quantity,
                disagreement.isPresent() ? Verdict.DISAGREES : Verdict.AGREES,
                values,
                values == 0 ? OptionalDouble.empty() : OptionalDouble.of(digits),
                OptionalDouble.empty(),
                values == 0 ? OptionalDouble.empty() : OptionalDouble.of(share),
                disagreement.orElse(worst));
    }
}
