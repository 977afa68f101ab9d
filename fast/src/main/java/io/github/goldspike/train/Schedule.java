package io.github.goldspike.train;

/** The learning rate over a training. Those given here are records, so that the text of a {@link Recipe} names all of it. */
public interface Schedule {

    /** The rate when the share {@code done}, 0 to 1, of all steps is done. */
    double rate(double done);

    static Schedule constant(double rate) {
        return new Constant(rate);
    }

    /** From the rate to zero along half a period of a cosine. */
    static Schedule cosine(double rate) {
        return new Cosine(rate);
    }

    /** The same rate throughout. */
    record Constant(double rate) implements Schedule {

        @Override
        public double rate(double done) {
            return rate;
        }
    }

    /** Half a period of a cosine, from {@code first} to zero. */
    record Cosine(double first) implements Schedule {

        @Override
        public double rate(double done) {
            return first * 0.5 * (1 + StrictMath.cos(Math.PI * done));
        }
    }
}
