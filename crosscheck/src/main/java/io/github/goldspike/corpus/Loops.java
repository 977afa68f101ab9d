package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 2: recurrent networks, with delays and without. */
final class Loops {

    private Loops() {}

    static Family recurrent() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Recurrent networks without delays.")
                .add(
                        "rec-inhibition-01",
                        "Two neurons inhibit each other; the one that fires first holds the other back.",
                        pair("6", "4.5 0; 0 5", "_ -2; -2 _").spikeTimeLoss("n 1 0 2"),
                        IGNORED_RECURRENCE,
                        INTERRUPTED_CROSSING,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "rec-inhibition-02",
                        "Inhibition that differs by direction.",
                        pair("6", "5 1; 1 8", "_ -2; -0.5 _").spikeTimeLoss("n 0 1 2", "n 1 0 2"),
                        TRANSPOSED_WEIGHTS,
                        IGNORED_RECURRENCE,
                        OWN_SPIKE_TERM)
                .add(
                        "rec-excitation-01",
                        "Two neurons excite each other by little: spikes back and forth that die out.",
                        pair("8", "5 0; 0 2", "_ 1.5; 1 _").spikeTimeLoss("n 0 1 2", "n 1 0 2"),
                        IGNORED_RECURRENCE,
                        NO_HIDDEN_GRADIENT,
                        EVENT_ORDER)
                .add(
                        "rec-excitation-02",
                        "One excites, the other inhibits.",
                        pair("8", "5 0; 3 2", "_ 2; -2 _").spikeTimeLoss("n 0 1 2", "n 1 0 1"),
                        TRANSPOSED_WEIGHTS,
                        IGNORED_RECURRENCE)
                .add(
                        "rec-self-01",
                        "A neuron that excites itself.",
                        self("5", "0.5").spikeTimeLoss("n 0 1 2"),
                        IGNORED_SELF_CONNECTION,
                        OWN_SPIKE_TERM)
                .add(
                        "rec-self-02",
                        "A neuron that inhibits itself: the same as a second, slower reset.",
                        self("5", "-1.5").spikeTimeLoss("n 0 1 2"),
                        IGNORED_SELF_CONNECTION,
                        OWN_SPIKE_TERM,
                        IGNORED_RECURRENCE)
                .add(
                        "rec-self-03",
                        "Self-connections of different strength within a fully connected population.",
                        pair("6", "5 1; 2 4", "-1 -0.5; 0.5 0.75").spikeTimeLoss("n 0 1 1", "n 1 1 2"),
                        IGNORED_SELF_CONNECTION,
                        TRANSPOSED_WEIGHTS,
                        OWN_SPIKE_TERM)
                .add(
                        "rec-ring-01",
                        "Three neurons in a ring.",
                        until("6")
                                .source("in", "0 1")
                                .neurons("n", 3, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6 1 0.5")
                                .dense("n", "n", "alpha 2", "_ 2.5 _; _ _ 2.5; 0.5 _ _")
                                .spikeTimeLoss("n 2 0 2", "n 0 1 2"),
                        IGNORED_RECURRENCE,
                        TRANSPOSED_WEIGHTS,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "rec-feedback-01",
                        "The output feeds back to the hidden population.",
                        until("6")
                                .source("in", "0 0.5", "0.25 1")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "5 1; 1 4")
                                .dense("hid", "out", "alpha 2", "3; 3")
                                .dense("out", "hid", "alpha 2", "-2 1")
                                .spikeTimeLoss("out 0 1 2"),
                        IGNORED_RECURRENCE,
                        NO_HIDDEN_GRADIENT,
                        OWN_SPIKE_TERM)
                .add(
                        "rec-wta-01",
                        "Winner takes all: one inhibitory neuron, three that excite it.",
                        until("6")
                                .source("in", "0", "0.125", "0.25")
                                .neurons("exc", 3, "beta 1", "threshold 1")
                                .neurons("inh", 1, "beta 2", "threshold 0.5")
                                .dense("in", "exc", "alpha 2", "6 1 0; 0 5.5 1; 1 0 5")
                                .dense("exc", "inh", "alpha 4", "8; 8; 8")
                                .dense("inh", "exc", "alpha 1", "-2 -2 -2")
                                .firstSpikeLoss("exc", 1, "0.5", "2", "0.125"),
                        IGNORED_RECURRENCE,
                        INTERRUPTED_CROSSING,
                        COMMON_ALPHA,
                        SILENT_IN_SOFTMAX)
                .add(
                        "rec-sparse-01",
                        "A recurrent population given as a list of synapses, two of them parallel.",
                        until("5")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 3, "beta 1", "threshold 1")
                                .sparse("in", "n", "alpha 2", "0 0 5", "0 1 2", "1 1 4", "1 2 6")
                                .sparse("n", "n", "alpha 1.5", "0 1 0.5", "0 1 0.75", "1 2 -1", "2 0 1", "2 2 -0.5")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1", "n 2 0 1"),
                        PARALLEL_SYNAPSES,
                        IGNORED_SELF_CONNECTION,
                        TRANSPOSED_WEIGHTS)
                .add(
                        "rec-voltage-01",
                        "A voltage loss on a neuron within a loop.",
                        pair("5", "5 0; 0 3", "_ 1; -2 _").voltageSquareLoss("n", 0, "0.5"),
                        VOLTAGE_JUMP,
                        IGNORED_RECURRENCE);
    }

    static Family delayed() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Recurrent and feed-forward networks with delays.")
                .add(
                        "delay-ring-01",
                        "A spike goes round a ring of three, with a delay each.",
                        until("8")
                                .source("in", "0")
                                .neurons("n", 3, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6 0 0")
                                .dense("n", "n", "alpha 2", "_ 5 _; _ _ 5; 5 _ _", "_ 0.3125 _; _ _ 0.6875; 0.9375 _ _")
                                .spikeTimeLoss("n 0 1 4", "n 2 0 3"),
                        TRUNCATED_DELAYS,
                        DELAY_AXIS,
                        IGNORED_DELAYS,
                        IGNORED_RECURRENCE)
                .add(
                        "delay-self-01",
                        "A neuron that excites itself after a delay: a clock.",
                        until("16")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "4.5")
                                .dense("n", "n", "alpha 2", "4.5", "2.0625")
                                .spikeTimeLoss("n 0 3 10"),
                        IGNORED_SELF_CONNECTION,
                        TRUNCATED_DELAYS,
                        OWN_SPIKE_TERM)
                .add(
                        "delay-matrix-01",
                        "A population of two with four different delays.",
                        until("5")
                                .source("in", "0", "0.5")
                                .neurons("n", 2, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5 1; 2 6", "0.0625 0.125; 0.1875 0")
                                .dense("n", "n", "alpha 2", "-1 1.5; 2 -1", "0.375 1.25; 0.625 0.25")
                                .spikeTimeLoss("n 0 0 1", "n 1 1 2"),
                        DELAY_AXIS,
                        TRUNCATED_DELAYS,
                        TRANSPOSED_WEIGHTS,
                        IGNORED_SELF_CONNECTION)
                .add(
                        "delay-hidden-01",
                        "Delays before and behind a hidden layer.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("out", 2, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "5 2; 2 5", "0.1875 0.4375; 0.0625 0.3125")
                                .dense("hid", "out", "alpha 2", "4 3; 3 4", "0.5625 0.0625; 0.1875 0.8125")
                                .firstSpikeLoss("out", 1, "0.5", "2", "0.25"),
                        DELAY_AXIS,
                        NO_HIDDEN_GRADIENT,
                        TRUNCATED_DELAYS)
                .add(
                        "delay-overtaking-01",
                        "A later spike over a shorter delay arrives before an earlier one.",
                        until("6")
                                .source("in", "0", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "6; -1", "1.5; 0.25")
                                .spikeTimeLoss("n 0 0 2"),
                        EVENT_ORDER,
                        IGNORED_DELAYS)
                .add(
                        "delay-overtaking-02",
                        "Two spikes of a hidden neuron overtake each other over parallel synapses.",
                        until("6")
                                .source("in", "0 0.125")
                                .neurons("hid", 1, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .sparse("in", "hid", "alpha 2", "0 0 6")
                                .sparse("hid", "out", "alpha 2", "0 0 2 1.75", "0 0 2.5 0.125")
                                .spikeTimeLoss("out 0 0 2"),
                        EVENT_ORDER,
                        PARALLEL_SYNAPSES,
                        TRUNCATED_DELAYS)
                .add(
                        "delay-long-01",
                        "A delay of most of the horizon: a spike must not be lost on its way.",
                        until("24")
                                .source("in", "0 1")
                                .neurons("a", 1, "beta 1", "threshold 1")
                                .neurons("b", 1, "beta 1", "threshold 1")
                                .dense("in", "a", "alpha 2", "5")
                                .dense("a", "b", "alpha 2", "5", "20.3125")
                                .spikeTimeLoss("b 0 0 21"),
                        DROPPED_SPIKES,
                        IGNORED_DELAYS)
                .add(
                        "delay-beyond-horizon-01",
                        "Spikes on their way at the horizon have no effect, and gradient zero.",
                        until("4")
                                .source("in", "0 1")
                                .neurons("a", 1, "beta 1", "threshold 1")
                                .neurons("b", 1, "beta 1", "threshold 1")
                                .dense("in", "a", "alpha 2", "5")
                                .dense("a", "b", "alpha 2", "6 ", "2.75")
                                .spikeTimeLoss("b 0 0 3"),
                        HORIZON_OFF,
                        IGNORED_DELAYS)
                .add(
                        "delay-voltage-01",
                        "A voltage loss on a readout behind delays.",
                        until("5")
                                .source("in", "0 0.5")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("ro", 1, "beta 0.5", "threshold _")
                                .dense("in", "hid", "alpha 2", "5 4")
                                .dense("hid", "ro", "alpha 2", "1; -1.5", "0.3125; 0.8125")
                                .voltageSquareLoss("ro", 0, "0.125"),
                        IGNORED_DELAYS,
                        DELAY_AXIS,
                        NO_HIDDEN_GRADIENT);
    }

    private static NetworkSketch pair(String horizon, String in, String within) {
        return until(horizon)
                .source("in", "0 1", "0.25 1.5")
                .neurons("n", 2, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", in)
                .dense("n", "n", "alpha 2", within);
    }

    private static NetworkSketch self(String horizon, String weight) {
        return until(horizon)
                .source("in", "0 0.5 1.5")
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", "5")
                .dense("n", "n", "alpha 2", weight);
    }
}
