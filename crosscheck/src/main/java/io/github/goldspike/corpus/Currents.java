package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.CURRENTS_BY_EULER;
import static io.github.goldspike.corpus.Mistake.CURRENTS_IGNORED;
import static io.github.goldspike.corpus.Mistake.CURRENTS_LATE;
import static io.github.goldspike.corpus.Mistake.CURRENTS_LOST_WHILE_HELD;
import static io.github.goldspike.corpus.Mistake.CURRENT_CONVENTION;
import static io.github.goldspike.corpus.Mistake.DIVIDED_BY_NO_LEAK;
import static io.github.goldspike.corpus.Mistake.IGNORED_INITIAL;
import static io.github.goldspike.corpus.Mistake.MISSED_WITHOUT_INPUT;
import static io.github.goldspike.corpus.Mistake.NO_HIDDEN_GRADIENT;
import static io.github.goldspike.corpus.Mistake.ONE_SPIKE_PER_NEURON;
import static io.github.goldspike.corpus.Mistake.OWN_SPIKE_TERM;
import static io.github.goldspike.corpus.Mistake.REFRACTORY_STOPS_CURRENT;
import static io.github.goldspike.corpus.Mistake.SUBTRACTED_THRESHOLD;
import static io.github.goldspike.corpus.Mistake.VOLTAGE_JUMP;
import static io.github.goldspike.corpus.Mistake.WEIGHT_CONVENTION;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 2: input currents, constant between jumps, and membranes without leak. */
final class Currents {

    private Currents() {}

    static Family currents() {
        return new Family(2, CorpusCase.Extent.JACOBIAN, "Input currents: constant, stepped, through refractory times.")
                .add(
                        "cur-constant-01",
                        "β = ϑ = 1 and a current of 1.5: the first spike is at ln 3, then every ln 3; no input does anything.",
                        until("6")
                                .source("in", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "current 0 1.5")
                                .dense("in", "n", "alpha 1", "0")
                                .spikeTimeLoss("n 0 1 2"),
                        CURRENTS_IGNORED,
                        CURRENTS_BY_EULER,
                        MISSED_WITHOUT_INPUT,
                        ONE_SPIKE_PER_NEURON)
                .add(
                        "cur-stepped-01",
                        "Steps up, down and below zero at times of their own, with an input between.",
                        until("6")
                                .source("in", "1.75")
                                .neurons("n", 1, "beta 1", "threshold 1", "current 0 0.75 0.5 1.75 2.25 -0.5 3.125 1.5")
                                .dense("in", "n", "alpha 2", "2")
                                .spikeTimeLoss("n 0 0 1", "n 0 2 4"),
                        CURRENTS_IGNORED,
                        CURRENTS_LATE,
                        CURRENTS_BY_EULER,
                        OWN_SPIKE_TERM)
                .add(
                        "cur-before-first-step-01",
                        "No current before its first entry, at 1.5: V stays at rest until then.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 1, "beta 0.5", "threshold 1", "current 1.5 2")
                                .dense("in", "n", "alpha 1", "0.25")
                                .spikeTimeLoss("n 0 0 2"),
                        CURRENTS_LATE,
                        CURRENTS_IGNORED)
                .add(
                        "cur-refractory-01",
                        "The current jumps while V is held, and goes on: what is lost in the hold is seen after it.",
                        until("6")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1", "refractory 0.75", "current 0 1.25 1.25 3")
                                .dense("in", "n", "alpha 1", "1")
                                .spikeTimeLoss("n 0 1 3", "n 0 2 4"),
                        CURRENTS_LOST_WHILE_HELD,
                        REFRACTORY_STOPS_CURRENT,
                        CURRENTS_LATE)
                .add(
                        "cur-refractory-02",
                        "Two neurons of which one is held for half a unit; both have the same current.",
                        until("5")
                                .source("in", "0.125", "1")
                                .neurons(
                                        "n",
                                        2,
                                        "beta 1",
                                        "threshold 1",
                                        "refractory 0 0.5",
                                        "reset -0.25",
                                        "current 0 1.25 1.5 2.5 1.625 0.5 2.75 2")
                                .dense("in", "n", "alpha 3", "1 0.75; 0.5 0.5")
                                .spikeTimeLoss("n 0 2 3", "n 1 2 3"),
                        CURRENTS_LOST_WHILE_HELD,
                        SUBTRACTED_THRESHOLD)
                .add(
                        "cur-convention-01",
                        "Convention current with τ_mem = 4: the current enters divided by it, as the weights do.",
                        until("12")
                                .currentConvention()
                                .source("in", "1")
                                .neurons("n", 1, "tau_mem 4", "threshold 1", "current 0 1.25 6 1.75")
                                .dense("in", "n", "tau_syn 2", "1")
                                .spikeTimeLoss("n 0 0 4", "n 0 1 8"),
                        CURRENT_CONVENTION,
                        WEIGHT_CONVENTION,
                        CURRENTS_BY_EULER)
                .add(
                        "cur-convention-02",
                        "Convention kernel with β = 1/4: the current enters V' as it stands.",
                        until("10")
                                .source("in", "1")
                                .neurons("n", 1, "beta 0.25", "threshold 1", "current 0 0.5")
                                .dense("in", "n", "alpha 0.5", "0.25")
                                .spikeTimeLoss("n 0 0 2"),
                        CURRENT_CONVENTION,
                        CURRENTS_BY_EULER)
                .add(
                        "cur-each-01",
                        "A course for each neuron, one of them without any, and an inhibitory loop.",
                        until("5")
                                .source("in", "0.5")
                                .neurons("n", 3, "beta 1 0.5 2", "threshold 1", "current 0 1.5 / / 1 4 2 -1 3 5")
                                .dense("in", "n", "alpha 1", "0.5 2.5 _")
                                .dense("n", "n", "alpha 2", "_ -0.5 0.25; 0.25 _ -0.5; -0.25 0.5 _", "0.125")
                                .firstSpikeLoss("n", 1, "0.5", "2", "0.25"),
                        CURRENTS_IGNORED,
                        CURRENTS_LATE,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "cur-voltage-01",
                        "A voltage loss of a driven neuron that spikes, and a current that inhibits it in the end.",
                        until("4")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset -0.5", "current 0 2 3 -2")
                                .dense("in", "n", "alpha 2", "1")
                                .voltageSquareLoss("n", 0, "0.25"),
                        CURRENTS_IGNORED,
                        CURRENTS_BY_EULER,
                        VOLTAGE_JUMP);
    }

    static Family withoutLeak() {
        return new Family(2, CorpusCase.Extent.JACOBIAN, "Membranes without leak: β = 0.")
                .add(
                        "noleak-input-01",
                        "β = 0 and one input: V = 9/4 (1 − e^−t), spikes at ln 9/5 and ln 9.",
                        until("5")
                                .source("in", "0")
                                .neurons("n", 1, "beta 0", "threshold 1")
                                .dense("in", "n", "alpha 1", "2.25")
                                .spikeTimeLoss("n 0 0 1"),
                        DIVIDED_BY_NO_LEAK)
                .add(
                        "noleak-ramp-01",
                        "A ramp of slope 3/4 from −1/2: spikes at 2, then every 4/3.",
                        until("7")
                                .source("in", "1")
                                .neurons("n", 1, "beta 0", "threshold 1", "initial -0.5", "current 0 0.75")
                                .dense("in", "n", "alpha 1", "0")
                                .spikeTimeLoss("n 0 0 1", "n 0 2 5"),
                        DIVIDED_BY_NO_LEAK,
                        CURRENTS_IGNORED,
                        IGNORED_INITIAL)
                .add(
                        "noleak-refractory-01",
                        "A stepped ramp with inputs and a hold.",
                        until("6")
                                .source("in", "0.5 2.25")
                                .neurons("n", 1, "beta 0", "threshold 1", "refractory 0.5", "current 0 0.5 3 1.25")
                                .dense("in", "n", "alpha 2", "1.5")
                                .spikeTimeLoss("n 0 1 3", "n 0 2 4"),
                        DIVIDED_BY_NO_LEAK,
                        CURRENTS_LOST_WHILE_HELD)
                .add(
                        "noleak-mixed-01",
                        "A hidden pair with and without leak drives an integrator, whose potential is the loss.",
                        until("4")
                                .source("in", "0", "0.5 1.5")
                                .neurons("hid", 2, "beta 0 1", "threshold 1")
                                .neurons("ro", 1, "beta 0", "threshold _")
                                .dense("in", "hid", "alpha 1", "1.75 3; 1 2")
                                .dense("hid", "ro", "alpha 0.5", "1; -0.75", "0.25")
                                .voltageIntegralLoss("ro", "1", "0.5"),
                        DIVIDED_BY_NO_LEAK,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "noleak-recurrent-01",
                        "Two integrators that inhibit each other, each with a current of its own.",
                        until("5")
                                .source("in", "0.25")
                                .neurons("n", 2, "beta 0", "threshold 1", "current 0 0.875 / 0 0.625 2.5 1.5")
                                .dense("in", "n", "alpha 1", "0.5 0.25")
                                .dense("n", "n", "alpha 4", "_ -0.5; -0.75 _", "0.0625")
                                .firstSpikeLoss("n", 1, "0.5", "2", "0.25"),
                        DIVIDED_BY_NO_LEAK,
                        CURRENTS_IGNORED);
    }
}
