package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 2: networks of the size and kind that papers train, with weights from a fixed rule. */
final class Tasks {

    private Tasks() {}

    static Family tasks() {
        return new Family(2, CorpusCase.Extent.ALL_KINDS, "Small tasks: XOR, Yin-Yang, random layers, bursts.")
                .add(
                        "task-xor-01",
                        "XOR by spike times, inputs (early, early) and a bias.",
                        xor("0", "0").firstSpikeLoss("out", 0, "0.5", "2", "0.125"),
                        SOFTMAX_TEMPERATURE,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "task-xor-02",
                        "XOR, inputs (early, late).",
                        xor("0", "2").firstSpikeLoss("out", 1, "0.5", "2", "0.125"),
                        REGULARISER_SIGN,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "task-xor-03",
                        "XOR, inputs (late, late): the bias fires first.",
                        xor("2", "2").firstSpikeLoss("out", 0, "0.5", "2", "0.125"),
                        REGULARISER_MISSING,
                        MERGED_INPUTS)
                .addLarge(
                        "task-yin-yang-01",
                        "Five inputs, eight hidden neurons, three outputs: the size of Yin-Yang.",
                        yinYang(8, 3),
                        NO_HIDDEN_GRADIENT,
                        TRANSPOSED_WEIGHTS,
                        SOFTMAX_TEMPERATURE)
                .addLarge(
                        "task-yin-yang-02",
                        "Another point of it, sixteen hidden neurons.",
                        yinYang(16, 5),
                        NO_HIDDEN_GRADIENT,
                        OWN_SPIKE_TERM,
                        LOSS_OVER_ALL_SPIKES)
                .addLarge(
                        "task-yin-yang-03",
                        "Thirty hidden neurons.",
                        yinYang(30, 7),
                        NO_HIDDEN_GRADIENT,
                        REGULARISER_SIGN,
                        OWN_SPIKE_TERM)
                .addLarge(
                        "task-random-recurrent-01",
                        "Six neurons, all connected, with delays of up to 15/16.",
                        randomRecurrent(6, 11),
                        IGNORED_RECURRENCE,
                        DELAY_AXIS,
                        TRANSPOSED_WEIGHTS,
                        IGNORED_SELF_CONNECTION)
                .addLarge(
                        "task-random-recurrent-02",
                        "Ten neurons, all connected, with delays of up to 15/16.",
                        randomRecurrent(10, 13),
                        IGNORED_RECURRENCE,
                        TRUNCATED_DELAYS,
                        OWN_SPIKE_TERM)
                .add(
                        "task-burst-01",
                        "A strong input on a slow synapse: more than thirty spikes, as many as some buffers hold.",
                        until("16")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 0.125", "10")
                                .spikeTimeLoss("n 0 33 6"),
                        DROPPED_SPIKES,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "task-burst-02",
                        "The burst drives an output that counts it: a lost spike shows.",
                        until("16")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 0.0625", "threshold 16")
                                .dense("in", "n", "alpha 0.125", "8")
                                .dense("n", "out", "alpha 2", "2")
                                .spikeTimeLoss("out 0 0 4"),
                        DROPPED_SPIKES,
                        ONE_SPIKE_PER_NEURON,
                        LAST_SPIKE_ONLY);
    }

    /** Two inputs and a bias, four hidden neurons, two outputs. */
    private static NetworkSketch xor(String first, String second) {
        return until("8")
                .source("in", first, second, "0.5")
                .neurons("hid", 4, "beta 1", "threshold 1")
                .neurons("out", 2, "beta 1", "threshold 1")
                .dense("in", "hid", "alpha 2", "5 1 4 -1; 1 5 -1 4; 2.25 1.75 3.25 2.75")
                .dense("hid", "out", "alpha 2", "3.25 1; 1 3.125; 2 3; 3 1.5");
    }

    private static NetworkSketch yinYang(int hidden, long seed) {
        Spread spread = new Spread(seed);
        return until("4")
                .source("in", "0.15625", "0.90625", "1.34375", "0.59375", "0")
                .neurons("hid", hidden, "beta 1", "threshold 1")
                .neurons("out", 3, "beta 1", "threshold 1")
                .dense("in", "hid", "alpha 2", spread.matrix(5, hidden, -32, 160, 64))
                .dense("hid", "out", "alpha 2", spread.matrix(hidden, 3, -16, 4096 / hidden, 256))
                .firstSpikeLoss("out", 1, "0.25", "2", "0.0625");
    }

    private static NetworkSketch randomRecurrent(int size, long seed) {
        Spread spread = new Spread(seed);
        return until("4")
                .source("in", "0 1", "0.5 1.5")
                .neurons("n", size, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", spread.matrix(2, size, 64, 384, 64))
                .dense(
                        "n",
                        "n",
                        "alpha 1.5",
                        spread.matrix(size, size, -96, 64, 64),
                        spread.matrix(size, size, 0, 15, 16))
                .spikeTimeLoss("n 0 0 1", "n " + (size - 1) + " 0 1");
    }
}
