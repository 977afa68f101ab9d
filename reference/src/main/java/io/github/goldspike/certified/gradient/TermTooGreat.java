package io.github.goldspike.certified.gradient;

/** A term of a loss is an exponential of a number so great that no decimal text stands for it; more digits do not help. */
public final class TermTooGreat extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Exponents from this magnitude on are refused: e^{2²⁰} has 450,000 digits before its point. */
    static final int MAGNITUDE = 20;

    TermTooGreat(String sentence) {
        super(sentence, null, false, false);
    }
}
