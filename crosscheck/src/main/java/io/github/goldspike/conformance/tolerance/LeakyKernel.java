package io.github.goldspike.conformance.tolerance;

/**
 * The response h(s) of a potential to one arrival and what rounding can do to it, in binary64 (verdict-R3).
 *
 * @param alpha synaptic rate
 * @param beta membrane rate
 */
record LeakyKernel(double alpha, double beta) implements Kernel {

    /** Rates nearer to each other than this share of the greater one count as near: the difference form is no sound way then. */
    private static final double NEAR = 0.05;

    @Override
    public double current(double s) {
        return Math.exp(-alpha * s);
    }

    /** h(s) = (e^{−αs} − e^{−βs})/(β − α). */
    @Override
    public double value(double s) {
        double x = Math.abs(beta - alpha) * s;
        return s * Math.exp(-Math.min(alpha, beta) * s) * (x > 0 ? -Math.expm1(-x) / x : 1);
    }

    /** h'(s) = e^{−αs} − βh(s). */
    @Override
    public double slope(double s) {
        return current(s) - beta * value(s);
    }

    /** |h''(s)| = |−αe^{−αs} − βh'(s)|. */
    @Override
    public double bend(double s) {
        return Math.abs(-alpha * current(s) - beta * slope(s));
    }

    /** Size of the terms of h in the forms in which sound programs compute it. */
    @Override
    public double terms(double s) {
        return value(s) + rounded(s);
    }

    /** What the difference form of h rounds; the less, the later. */
    private double rounded(double s) {
        double greater = Math.max(alpha, beta);
        if (greater == 0) {
            return 0;
        }
        double gap = Math.abs(beta - alpha);
        return (current(s) + Math.exp(-beta * s)) / (gap < NEAR * greater ? greater : gap);
    }

    /** Size of the terms of h'. */
    @Override
    public double slopeTerms(double s) {
        return current(s) + beta * terms(s);
    }

    /** Where h is greatest; ∞ if it only rises. h' is least at twice that time. */
    private double peak() {
        return alpha == beta ? 1 / alpha : Math.log1p((beta - alpha) / alpha) / (beta - alpha);
    }

    private static double within(double s, double from, double to) {
        return Math.max(from, Math.min(s, to));
    }

    /** The greatest value of h between two times. */
    @Override
    public double mostValue(double from, double to) {
        return value(within(peak(), from, to));
    }

    /** The greatest |h'| between two times: h' falls from 1 to its least value and rises to 0 from there. */
    @Override
    public double mostSlope(double from, double to) {
        double least = within(2 * peak(), from, to);
        return Math.max(Math.abs(slope(least)), Math.max(Math.abs(slope(from)), Math.abs(slope(to))));
    }

    /** At least {@link #terms} between two times. */
    @Override
    public double mostTerms(double from, double to) {
        return mostValue(from, to) + rounded(from);
    }

    /** At least {@link #byRates} between two times: h(s) ≤ e^{−μs} min(s, 1/|β − α|), μ the lesser rate. */
    @Override
    public double mostByRates(double from, double to) {
        double lesser = Math.min(alpha, beta);
        double once = within(1 / lesser, from, to);
        double twice = within(2 / lesser, from, to);
        return (alpha + beta)
                * Math.min(
                        twice * twice * Math.exp(-lesser * twice),
                        once * Math.exp(-lesser * once) / Math.abs(beta - alpha));
    }

    /** What a relative change of α and β by ε each does to h, divided by ε; at most that. */
    @Override
    public double byRates(double s) {
        return (alpha + beta) * s * value(s);
    }

    /** The same for h'. */
    @Override
    public double slopeByRates(double s) {
        return (alpha + beta) * s * (current(s) + beta * value(s)) + beta * value(s);
    }

    /** h'(0⁺). */
    @Override
    public double startSlope() {
        return 1;
    }
}
