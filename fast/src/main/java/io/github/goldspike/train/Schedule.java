package io.github.goldspike.train;

/** The learning rate over a training. */
public interface Schedule {

    /** The rate when the share {@code done}, 0 to 1, of all steps is done. */
    double rate(double done);

    static Schedule constant(double rate) {
        return done -> rate;
    }

    /** From the rate to zero along half a period of a cosine. */
    static Schedule cosine(double rate) {
        return done -> rate * 0.5 * (1 + StrictMath.cos(Math.PI * done));
    }
}
