package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.FALL_NOT_SCALED;
import static io.github.goldspike.corpus.Mistake.IGNORED_DELAYS;
import static io.github.goldspike.corpus.Mistake.INTERRUPTED_CROSSING;
import static io.github.goldspike.corpus.Mistake.KERNEL_AS_CURRENT;
import static io.github.goldspike.corpus.Mistake.KERNEL_POWERS;
import static io.github.goldspike.corpus.Mistake.LAST_FALL_ONLY;
import static io.github.goldspike.corpus.Mistake.MISSED_BETWEEN_INPUTS;
import static io.github.goldspike.corpus.Mistake.MISSED_GRAZING;
import static io.github.goldspike.corpus.Mistake.MISSED_WITHOUT_INPUT;
import static io.github.goldspike.corpus.Mistake.NO_HIDDEN_GRADIENT;
import static io.github.goldspike.corpus.Mistake.ONE_SPIKE_PER_INTERVAL;
import static io.github.goldspike.corpus.Mistake.OWN_SPIKE_TERM;
import static io.github.goldspike.corpus.Mistake.READOUT_FIRES;
import static io.github.goldspike.corpus.Mistake.RESET_KERNEL_IGNORED;
import static io.github.goldspike.corpus.Mistake.SLOPE_WITHOUT_RESET;
import static io.github.goldspike.corpus.Mistake.VOLTAGE_JUMP;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 2: responses of the potential itself, section 3.3 of Lee et al. */
final class Kernels {

    private Kernels() {}

    static Family kernels() {
        return new Family(
                        2,
                        CorpusCase.Extent.JACOBIAN,
                        "Kernels of the potential: alpha, bi-exponential, of several terms.")
                .add(
                        "ker-alpha-01",
                        "V = 4t·e^(−t/2) and one spike: the alpha function, 1 at −2W₀(−1/8).",
                        until("0.5")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "kernel 1 1 0.5", "4")
                                .spikeTimeLoss("n 0 0 0.5"),
                        KERNEL_AS_CURRENT,
                        KERNEL_POWERS)
                .add(
                        "ker-biexponential-01",
                        "6(e^(−t) − e^(−2t)): the first spike is at −ln((1 + 1/√3)/2), a second input follows.",
                        until("2")
                                .source("in", "0 1")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "kernel 1 0 1 -1 0 2", "6")
                                .spikeTimeLoss("n 0 0 0.5", "n 0 1 1.5"),
                        KERNEL_AS_CURRENT,
                        ONE_SPIKE_PER_INTERVAL,
                        OWN_SPIKE_TERM)
                .add(
                        "ker-alpha-current-01",
                        "An alpha current t·e^(−t) through a membrane of rate 2, in three terms.",
                        until("4")
                                .source("in", "0 0.25", "0.5")
                                .neurons("n", 2, "beta 2", "threshold 1 0.5")
                                .dense("in", "n", "kernel 1 1 1 -1 0 1 1 0 2", "4 2; 3 4")
                                .firstSpikeLoss("n", 0, "0.5", "2", "0.25"),
                        KERNEL_POWERS,
                        KERNEL_AS_CURRENT)
                .add(
                        "ker-square-01",
                        "½t²·e^(−t), an alpha current through a membrane of its own rate; V' = 0 where an input arrives.",
                        until("6")
                                .source("in", "0 1.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset -0.5")
                                .dense("in", "n", "kernel 0.5 2 1", "6")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 2"),
                        KERNEL_POWERS,
                        FALL_NOT_SCALED,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "ker-mixed-01",
                        "A neuron that is reached over a kernel and over a current, with an input current besides.",
                        until("4")
                                .source("in", "0 0.5", "0.25 2")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 0.25", "initial -0.25", "current 1 0.5")
                                .dense("in", "n", "kernel 1 0 0.5 -1 0 3", "1.25; _")
                                .dense("in", "n", "alpha 2", "_; 3")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 2"),
                        KERNEL_AS_CURRENT,
                        OWN_SPIKE_TERM)
                .add(
                        "ker-inhibition-01",
                        "An excitatory alpha response whose crossing a faster inhibitory one calls off, and a later spike.",
                        until("6")
                                .source("in", "0 3", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "kernel 1 1 0.75", "2.25; _")
                                .dense("in", "n", "kernel 4 0 1 -4 0 4", "_; -1.5")
                                .spikeTimeLoss("n 0 0 4"),
                        INTERRUPTED_CROSSING,
                        MISSED_BETWEEN_INPUTS)
                .add(
                        "ker-grazing-01",
                        "The peak of 2.75·t·e^(−t) passes the threshold by a hundredth.",
                        until("3")
                                .source("in", "0")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "kernel 1 1 1", "2.75 2.6875")
                                .spikeTimeLoss("n 0 0 1"),
                        MISSED_GRAZING,
                        KERNEL_POWERS)
                .add(
                        "ker-layers-01",
                        "Two layers of different kernels with delays, and a first-spike loss.",
                        until("5")
                                .source("in", "0 0.75", "0.25")
                                .neurons("h", 2, "beta 1 0.5", "threshold 1 0.75")
                                .neurons("o", 2, "beta 1", "threshold 1")
                                .dense("in", "h", "kernel 1 1 1", "4 3; 2.5 2", "0 0.125; 0.25 0")
                                .dense("h", "o", "kernel 2 0 0.5 -2 0 2", "1.5 0.75; 0.5 1.25", "0.25")
                                .firstSpikeLoss("o", 1, "0.5", "2", "0.25"),
                        NO_HIDDEN_GRADIENT,
                        IGNORED_DELAYS,
                        KERNEL_AS_CURRENT)
                .add(
                        "ker-readout-01",
                        "A readout that is reached over a kernel, by hidden neurons that a kernel drives.",
                        until("4")
                                .source("in", "0 0.5 1")
                                .neurons("h", 2, "beta 1", "threshold 1")
                                .neurons("ro", 1, "beta 1", "threshold _")
                                .dense("in", "h", "kernel 1 1 1", "3 4")
                                .dense("h", "ro", "kernel 1 1 0.5", "1; -0.5")
                                .voltageIntegralLoss("ro", "1", "0.25"),
                        READOUT_FIRES,
                        NO_HIDDEN_GRADIENT);
    }

    static Family adaptation() {
        return new Family(
                        2,
                        CorpusCase.Extent.JACOBIAN,
                        "Reset kernels: adaptation, rebounds, falls of all earlier spikes.")
                .add(
                        "ker-adaptation-01",
                        "A quarter of each fall decays eight times as slowly: every spike has what is left of all earlier falls to climb.",
                        until("2")
                                .source("in", "0 0.5 1")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset_kernel -0.75 0 1 -0.25 0 0.125")
                                .dense("in", "n", "kernel 1 0 1 -1 0 2", "8")
                                .spikeTimeLoss("n 0 1 0.75", "n 0 2 1.25"),
                        LAST_FALL_ONLY,
                        RESET_KERNEL_IGNORED,
                        OWN_SPIKE_TERM)
                .add(
                        "ker-adaptation-02",
                        "Adaptation with threshold and reset that are not 1 and 0: the fall is 2 at each spike.",
                        until("4")
                                .source("in", "0 1 2")
                                .neurons(
                                        "n",
                                        1,
                                        "beta 0.5",
                                        "threshold 1.5",
                                        "reset -0.5",
                                        "reset_kernel -0.5 0 0.5 -0.5 0 0.0625")
                                .dense("in", "n", "kernel 1 1 1", "9")
                                .spikeTimeLoss("n 0 0 0.5", "n 0 1 1.5"),
                        FALL_NOT_SCALED,
                        LAST_FALL_ONLY,
                        RESET_KERNEL_IGNORED)
                .add(
                        "ker-current-adaptation-01",
                        "Adaptation under a constant current, over synapses with currents: intervals grow from spike to spike.",
                        until("8")
                                .source("in", "0.5")
                                .neurons(
                                        "n",
                                        1,
                                        "beta 1",
                                        "threshold 1",
                                        "current 0 2",
                                        "reset_kernel -0.75 0 1 -0.25 0 0.125")
                                .dense("in", "n", "kernel 1 0 1 -1 0 2", "1")
                                .spikeTimeLoss("n 0 2 4"),
                        LAST_FALL_ONLY,
                        MISSED_WITHOUT_INPUT,
                        OWN_SPIKE_TERM)
                .add(
                        "ker-rebound-01",
                        "A spike brings about the next without any input: its fall turns into a rise.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset_kernel -1 0 1 1.25 2 1")
                                .dense("in", "n", "kernel 1 0 0.5 -1 0 2", "2.5")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 3"),
                        MISSED_WITHOUT_INPUT,
                        RESET_KERNEL_IGNORED,
                        KERNEL_POWERS)
                .add(
                        "ker-loop-01",
                        "A loop of two adapting neurons and a self-connection, all by kernels with delays.",
                        until("5")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 2, "beta 1", "threshold 1", "reset_kernel -0.75 0 1 -0.25 0 0.25")
                                .dense("in", "n", "kernel 1 1 1", "4 2; 2 5")
                                .dense("n", "n", "kernel 2 0 1 -2 0 2", "-0.5 1; 0.75 _", "0.25 0.5; 0.375 _")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1"),
                        LAST_FALL_ONLY,
                        IGNORED_DELAYS,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "ker-voltage-01",
                        "The square of a potential that falls by a reset kernel of two parts.",
                        until("3")
                                .source("in", "0 0.75")
                                .neurons(
                                        "n",
                                        1,
                                        "beta 1",
                                        "threshold 1",
                                        "reset 0.25",
                                        "reset_kernel -0.5 0 2 -0.5 0 0.25")
                                .dense("in", "n", "kernel 1 1 1.5", "5")
                                .voltageSquareLoss("n", 0, "0.5"),
                        VOLTAGE_JUMP,
                        FALL_NOT_SCALED);
    }
}
