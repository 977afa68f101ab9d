package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.List;

/** What the signal S of NIR's equations is when a unit spikes at time 0 (proofs-notes/nir.md, nir-N1). */
public sealed interface SpikeShape {

    /**
     * S = area · δ(t).
     *
     * @param area > 0, in the file's unit of time
     */
    record Impulse(Rational area) implements SpikeShape {}

    /** The synaptic current jumps by weight · w_in, whatever τ_syn. */
    record Jump() implements SpikeShape {}

    /**
     * S = area/width for {@code width}, then 0.
     *
     * @param width > 0, in the file's unit of time
     * @param area > 0, in the file's unit of time; {@code width} for a box of height 1
     */
    record Box(Rational width, Rational area) implements SpikeShape {

        Rational height() {
            return area.dividedBy(width);
        }
    }

    /**
     * S = area/τ · e^{−t/τ}.
     *
     * @param tau > 0, in the file's unit of time
     * @param area > 0, in the file's unit of time
     */
    record Exponential(Rational tau, Rational area) implements SpikeShape {}

    /** The forms, for messages. */
    String FORMS = "impulse[:AREA], jump, box:WIDTH[:AREA] or exponential:TAU[:AREA]";

    /**
     * The shape that a text names.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static SpikeShape parse(String text) {
        List<String> parts = Arrays.asList(text.split(":", -1));
        List<Rational> reals = parts.subList(1, parts.size()).stream()
                .map(SpikeShape::positive)
                .toList();
        String kind = parts.get(0);
        if (kind.equals("impulse") && reals.size() <= 1) {
            return new Impulse(reals.isEmpty() ? Rational.ONE : reals.get(0));
        }
        if (kind.equals("jump") && reals.isEmpty()) {
            return new Jump();
        }
        if (kind.equals("box") && (reals.size() == 1 || reals.size() == 2)) {
            return new Box(reals.get(0), reals.get(reals.size() - 1));
        }
        if (kind.equals("exponential") && (reals.size() == 1 || reals.size() == 2)) {
            return new Exponential(reals.get(0), reals.size() == 1 ? Rational.ONE : reals.get(1));
        }
        throw new IllegalArgumentException("\"" + text + "\" is none of " + FORMS);
    }

    private static Rational positive(String text) {
        try {
            Rational real = Rational.parse(text);
            if (real.signum() > 0) {
                return real;
            }
        } catch (NumberFormatException notReal) {
            throw new IllegalArgumentException("\"" + text + "\": " + notReal.getMessage(), notReal);
        }
        throw new IllegalArgumentException("must be positive, but is " + text);
    }

    /** In a sentence. */
    default String sentence() {
        if (this instanceof Impulse impulse) {
            return "an impulse of area " + impulse.area();
        }
        if (this instanceof Box box) {
            return "a box of width " + box.width() + " and area " + box.area();
        }
        if (this instanceof Exponential pulse) {
            return "an exponential pulse of time constant " + pulse.tau() + " and area " + pulse.area();
        }
        return "a jump of the synaptic current by weight times w_in";
    }
}
