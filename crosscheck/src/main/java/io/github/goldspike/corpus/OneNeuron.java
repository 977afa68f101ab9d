package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 1: one neuron, few inputs, rates that give closed forms or polynomials in e^−t. */
final class OneNeuron {

    private OneNeuron() {}

    /** One input spike of weight {@code weight} at {@code time} on a neuron "n". */
    private static NetworkSketch oneInput(String horizon, String time, String alpha, String weight, String... fields) {
        return until(horizon).source("in", time).neurons("n", 1, fields).dense("in", "n", alpha, weight);
    }

    static Family oneInput() {
        return new Family(1, CorpusCase.Extent.JACOBIAN, "One neuron, one input spike: roots of a polynomial in e^−t.")
                .add(
                        "one-double-rate-01",
                        "α = 2β, V = 5(x − x²) with x = e^−t: one spike, from a quadratic.",
                        oneInput("4", "0", "alpha 2", "5", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        INPUT_AT_ZERO,
                        RATES_EXCHANGED,
                        UNIT_JUMP)
                .add(
                        "one-double-rate-02",
                        "α = 2β with a strong input: several spikes on one input, none of them at an input.",
                        oneInput("4", "0", "alpha 2", "16", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 1 1", "n 0 2 1.5"),
                        ONE_SPIKE_PER_NEURON,
                        ONE_SPIKE_PER_INTERVAL,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET,
                        INPUT_AT_ZERO)
                .add(
                        "one-half-rate-01",
                        "α = β/2: the synapse is slower than the membrane.",
                        oneInput("4", "0.5", "alpha 1", "8", "beta 2", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        RATES_EXCHANGED,
                        ONLY_SIMPLE_RATIOS,
                        MISSED_BETWEEN_INPUTS)
                .add(
                        "one-equal-rates-01",
                        "α = β, V = 4te^−t: the first spike is −W₀(−1/4), Lambert's function.",
                        oneInput("5", "0", "alpha 1", "4", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 0.25"),
                        EQUAL_RATES_NUDGED,
                        CANCELLATION,
                        INPUT_AT_ZERO)
                .add(
                        "one-equal-rates-02",
                        "α = β = 1/4 with a late input and a second spike.",
                        oneInput("16", "2", "alpha 0.25", "2", "beta 0.25", "threshold 1")
                                .spikeTimeLoss("n 0 1 6"),
                        EQUAL_RATES_NUDGED,
                        CANCELLATION,
                        OWN_SPIKE_TERM)
                .add(
                        "one-triple-rate-01",
                        "α = 3β: a cubic in e^−t.",
                        oneInput("3", "0.25", "alpha 3", "8", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        ONLY_SIMPLE_RATIOS,
                        RATES_EXCHANGED)
                .add(
                        "one-three-halves-rate-01",
                        "α = 3β/2: a cubic in e^−t/2.",
                        oneInput("4", "0.25", "alpha 1.5", "7", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        ONLY_SIMPLE_RATIOS,
                        GRID_TIMES)
                .add(
                        "one-odd-rate-01",
                        "α/β = 1.71875: no closed form.",
                        oneInput("4", "0.25", "alpha 1.71875", "6", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        ONLY_SIMPLE_RATIOS,
                        GRID_TIMES)
                .add(
                        "one-slow-01",
                        "Rates 1/4 and 1/8: everything takes eight times as long.",
                        oneInput("40", "1", "alpha 0.25", "0.75", "beta 0.125", "threshold 1")
                                .spikeTimeLoss("n 0 0 5"),
                        TIME_FOR_RATE,
                        ABSOLUTE_TOLERANCE)
                .add(
                        "one-threshold-01",
                        "Threshold 2.5.",
                        oneInput("4", "0", "alpha 2", "16", "beta 1", "threshold 2.5")
                                .spikeTimeLoss("n 0 0 0"),
                        SHARED_THRESHOLD,
                        INPUT_AT_ZERO)
                .add(
                        "one-silent-01",
                        "A peak at 15/16 of the threshold: silence, and a loss that is undefined.",
                        oneInput("8", "0", "alpha 2", "3.75", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        GHOST_GRAZING,
                        SILENT_LABEL)
                .add(
                        "one-silent-02",
                        "An inhibitory input: V goes below zero and never up to the threshold.",
                        oneInput("8", "0", "alpha 2", "-32", "beta 1", "threshold 1")
                                .voltageIntegralLoss("n", "1", "0"),
                        CLAMPED_INHIBITION,
                        VOLTAGE_ON_GRID)
                .add(
                        "one-just-fires-01",
                        "A peak at 17/16 of the threshold: one spike, with a small slope.",
                        oneInput("8", "0.25", "alpha 2", "4.25", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1"),
                        MISSED_GRAZING,
                        EPSILON_IN_DENOMINATOR,
                        LATER_CROSSING)
                .add(
                        "one-late-input-01",
                        "The same neuron, asked a thousand time constants later: absolute exponentials are gone.",
                        oneInput("1004", "1000", "alpha 2", "5", "beta 1", "threshold 1")
                                .spikeTimeLoss("n 0 0 1001"),
                        OVERFLOW,
                        GRID_TIMES);
    }

    static Family conventions() {
        return new Family(1, CorpusCase.Extent.JACOBIAN, "Time constants or rates, weights of either convention.")
                .add(
                        "conv-tau-01",
                        "tau_mem and tau_syn instead of rates.",
                        oneInput("8", "0.5", "tau_syn 0.5", "5", "tau_mem 2", "threshold 1")
                                .spikeTimeLoss("n 0 0 2"),
                        TIME_FOR_RATE,
                        RATES_EXCHANGED)
                .add(
                        "conv-tau-02",
                        "Gradients by time constants have the sign and scale of times, not of rates.",
                        oneInput("32", "1", "tau_syn 2", "1.5", "tau_mem 8", "threshold 1")
                                .spikeTimeLoss("n 0 0 4", "n 0 1 8"),
                        TIME_FOR_RATE,
                        OWN_SPIKE_TERM)
                .add(
                        "conv-current-01",
                        "Weights in the convention of EventProp: W = βw with τ_mem = 4.",
                        oneInput("16", "0.5", "tau_syn 2", "6", "tau_mem 4", "threshold 1")
                                .currentConvention()
                                .spikeTimeLoss("n 0 0 2"),
                        WEIGHT_CONVENTION,
                        UNIT_JUMP)
                .add(
                        "conv-current-02",
                        "Milliseconds, τ_mem = 20 and τ_syn = 5, several spikes.",
                        oneInput("64", "2", "tau_syn 5", "16", "tau_mem 20", "threshold 1")
                                .currentConvention()
                                .spikeTimeLoss("n 0 0 3", "n 0 1 9"),
                        WEIGHT_CONVENTION,
                        TIME_FOR_RATE,
                        OWN_SPIKE_TERM,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "conv-current-03",
                        "The current convention with rates: w is divided by τ_mem = 1/β all the same.",
                        oneInput("8", "0.25", "alpha 2", "20", "beta 0.5", "threshold 1")
                                .currentConvention()
                                .spikeTimeLoss("n 0 0 1"),
                        WEIGHT_CONVENTION,
                        TIME_FOR_RATE)
                .add(
                        "conv-current-04",
                        "The current convention with β = 1/2 and β = 2 in one population.",
                        until("8")
                                .currentConvention()
                                .source("in", "0", "0.75")
                                .neurons("n", 2, "beta 0.5 2", "threshold 1")
                                .dense("in", "n", "alpha 4", "24 12; 16 8")
                                .spikeTimeLoss("n 0 0 1", "n 1 0 1"),
                        WEIGHT_CONVENTION,
                        COMMON_BETA);
    }

    static Family restAndReset() {
        return new Family(1, CorpusCase.Extent.JACOBIAN, "Leak, initial potential, reset: one neuron.")
                .add(
                        "rest-leak-01",
                        "A resting potential of 1/2 helps the input.",
                        oneInput("6", "0.5", "alpha 2", "4.5", "beta 1", "threshold 1", "leak 0.5")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_LEAK,
                        LEAK_IN_SLOPE,
                        RESET_TO_LEAK)
                .add(
                        "rest-leak-02",
                        "A resting potential of −1/2 holds the input back.",
                        oneInput("6", "0.5", "alpha 2", "12", "beta 1", "threshold 1", "leak -0.5")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_LEAK,
                        LEAK_IN_SLOPE,
                        CLAMPED_INHIBITION)
                .add(
                        "rest-leak-03",
                        "The leak alone drives the neuron: spikes at ln 2, 2 ln 2, 3 ln 2, … without any input.",
                        until("3.5")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 2", "initial 0")
                                .spikeTimeLoss("n 0 1 1", "n 0 3 3"),
                        MISSED_WITHOUT_INPUT,
                        OWN_SPIKE_TERM,
                        LEAK_IN_SLOPE,
                        DROPPED_SPIKES)
                .add(
                        "rest-leak-04",
                        "The leak alone, reset −1: the first spike at ln 3, then one each ln 5.",
                        until("8")
                                .neurons("n", 1, "beta 1", "threshold 1", "leak 1.5", "reset -1", "initial 0")
                                .spikeTimeLoss("n 0 0 1", "n 0 2 4"),
                        MISSED_WITHOUT_INPUT,
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        OWN_SPIKE_TERM)
                .add(
                        "rest-leak-05",
                        "The leak drives the neuron and an inhibitory input delays its next spike.",
                        oneInput("4", "1", "alpha 2", "-3", "beta 1", "threshold 1", "leak 2", "initial 0")
                                .spikeTimeLoss("n 0 1 2"),
                        MISSED_WITHOUT_INPUT,
                        INTERRUPTED_CROSSING,
                        LEAK_IN_SLOPE)
                .add(
                        "rest-initial-01",
                        "V starts at 3/4 and decays until the input comes.",
                        oneInput("6", "0.5", "alpha 2", "4", "beta 1", "threshold 1", "initial 0.75")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_INITIAL,
                        RESET_TO_ZERO)
                .add(
                        "rest-initial-02",
                        "V starts at −2 and is still on its way up when the input comes.",
                        oneInput("6", "0.5", "alpha 2", "16", "beta 1", "threshold 1", "initial -2")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_INITIAL,
                        CLAMPED_INHIBITION)
                .add(
                        "rest-initial-03",
                        "An initial potential that differs from a leak that differs from zero.",
                        oneInput("6", "0.25", "alpha 2", "10", "beta 1", "threshold 1", "initial -0.5", "leak 0.25")
                                .spikeTimeLoss("n 0 0 1", "n 0 1 2"),
                        IGNORED_INITIAL,
                        IGNORED_LEAK,
                        RESET_TO_LEAK)
                .add(
                        "rest-reset-01",
                        "Reset −1/2: the second spike comes later than with reset 0.",
                        oneInput("6", "0", "alpha 2", "16", "beta 1", "threshold 1", "reset -0.5")
                                .spikeTimeLoss("n 0 1 1"),
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        RESET_TO_LEAK,
                        OWN_SPIKE_TERM)
                .add(
                        "rest-reset-02",
                        "Reset 1/2: the second spike comes sooner.",
                        oneInput("6", "0", "alpha 2", "8", "beta 1", "threshold 1", "reset 0.5")
                                .spikeTimeLoss("n 0 1 1"),
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        RESET_TO_LEAK,
                        SLOPE_WITHOUT_RESET)
                .add(
                        "rest-reset-03",
                        "Reset, leak and threshold all different from 0 and 1.",
                        oneInput("6", "0", "alpha 2", "12", "beta 1", "threshold 1.5", "reset -0.25", "leak 0.5")
                                .spikeTimeLoss("n 0 0 0.25", "n 0 1 1"),
                        RESET_TO_ZERO,
                        RESET_TO_LEAK,
                        SUBTRACTED_THRESHOLD,
                        IGNORED_LEAK,
                        LEAK_IN_SLOPE,
                        SHARED_THRESHOLD)
                .add(
                        "rest-negative-threshold-01",
                        "Everything below zero, as in millivolts: leak −70, threshold −50, reset −80.",
                        oneInput(
                                        "64",
                                        "4",
                                        "tau_syn 4",
                                        "64",
                                        "tau_mem 16",
                                        "threshold -50",
                                        "leak -70",
                                        "reset -80",
                                        "initial -65")
                                .spikeTimeLoss("n 0 0 4"),
                        RESET_TO_ZERO,
                        SUBTRACTED_THRESHOLD,
                        IGNORED_LEAK,
                        IGNORED_INITIAL,
                        TIME_FOR_RATE,
                        CLAMPED_INHIBITION);
    }

    static Family refractory() {
        return new Family(1, CorpusCase.Extent.JACOBIAN, "Refractory periods: one neuron.")
                .add(
                        "refr-one-01",
                        "One input, several spikes, each held at the reset for 1/4; the current goes on meanwhile.",
                        oneInput("4", "0", "alpha 1", "16", "beta 1", "threshold 1", "refractory 0.25")
                                .spikeTimeLoss("n 0 1 1", "n 0 2 1.5"),
                        IGNORED_REFRACTORY,
                        REFRACTORY_STOPS_CURRENT,
                        OWN_SPIKE_TERM)
                .add(
                        "refr-one-02",
                        "An input that arrives during the refractory period acts on the current and is felt afterwards.",
                        oneInput("6", "0 0.5", "alpha 1", "4", "beta 2", "threshold 0.5", "refractory 0.75")
                                .spikeTimeLoss("n 0 1 1.5"),
                        IGNORED_REFRACTORY,
                        REFRACTORY_STOPS_CURRENT,
                        FORGOTTEN_INPUTS)
                .add(
                        "refr-one-03",
                        "The leak alone, reset −1 and a refractory period of 1: the period is 1 + ln 5.",
                        until("8")
                                .neurons(
                                        "n",
                                        1,
                                        "beta 1",
                                        "threshold 1",
                                        "leak 1.5",
                                        "reset -1",
                                        "initial 0",
                                        "refractory 1")
                                .spikeTimeLoss("n 0 0 1", "n 0 2 6"),
                        IGNORED_REFRACTORY,
                        RESET_TO_ZERO,
                        MISSED_WITHOUT_INPUT)
                .add(
                        "refr-one-04",
                        "A refractory period so long that the current is gone at its end: one spike, not six.",
                        oneInput("32", "0", "alpha 2", "16", "beta 1", "threshold 1", "refractory 16")
                                .spikeTimeLoss("n 0 0 1"),
                        IGNORED_REFRACTORY,
                        REFRACTORY_STOPS_CURRENT);
    }
}
