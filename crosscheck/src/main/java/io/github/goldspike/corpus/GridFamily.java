package io.github.goldspike.corpus;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of the grid part of the corpus: ten for each profile, with dt = 1. Decays are powers of ½ and weights multiples of ⅛, so that
 * V = ϑ is met wherever a profile's factors are rational. An id, once given, stays with its network for ever.
 */
public final class GridFamily {

    /**
     * One network and the grid on which it is answered.
     *
     * @param purpose one sentence
     */
    public record GridCase(Network network, Grid grid, String profile, String purpose) {}

    /** Numbers that differ from profile to profile, so that no two networks are the same. */
    private static final List<String> RATES = List.of("1/2", "1/4", "1/8", "3/4", "1/2", "1/4", "3/8", "1/8");

    private static final List<String> OTHER = List.of("1/4", "1/2", "1/4", "1/4", "3/8", "1/8", "1/2", "3/4");
    private static final List<String> WEIGHTS = List.of("1/2", "3/4", "5/8", "1/2", "3/8", "1/2", "3/4", "5/8");
    private static final List<String> SURROGATES = List.of(
            "fast-sigmoid:2",
            "arctan:2",
            "sigmoid:4",
            "triangle:1",
            "straight-through",
            "fast-sigmoid:1",
            "sigmoid:2",
            "arctan:1");

    private final List<GridCase> cases = new ArrayList<>();
    private final Profile profile;
    private final Grid grid;
    private final String beta;
    private final String alpha;
    private final String w;

    private GridFamily(Profile profile) {
        int k = profile.ordinal();
        this.profile = profile;
        this.grid = profile.grid(Rational.ONE).with(Surrogate.parse(SURROGATES.get(k)));
        this.beta = RATES.get(k);
        this.alpha = OTHER.get(k);
        this.w = WEIGHTS.get(k);
    }

    /** All of them, in the order of the index. */
    public static List<GridCase> cases() {
        List<GridCase> all = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            GridFamily family = new GridFamily(profile);
            family.equalities();
            family.resets();
            family.paths();
            family.losses();
            all.addAll(family.cases);
        }
        return all;
    }

    private void add(String what, String purpose, NetworkSketch sketch) {
        cases.add(new GridCase(sketch.named("grid-" + profile.field() + "-" + what), grid, profile.field(), purpose));
    }

    private void equalities() {
        add(
                "equal-at-once",
                "V = ϑ in the first step in which anything arrives, where the factors are rational",
                NetworkSketch.until("8")
                        .source("in", "1", "1 4 5")
                        .neurons("n", 2, "beta " + beta, "threshold 1 3/4")
                        .dense("in", "n", "alpha " + beta, w + " 1/4; " + complement(w) + " 1/2")
                        .spikeCountSquareLoss("n", "2 1"));
        add(
                "equal-later",
                "V comes to ϑ over several steps, with a current; one step earlier it is below",
                NetworkSketch.until("10")
                        .neurons("n", 2, "beta 1/2 " + beta, "threshold 1", "current 0 1/2 1 3/4 6 1/4 / 1 3/4 3 2 5 0")
                        .neurons("ro", 1, "beta 1/2", "threshold _")
                        .dense("n", "ro", "alpha " + alpha, "1/2; -1/4")
                        .voltageSquareLoss("ro", 0, "1/2"));
        add(
                "equal-to-reset",
                "reset, leak and initial potential that a second spike starts from exactly",
                NetworkSketch.until("12")
                        .source("in", "0 2 2 7", "3 8")
                        .neurons(
                                "n",
                                2,
                                "beta " + beta,
                                "threshold 1",
                                "reset 1/4 -1/2",
                                "leak 1/4 0",
                                "initial 1/2 1/4")
                        .dense("in", "n", "alpha " + alpha, "1 " + w + "; 1/2 1")
                        .spikeCountEntropyLoss("n", 0, "1"));
    }

    /** What is missing to 1. */
    private static String complement(String weight) {
        return Rational.ONE.minus(Rational.parse(weight)).toString();
    }

    private void resets() {
        add(
                "reset-overshoot",
                "V far above ϑ: subtracting leaves what setting loses, and a late reset another step of it",
                NetworkSketch.until("10")
                        .source("in", "1 1 1 5", "1 2 6 6")
                        .neurons("n", 2, "beta " + beta, "threshold 1 1/2", "reset 0 -1/4")
                        .dense("in", "n", "alpha 1/2", "3/2 1; 1 " + w)
                        .voltageIntegralLoss("n", "1 -1/2", "0"));
        String[] fields = grid.resetsLate()
                ? new String[] {"beta " + beta, "threshold 1", "initial 1/2 -1/4"}
                : new String[] {"beta " + beta, "threshold 1", "reset 1/4 0", "refractory 1 3"};
        add(
                "hold",
                grid.resetsLate()
                        ? "inputs in every step, from potentials that are not at rest"
                        : "inputs while neurons are held for one step and for three, and right after",
                NetworkSketch.until("14")
                        .source("in", "0 1 2 3 4 5 6", "2 3 4 8 9")
                        .neurons("n", 2, fields)
                        .dense("in", "n", "alpha " + alpha, w + " 3/4; 1/2 1")
                        .spikeStepEntropyLoss("n", 1));
    }

    private void paths() {
        add(
                "layers",
                "three layers: in which step a spike is handed on",
                NetworkSketch.until("14")
                        .source("in", "0 3 4", "1 5 9")
                        .neurons("a", 2, "beta " + beta, "threshold 1/2")
                        .neurons("b", 2, "beta 1/4", "threshold 3/4")
                        .neurons("c", 1, "beta 1/2", "threshold 1/2")
                        .dense("in", "a", "alpha 1/2", w + " 1; 1/2 " + w)
                        .dense("a", "b", "alpha " + alpha, "1 1/2; 1/4 1")
                        .dense("b", "c", "alpha 1/2", "3/4; 1")
                        .spikeCountSquareLoss("c", "3"));
        add(
                "loops",
                "a loop between two populations, one that comes back to itself, and a neuron that feeds itself",
                NetworkSketch.until("14")
                        .source("in", "0 2 5", "1 1 6")
                        .neurons("a", 2, "beta " + beta, "threshold 1/2 3/4")
                        .neurons("b", 2, "beta 1/2", "threshold 1/2")
                        .dense("in", "a", "alpha " + alpha, "1 1/2; 1/2 " + w)
                        .dense("a", "a", "alpha 1/2", "1/8 -1/2; 1/4 1/8")
                        .dense("a", "b", "alpha 1/2", "1 1/2; 1/2 3/4")
                        .dense("b", "a", "alpha 1/4", "-1/4 1/4; 1/8 -1/2")
                        .spikeCountEntropyLoss("b", 1, "1/2"));
        add(
                "delays",
                "delays of none, one, two and three steps, forward and back",
                NetworkSketch.until("16")
                        .source("in", "0 4", "0 3 8")
                        .neurons("a", 2, "beta " + beta, "threshold 1/2")
                        .neurons("b", 2, "beta 1/4", "threshold 3/4")
                        .dense("in", "a", "alpha 1/2", "1 3/4; " + w + " 1", "0 1; 2 0")
                        .dense("a", "b", "alpha " + alpha, "1 1; 3/4 1/2", "1 0; 3 2")
                        .dense("b", "a", "alpha 1/2", "-1/4 1/4; 1/4 -1/4", "0 1; 2 1")
                        .spikeStepEntropyLoss("b", 0));
    }

    private void losses() {
        add(
                "rates",
                "a decay of its own for each source unit and for each neuron, and equal rates of synapse and membrane",
                NetworkSketch.until("12")
                        .source("in", "0 2 3", "1 1 7")
                        .neurons("a", 2, "beta 1/2 " + beta, "threshold 1/2 5/8")
                        .neurons("b", 2, "beta " + alpha + " 1/4", "threshold 3/4")
                        .dense("in", "a", "alpha pre 1/2 1/4", "1 " + w + "; 3/4 1/2")
                        .dense("a", "b", "alpha post " + alpha + " 1/8", "1 1/2; 1/4 1")
                        .voltageIntegralLoss("b", "1 2", "1/8"));
        add(
                "ends",
                "spikes in the first and in the last step, inputs at 0, at the horizon, and twice in one step",
                NetworkSketch.until("6")
                        .source("in", "0 0 2 2 6", "0 2 5 6 6")
                        .neurons("n", 2, "beta " + beta, "threshold 1/2")
                        .neurons("o", 1, "beta 1/2", "threshold 1/4")
                        .dense("in", "n", "alpha " + alpha, "1/2 1/4; 3/4 " + w)
                        .dense("n", "o", "alpha 1/2", "1; 1/2")
                        .spikeCountSquareLoss("o", "4"));
    }
}
