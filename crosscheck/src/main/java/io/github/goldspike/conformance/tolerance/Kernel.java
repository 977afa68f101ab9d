package io.github.goldspike.conformance.tolerance;

/** The response κ(s) of a potential to one arrival and what rounding can do to it, in binary64 (verdict-R3, verdict-R19). */
sealed interface Kernel permits LeakyKernel, PolynomialKernel {

    double value(double s);

    /** κ'. */
    double slope(double s);

    /** |κ''|. */
    double bend(double s);

    /** κ'(0⁺). */
    double startSlope();

    /** Size of the terms of κ in the forms in which sound programs compute it. */
    double terms(double s);

    /** Size of the terms of κ'. */
    double slopeTerms(double s);

    /** At least the greatest |κ| between two times. */
    double mostValue(double from, double to);

    /** At least the greatest |κ'| between two times. */
    double mostSlope(double from, double to);

    /** At least {@link #terms} between two times. */
    double mostTerms(double from, double to);

    /** At least {@link #byRates} between two times. */
    double mostByRates(double from, double to);

    /** What relative changes by ε of the reals of κ do to it, divided by ε; at most that. */
    double byRates(double s);

    /** The same for κ'. */
    double slopeByRates(double s);

    /**
     * Rate of the current that the arrival left, which a potential that is set to a value keeps.
     *
     * @throws IllegalStateException of a kernel that has none
     */
    double alpha();

    /**
     * What is left of that current after a time.
     *
     * @throws IllegalStateException of a kernel that has none
     */
    double current(double s);
}
