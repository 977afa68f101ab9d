package io.github.goldspike.conformance.grid;

import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.grid.Decay;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Rounding;
import io.github.goldspike.grid.Strictness;
import io.github.goldspike.grid.Transmission;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An engine that computes in steps and does not say so: how its answers stand to the continuous ones, and which grid they are those of
 * (grids-N15).
 */
public final class ClockFinder {

    /** Networks whose rasters are compared, those with few spikes first. */
    private static final int NETWORKS = 12;

    /** Steps that a network may take at most. */
    private static final double MOST_STEPS = 30_000;

    /** Of so many networks a grid must give the rasters of most. */
    private static final double MOST = 0.6;

    private static final List<String> ORDERS = List.of(
            "receive decay membrane fire reset",
            "receive membrane decay fire reset",
            "decay receive membrane fire reset",
            "membrane decay receive fire reset",
            "membrane receive decay fire reset",
            "decay membrane receive fire reset");

    /** A network that was asked about, what is right, and what was answered, in steps. */
    private record Case(Network network, ByNeuron<Double> exact, ByNeuron<Integer> steps) {}

    /** A grid, and by how many steps the engine's times are later than its. */
    private record Candidate(Grid grid, int offset) {}

    private final Rational dt;
    private final List<Case> cases = new ArrayList<>();

    private ClockFinder(List<CaseResult> results, Rational dt) {
        this.dt = dt;
        for (CaseResult result : results) {
            Optional<Golden> golden =
                    result.golden().filter(known -> known.undecided().isEmpty());
            Optional<ByNeuron<BigDecimal>> found = result.reply()
                    .filter(Reply.Answered.class::isInstance)
                    .flatMap(reply -> ((Reply.Answered) reply).spikes());
            if (golden.isPresent() && found.isPresent()) {
                double step = dt.toDouble();
                cases.add(new Case(
                        golden.get().network(),
                        golden.get().spikes().map(BigDecimal::doubleValue),
                        found.get().map(time -> (int) Math.rint(time.doubleValue() / step))));
            }
        }
        cases.sort(Comparator.comparingLong(one -> one.exact().values().count()));
    }

    /** What more is found out of an engine all of whose spike times are multiples of dt. */
    public static List<String> sentences(List<CaseResult> results, Rational dt) {
        ClockFinder finder = new ClockFinder(results, dt);
        List<String> sentences = new ArrayList<>();
        finder.errors(sentences);
        finder.grid().ifPresent(sentences::add);
        return sentences;
    }

    private void errors(List<String> sentences) {
        int neurons = 0;
        int right = 0;
        List<Double> errors = new ArrayList<>();
        for (Case one : cases) {
            for (String name : one.exact().names()) {
                List<List<Integer>> found = one.steps().getOrNone(name);
                for (int n = 0; n < Math.min(found.size(), one.exact().get(name).size()); n++) {
                    List<Double> times = one.exact().get(name, n);
                    neurons++;
                    if (times.size() == found.get(n).size()) {
                        right++;
                        for (int k = 0; k < times.size(); k++) {
                            errors.add(Math.abs(found.get(n).get(k) - times.get(k) / dt.toDouble()));
                        }
                    }
                }
            }
        }
        if (neurons > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%d of %d neurons (%.0f %%) have the right number of spikes",
                    right,
                    neurons,
                    100.0 * right / neurons));
        }
        if (!errors.isEmpty()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "spike times of those are off by %s dt in the median, %s dt at most",
                    readable(errors.stream().sorted().toList().get(errors.size() / 2)),
                    readable(errors.stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElseThrow())));
        }
    }

    /** Two digits, and all those before the point. */
    private static String readable(double steps) {
        return String.format(Locale.ROOT, steps < 10 ? "%.2g" : "%.0f", steps);
    }

    /** The grid that gives the engine's rasters, and with which order it converges. */
    private Optional<String> grid() {
        List<Case> some = cases.stream()
                .filter(one -> one.steps().values().findAny().isPresent())
                .filter(one -> one.network().horizon().dividedBy(dt).toDouble() < MOST_STEPS)
                .limit(NETWORKS)
                .toList();
        List<Candidate> left = candidates();
        Map<Candidate, Integer> same = new LinkedHashMap<>();
        left.forEach(candidate -> same.put(candidate, 0));
        for (int k = 0; k < some.size() && !left.isEmpty(); k++) {
            Case one = some.get(k);
            for (Candidate candidate : left) {
                if (gives(candidate, one)) {
                    same.merge(candidate, 1, Integer::sum);
                }
            }
            int tried = k + 1;
            // What is behind by two networks will not be found to be right.
            int best = same.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            left = left.stream()
                    .filter(candidate -> same.get(candidate) >= Math.max(best - 1, tried / 4))
                    .toList();
        }
        Comparator<Candidate> byShare = Comparator.comparing(same::get);
        return left.stream()
                .max(byShare.thenComparing(candidate -> -distance(candidate)))
                .filter(best -> some.size() > 1 && same.get(best) >= MOST * some.size())
                .map(best -> sentence(best, same.get(best), some));
    }

    private static boolean gives(Candidate candidate, Case one) {
        try {
            ByNeuron<Integer> steps = solve(candidate.grid(), one.network());
            return steps.map(step -> step + candidate.offset())
                    .populations()
                    .equals(one.steps().populations());
        } catch (UnsupportedNetworkException notThere) {
            return false;
        }
    }

    private static ByNeuron<Integer> solve(Grid grid, Network network) {
        Network without = new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                Optional.empty());
        return new ClockEngine(NumberFormat.BINARY64, SpikeGradient.SURROGATE)
                .solve(without, grid, GridQuestion.ofDigits(17))
                .steps();
    }

    private List<Candidate> candidates() {
        boolean layers = cases.stream()
                .anyMatch(one -> one.network().populations().stream()
                                .filter(Population.Neurons.class::isInstance)
                                .count()
                        > 1);
        List<Candidate> candidates = new ArrayList<>();
        for (String order : ORDERS) {
            for (Decay decay : Decay.values()) {
                for (Gain gain : List.of(Gain.EULER, Gain.HELD, Gain.EXACT)) {
                    for (Strictness strictness : Strictness.values()) {
                        for (Reset reset : List.of(Reset.TO_VALUE, Reset.SUBTRACT)) {
                            for (Rounding inputs : List.of(Rounding.NEAREST, Rounding.FLOOR, Rounding.CEIL)) {
                                for (Transmission transmission : layers
                                        ? List.of(Transmission.LAYERED, Transmission.NEXT_STEP)
                                        : List.of(Transmission.LAYERED)) {
                                    Grid grid = grid(order, decay, gain, strictness, reset, inputs, transmission);
                                    candidates.add(new Candidate(grid, 0));
                                    candidates.add(new Candidate(grid, 1));
                                }
                            }
                        }
                    }
                }
            }
        }
        return candidates;
    }

    private Grid grid(
            String order,
            Decay decay,
            Gain gain,
            Strictness strictness,
            Reset reset,
            Rounding inputs,
            Transmission transmission) {
        return GridFields.grid(
                dt,
                Map.of(
                        "order", order,
                        "decay", decay.field(),
                        "gain", gain.field(),
                        "threshold", strictness.field(),
                        "reset", reset.field(),
                        "inputs", inputs.field(),
                        "transmission", transmission.field()));
    }

    /** In how many fields the nearest profile differs. */
    private int distance(Candidate candidate) {
        return nearest(candidate).getValue().size() + Math.abs(candidate.offset());
    }

    /** The profile with the fewest other fields, and these fields. */
    private Map.Entry<Profile, Map<String, String>> nearest(Candidate candidate) {
        Map.Entry<Profile, Map<String, String>> nearest = Map.entry(Profile.NORSE, GridFields.of(candidate.grid()));
        for (Profile profile : Profile.values()) {
            Map<String, String> changes = new LinkedHashMap<>();
            Map<String, String> plain = GridFields.of(profile.grid(dt));
            GridFields.of(candidate.grid()).forEach((field, value) -> {
                if (!value.equals(plain.get(field)) && !field.equals("inputs") && !field.equals("detach")) {
                    changes.put(field, value);
                }
            });
            if (changes.size() < nearest.getValue().size()) {
                nearest = Map.entry(profile, changes);
            }
        }
        return nearest;
    }

    private String sentence(Candidate best, int same, List<Case> some) {
        Map.Entry<Profile, Map<String, String>> nearest = nearest(best);
        StringBuilder text = new StringBuilder("its numbers are those of ")
                .append(nearest.getKey().field());
        List<String> changes = new ArrayList<>();
        nearest.getValue()
                .forEach((field, value) -> changes.add(
                        field.equals("threshold") ? value.equals("ge") ? "V ≥ ϑ" : "V > ϑ" : field + "=" + value));
        changes.add("inputs=" + best.grid().inputs().field());
        text.append(" with ").append(String.join(", ", changes));
        if (best.offset() != 0) {
            text.append(", times at the end of the step");
        }
        text.append(String.format(
                Locale.ROOT,
                " in steps of dt: %d of %d rasters are equal (goldspike solve --grid)",
                same,
                some.size()));
        order(best, some)
                .ifPresent(order -> text.append(String.format(
                        Locale.ROOT,
                        "; this grid's spike times converge with order %.2f, from dt, dt/2 and dt/4",
                        order)));
        return text.toString();
    }

    private Optional<Double> order(Candidate best, List<Case> some) {
        double[] sums = new double[3];
        for (Case one : some) {
            double[] own = new double[3];
            boolean complete = true;
            for (int k = 0; k < 3 && complete; k++) {
                Grid finer = GridMistakes.withStep(best.grid(), dt.dividedBy(Rational.of(1L << k)));
                double step = finer.dt().toDouble();
                List<Double> found =
                        solve(finer, one.network()).values().map(n -> n * step).toList();
                List<Double> exact = one.exact().values().toList();
                complete = found.size() == exact.size();
                for (int j = 0; complete && j < exact.size(); j++) {
                    own[k] += Math.abs(found.get(j) - exact.get(j));
                }
            }
            for (int k = 0; k < 3 && complete; k++) {
                sums[k] += own[k];
            }
        }
        return sums[2] > 0 ? Optional.of(Math.log(sums[0] / sums[2]) / Math.log(4)) : Optional.empty();
    }
}
