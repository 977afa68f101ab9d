package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 3: peaks near the threshold. */
final class Peaks {

    private static final String DECIMAL = "a distance of a negative power of ten";

    private Peaks() {}

    /** α = 2β: one input of weight 4β has its peak exactly at a threshold of 1. Two synapses make up the weight. */
    private static NetworkSketch peak(String excess) {
        return until("4")
                .source("in", "0.25")
                .neurons("n", 1, "beta 1", "threshold 1")
                .sparse("in", "n", "alpha 2", "0 0 4", "0 0 " + excess)
                .spikeTimeLoss("n 0 0 1");
    }

    static Family grazing() {
        return new Family(3, CorpusCase.Extent.ALL_KINDS, "Peaks at a chosen distance from the threshold.")
                .add(
                        "graze-above-01",
                        "A peak 2^−12 above the threshold, from one weight.",
                        until("4")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "4.0009765625")
                                .spikeTimeLoss("n 0 0 1"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR,
                        GRID_TIMES,
                        BINARY32)
                .add(
                        "graze-above-02",
                        "A peak 2^−23 above the threshold: the last bit of a binary32 weight.",
                        until("4")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "0x1.000002p2")
                                .spikeTimeLoss("n 0 0 1"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR,
                        BINARY32)
                .add(
                        "graze-above-03",
                        "A peak 2^−42 above the threshold, from two weights.",
                        peak("0x1p-40"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR,
                        ABSOLUTE_TOLERANCE,
                        PARALLEL_SYNAPSES)
                .add(
                        "graze-above-04",
                        "A peak 2^−102 above the threshold: no binary64 sum of the weights holds it.",
                        peak("0x1p-100"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR)
                .add(
                        "graze-below-01",
                        "A peak 2^−12 below the threshold.",
                        until("4")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "3.9990234375")
                                .voltageIntegralLoss("n", "1", "0"),
                        GHOST_GRAZING,
                        BINARY32)
                .add(
                        "graze-below-02",
                        "A peak 2^−42 below the threshold, from two weights.",
                        peak("-0x1p-40").voltageIntegralLoss("n", "1", "0"),
                        GHOST_GRAZING,
                        ABSOLUTE_TOLERANCE)
                .add(
                        "graze-below-03",
                        "A peak 2^−102 below the threshold.",
                        peak("-0x1p-100").voltageIntegralLoss("n", "1", "0"),
                        GHOST_GRAZING)
                .add(
                        "graze-second-01",
                        "One input: a plain spike, then a peak 4·10^−7 above the threshold for the second.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "0xc80001p-21")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 1"),
                        MISSED_GRAZING,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "graze-hidden-01",
                        "A hidden neuron passes its threshold by 2^−16; the gradient of the output goes through its slope.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "4.00006103515625 _; _ 5")
                                .dense("hid", "out", "alpha 2", "3; 2.5")
                                .spikeTimeLoss("out 0 0 1"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "graze-kink-01",
                        "An inhibitory input 9·10^−9 before the crossing turns V round: silence, and no small slope warns.",
                        kink("0xa225c3p-26").voltageIntegralLoss("n", "1", "0"),
                        GHOST_GRAZING,
                        INTERRUPTED_CROSSING,
                        EVENT_ORDER)
                .add(
                        "graze-kink-02",
                        "The same inhibitory input one binary32 step later: a spike.",
                        kink("0xa225c4p-26"),
                        MISSED_GRAZING,
                        INTERRUPTED_CROSSING,
                        EVENT_ORDER,
                        BINARY32)
                .addBeyondBinary32(
                        "graze-above-05",
                        "A peak 10^−25 above the threshold.",
                        DECIMAL,
                        peak("4e-25"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR)
                .addBeyondBinary32(
                        "graze-below-04",
                        "A peak 10^−25 below the threshold.",
                        DECIMAL,
                        peak("-4e-25").voltageIntegralLoss("n", "1", "0"),
                        GHOST_GRAZING);
    }

    /** The neuron of weight 8 crosses at −ln((1 + √½)/2) = 0.1583…; inhibition as strong comes at {@code time}. */
    private static NetworkSketch kink(String time) {
        return until("4")
                .source("in", "0", time)
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", "8; -8")
                .spikeTimeLoss("n 0 0 1");
    }

    static Family touches() {
        return new Family(
                        3,
                        CorpusCase.Extent.ALL_KINDS,
                        "Peaks exactly at the threshold, which no precision decides and nobody calls a spike.")
                .add(
                        "touch-01",
                        "α = 2β and W = 4β: the peak is the threshold.",
                        until("4")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "4")
                                .spikeTimeLoss("n 0 0 1"),
                        TOUCH_IS_SPIKE)
                .add(
                        "touch-02",
                        "A touch in a hidden layer, beside a neuron that spikes before it.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "6 _; _ 4")
                                .dense("hid", "out", "alpha 2", "2; 2")
                                .spikeTimeLoss("out 0 0 2"),
                        TOUCH_IS_SPIKE)
                .add(
                        "touch-03",
                        "A touch made of two weights, and a later input that does make a spike.",
                        until("4")
                                .source("in", "0", "0", "3")
                                .neurons("n", 1, "beta 0.5", "threshold 2")
                                .dense("in", "n", "alpha 1", "3; 1; 6")
                                .spikeTimeLoss("n 0 0 3"),
                        TOUCH_IS_SPIKE,
                        MERGED_INPUTS)
                .add(
                        "touch-04",
                        "With W = 25/4 the peak after the first spike is the threshold; the first spike is proved.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6.25")
                                .spikeTimeLoss("n 0 0 1"),
                        TOUCH_IS_SPIKE,
                        OWN_SPIKE_TERM);
    }

    static Family humps() {
        return new Family(3, CorpusCase.Extent.ALL_KINDS, "Several peaks before the one that counts.")
                .add(
                        "hump-two-01",
                        "Fast excitation, fast inhibition, slow excitation: the first of two peaks stays just below.",
                        threeRates("5", "8").spikeTimeLoss("n 0 0 1"),
                        LATER_CROSSING,
                        GHOST_GRAZING,
                        COMMON_ALPHA)
                .add(
                        "hump-two-02",
                        "The first of two peaks passes the threshold: a program that starts late finds the second.",
                        threeRates("5", "10").spikeTimeLoss("n 0 0 0.25"),
                        LATER_CROSSING,
                        MISSED_GRAZING,
                        COMMON_ALPHA)
                .add(
                        "hump-down-01",
                        "After a spike V comes down through the threshold of another weight sum: downward crossings are none.",
                        until("8")
                                .source("in", "0 3", "0.5", "1")
                                .neurons("n", 1, "beta 0.25", "threshold 1", "reset -2")
                                .dense("in", "n", "alpha 4", "16; -6; 9")
                                .spikeTimeLoss("n 0 0 0", "n 0 1 4"),
                        LATER_CROSSING,
                        RESET_TO_ZERO)
                .add(
                        "hump-train-01",
                        "Ten peaks below the threshold, each higher than the last, then one above it.",
                        until("12")
                                .source("in", "0 1 2 3 4 5 6 7 8 9 10 11")
                                .neurons("n", 1, "beta 0.0625", "threshold 1")
                                .dense("in", "n", "alpha 4", "0.625")
                                .spikeTimeLoss("n 0 0 8"),
                        LATER_CROSSING,
                        FORGOTTEN_INPUTS,
                        GHOST_GRAZING);
    }

    private static NetworkSketch threeRates(String slow, String fast) {
        return until("8")
                .source("in", "0")
                .neurons("n", 1, "beta 4", "threshold 0.5")
                .sparse("in", "n", "alpha 8", "0 0 " + fast)
                .sparse("in", "n", "alpha 2", "0 0 -6")
                .sparse("in", "n", "alpha 0.5", "0 0 " + slow);
    }
}
