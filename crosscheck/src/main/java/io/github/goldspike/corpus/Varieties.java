package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 2: neurons and synapses that differ from each other, and neurons that do more than fall back to zero. */
final class Varieties {

    private Varieties() {}

    static Family rates() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Several time constants in one network.")
                .add(
                        "het-beta-01",
                        "Three neurons with three membrane rates.",
                        until("5")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 3, "beta 0.5 1 1.5", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 5 6; 1 2 2")
                                .spikeTimeLoss("n 0 1 2", "n 1 0 1", "n 2 0 1"),
                        COMMON_BETA)
                .add(
                        "het-beta-02",
                        "The neuron that comes second in the population decides the loss.",
                        until("6")
                                .source("in", "0 0.5 1")
                                .neurons("n", 2, "beta 3 0.25", "threshold 1")
                                .dense("in", "n", "alpha 2", "12 2")
                                .spikeTimeLoss("n 1 1 2"),
                        COMMON_BETA,
                        OWN_SPIKE_TERM)
                .add(
                        "het-alpha-pre-01",
                        "Synaptic rates of the source units, as many of them as targets.",
                        until("5")
                                .source("in", "0", "0.25")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha pre 1.5 4", "4 2; 3 8")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        ALPHA_AXIS,
                        COMMON_ALPHA)
                .add(
                        "het-alpha-post-01",
                        "The same network with the rates of the target neurons.",
                        until("5")
                                .source("in", "0", "0.25")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha post 1.5 4", "4 2; 3 8")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        ALPHA_AXIS,
                        COMMON_ALPHA)
                .add(
                        "het-alpha-projections-01",
                        "Two projections on one neuron, fast excitation and slow inhibition.",
                        until("6")
                                .source("exc", "0 0.5 1")
                                .source("inh", "0.25 1.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("exc", "n", "alpha 4", "8")
                                .dense("inh", "n", "alpha 0.5", "-0.75")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 1"),
                        COMMON_ALPHA,
                        CLAMPED_INHIBITION)
                .add(
                        "het-alpha-three-01",
                        "Three synaptic rates on one neuron: sums of four exponentials, no closed form.",
                        until("5")
                                .source("in", "0", "0.125", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha pre 0.5 2 5", "1.5; 3; -4")
                                .spikeTimeLoss("n 0 0 1"),
                        COMMON_ALPHA,
                        ONLY_SIMPLE_RATIOS)
                .add(
                        "het-tau-01",
                        "Time constants of units and of neurons, given as times.",
                        until("12")
                                .source("in", "0", "0.5")
                                .neurons("n", 2, "tau_mem 2 4", "threshold 1")
                                .dense("in", "n", "tau_syn pre 1 0.5", "3 2; 3 4")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        TIME_FOR_RATE,
                        ALPHA_AXIS,
                        COMMON_BETA)
                .add(
                        "het-equal-mixed-01",
                        "α = β for one neuron and α = 2β for another of the same population.",
                        until("6")
                                .source("in", "0 0.5")
                                .neurons("n", 2, "beta 1 2", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 6")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        EQUAL_RATES_NUDGED,
                        COMMON_BETA)
                .add(
                        "het-equal-mixed-02",
                        "α = β over one synapse and α ≠ β over another of the same neuron.",
                        until("6")
                                .source("in", "0 1", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha pre 1 3", "2; 4")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 2"),
                        EQUAL_RATES_NUDGED,
                        COMMON_ALPHA)
                .add(
                        "het-equal-recurrent-01",
                        "α = β in a loop of two, with a gradient by both.",
                        until("5")
                                .source("in", "0 0.5")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 1", "3 1.5")
                                .dense("n", "n", "alpha 1", "_ 1; -1 _")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1"),
                        EQUAL_RATES_NUDGED,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "het-equal-voltage-01",
                        "A voltage loss with α = β and κ = 0.",
                        until("4")
                                .source("in", "0.5")
                                .neurons("ro", 1, "beta 1", "threshold _")
                                .dense("in", "ro", "alpha 1", "2")
                                .voltageSquareLoss("ro", 0, "0.5"),
                        EQUAL_RATES_NUDGED,
                        VOLTAGE_ON_GRID)
                .add(
                        "het-threshold-01",
                        "Three neurons with three thresholds and the same inputs.",
                        until("5")
                                .source("in", "0 0.5 1")
                                .neurons("n", 3, "beta 1", "threshold 0.5 1 2")
                                .dense("in", "n", "alpha 2", "6 6 6")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1", "n 2 0 1"),
                        SHARED_THRESHOLD)
                .add(
                        "het-threshold-02",
                        "One neuron of a population has no threshold.",
                        until("5")
                                .source("in", "0 0.5 1")
                                .neurons("n", 3, "beta 1", "threshold 1 _ 1.5")
                                .dense("in", "n", "alpha 2", "5 8 6")
                                .spikeTimeLoss("n 0 1 1", "n 2 0 1"),
                        READOUT_FIRES,
                        SHARED_THRESHOLD)
                .add(
                        "het-everything-01",
                        "Every neuron and every synapse differs from every other.",
                        until("5")
                                .source("in", "0 0.75", "0.25 1")
                                .neurons(
                                        "n",
                                        2,
                                        "beta 0.75 1.25",
                                        "threshold 0.75 1.25",
                                        "reset -0.25 0.25",
                                        "leak 0.125 -0.125",
                                        "initial 0 0.5")
                                .dense("in", "n", "alpha pre 1.5 2.5", "4 3; 1.5 5", "0.0625 0.1875; 0.3125 0.4375")
                                .dense(
                                        "n",
                                        "n",
                                        "alpha post 3 0.5",
                                        "-0.5 0.75; 1 -0.25",
                                        "0.5625 0.6875; 0.8125 0.9375")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1"),
                        COMMON_ALPHA,
                        COMMON_BETA,
                        ALPHA_AXIS,
                        DELAY_AXIS,
                        SHARED_THRESHOLD,
                        RESET_TO_ZERO,
                        IGNORED_LEAK,
                        IGNORED_INITIAL);
    }

    static Family membranes() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Leak, reset and initial potential in networks.")
                .add(
                        "mem-leak-layers-01",
                        "A leak in both layers; it enters every slope and every jump.",
                        until("6")
                                .source("in", "0", "0.5")
                                .neurons("hid", 2, "beta 1", "threshold 1", "leak 0.25 -0.25")
                                .neurons("out", 1, "beta 1", "threshold 1", "leak 0.5")
                                .dense("in", "hid", "alpha 2", "5 1; 1 6")
                                .dense("hid", "out", "alpha 2", "2.25; 1.75")
                                .spikeTimeLoss("out 0 0 1"),
                        LEAK_IN_SLOPE,
                        IGNORED_LEAK,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "mem-leak-recurrent-01",
                        "Two neurons that fire by their leak and inhibit each other: an oscillator without any input.",
                        until("6")
                                .neurons("n", 2, "beta 1", "threshold 1", "leak 2 1.75", "initial 0 0.375")
                                .dense("n", "n", "alpha 2", "_ -0.5; -0.75 _")
                                .spikeTimeLoss("n 0 1 3", "n 1 1 3"),
                        MISSED_WITHOUT_INPUT,
                        LEAK_IN_SLOPE,
                        IGNORED_RECURRENCE,
                        INTERRUPTED_CROSSING)
                .add(
                        "mem-leak-drives-02",
                        "A leak-driven neuron drives another over a delay.",
                        until("6")
                                .neurons("a", 1, "beta 1", "threshold 1", "leak 2", "initial 0")
                                .neurons("b", 1, "beta 1", "threshold 1")
                                .dense("a", "b", "alpha 2", "3", "0.1875")
                                .spikeTimeLoss("b 0 0 2", "b 0 1 4"),
                        MISSED_WITHOUT_INPUT,
                        TRUNCATED_DELAYS,
                        OWN_SPIKE_TERM)
                .add(
                        "mem-reset-layers-01",
                        "Resets of −1 and 1/4 in a hidden layer that fires often.",
                        until("6")
                                .source("in", "0 0.25 0.5 0.75")
                                .neurons("hid", 2, "beta 1", "threshold 1", "reset -1 0.25")
                                .neurons("out", 1, "beta 1", "threshold 2")
                                .dense("in", "hid", "alpha 2", "5 3")
                                .dense("hid", "out", "alpha 2", "3; 1.5")
                                .spikeTimeLoss("out 0 0 2"),
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "mem-reset-voltage-01",
                        "A voltage loss on a neuron whose reset is −1: the jump is 2, not 1.",
                        until("4")
                                .source("in", "0 0.5 1")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset -1", "leak 0.25")
                                .dense("in", "n", "alpha 2", "5")
                                .voltageSquareLoss("n", 0, "0.25"),
                        VOLTAGE_JUMP,
                        RESET_TO_ZERO,
                        LEAK_IN_SLOPE)
                .add(
                        "mem-initial-layers-01",
                        "Initial potentials just below the threshold and far below it.",
                        until("6")
                                .source("in", "0.25", "0.5")
                                .neurons("n", 3, "beta 1", "threshold 1", "initial 0.875 0 -3")
                                .dense("in", "n", "alpha 2", "3 4 12; 3 3 8")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1", "n 2 0 1"),
                        IGNORED_INITIAL,
                        CLAMPED_INHIBITION)
                .add(
                        "mem-high-reset-01",
                        "A reset just below the threshold: bursts of spikes while the current lasts.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset 0.75")
                                .dense("in", "n", "alpha 2", "8")
                                .spikeTimeLoss("n 0 2 1"),
                        ONE_SPIKE_PER_INTERVAL,
                        OWN_SPIKE_TERM,
                        DROPPED_SPIKES);
    }

    static Family refractory() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Refractory periods in networks.")
                .add(
                        "refr-layers-01",
                        "A hidden layer whose neurons have different refractory periods.",
                        until("6")
                                .source("in", "0 0.5 1", "0.25 0.75")
                                .neurons("hid", 2, "beta 1", "threshold 1", "refractory 0.5 1.25")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "5 4; 4 5")
                                .dense("hid", "out", "alpha 2", "2; 1.5")
                                .spikeTimeLoss("out 0 0 2"),
                        IGNORED_REFRACTORY,
                        REFRACTORY_STOPS_CURRENT,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "refr-recurrent-01",
                        "A pair that excites each other; the refractory period keeps it from running away.",
                        until("5")
                                .source("in", "0")
                                .neurons("n", 2, "beta 1", "threshold 1", "refractory 0.75")
                                .dense("in", "n", "alpha 2", "5 2")
                                .dense("n", "n", "alpha 2", "_ 6; 6 _", "0.1875")
                                .spikeTimeLoss("n 0 1 2", "n 1 1 2"),
                        IGNORED_REFRACTORY,
                        IGNORED_RECURRENCE,
                        OWN_SPIKE_TERM)
                .add(
                        "refr-reset-01",
                        "V is held at a reset of −1/2 and then goes on towards a leak of 1/2.",
                        until("6")
                                .source("in", "0 0.5 1 1.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset -0.5", "leak 0.5", "refractory 0.375")
                                .dense("in", "n", "alpha 2", "4")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 2"),
                        IGNORED_REFRACTORY,
                        RESET_TO_ZERO,
                        RESET_TO_LEAK,
                        LEAK_IN_SLOPE)
                .add(
                        "refr-equal-rates-01",
                        "A refractory period with α = β.",
                        until("6")
                                .source("in", "0 0.5")
                                .neurons("n", 1, "beta 1", "threshold 0.5", "refractory 0.25")
                                .dense("in", "n", "alpha 1", "3")
                                .spikeTimeLoss("n 0 1 1", "n 0 2 2"),
                        IGNORED_REFRACTORY,
                        EQUAL_RATES_NUDGED,
                        REFRACTORY_STOPS_CURRENT)
                .add(
                        "refr-voltage-01",
                        "A voltage loss on a neuron that is held at its reset for a while.",
                        until("4")
                                .source("in", "0 0.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "reset -0.25", "refractory 0.5")
                                .dense("in", "n", "alpha 2", "6")
                                .voltageSquareLoss("n", 0, "0.25"),
                        IGNORED_REFRACTORY,
                        VOLTAGE_JUMP);
    }
}
