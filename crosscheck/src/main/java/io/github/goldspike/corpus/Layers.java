package io.github.goldspike.corpus;

import static io.github.goldspike.corpus.Mistake.*;
import static io.github.goldspike.corpus.NetworkSketch.until;

/** Level 1: feed-forward layers of a few neurons. */
final class Layers {

    private Layers() {}

    private static NetworkSketch hiddenLayer(String horizon, String... trains) {
        return until(horizon).source("in", trains).neurons("hid", 2, "beta 1", "threshold 1");
    }

    static Family layers() {
        return new Family(1, CorpusCase.Extent.ALL_KINDS, "Feed-forward layers: gradients through hidden spikes.")
                .add(
                        "ff-hidden-once-01",
                        "Each hidden neuron fires once before the output.",
                        hiddenLayer("6", "0", "0.25")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "4 1; 2 5")
                                .dense("hid", "out", "alpha 2", "3.25; 3.5")
                                .spikeTimeLoss("out 0 0 2"),
                        NO_HIDDEN_GRADIENT,
                        TRANSPOSED_WEIGHTS)
                .add(
                        "ff-hidden-twice-01",
                        "A hidden neuron fires twice before the output: the published code of the paper is wrong here.",
                        until("6")
                                .source("in", "0 0.0625 0.125")
                                .neurons("hid", 1, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "4")
                                .dense("hid", "out", "alpha 2", "3")
                                .spikeTimeLoss("out 0 0 2"),
                        OWN_SPIKE_TERM,
                        ONE_SPIKE_PER_NEURON,
                        LAST_SPIKE_ONLY,
                        FIRST_SPIKE_ONLY)
                .add(
                        "ff-hidden-twice-02",
                        "Two hidden neurons, one of which fires several times before the output.",
                        hiddenLayer("6", "0 0.125 0.25", "0.125")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "4 1; 1 4")
                                .dense("hid", "out", "alpha 2", "1.5; 2")
                                .spikeTimeLoss("out 0 0 2"),
                        OWN_SPIKE_TERM,
                        LAST_SPIKE_ONLY,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "ff-transposed-01",
                        "A square weight matrix far from symmetric.",
                        hiddenLayer("4", "0", "0.5")
                                .dense("in", "hid", "alpha 2", "6 -1; 3 7")
                                .spikeTimeLoss("hid 0 0 1", "hid 1 0 1"),
                        TRANSPOSED_WEIGHTS)
                .add(
                        "ff-transposed-02",
                        "Three inputs on two neurons and on to three: shapes that do not fit when transposed.",
                        until("6")
                                .source("in", "0", "0.25", "0.5")
                                .neurons("hid", 2, "beta 1", "threshold 1")
                                .neurons("out", 3, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "4 1; 3 2; 1 5")
                                .dense("hid", "out", "alpha 2", "5 2 3.5; 2 6 1.25")
                                .spikeTimeLoss("out 0 0 2", "out 1 0 2", "out 2 0 2"),
                        TRANSPOSED_WEIGHTS,
                        NO_HIDDEN_GRADIENT)
                .add(
                        "ff-three-layers-01",
                        "Three layers, one neuron each.",
                        until("8")
                                .source("in", "0")
                                .neurons("a", 1, "beta 1", "threshold 1")
                                .neurons("b", 1, "beta 1", "threshold 1")
                                .neurons("c", 1, "beta 1", "threshold 1")
                                .dense("in", "a", "alpha 2", "6")
                                .dense("a", "b", "alpha 2", "6")
                                .dense("b", "c", "alpha 2", "6")
                                .spikeTimeLoss("c 0 0 1"),
                        NO_HIDDEN_GRADIENT,
                        UNIT_JUMP)
                .add(
                        "ff-skip-01",
                        "An input reaches the output over a hidden neuron and directly.",
                        until("6")
                                .source("in", "0", "0.5")
                                .neurons("hid", 1, "beta 1", "threshold 1")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "6; _")
                                .dense("in", "out", "alpha 2", "2; 1.5")
                                .dense("hid", "out", "alpha 2", "3")
                                .spikeTimeLoss("out 0 0 2"),
                        NO_HIDDEN_GRADIENT,
                        ABSENT_SYNAPSE)
                .add(
                        "ff-two-projections-01",
                        "Two projections between the same populations add up.",
                        until("6")
                                .source("in", "0.25")
                                .neurons("n", 1, "beta 1", "threshold 1")
                                .dense("in", "n", "alpha 2", "3")
                                .dense("in", "n", "alpha 2", "3", "0.125")
                                .spikeTimeLoss("n 0 0 1"),
                        PARALLEL_SYNAPSES,
                        MERGED_INPUTS,
                        IGNORED_DELAYS)
                .add(
                        "ff-silent-hidden-01",
                        "A hidden neuron stays silent; its outgoing weights have gradient zero, not a number made up.",
                        hiddenLayer("6", "0", "0.25")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "6 1; 1 1")
                                .dense("hid", "out", "alpha 2", "6; 6")
                                .spikeTimeLoss("out 0 0 2"),
                        GHOST_GRAZING,
                        SILENT_LABEL)
                .add(
                        "ff-simultaneous-01",
                        "Two unconnected neurons spike at exactly the same time and reach a third together.",
                        hiddenLayer("6", "0")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "hid", "alpha 2", "6 6")
                                .dense("hid", "out", "alpha 2", "2; 2.5")
                                .spikeTimeLoss("out 0 0 2"),
                        SIMULTANEOUS_SPIKES,
                        MERGED_INPUTS);
    }

    static Family firstSpikeLosses() {
        return new Family(1, CorpusCase.Extent.ALL_KINDS, "The first-spike loss: label, temperatures, regulariser.")
                .add(
                        "ttfs-label-01",
                        "Two outputs, the label is the later one.",
                        outputs("6").firstSpikeLoss("out", 1, "0.5", "2", "0.25"),
                        WRONG_TARGET,
                        REGULARISER_SIGN,
                        SOFTMAX_TEMPERATURE)
                .add(
                        "ttfs-label-02",
                        "The same network with the other label.",
                        outputs("6").firstSpikeLoss("out", 0, "0.5", "2", "0.25"),
                        WRONG_TARGET,
                        REGULARISER_SIGN)
                .add(
                        "ttfs-gamma-zero-01",
                        "No regulariser: the softmax alone.",
                        outputs("6").firstSpikeLoss("out", 0, "0.5", "2", "0"),
                        SOFTMAX_TEMPERATURE,
                        LOSS_OVER_ALL_SPIKES)
                .add(
                        "ttfs-gamma-large-01",
                        "A regulariser that outweighs the softmax.",
                        outputs("6").firstSpikeLoss("out", 0, "4", "1", "8"),
                        REGULARISER_SIGN,
                        REGULARISER_MISSING)
                .add(
                        "ttfs-one-output-01",
                        "One output: the softmax is zero, and only the regulariser is left.",
                        until("6")
                                .source("in", "0 0.5")
                                .neurons("out", 1, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "4")
                                .firstSpikeLoss("out", 0, "0.5", "2", "1"),
                        REGULARISER_MISSING,
                        REGULARISER_SIGN)
                .add(
                        "ttfs-cold-01",
                        "A small τ0: the softmax is nearly a maximum, e^(Δf/τ0) is large.",
                        outputs("6").firstSpikeLoss("out", 1, "0.0078125", "2", "0.25"),
                        SOFTMAX_TEMPERATURE,
                        OVERFLOW)
                .add(
                        "ttfs-hot-01",
                        "A large τ0: the softmax is nearly even.",
                        outputs("6").firstSpikeLoss("out", 1, "64", "16", "0.25"),
                        SOFTMAX_TEMPERATURE,
                        REGULARISER_MISSING)
                .add(
                        "ttfs-several-spikes-01",
                        "Both outputs fire more than once; only their first spikes count.",
                        until("6")
                                .source("in", "0 0.5 1 1.5")
                                .neurons("out", 2, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "8 6")
                                .firstSpikeLoss("out", 1, "1", "2", "0.25"),
                        LOSS_OVER_ALL_SPIKES,
                        LAST_SPIKE_ONLY)
                .add(
                        "ttfs-silent-other-01",
                        "An output that is not the label stays silent and drops out of the sum.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("out", 3, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "4 1 5; 2 1 2")
                                .firstSpikeLoss("out", 0, "1", "2", "0.25"),
                        SILENT_IN_SOFTMAX)
                .add(
                        "ttfs-silent-label-01",
                        "The label stays silent: loss and gradient are undefined.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("out", 2, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "4 1; 2 1")
                                .firstSpikeLoss("out", 1, "1", "2", "0.25"),
                        SILENT_LABEL)
                .add(
                        "ttfs-all-silent-others-01",
                        "Only the label fires: the softmax is zero.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("out", 3, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "1 4 1; 1 2 1")
                                .firstSpikeLoss("out", 1, "1", "2", "0.25"),
                        SILENT_IN_SOFTMAX,
                        REGULARISER_MISSING)
                .add(
                        "ttfs-equal-outputs-01",
                        "Two outputs at exactly the same time.",
                        until("6")
                                .source("in", "0", "0.25")
                                .neurons("out", 2, "beta 1", "threshold 1")
                                .dense("in", "out", "alpha 2", "4 4; 2 2")
                                .firstSpikeLoss("out", 1, "1", "2", "0.25"),
                        SIMULTANEOUS_SPIKES);
    }

    private static NetworkSketch outputs(String horizon) {
        return until(horizon)
                .source("in", "0 1", "0.25")
                .neurons("out", 2, "beta 1", "threshold 1")
                .dense("in", "out", "alpha 2", "4 2; 2 3");
    }

    static Family voltageLosses() {
        return new Family(1, CorpusCase.Extent.ALL_KINDS, "Losses on the voltage of readouts and of spiking neurons.")
                .add(
                        "volt-readout-square-01",
                        "½∫(V − target)² of a readout that an input drives: closed form.",
                        readout("4", "8").voltageSquareLoss("ro", 0, "0.5"),
                        READOUT_FIRES,
                        VOLTAGE_ON_GRID)
                .add(
                        "volt-readout-integral-01",
                        "∫V of a readout.",
                        readout("4", "8").voltageIntegralLoss("ro", "1", "0"),
                        READOUT_FIRES,
                        VOLTAGE_ON_GRID)
                .add(
                        "volt-readout-integral-02",
                        "∫Ve^(−κt) of a readout.",
                        readout("4", "8").voltageIntegralLoss("ro", "1", "0.5"),
                        KAPPA_IGNORED,
                        VOLTAGE_ON_GRID)
                .add(
                        "volt-readout-integral-03",
                        "A negative κ, so that late voltages count more.",
                        readout("4", "8").voltageIntegralLoss("ro", "-2", "-0.25"),
                        KAPPA_IGNORED,
                        READOUT_FIRES)
                .add(
                        "volt-readout-kappa-equal-01",
                        "κ = −β: a quotient by the sum of these rates does not exist, the integral does.",
                        readout("4", "8").voltageIntegralLoss("ro", "1", "-1"),
                        KAPPA_IGNORED,
                        EQUAL_RATES_NUDGED)
                .add(
                        "volt-hidden-square-01",
                        "A readout behind a hidden neuron that spikes twice.",
                        hiddenReadout("5").voltageSquareLoss("ro", 0, "0.25"),
                        NO_HIDDEN_GRADIENT,
                        OWN_SPIKE_TERM,
                        READOUT_FIRES)
                .add(
                        "volt-hidden-integral-01",
                        "∫Ve^(−κt) of a readout behind a hidden neuron.",
                        hiddenReadout("5").voltageIntegralLoss("ro", "1", "0.5"),
                        NO_HIDDEN_GRADIENT,
                        KAPPA_IGNORED)
                .add(
                        "volt-spiking-square-01",
                        "½∫(V − target)² of a neuron that spikes: its jumps enter the gradient.",
                        spiking("4").voltageSquareLoss("n", 0, "0.5"),
                        VOLTAGE_JUMP,
                        VOLTAGE_ON_GRID,
                        OWN_SPIKE_TERM)
                .add(
                        "volt-spiking-integral-01",
                        "∫V of a neuron that spikes.",
                        spiking("4").voltageIntegralLoss("n", "1", "0"),
                        VOLTAGE_JUMP,
                        OWN_SPIKE_TERM)
                .add(
                        "volt-spiking-integral-02",
                        "∫Ve^(−κt) of two neurons that spike, with weights of both signs.",
                        until("4")
                                .source("in", "0 1", "0.5")
                                .neurons("n", 2, "beta 1", "threshold 1", "reset -0.5")
                                .dense("in", "n", "alpha 2", "6 4; 2 3")
                                .voltageIntegralLoss("n", "1 -0.5", "0.75"),
                        VOLTAGE_JUMP,
                        KAPPA_IGNORED,
                        RESET_TO_ZERO)
                .add(
                        "volt-leak-01",
                        "A readout with leak and initial potential: the loss is there before any input.",
                        until("4")
                                .source("in", "1")
                                .neurons("ro", 1, "beta 1", "threshold _", "leak 0.5", "initial -1")
                                .dense("in", "ro", "alpha 2", "3")
                                .voltageSquareLoss("ro", 0, "0.25"),
                        IGNORED_LEAK,
                        IGNORED_INITIAL,
                        VOLTAGE_ON_GRID);
    }

    private static NetworkSketch readout(String horizon, String weight) {
        return until(horizon)
                .source("in", "0.5 1.5")
                .neurons("ro", 1, "beta 1", "threshold _")
                .dense("in", "ro", "alpha 2", weight);
    }

    private static NetworkSketch spiking(String horizon) {
        return until(horizon)
                .source("in", "0 1")
                .neurons("n", 1, "beta 1", "threshold 1")
                .dense("in", "n", "alpha 2", "6");
    }

    private static NetworkSketch hiddenReadout(String horizon) {
        return until(horizon)
                .source("in", "0 0.125")
                .neurons("hid", 1, "beta 1", "threshold 1")
                .neurons("ro", 1, "beta 0.5", "threshold _")
                .dense("in", "hid", "alpha 2", "6")
                .dense("hid", "ro", "alpha 2", "1.5");
    }
}
