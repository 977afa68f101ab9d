package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Level 3: rates nearly equal or far apart, scales far from one, many spikes, long times. */
final class Extremes {

    private Extremes() {}

    private static NetworkSketch rates(String alpha, String beta) {
        return until("5")
                .source("in", "0 0.5")
                .neurons("n", 1, "beta " + beta, "threshold 1")
                .dense("in", "n", "alpha " + alpha, "4")
                .spikeTimeLoss("n 0 0 0.25", "n 0 1 1");
    }

    static Family nearEqualRates() {
        String decimal = "a relative difference of a negative power of ten";
        return new Family(
                        3, CorpusCase.Extent.ALL_KINDS, "α near β: the quotient loses all digits, the answer does not.")
                .add("near-equal-01", "α/β = 1 + 2^−10.", rates("1.0009765625", "1"), CANCELLATION, BINARY32)
                .add("near-equal-02", "α/β = 1 + 2^−20.", rates("0x1.00001p0", "1"), CANCELLATION, EQUAL_RATES_NUDGED)
                .add(
                        "near-equal-03",
                        "α/β = 1 + 2^−23, neighbours in binary32.",
                        rates("0x1.000002p0", "1"),
                        CANCELLATION,
                        EQUAL_RATES_NUDGED)
                .add(
                        "near-equal-04",
                        "α/β = 1 − 2^−24, neighbours in binary32.",
                        rates("0xffffffp-24", "1"),
                        CANCELLATION,
                        EQUAL_RATES_NUDGED)
                .add(
                        "near-equal-05",
                        "α = 0.999 to the nearest binary32 number, as in published runs on Yin-Yang.",
                        rates("0xffbe77p-24", "1"),
                        CANCELLATION)
                .add(
                        "near-equal-06",
                        "A loop of two with rates 1, 1 + 2^−23 and 1 − 2^−24.",
                        until("5")
                                .source("in", "0 0.5")
                                .neurons("n", 2, "beta 1 0xffffffp-24", "threshold 1")
                                .dense("in", "n", "alpha 0x1.000002p0", "4 2")
                                .dense("n", "n", "alpha 1", "_ 1.5; -1 _", "0.125")
                                .spikeTimeLoss("n 0 1 1", "n 1 0 1"),
                        CANCELLATION,
                        EQUAL_RATES_NUDGED,
                        COMMON_BETA)
                .add(
                        "near-equal-07",
                        "A voltage loss with α/β = 1 + 2^−23.",
                        until("4")
                                .source("in", "0.5")
                                .neurons("ro", 1, "beta 1", "threshold _")
                                .dense("in", "ro", "alpha 0x1.000002p0", "2")
                                .voltageSquareLoss("ro", 0, "0.5"),
                        CANCELLATION,
                        VOLTAGE_ON_GRID)
                .addBeyondBinary32(
                        "near-equal-08",
                        "α/β − 1 = 10^−12.",
                        decimal,
                        rates("1.000000000001", "1"),
                        CANCELLATION,
                        EQUAL_RATES_NUDGED)
                .addBeyondBinary32(
                        "near-equal-09",
                        "α/β − 1 = 10^−30: equal in binary64, not in truth.",
                        decimal,
                        rates("1.000000000000000000000000000001", "1"),
                        CANCELLATION)
                .addBeyondBinary32(
                        "near-equal-10",
                        "α/β = 1 + 2^−52, neighbours in binary64.",
                        "neighbours in binary64",
                        rates("0x1.0000000000001p0", "1"),
                        CANCELLATION,
                        EQUAL_RATES_NUDGED);
    }

    static Family stiff() {
        return new Family(3, CorpusCase.Extent.ALL_KINDS, "Rates orders of magnitude apart.")
                .add(
                        "stiff-fast-synapse-01",
                        "α = 4096, β = 1/64: an input is nearly a step of the potential.",
                        until("8")
                                .source("in", "0 1 2 3", "0.5")
                                .neurons("n", 1, "beta 0.015625", "threshold 1")
                                .dense("in", "n", "alpha 4096", "2600; 1800")
                                .spikeTimeLoss("n 0 0 2", "n 0 1 3"),
                        GRID_TIMES,
                        OVERFLOW,
                        ABSOLUTE_TOLERANCE)
                .add(
                        "stiff-slow-synapse-01",
                        "α = 1/64, β = 1024: the potential follows the current.",
                        until("4")
                                .source("in", "0.5")
                                .neurons("n", 1, "beta 1024", "threshold 1", "refractory 1")
                                .dense("in", "n", "alpha 0.015625", "1200")
                                .spikeTimeLoss("n 0 0 0.5", "n 0 1 2"),
                        GRID_TIMES,
                        IGNORED_REFRACTORY,
                        ABSOLUTE_TOLERANCE)
                .add(
                        "stiff-slow-synapse-02",
                        "α = 1/64, β = 64, without a refractory period: a tonic train.",
                        until("2")
                                .source("in", "0.5")
                                .neurons("n", 1, "beta 64", "threshold 1")
                                .dense("in", "n", "alpha 0.015625", "68")
                                .spikeTimeLoss("n 0 0 0.5", "n 0 3 1"),
                        GRID_TIMES,
                        OWN_SPIKE_TERM,
                        DROPPED_SPIKES)
                .add(
                        "stiff-mixed-01",
                        "Synapses of rate 1/16, 1 and 512 on one neuron.",
                        until("6")
                                .source("in", "0 2", "0.5 1.5", "1 3")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha pre 0.0625 1 512", "0.5; 1; 300")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 3"),
                        COMMON_ALPHA,
                        GRID_TIMES,
                        MISSED_BETWEEN_INPUTS)
                .add(
                        "stiff-mixed-02",
                        "A population with β from 1/64 to 256.",
                        until("4")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 3, "beta 0.015625 2 256", "threshold 1")
                                .dense("in", "n", "alpha 4", "3 12 512; 2 8 512")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1", "n 2 0 0"),
                        COMMON_BETA,
                        GRID_TIMES);
    }

    static Family scales() {
        return new Family(
                        3, CorpusCase.Extent.ALL_KINDS, "The same networks in units far from one; no digit may change.")
                .add(
                        "scale-potential-tiny-01",
                        "Weights and threshold times 2^−100.",
                        scaled("0x1p-100", "0x5p-100"),
                        ABSOLUTE_TOLERANCE,
                        EPSILON_IN_DENOMINATOR,
                        BINARY32)
                .add(
                        "scale-potential-huge-01",
                        "Weights and threshold times 2^100.",
                        scaled("0x1p100", "0x5p100"),
                        ABSOLUTE_TOLERANCE,
                        OVERFLOW)
                .add(
                        "scale-time-tiny-01",
                        "Times divided by 2^30: nanoseconds in seconds.",
                        until("0x1p-28")
                                .source("in", "0 0x1p-31")
                                .neurons("n", 1, "beta 0x1p30", "threshold 1")
                                .dense("in", "n", "alpha 0x1p31", "0x5p30")
                                .spikeTimeLoss("n 0 0 0", "n 0 1 0"),
                        ABSOLUTE_TOLERANCE,
                        GRID_TIMES,
                        TIME_FOR_RATE)
                .add(
                        "scale-time-huge-01",
                        "Times multiplied by 2^30.",
                        until("0x1p32")
                                .source("in", "0 0x1p29")
                                .neurons("n", 1, "beta 0x1p-30", "threshold 1")
                                .dense("in", "n", "alpha 0x1p-29", "0x5p-30")
                                .spikeTimeLoss("n 0 0 0", "n 0 1 0"),
                        ABSOLUTE_TOLERANCE,
                        TIME_FOR_RATE,
                        EPSILON_IN_DENOMINATOR)
                .add(
                        "scale-offset-01",
                        "Potentials near 1024: threshold, leak and reset share their leading digits.",
                        until("4")
                                .source("in", "0 0.5")
                                .neurons("n", 1, "beta 1", "threshold 1025", "leak 1024", "reset 1023.5")
                                .dense("in", "n", "alpha 2", "6")
                                .spikeTimeLoss("n 0 0 0", "n 0 1 1"),
                        IGNORED_LEAK,
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        BINARY32)
                .add(
                        "scale-cancelling-weights-01",
                        "Weights of 2^24 and −(2^24 − 5) at the same time: 5 is left.",
                        until("4")
                                .source("in", "0.5", "0.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "16777216; -16777211")
                                .spikeTimeLoss("n 0 0 1"),
                        MERGED_INPUTS,
                        BINARY32,
                        EVENT_ORDER)
                .add(
                        "scale-deep-inhibition-01",
                        "V starts at −2^20 and comes back: what is left of it after 14 time constants decides.",
                        until("20")
                                .source("in", "14")
                                .neurons("n", 1, "beta 1", "threshold 1", "initial -1048576")
                                .dense("in", "n", "alpha 2", "16")
                                .spikeTimeLoss("n 0 0 14"),
                        CLAMPED_INHIBITION,
                        IGNORED_INITIAL)
                .add(
                        "scale-late-01",
                        "The input comes at 2^20: absolute exponentials have long gone over.",
                        until("0x100004p0")
                                .source("in", "1048576 1048576.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "5")
                                .spikeTimeLoss("n 0 0 1048576"),
                        OVERFLOW,
                        GRID_TIMES,
                        BINARY32)
                .add(
                        "scale-late-02",
                        "A spike at 0 and another burst of inputs 4096 time constants later.",
                        until("4100")
                                .source("in", "0 4096 4096.5")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 1", "4")
                                .spikeTimeLoss("n 0 0 0", "n 0 2 4096"),
                        OVERFLOW,
                        FORGOTTEN_INPUTS);
    }

    private static NetworkSketch scaled(String threshold, String weight) {
        return until("4")
                .source("in", "0 0.5")
                .neurons("n", 1, "beta 1", "threshold " + threshold)
                .dense("in", "n", "alpha 2", weight)
                .spikeTimeLoss("n 0 0 0", "n 0 1 1");
    }

    static Family manySpikes() {
        return new Family(3, CorpusCase.Extent.WEIGHTS, "Many spikes and long times: what is lost adds up.")
                .add(
                        "many-tonic-01",
                        "A hundred leak-driven spikes at k ln 2; the last is in the loss.",
                        until("69.5")
                                .source("in", "68.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 2", "initial 0")
                                .dense("in", "n", "alpha 2", "0.5")
                                .spikeTimeLoss("n 0 99 69"),
                        DROPPED_SPIKES,
                        MISSED_WITHOUT_INPUT,
                        OWN_SPIKE_TERM,
                        GRID_TIMES)
                .add(
                        "many-inputs-01",
                        "Two hundred inputs at irregular times.",
                        until("40")
                                .source("in", new Spread(17).train(200, 24, 64))
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "1")
                                .spikeTimeLoss("n 0 0 1", "n 0 20 20"),
                        DROPPED_SPIKES,
                        OWN_SPIKE_TERM,
                        MERGED_INPUTS,
                        EQUAL_TIMES_IN_TRAIN)
                .add(
                        "many-clock-01",
                        "A spike goes round a loop with a delay for nearly thirty laps.",
                        until("70")
                                .source("in", "0")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "4.5")
                                .dense("n", "n", "alpha 2", "4.5", "2.1875")
                                .spikeTimeLoss("n 0 24 64"),
                        TRUNCATED_DELAYS,
                        GRID_TIMES,
                        IGNORED_SELF_CONNECTION,
                        BINARY32)
                .add(
                        "many-chain-01",
                        "A chain of thirty neurons, each of which fires once.",
                        chain(30).spikeTimeLoss("n 29 0 10"),
                        NO_HIDDEN_GRADIENT,
                        BINARY32,
                        IGNORED_RECURRENCE)
                .add(
                        "many-recurrent-01",
                        "Twelve neurons in a random recurrent network, for a long time.",
                        recurrent(12, 8, 19),
                        IGNORED_RECURRENCE,
                        EVENT_ORDER,
                        DROPPED_SPIKES)
                .add(
                        "many-recurrent-02",
                        "Twenty neurons, mostly inhibitory.",
                        recurrent(20, 5, 23),
                        IGNORED_RECURRENCE,
                        EVENT_ORDER,
                        CLAMPED_INHIBITION)
                .add(
                        "many-wide-01",
                        "Forty hidden neurons on one output, many of them at the same time.",
                        wide(),
                        SIMULTANEOUS_SPIKES,
                        MERGED_INPUTS,
                        NO_HIDDEN_GRADIENT);
    }

    private static NetworkSketch chain(int length) {
        String[] links = IntStream.range(0, length - 1)
                .mapToObj(i -> i + " " + (i + 1) + " 5")
                .toArray(String[]::new);
        return until("24")
                .source("in", "0")
                .neurons("n", length, "beta 1", "threshold 1")
                .sparse("in", "n", "alpha 2", "0 0 5")
                .sparse("n", "n", "alpha 2", links);
    }

    private static NetworkSketch recurrent(int size, int horizon, long seed) {
        Spread spread = new Spread(seed);
        return until(Integer.toString(horizon))
                .source("in", spread.train(12, 48, 64), spread.train(12, 48, 64))
                .neurons("n", size, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", spread.matrix(2, size, 64, 256, 64))
                .dense("n", "n", "alpha 1.5", spread.matrix(size, size, -48, 24, 64), "0.1875")
                .spikeTimeLoss("n 0 0 1", "n 1 1 2");
    }

    private static NetworkSketch wide() {
        String row = IntStream.range(0, 40)
                .mapToObj(i -> Integer.toString(4 + i % 4))
                .collect(Collectors.joining(" "));
        return until("4")
                .source("in", "0")
                .neurons("hid", 40, "beta 1", "threshold 1")
                .neurons("out", 1, "beta 1", "threshold 1")
                .dense("in", "hid", "alpha 2", row.replace("4", "4.5"))
                .dense("hid", "out", "alpha 2", new Spread(29).matrix(40, 1, -32, 160, 256))
                .spikeTimeLoss("out 0 0 1");
    }
}
