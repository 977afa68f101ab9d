package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 3: events near each other, spikes near the horizon. */
final class Coincidences {

    private static final String NEIGHBOUR = "binary64 numbers next to a spike time that is irrational";

    private Coincidences() {}

    static Family ties() {
        return new Family(3, CorpusCase.Extent.ALL_KINDS, "Events at the same time, or nearly so.")
                .add(
                        "tie-near-01",
                        "Of two neurons the one that is first by 6·10^−8 silences the other.",
                        winner("5", "0x1.400002p2"),
                        EVENT_ORDER,
                        SIMULTANEOUS_SPIKES,
                        BINARY32)
                .add(
                        "tie-near-02",
                        "The same with the neurons exchanged.",
                        winner("0x1.400002p2", "5"),
                        EVENT_ORDER,
                        SIMULTANEOUS_SPIKES,
                        BINARY32)
                .add(
                        "tie-near-03",
                        "Weights that differ by 2^−60, on a second synapse: the first to fire silences the other all the same.",
                        until("4")
                                .source("in", "0")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .sparse("in", "n", "alpha 2", "0 0 5", "0 1 5", "0 1 0x1p-60")
                                .dense("n", "n", "alpha 1", "_ -8; -8 _")
                                .spikeTimeLoss("n 1 0 1"),
                        EVENT_ORDER,
                        SIMULTANEOUS_SPIKES)
                .add(
                        "tie-near-04",
                        "An excitatory arrival 6·10^−9 before a spike moves it by little and its gradient by much.",
                        arrival("0xb6fd85p-25", "0"),
                        EVENT_ORDER,
                        GRID_TIMES,
                        BINARY32)
                .add(
                        "tie-near-05",
                        "The same arrival one binary32 step later: after the spike, no gradient.",
                        arrival("0xb6fd86p-25", "0"),
                        EVENT_ORDER,
                        GRID_TIMES,
                        BINARY32)
                .add(
                        "tie-near-06",
                        "An arrival 2·10^−16 before a spike: time and delay are binary32 numbers, their sum is none.",
                        arrival("0xb6fd85p-25", "0xc257a0p-51"),
                        EVENT_ORDER,
                        ABSOLUTE_TOLERANCE)
                .add(
                        "tie-near-07",
                        "The same arrival one step of the delay later: after the spike.",
                        arrival("0xb6fd85p-25", "0xc257a1p-51"),
                        EVENT_ORDER,
                        ABSOLUTE_TOLERANCE)
                .addBeyondBinary32(
                        "tie-near-08",
                        "An arrival 5·10^−18 before a spike.",
                        NEIGHBOUR,
                        arrival("0x16dfb0a612bd03p-54", "0"),
                        EVENT_ORDER)
                .add(
                        "tie-exact-01",
                        "Two neurons spike at exactly the same time and excite each other without delay: no gradient.",
                        twins("1.5").spikeTimeLoss("n 0 1 1"),
                        ONE_SIDED_AT_TIE,
                        SIMULTANEOUS_SPIKES)
                .add(
                        "tie-exact-02",
                        "The same with inhibition.",
                        twins("-1").spikeTimeLoss("n 0 1 1"),
                        ONE_SIDED_AT_TIE,
                        SIMULTANEOUS_SPIKES)
                .add(
                        "tie-exact-03",
                        "Twins that are joined over a delay: the tie has no effect, and the gradient exists.",
                        until("5")
                                .source("in", "0 0.5")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 5")
                                .dense("n", "n", "alpha 2", "_ 1; 1 _", "0.3125")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1"),
                        SIMULTANEOUS_SPIKES,
                        TRUNCATED_DELAYS)
                .add(
                        "tie-exact-04",
                        "Three neurons at exactly the same time drive a fourth.",
                        until("5")
                                .source("in", "0")
                                .neurons("hid", 3, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "5 5 5")
                                .dense("hid", "out", "alpha 2", "2; 3; 0.5")
                                .spikeTimeLoss("out 0 0 1"),
                        SIMULTANEOUS_SPIKES,
                        MERGED_INPUTS)
                .add(
                        "tie-exact-05",
                        "Two neurons that inhibit each other reach their thresholds at ln 2, by different ways.",
                        until("2")
                                .neurons("n", 2, "beta 1", "threshold 1", "leak 2 1.75", "initial 0 0.25")
                                .dense("n", "n", "alpha 2", "_ -0.5; -0.75 _")
                                .spikeTimeLoss("n 0 1 2"),
                        ONE_SIDED_AT_TIE,
                        SIMULTANEOUS_SPIKES);
    }

    private static NetworkSketch winner(String first, String second) {
        return until("4")
                .source("in", "0")
                .neurons("n", 2, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", first + " " + second)
                .dense("n", "n", "alpha 1", "_ -8; -8 _")
                .spikeTimeLoss(first.equals("5") ? "n 1 0 1" : "n 0 0 1");
    }

    /** α = β = 1 and W = 4 cross at −W₀(−1/4) = 0.3574029561813889…; a second input arrives near that. */
    private static NetworkSketch arrival(String time, String delay) {
        return until("0.5")
                .source("in", "0", time)
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 1", "4; 4", "0; " + delay)
                .spikeTimeLoss("n 0 0 0");
    }

    private static NetworkSketch twins(String weight) {
        return until("4")
                .source("in", "0 0.5")
                .neurons("n", 2, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", "5 5")
                .dense("n", "n", "alpha 2", "_ " + weight + "; " + weight + " _");
    }

    static Family horizons() {
        return new Family(3, CorpusCase.Extent.ALL_KINDS, "Spikes, inputs and arrivals near the horizon.")
                .add(
                        "horizon-after-spike-01",
                        "The horizon is the next binary32 number after a spike at 0.3574….",
                        ended("0xb6fd86p-25").spikeTimeLoss("n 0 0 0"),
                        HORIZON_OFF,
                        BINARY32)
                .add(
                        "horizon-before-spike-01",
                        "The horizon is the last binary32 number before the spike: silence.",
                        ended("0xb6fd85p-25").voltageIntegralLoss("n", "1", "0"),
                        HORIZON_OFF,
                        BINARY32)
                .addBeyondBinary32(
                        "horizon-after-spike-02",
                        "The horizon is the next binary64 number after the spike.",
                        NEIGHBOUR,
                        ended("0x16dfb0a612bd04p-54").spikeTimeLoss("n 0 0 0"),
                        HORIZON_OFF)
                .addBeyondBinary32(
                        "horizon-before-spike-02",
                        "The horizon is the last binary64 number before the spike.",
                        NEIGHBOUR,
                        ended("0x16dfb0a612bd03p-54").voltageIntegralLoss("n", "1", "0"),
                        HORIZON_OFF)
                .add(
                        "horizon-zero-01",
                        "A horizon of 0: nothing happens, although there is an input at 0.",
                        ended("0").voltageIntegralLoss("n", "1", "0"),
                        HORIZON_OFF,
                        INPUT_AT_ZERO)
                .add(
                        "horizon-input-01",
                        "An input exactly at the horizon has no effect; the spike before it has.",
                        until("2")
                                .source("in", "0 2")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5")
                                .spikeTimeLoss("n 0 0 1"),
                        HORIZON_OFF)
                .add(
                        "horizon-leak-01",
                        "Leak-driven spikes at k ln 2, the horizon just after the fourth.",
                        until("0xb17218p-22")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 2", "initial 0")
                                .spikeTimeLoss("n 0 3 3"),
                        HORIZON_OFF,
                        MISSED_WITHOUT_INPUT)
                .add(
                        "horizon-leak-02",
                        "The same with the horizon just before the fourth.",
                        until("0xb17217p-22")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 2", "initial 0")
                                .spikeTimeLoss("n 0 2 3"),
                        HORIZON_OFF,
                        MISSED_WITHOUT_INPUT);
    }

    private static NetworkSketch ended(String horizon) {
        return until(horizon)
                .source("in", "0")
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 1", "4");
    }
}
