package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.tolerance.NearCritical;
import io.github.goldspike.conformance.tolerance.NearCritical.Point;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects the errors of the values of one quantity. */
final class Errors {

    /** A limit of more than this share of a value does not test it (verdict-R16). */
    private static final double LOOSE = 0.25;

    private final String quantity;
    private final Tolerance tolerance;
    private final List<Point> critical;
    private int values;
    private double digits = Judgement.MOST_DIGITS;
    private double conditioned = -1;
    private double share;
    private String worst = "";
    private Optional<String> disagreement = Optional.empty();
    private Optional<String> excuse = Optional.empty();
    private Optional<String> unsettled = Optional.empty();
    private int counted;
    private int loose;
    private double floor;

    Errors(String quantity, Tolerance tolerance, List<Point> critical) {
        this.quantity = quantity;
        this.tolerance = tolerance;
        this.critical = critical;
    }

    /** The same where a value is small beside {@code size}. */
    Errors ofSize(double size) {
        floor = size;
        return this;
    }

    /**
     * One value.
     *
     * @param place its name
     * @param time up to which the network matters for it
     * @param reach how far sound arithmetic may be off, in units of u
     * @param condition κ, where there is one
     */
    void value(
            String place, double time, BigDecimal expected, BigDecimal found, double reach, OptionalDouble condition) {
        BigDecimal error = found.subtract(expected).abs();
        double off = error.doubleValue();
        double limit = tolerance.of(reach);
        if (off > 0 && !Double.isFinite(limit)) {
            // Neither for nor against the engine: what it can reach is beyond the range of a double.
            unsettled = unsettled.or(() -> Optional.of(place + ": no limit can be derived"));
            return;
        }
        values++;
        digits = Math.min(digits, digits(error, expected));
        if (condition.isPresent() && expected.signum() != 0) {
            double moved = condition.getAsDouble() * Math.abs(expected.doubleValue());
            conditioned = Math.max(conditioned, off / (moved * tolerance.unit()));
        }
        double size = Math.max(floor, Math.abs(expected.doubleValue()));
        if (limit > LOOSE * size && size > 0) {
            loose++;
        }
        double part = off == 0 ? 0 : off / limit;
        if (!(part <= share)) {
            share = part;
            worst = place;
        }
        if (!(part <= 1)) {
            wrong(place + " is " + shown(found) + ", expected " + shown(expected), time);
        }
    }

    private static double digits(BigDecimal error, BigDecimal expected) {
        if (error.signum() == 0) {
            return Judgement.MOST_DIGITS;
        }
        double size = expected.signum() == 0 ? 1 : expected.abs().doubleValue();
        return Math.max(0, Math.min(Judgement.MOST_DIGITS, -Math.log10(error.doubleValue() / size)));
    }

    private static String shown(BigDecimal value) {
        return String.format(Locale.ROOT, "%.17g", value);
    }

    /** A number of spikes was compared. */
    void count() {
        counted++;
    }

    /** Something is wrong, whatever the network. */
    void wrong(String sentence) {
        disagreement = disagreement.or(() -> Optional.of(sentence));
    }

    /** Something is wrong, unless the network is near critical before {@code time}. */
    void wrong(String sentence, double time) {
        double before = time + tolerance.of(Math.abs(time));
        Optional<Point> narrow = NearCritical.before(
                critical.stream().filter(point -> !point.wide()).toList(), before);
        Optional<Point> wide = NearCritical.before(critical, before);
        if (narrow.isPresent()) {
            excuse = excuse.or(
                    () -> Optional.of(sentence + "; excused: " + narrow.get().sentence()));
        } else if (wide.isPresent()) {
            unsettled = unsettled.or(
                    () -> Optional.of(sentence + "; inconclusive: " + wide.get().sentence()));
        } else {
            wrong(sentence);
        }
    }

    /** Nothing can be said. */
    void unsettled(String sentence) {
        unsettled = unsettled.or(() -> Optional.of(sentence));
    }

    /** Whether nothing was compared. */
    boolean isEmpty() {
        return values + counted == 0 && disagreement.isEmpty() && excuse.isEmpty() && unsettled.isEmpty();
    }

    private Verdict verdict() {
        if (disagreement.isPresent()) {
            return Verdict.DISAGREES;
        }
        if (unsettled.isPresent()) {
            return Verdict.INCONCLUSIVE;
        }
        if (excuse.isPresent()) {
            return Verdict.EXCUSED;
        }
        // verdict-R16: what may be off by a quarter has not been looked at.
        return 2 * loose > values ? Verdict.INCONCLUSIVE : Verdict.AGREES;
    }

    Judgement result() {
        return new Judgement(
                quantity,
                verdict(),
                values + counted,
                values == 0 ? OptionalDouble.empty() : OptionalDouble.of(digits),
                conditioned < 0 ? OptionalDouble.empty() : OptionalDouble.of(conditioned),
                values == 0 ? OptionalDouble.empty() : OptionalDouble.of(share),
                disagreement.or(() -> unsettled).or(() -> excuse).orElse(worst));
    }
}
