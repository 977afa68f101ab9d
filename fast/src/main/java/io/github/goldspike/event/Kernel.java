package io.github.goldspike.event;

import io.github.goldspike.simd.Exponential;

/**
 * The response of a membrane to a synaptic current over a time s (event-double-D2): the decays e^{−βs} and
 * e^{−αs}, and h(s) = (e^{−αs} − e^{−βs})/(β − α). One object is used again and again: it holds what was computed last.
 */
final class Kernel {

    private static final int SERIES_TERMS = 18;

    /** (1 − e^{−x})/x is 1 to rounding below. */
    static final double NEGLIGIBLE = 0x1p-54;

    private double time;
    private double membraneRate;

    /** e^{−βs}. */
    double membrane;
    /** e^{−αs}. */
    double current;
    /** h(s). */
    double response;

    /** Over a time s ≥ 0, for a membrane rate β. */
    void over(double s, double beta) {
        time = s;
        membraneRate = beta;
        membrane = Exponential.exp(-beta * s);
    }

    /** For a synaptic rate α. */
    void rate(double alpha, double distance) {
        double x = distance * time;
        if (alpha == 0) {
            // A constant current stays what it is, to the last bit.
            current = 1;
            response = x < NEGLIGIBLE ? time : -Exponential.expm1(-x) / distance;
        } else if (x > 1) {
            current = Exponential.exp(-alpha * time);
            response = alpha < membraneRate ? (current - membrane) / distance : (membrane - current) / distance;
        } else {
            double fall = Exponential.expm1(-x);
            double mean = x < NEGLIGIBLE ? time : -fall / distance;
            if (alpha < membraneRate) {
                current = membrane / (1 + fall);
                response = current * mean;
            } else {
                current = membrane * (1 + fall);
                response = membrane * mean;
            }
        }
    }

    /**
     * One step of V and the currents over a time s > 0 (event-double-D2); V is returned and not written.
     *
     * @param row where the neuron's constants begin
     * @param at where its state begins
     * @param end where its state ends
     */
    double step(double[] constants, int row, double[] state, int at, int end, double s) {
        over(s, constants[row + EventNetwork.BETA]);
        double potential = membrane * state[at + EventNetwork.POTENTIAL];
        int constant = row + EventNetwork.RATES;
        for (int slot = at + EventNetwork.CURRENTS; slot < end; slot++, constant += EventNetwork.PER_RATE) {
            rate(constants[constant], constants[constant + 1]);
            potential += state[slot] * response;
            state[slot] *= current;
        }
        return potential;
    }

    /** ∂h/∂β at the last rate (gradient-G9). */
    double byMembraneRate(double alpha) {
        double u = (membraneRate - alpha) * time;
        return Math.abs(u) <= 1
                ? -time * membrane * time * secondMean(u)
                : (time * membrane - response) / (membraneRate - alpha);
    }

    /** ∂h/∂α at the last rate (gradient-G9). */
    double bySynapticRate(double alpha) {
        double u = (membraneRate - alpha) * time;
        return Math.abs(u) <= 1
                ? -time * current * time * secondMean(-u)
                : (response - time * current) / (membraneRate - alpha);
    }

    /** φ₂(u) = Σ u^k/(k+2)! for |u| ≤ 1; the terms left out are below 2^{−60}. */
    private static double secondMean(double u) {
        double sum = 0;
        for (int k = SERIES_TERMS; k > 0; k--) {
            sum = (1 + sum) * u / (k + 2);
        }
        return (1 + sum) / 2;
    }
}
