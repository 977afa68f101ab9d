package io.github.goldspike.conformance.grid;

import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.Hold;
import io.github.goldspike.grid.InvalidGridException;
import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Strictness;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What programs on grids have got wrong, or do otherwise (proofs-notes/mistakes.md, from 90 on). */
final class GridMistakes {

    /**
     * What a program with a mistake computes.
     *
     * @param detail what the mistake leaves open, filled in; may be empty
     */
    record Variant(String detail, Network network, Grid grid, Set<Slip> slips) {}

    /** A mistake and its variants for a network on a grid. */
    record Suspect(Mistake mistake, Function<Variant, List<Variant>> variants) {}

    private static final Rational TWO = Rational.of(2);

    static final List<Suspect> ALL = all();

    private GridMistakes() {}

    private static List<Suspect> all() {
        List<Suspect> all = new ArrayList<>();
        add(
                all,
                90,
                "grid-strictness",
                "fires at V ≥ ϑ in place of V > ϑ, or the other way round",
                right -> List.of(field(
                        right,
                        "threshold",
                        right.grid().threshold() == Strictness.GT ? Strictness.GE.field() : Strictness.GT.field())));
        add(
                all,
                91,
                "grid-reset-time",
                "resets V a step late, or at once where its library does so a step late",
                right -> grids(right, resetMoved(right.grid())));
        add(
                all,
                92,
                "grid-reset-kind",
                "sets V to the reset where it should subtract, or the other way round, or does neither",
                right -> Arrays.stream(Reset.values())
                        .filter(kind -> kind != right.grid().reset())
                        .map(kind -> field(right, "reset", kind.field()))
                        .toList());
        add(
                all,
                93,
                "grid-reset-of-zero",
                "resets by the threshold, or to 0, whatever the reset",
                slip(Slip.RESET_OF_ZERO));
        add(
                all,
                94,
                "grid-detach",
                "takes the reset's spike as a constant in the gradient, or does not where it should",
                right -> fields(right, "detach", "true", "false", "recurrent"));
        add(all, 95, "grid-order", "receives, decays and integrates in another order", GridMistakes::orders);
        add(
                all,
                96,
                "grid-inputs-shifted",
                "takes inputs a step early or late",
                right -> List.of(
                        network(
                                right,
                                "late",
                                StepChanges.inputsMoved(
                                        right.network(), right.grid().dt())),
                        network(
                                right,
                                "early",
                                StepChanges.inputsMoved(
                                        right.network(), right.grid().dt().negate()))));
        add(
                all,
                97,
                "grid-delays",
                "takes delays of one step more or less, of at least one, or none",
                right -> List.of(
                        network(
                                right,
                                "one more",
                                StepChanges.delays(
                                        right.network(),
                                        d -> d.plus(right.grid().dt()))),
                        network(
                                right,
                                "one less",
                                StepChanges.delays(
                                        right.network(),
                                        d -> atLeast(d.minus(right.grid().dt()), Rational.ZERO))),
                        network(
                                right,
                                "at least one",
                                StepChanges.delays(
                                        right.network(),
                                        d -> atLeast(d, right.grid().dt()))),
                        network(right, "none", StepChanges.delays(right.network(), d -> Rational.ZERO))));
        add(
                all,
                98,
                "grid-transmission",
                "hands spikes on in another step",
                right -> fields(right, "transmission", "layered", "next-step", "at-least-one", "same-step"));
        add(
                all,
                99,
                "grid-refractory",
                "holds neurons a step more or less, or not at all",
                right -> List.of(
                        network(
                                right,
                                "one more",
                                StepChanges.refractory(
                                        right.network(),
                                        r -> r.signum() == 0
                                                ? r
                                                : r.plus(right.grid().dt()))),
                        network(
                                right,
                                "one less",
                                StepChanges.refractory(
                                        right.network(),
                                        r -> atLeast(r.minus(right.grid().dt()), Rational.ZERO))),
                        network(right, "not at all", StepChanges.refractory(right.network(), r -> Rational.ZERO)),
                        field(right, "hold", right.grid().hold() == Hold.R ? "R-1" : "R")));
        add(
                all,
                100,
                "grid-hold-loses-input",
                "loses what arrives while a neuron is held",
                slip(Slip.HOLD_LOSES_INPUT));
        add(
                all,
                101,
                "grid-hold-runs-on",
                "lets V run on while a neuron is held, and only does not compare it",
                slip(Slip.HOLD_RUNS_ON));
        add(
                all,
                102,
                "grid-decay",
                "decays by 1 − r·dt for e^(−r·dt), or the other way round",
                right -> fields(right, "decay", "euler", "exact"));
        add(
                all,
                103,
                "grid-gain",
                "adds currents to V with another factor",
                right -> fields(
                        right,
                        "gain",
                        Arrays.stream(Gain.values()).map(Gain::field).toArray(String[]::new)));
        add(
                all,
                104,
                "grid-weights-scaled",
                "multiplies weights with dt once more or less, or with a time constant or a rate",
                GridMistakes::scaled);
        add(
                all,
                105,
                "grid-rates-scaled",
                "takes dt² for dt in decays, or no dt at all",
                right -> List.of(
                        network(
                                right,
                                "dt²",
                                StepChanges.rates(right.network(), right.grid().dt())),
                        network(
                                right,
                                "no dt",
                                StepChanges.rates(
                                        right.network(), right.grid().dt().reciprocal()))));
        add(all, 106, "grid-surrogate", "takes another surrogate", GridMistakes::surrogates);
        add(
                all,
                107,
                "grid-surrogate-sign",
                "has the surrogate with the wrong sign",
                right -> right.grid()
                        .surrogate()
                        .map(surrogate ->
                                List.of(grid(right, "", right.grid().with(scaled(surrogate, Rational.of(-1))))))
                        .orElse(List.of()));
        add(
                all,
                108,
                "grid-no-path-through-spikes",
                "does not pass the gradient through spikes",
                slip(Slip.NO_PATH_THROUGH_SPIKES));
        add(
                all,
                109,
                "grid-truncated",
                "truncates the gradient through time",
                right -> List.of(
                        slipped(right, "along V", Slip.NO_PATH_THROUGH_POTENTIALS),
                        slipped(right, "along I", Slip.NO_PATH_THROUGH_CURRENTS)));
        add(all, 110, "grid-no-path-back", "does not pass the gradient over projections back", slip(Slip.NO_PATH_BACK));
        add(
                all,
                111,
                "grid-horizon",
                "loses the last step, or makes one more",
                right -> List.of(
                        network(
                                right,
                                "one less",
                                StepChanges.horizon(
                                        right.network(), right.grid().dt().negate())),
                        network(
                                right,
                                "one more",
                                StepChanges.horizon(
                                        right.network(), right.grid().dt()))));
        add(all, 112, "grid-first-step", "begins with another step", right -> fields(right, "first-step", "0", "1"));
        add(
                all,
                113,
                "grid-inputs-merged",
                "counts several spikes of an input in one step as one",
                slip(Slip.MERGED_INPUTS));
        add(all, 114, "grid-sums-without-dt", "does not multiply integrals by dt", slip(Slip.SUMS_WITHOUT_DT));
        add(
                all,
                115,
                "grid-leak-ignored",
                "ignores the resting potential",
                right -> List.of(network(right, "", StepChanges.withoutLeak(right.network()))));
        add(
                all,
                116,
                "grid-initial-ignored",
                "starts all potentials at rest",
                right -> List.of(network(right, "", StepChanges.withoutInitial(right.network()))));
        add(all, 117, "grid-other-profile", "computes another grid than it says", GridMistakes::profiles);
        return Collections.unmodifiableList(all);
    }

    private static void add(
            List<Suspect> all, int number, String id, String sentence, Function<Variant, List<Variant>> variants) {
        all.add(new Suspect(Mistake.named(number, id, sentence, "libraries that compute in steps"), variants));
    }

    private static Rational atLeast(Rational value, Rational least) {
        return value.compareTo(least) < 0 ? least : value;
    }

    private static Variant grid(Variant right, String detail, Grid grid) {
        return new Variant(detail, right.network(), grid, right.slips());
    }

    private static Variant network(Variant right, String detail, Network network) {
        return new Variant(detail, network, right.grid(), right.slips());
    }

    private static Variant slipped(Variant right, String detail, Slip slip) {
        return new Variant(detail, right.network(), right.grid(), EnumSet.of(slip));
    }

    private static Function<Variant, List<Variant>> slip(Slip slip) {
        return right -> List.of(slipped(right, "", slip));
    }

    private static Variant field(Variant right, String field, String value) {
        return grid(right, field + " = " + value, changed(right.grid(), Map.of(field, value)));
    }

    /** All other values of a field that make a grid. */
    private static List<Variant> fields(Variant right, String field, String... values) {
        List<Variant> variants = new ArrayList<>();
        for (String value : values) {
            try {
                Variant variant = field(right, field, value);
                if (!variant.grid().equals(right.grid())) {
                    variants.add(variant);
                }
            } catch (InvalidGridException notTogether) {
                // same-step needs receive after fire.
            }
        }
        return variants;
    }

    /** The same grid with steps of another length. */
    static Grid withStep(Grid grid, Rational dt) {
        return GridFields.grid(dt, GridFields.of(grid));
    }

    static Grid changed(Grid grid, Map<String, String> changes) {
        Map<String, String> fields = new LinkedHashMap<>(GridFields.of(grid));
        fields.putAll(changes);
        return GridFields.grid(grid.dt(), fields);
    }

    private static List<Variant> grids(Variant right, Optional<Grid> grid) {
        return grid.map(one -> List.of(grid(right, "", one))).orElse(List.of());
    }

    /** The reset before fire where it stands behind, and right behind fire where it stands before. */
    private static Optional<Grid> resetMoved(Grid grid) {
        List<Operation> order = new ArrayList<>(grid.order());
        order.remove(Operation.RESET);
        order.add(order.indexOf(Operation.FIRE) + (grid.resetsLate() ? 1 : 0), Operation.RESET);
        return withOrder(grid, order);
    }

    private static Optional<Grid> withOrder(Grid grid, List<Operation> order) {
        String text = String.join(" ", order.stream().map(Operation::field).toList());
        try {
            return Optional.of(changed(grid, Map.of("order", text))).filter(other -> !other.equals(grid));
        } catch (InvalidGridException notTogether) {
            return Optional.empty();
        }
    }

    private static List<Variant> orders(Variant right) {
        List<Operation> moved = List.of(Operation.RECEIVE, Operation.DECAY, Operation.MEMBRANE);
        List<Variant> variants = new ArrayList<>();
        for (Operation first : moved) {
            for (Operation second : moved) {
                if (first != second) {
                    Operation third = moved.stream()
                            .filter(other -> other != first && other != second)
                            .findFirst()
                            .orElseThrow();
                    List<Operation> rest = new ArrayList<>(right.grid().order());
                    rest.removeAll(moved);
                    List<Operation> order = new ArrayList<>(List.of(first, second, third));
                    order.addAll(rest);
                    withOrder(right.grid(), order)
                            .ifPresent(grid -> variants.add(grid(
                                    right,
                                    String.join(
                                            " ",
                                            order.stream().map(Operation::field).toList()),
                                    grid)));
                }
            }
        }
        return variants;
    }

    private static List<Variant> scaled(Variant right) {
        Rational dt = right.grid().dt();
        Network network = right.network();
        List<Variant> variants = new ArrayList<>(List.of(
                network(right, "by τ_mem", StepChanges.weights(network, (alpha, beta) -> inverse(beta))),
                network(right, "by 1/τ_mem", StepChanges.weights(network, (alpha, beta) -> beta)),
                network(right, "by τ_syn", StepChanges.weights(network, (alpha, beta) -> inverse(alpha))),
                network(right, "by 1/τ_syn", StepChanges.weights(network, (alpha, beta) -> alpha))));
        if (!dt.equals(Rational.ONE)) {
            variants.add(network(right, "by dt", StepChanges.weights(network, (alpha, beta) -> dt)));
            variants.add(network(right, "by 1/dt", StepChanges.weights(network, (alpha, beta) -> dt.reciprocal())));
        }
        return variants;
    }

    private static Rational inverse(Rational rate) {
        return rate.signum() == 0 ? Rational.ONE : rate.reciprocal();
    }

    private static List<Variant> surrogates(Variant right) {
        List<Variant> variants = new ArrayList<>();
        right.grid().surrogate().ifPresent(surrogate -> {
            Rational k = surrogate.slope();
            for (Surrogate.Kind kind : Surrogate.Kind.values()) {
                for (Rational slope : List.of(k, Rational.ONE, k.times(TWO), k.dividedBy(TWO), k.times(k))) {
                    for (Rational scale : List.of(Rational.ONE, k, k.reciprocal())) {
                        Surrogate other =
                                new Surrogate(kind, slope, surrogate.scale().times(scale));
                        if (!other.equals(surrogate)) {
                            variants.add(
                                    grid(right, other.toString(), right.grid().with(other)));
                        }
                    }
                }
            }
        });
        return variants;
    }

    private static Surrogate scaled(Surrogate surrogate, Rational factor) {
        return new Surrogate(
                surrogate.kind(), surrogate.slope(), surrogate.scale().times(factor));
    }

    private static List<Variant> profiles(Variant right) {
        List<Variant> variants = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            Grid plain = profile.grid(right.grid().dt());
            Grid with = right.grid().surrogate().map(plain::with).orElse(plain);
            Grid other = changed(with, Map.of("inputs", right.grid().inputs().field()));
            for (Strictness strictness : Strictness.values()) {
                String detail = profile.field()
                        + (strictness == other.threshold()
                                ? ""
                                : strictness == Strictness.GE ? " with V ≥ ϑ" : " with V > ϑ");
                Variant variant = grid(right, detail, changed(other, Map.of("threshold", strictness.field())));
                if (!variant.grid().equals(right.grid())) {
                    variants.add(variant);
                }
            }
        }
        return variants;
    }
}
