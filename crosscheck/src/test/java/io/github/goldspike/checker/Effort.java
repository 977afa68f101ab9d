package io.github.goldspike.checker;

/** How much is tried: a little by default, 10⁴ of each family and more in the campaign ({@code goldspike.tries.factor}). */
final class Effort {

    private static final int FACTOR = Integer.getInteger("goldspike.tries.factor", 1);

    /** The first seed; a try depends on its seed alone, so that a campaign goes on where another one ended. */
    static final int FIRST = Integer.getInteger("goldspike.tries.first", 0);

    private Effort() {}

    /** The seed after the last one. */
    static int end(int networks) {
        return FIRST + FACTOR * networks;
    }

    /** Tries of each kind with one network: more where it is worth the time that its solving took. */
    static int each(int tries) {
        return FACTOR > 1 ? 10 * tries : tries;
    }
}
