package io.github.goldspike.conformance.tolerance;

/**
 * The derivatives of h by its rates, h_α = −∫₀ˢ x e^{−αx} e^{−β(s−x)} dx and h_β = −∫₀ˢ (s − x) e^{−αx} e^{−β(s−x)} dx, and what rounding
 * can do to them, in binary64 (verdict-R18). Both are at most s·h(s) in size.
 */
record KernelRates(LeakyKernel kernel) {

    private static final double NEAR = 0.05;

    /** Where (β − α)s is less, a term of second order is less than the bounds need. */
    private static final double SMALL = 1e-3;

    /** h_α = (h − s e^{−αs})/(β − α). */
    double byAlpha(double s) {
        double gap = kernel.beta() - kernel.alpha();
        return Math.abs(gap * s) < SMALL
                ? -s * s / 2 * Math.exp(-kernel.alpha() * s)
                : (kernel.value(s) - s * kernel.current(s)) / gap;
    }

    /** h_β = (s e^{−βs} − h)/(β − α). */
    double byBeta(double s) {
        double gap = kernel.beta() - kernel.alpha();
        return Math.abs(gap * s) < SMALL
                ? -s * s / 2 * Math.exp(-kernel.beta() * s)
                : (s * Math.exp(-kernel.beta() * s) - kernel.value(s)) / gap;
    }

    /** Size of the terms of either, in the forms in which sound programs compute them. */
    double terms(double s) {
        double greater = Math.max(kernel.alpha(), kernel.beta());
        double gap = Math.abs(kernel.beta() - kernel.alpha());
        double divisor = gap < NEAR * greater ? greater : gap;
        double others = s * (kernel.current(s) + Math.exp(-kernel.beta() * s));
        return s * kernel.value(s) + (divisor == 0 ? 0 : (kernel.terms(s) + others) / divisor);
    }

    /** What a relative change of α and β by ε each does to either, divided by ε; at most that. */
    double byRates(double s) {
        return (kernel.alpha() + kernel.beta()) * s * s * kernel.value(s);
    }

    /** At least the derivative of either by s. */
    double slope(double s) {
        return s * kernel.current(s) + kernel.value(s) + kernel.beta() * s * kernel.value(s);
    }
}
