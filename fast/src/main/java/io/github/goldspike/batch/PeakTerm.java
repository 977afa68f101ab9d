package io.github.goldspike.batch;

/**
 * A multiple of −V_max of a silent output, as an entry for the way back (training-T2).
 *
 * @param neuron the silent output
 * @param time where its potential is highest
 * @param potential V_max
 * @param factor the multiple κ, 0 for no term
 * @param kink the arrival that makes the peak a kink and moves it, −1 if there is none
 * @param slope V' just before that arrival
 */
record PeakTerm(int neuron, double time, double potential, double factor, int kink, double slope) {

    static final PeakTerm NONE = new PeakTerm(-1, 0, 0, 0, -1, 0);
}
