package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 1: several input spikes on one neuron, coincident, parallel, inhibitory or late. */
final class InputTrains {

    private InputTrains() {}

    private static NetworkSketch train(String horizon, String times, String weight) {
        return until(horizon)
                .source("in", times)
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", weight);
    }

    static Family ownSpikes() {
        return new Family(
                        1,
                        CorpusCase.Extent.JACOBIAN,
                        "Several spikes of one neuron: what the later ones owe to the earlier ones.")
                .add(
                        "ff-own-spike-01",
                        "Three inputs, two spikes; the second depends on the first through the reset.",
                        train("4", "0 0.25 1", "4").spikeTimeLoss("n 0 1 1"),
                        OWN_SPIKE_TERM,
                        ONE_SPIKE_PER_NEURON,
                        FORGOTTEN_INPUTS)
                .add(
                        "ff-own-spike-02",
                        "Only the last of many spikes is in the loss, so that all earlier ones matter through it.",
                        train("4", "0 0.25 0.5 0.75 1 1.25 1.5", "4").spikeTimeLoss("n 0 4 2"),
                        OWN_SPIKE_TERM,
                        LAST_SPIKE_ONLY,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "ff-own-spike-03",
                        "All spikes are in the loss, with targets on both sides.",
                        train("4", "0 0.5 1 1.5", "5").spikeTimeLoss("n 0 0 0", "n 0 1 1.5", "n 0 2 2"),
                        OWN_SPIKE_TERM,
                        LAST_SPIKE_ONLY,
                        FIRST_SPIKE_ONLY,
                        WRONG_TARGET)
                .add(
                        "ff-own-spike-04",
                        "Only the first spike is in the loss; what comes later must not count.",
                        train("4", "0 0.5 1 1.5", "5").spikeTimeLoss("n 0 0 0"),
                        LAST_SPIKE_ONLY,
                        LOSS_OVER_ALL_SPIKES,
                        WRONG_TARGET)
                .add(
                        "ff-own-spike-05",
                        "Two spikes between two inputs.",
                        train("4", "0 2", "12").spikeTimeLoss("n 0 1 1", "n 0 2 2"),
                        ONE_SPIKE_PER_INTERVAL,
                        MISSED_BETWEEN_INPUTS,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET);
    }

    static Family coincidences() {
        return new Family(
                        1,
                        CorpusCase.Extent.JACOBIAN,
                        "Inputs at the same time: over one synapse, over several, at time 0 and later.")
                .add(
                        "sync-train-01",
                        "Two equal times in one train are two spikes.",
                        train("4", "0.5 0.5", "4").spikeTimeLoss("n 0 0 1"),
                        EQUAL_TIMES_IN_TRAIN)
                .add(
                        "sync-train-02",
                        "Three equal times at 0.",
                        train("4", "0 0 0 1", "2").spikeTimeLoss("n 0 0 1"),
                        EQUAL_TIMES_IN_TRAIN,
                        INPUT_AT_ZERO)
                .add(
                        "sync-units-01",
                        "Two units at the same time, with different weights.",
                        until("4")
                                .source("in", "0.5", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "3; 5")
                                .spikeTimeLoss("n 0 0 1"),
                        MERGED_INPUTS)
                .add(
                        "sync-units-02",
                        "Excitation and inhibition at the same time: the sum is what counts.",
                        until("4")
                                .source("in", "0", "0", "1")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "16; -13; 4")
                                .spikeTimeLoss("n 0 0 1"),
                        MERGED_INPUTS,
                        CLAMPED_INHIBITION,
                        INPUT_AT_ZERO,
                        EVENT_ORDER)
                .add(
                        "sync-parallel-01",
                        "Two synapses between the same two units add up, and each has its gradient.",
                        until("4")
                                .source("in", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .sparse("in", "n", "alpha 2", "0 0 3", "0 0 4")
                                .spikeTimeLoss("n 0 0 1"),
                        PARALLEL_SYNAPSES,
                        MERGED_INPUTS)
                .add(
                        "sync-parallel-02",
                        "Parallel synapses with different delays, one of weight zero.",
                        until("6")
                                .source("in", "0.5 1")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .sparse("in", "n", "alpha 2", "0 0 3", "0 0 0 0.25", "0 0 2.5 0.5")
                                .spikeTimeLoss("n 0 0 1"),
                        PARALLEL_SYNAPSES,
                        ZERO_WEIGHT_GRADIENT,
                        IGNORED_DELAYS,
                        TRUNCATED_DELAYS)
                .add(
                        "sync-delay-01",
                        "Different times and delays that arrive together.",
                        until("4")
                                .source("in", "0", "0.375", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "2; 2; 2", "0.5; 0.125; 0")
                                .spikeTimeLoss("n 0 0 1"),
                        MERGED_INPUTS,
                        IGNORED_DELAYS,
                        TRUNCATED_DELAYS,
                        EVENT_ORDER);
    }

    static Family weights() {
        return new Family(
                        1,
                        CorpusCase.Extent.JACOBIAN,
                        "Inhibition, weights of zero, absent synapses and several inputs.")
                .add(
                        "w-zero-01",
                        "A synapse of weight zero beside one that makes the neuron fire has a gradient.",
                        until("4")
                                .source("in", "0", "0.125")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5; 0")
                                .spikeTimeLoss("n 0 0 1"),
                        ZERO_WEIGHT_GRADIENT)
                .add(
                        "w-zero-02",
                        "Weights of zero and absent synapses side by side.",
                        until("4")
                                .source("in", "0", "0.125", "0.25")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 0; 0 _; _ 6")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        ZERO_WEIGHT_GRADIENT,
                        ABSENT_SYNAPSE,
                        TRANSPOSED_WEIGHTS)
                .add(
                        "w-inhibition-01",
                        "An inhibitory input comes just before the spike that would have been and calls it off.",
                        until("6")
                                .source("in", "0 2", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5; -4")
                                .spikeTimeLoss("n 0 0 2.5"),
                        INTERRUPTED_CROSSING,
                        CLAMPED_INHIBITION)
                .add(
                        "w-inhibition-02",
                        "An inhibitory input after the first spike delays the second.",
                        until("6")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "8; -2")
                                .spikeTimeLoss("n 0 1 1"),
                        INTERRUPTED_CROSSING,
                        CLAMPED_INHIBITION,
                        OWN_SPIKE_TERM)
                .add(
                        "w-late-input-01",
                        "An input after the spike in the loss has a gradient of exactly zero.",
                        until("6")
                                .source("in", "0", "3")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6; 6")
                                .spikeTimeLoss("n 0 0 1"),
                        WRONG_TARGET,
                        EVENT_ORDER)
                .add(
                        "w-after-horizon-01",
                        "An input after the horizon, and one whose delay takes it there, have no effect.",
                        until("2")
                                .source("in", "0 2.5", "1")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6; 6", "0; 1.5")
                                .spikeTimeLoss("n 0 0 1"),
                        HORIZON_OFF,
                        IGNORED_DELAYS)
                .add(
                        "w-two-humps-01",
                        "The first peak stays below the threshold, the second passes it.",
                        train("6", "0 1", "3.75").spikeTimeLoss("n 0 0 1"),
                        GHOST_GRAZING,
                        LATER_CROSSING,
                        FORGOTTEN_INPUTS);
    }

    static Family delays() {
        return new Family(1, CorpusCase.Extent.JACOBIAN, "Delays of inputs that no grid of 1/8 or of 0.1 holds.")
                .add(
                        "delay-one-01",
                        "One delay of 5/16 for all synapses.",
                        until("4")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "4; 3", "0.3125")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_DELAYS,
                        TRUNCATED_DELAYS)
                .add(
                        "delay-one-02",
                        "A matrix of delays that is not symmetric.",
                        until("4")
                                .source("in", "0", "0.25")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 3; 4 6", "0.0625 0.6875; 0.4375 0.1875")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        DELAY_AXIS,
                        TRUNCATED_DELAYS,
                        TRANSPOSED_WEIGHTS)
                .add(
                        "delay-one-03",
                        "A delay shorter than any step: 1/1024.",
                        until("4")
                                .source("in", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6", "0.0009765625")
                                .spikeTimeLoss("n 0 0 1"),
                        TRUNCATED_DELAYS,
                        GRID_TIMES);
    }
}
