package io.github.goldspike.conformance.tolerance;

/**
 * The response h(s) of a potential to one arrival and what rounding can do to it, in binary64 (proofs-notes/verdict.md, R3).
 *
 * @param alpha synaptic rate
 * @param beta membrane rate
 */
record Kernel(double alpha, double beta) {

    /** Rates nearer to each other than this share of the greater one count as near: the difference form is no sound way then. */
    private static final double NEAR = 0.05;

    /** e^{−αs}. */
    double current(double s) {
        return Math.exp(-alpha * s);
    }

    /** h(s) = (e^{−αs} − e^{−βs})/(β − α). */
    double value(double s) {
        double x = Math.abs(beta - alpha) * s;
        return s * Math.exp(-Math.min(alpha, beta) * s) * (x > 0 ? -Math.expm1(-x) / x : 1);
    }

    /** h'(s) = e^{−αs} − βh(s). */
    double slope(double s) {
        return current(s) - beta * value(s);
    }

    /** |h''(s)| = |−αe^{−αs} − βh'(s)|. */
    double bend(double s) {
        return Math.abs(-alpha * current(s) - beta * slope(s));
    }

    /** Size of the terms of h in the forms in which sound programs compute it. */
    double terms(double s) {
        double greater = Math.max(alpha, beta);
        if (greater == 0) {
            return value(s);
        }
        double gap = Math.abs(beta - alpha);
        return value(s) + (current(s) + Math.exp(-beta * s)) / (gap < NEAR * greater ? greater : gap);
    }

    /** Size of the terms of h'. */
    double slopeTerms(double s) {
        return current(s) + beta * terms(s);
    }

    /** What a relative change of α and β by ε each does to h, divided by ε; at most that. */
    double byRates(double s) {
        return (alpha + beta) * s * value(s);
    }

    /** The same for h'. */
    double slopeByRates(double s) {
        return (alpha + beta) * s * (current(s) + beta * value(s)) + beta * value(s);
    }
}
