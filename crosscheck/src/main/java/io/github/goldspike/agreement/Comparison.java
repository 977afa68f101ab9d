package io.github.goldspike.agreement;

import io.github.goldspike.agreement.Quantity.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerFile.NeuronId;
import io.github.goldspike.format.AnswerFile.RealId;
import io.github.goldspike.format.PrintedReal;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds one answer against another, quantity by quantity. */
public final class Comparison {

    /** verdict-R9. */
    private static final Rational ROUNDINGS = Rational.of(16);

    private final AnswerFile golden;
    private final AnswerFile candidate;
    private final OptionalInt digits;
    private final Precision goldenPrecision;
    private final Precision candidatePrecision;
    private final Proved goldenProved;
    private final Proved candidateProved;

    private Comparison(AnswerFile golden, AnswerFile candidate, OptionalInt digits) {
        this.golden = golden;
        this.candidate = candidate;
        this.digits = digits;
        goldenPrecision = Precision.of(golden, digits);
        candidatePrecision = Precision.of(candidate, digits);
        goldenProved = new Proved(golden);
        candidateProved = new Proved(candidate);
    }

    /**
     * Compares two answers.
     *
     * @param digits how many significant digits must agree; empty for all that both print
     * @return the quantities that at least one of the two has
     */
    public static List<Quantity> of(AnswerFile golden, AnswerFile candidate, OptionalInt digits) {
        return new Comparison(golden, candidate, digits).quantities();
    }

    private List<Quantity> quantities() {
        List<Quantity> quantities = new ArrayList<>();
        network().ifPresent(quantities::add);
        grid().ifPresent(quantities::add);
        compare("steps", golden.steps(), candidate.steps(), this::steps).ifPresent(quantities::add);
        compare("spikes", golden.spikes(), candidate.spikes(), (g, c, tally) -> ofSpikes(g, c, tally, true))
                .ifPresent(quantities::add);
        compare("slopes", golden.slopes(), candidate.slopes(), (g, c, tally) -> ofSpikes(g, c, tally, false))
                .ifPresent(quantities::add);
        compare("loss", golden.loss(), candidate.loss(), outcomes((g, c, tally) -> tally.value("/loss/value", g, c)))
                .ifPresent(quantities::add);
        compare("gradient", golden.gradient(), candidate.gradient(), outcomes(this::gradient))
                .ifPresent(quantities::add);
        compare("jacobian", golden.jacobian(), candidate.jacobian(), this::jacobian)
                .ifPresent(quantities::add);
        compare("potentials", golden.potentials(), candidate.potentials(), Comparison::potentials)
                .ifPresent(quantities::add);
        conditions().ifPresent(quantities::add);
        if (quantities.stream().allMatch(quantity -> quantity.verdict() == Verdict.NOT_GIVEN)) {
            quantities.add(new Quantity(
                    "all", Verdict.DISAGREES, 0, Optional.empty(), "the files have nothing in common to compare"));
        }
        return quantities;
    }

    /** How two values of a quantity are compared. */
    private interface Rule<T> {
        void compare(T golden, T candidate, Tally tally);
    }

    private Optional<Quantity> network() {
        return golden.networkSha256()
                .flatMap(g -> candidate
                        .networkSha256()
                        .filter(c -> !c.equals(g))
                        .map(c -> new Quantity(
                                "network",
                                Verdict.DISAGREES,
                                0,
                                Optional.empty(),
                                "the answers are of different networks, sha256 " + g + " and " + c)));
    }

    private Optional<Quantity> grid() {
        return golden.grid()
                .flatMap(g -> candidate
                        .grid()
                        .filter(c -> !c.equals(g))
                        .map(c -> new Quantity(
                                "grid",
                                Verdict.DISAGREES,
                                0,
                                Optional.empty(),
                                "the answers are of different grids, " + g + " and " + c)));
    }

    /** Whole numbers: the same ones, as far as both are decided. */
    private void steps(ByNeuron<Integer> g, ByNeuron<Integer> c, Tally tally) {
        Set<String> names = new LinkedHashSet<>(g.names());
        names.addAll(c.names());
        boolean decided = golden.undecided().isEmpty() && candidate.undecided().isEmpty();
        for (String name : names) {
            List<List<Integer>> goldenTrains = g.getOrNone(name);
            List<List<Integer>> candidateTrains = c.getOrNone(name);
            for (int n = 0; n < Math.max(goldenTrains.size(), candidateTrains.size()); n++) {
                List<Integer> mine = n < goldenTrains.size() ? goldenTrains.get(n) : List.of();
                List<Integer> theirs = n < candidateTrains.size() ? candidateTrains.get(n) : List.of();
                String who = "neuron " + n + " of \"" + name + "\"";
                int common = Math.min(mine.size(), theirs.size());
                tally.count(common);
                if (!mine.subList(0, common).equals(theirs.subList(0, common))
                        || decided && mine.size() != theirs.size()) {
                    tally.disagree(
                            who + " fires in steps " + mine + " in the golden file, " + theirs + " in the candidate");
                } else if (mine.size() != theirs.size()) {
                    tally.undecided(who + " is decided only in part");
                }
            }
        }
    }

    /** Condition numbers are compared where both files have them; few programs do, and none is held to it. */
    private Optional<Quantity> conditions() {
        Tally tally = new Tally(
                "condition", Precision.ofConditions(golden, digits), Precision.ofConditions(candidate, digits));
        boolean any = false;
        if (golden.condition().isPresent() && candidate.condition().isPresent()) {
            any = true;
            Map<SpikeId, PrintedReal> c = conditions(candidate);
            conditions(golden).forEach((spike, value) -> {
                if (c.containsKey(spike)) {
                    tally.value(spike.toString(), value, c.get(spike));
                }
            });
        }
        if (golden.lossCondition().isPresent() && candidate.lossCondition().isPresent()) {
            any = true;
            tally.value(
                    "/loss/condition",
                    golden.lossCondition().get(),
                    candidate.lossCondition().get());
        }
        if (golden.gradientCondition().isPresent()
                && candidate.gradientCondition().isPresent()) {
            any = true;
            Map<String, Optional<PrintedReal>> c = candidate.gradientCondition().get();
            golden.gradientCondition()
                    .get()
                    .forEach((pointer, value) -> value.ifPresent(known -> c.getOrDefault(pointer, Optional.empty())
                            .ifPresent(other -> tally.value("/gradientCondition" + pointer, known, other))));
        }
        return any ? Optional.of(tally.result()) : Optional.empty();
    }

    /** Of the neurons of both, where both have a value. */
    private static void potentials(ByNeuron<Optional<PrintedReal>> g, ByNeuron<Optional<PrintedReal>> c, Tally tally) {
        for (String population : union(g.names(), c.names())) {
            List<List<Optional<PrintedReal>>> ofGolden = g.getOrNone(population);
            List<List<Optional<PrintedReal>>> ofCandidate = c.getOrNone(population);
            String all = "the potentials of \"" + population + "\"";
            if (ofGolden.size() != ofCandidate.size()) {
                tally.disagree(all + " are of " + ofGolden.size() + " neurons in the golden file, " + ofCandidate.size()
                        + " in the candidate");
                continue;
            }
            for (int n = 0; n < ofGolden.size(); n++) {
                List<Optional<PrintedReal>> one = ofGolden.get(n);
                List<Optional<PrintedReal>> other = ofCandidate.get(n);
                if (one.size() != other.size()) {
                    tally.disagree(all + " are at " + one.size() + " times in the golden file, " + other.size()
                            + " in the candidate");
                    continue;
                }
                for (int k = 0; k < one.size(); k++) {
                    String name = "/potentials/" + population + "/" + n + "/" + k;
                    if (one.get(k).isPresent() && other.get(k).isPresent()) {
                        tally.value(name, one.get(k).get(), other.get(k).get());
                    } else if (one.get(k).isPresent() || other.get(k).isPresent()) {
                        tally.undecided(name + " is decided in one of the files only");
                    }
                }
            }
        }
    }

    private static Map<SpikeId, PrintedReal> conditions(AnswerFile answer) {
        Map<SpikeId, PrintedReal> conditions = new LinkedHashMap<>();
        answer.condition().orElseThrow().forEach((population, neurons) -> {
            for (int n = 0; n < neurons.size(); n++) {
                for (int k = 0; k < neurons.get(n).size(); k++) {
                    SpikeId spike = new SpikeId(population, n, k);
                    neurons.get(n).get(k).ifPresent(value -> conditions.put(spike, value));
                }
            }
        });
        return conditions;
    }

    private <T> Optional<Quantity> compare(String name, Optional<T> g, Optional<T> c, Rule<T> rule) {
        if (g.isEmpty() && c.isEmpty()) {
            return Optional.empty();
        }
        if (g.isEmpty() || c.isEmpty()) {
            boolean open = !(g.isEmpty() ? goldenProved : candidateProved).all();
            String absent = g.isEmpty() ? "golden" : "candidate";
            return Optional.of(
                    open
                            ? new Quantity(
                                    name,
                                    Verdict.UNDECIDED,
                                    0,
                                    Optional.empty(),
                                    "undecided in the " + absent + " file")
                            : Quantity.notGiven(name, "in the " + absent + " file"));
        }
        Tally tally = new Tally(name, goldenPrecision, candidatePrecision, lost());
        rule.compare(g.get(), c.get(), tally);
        return Optional.of(tally.result());
    }

    /**
     * What rounding of the last digit may become in a candidate that claims nothing: {@link #ROUNDINGS} times the greatest condition number of the golden
     * answer (verdict-R9). Empty where every digit counts.
     */
    private Optional<Rational> lost() {
        if (candidate.status() != AnswerFile.Status.UNCERTIFIED || digits.isPresent()) {
            return Optional.empty();
        }
        return Stream.of(
                        golden.condition().stream().flatMap(known -> conditions(golden).values().stream()),
                        golden.lossCondition().stream(),
                        golden.gradientCondition().stream()
                                .flatMap(known -> known.values().stream())
                                .flatMap(Optional::stream))
                .flatMap(all -> all)
                .map(PrintedReal::value)
                .max(Rational::compareTo)
                .map(greatest -> ROUNDINGS.times(greatest));
    }

    private static <T> Rule<Outcome<T>> outcomes(Rule<T> known) {
        return (golden, candidate, tally) -> {
            if (golden instanceof Outcome.Known<T> g && candidate instanceof Outcome.Known<T> c) {
                known.compare(g.value(), c.value(), tally);
            } else if (golden instanceof Outcome.Undefined<T> g && candidate instanceof Outcome.Known<T>) {
                tally.disagree("undefined in the golden file (" + g.why() + "), but the candidate has a value");
            } else if (golden instanceof Outcome.Known<T> && candidate instanceof Outcome.Undefined<T> c) {
                tally.disagree("undefined in the candidate file (" + c.why() + "), but the golden one has a value");
            }
        };
    }

    private void ofSpikes(ByNeuron<PrintedReal> g, ByNeuron<PrintedReal> c, Tally tally, boolean absentMeansSilent) {
        for (String population : union(g.names(), c.names())) {
            boolean both = g.has(population) && c.has(population);
            if (!both && !absentMeansSilent) {
                continue;
            }
            List<List<PrintedReal>> goldenTrains = g.getOrNone(population);
            List<List<PrintedReal>> candidateTrains = c.getOrNone(population);
            if (both && goldenTrains.size() != candidateTrains.size()) {
                tally.disagree("population \"" + population + "\" has " + goldenTrains.size()
                        + " neurons in the golden file, " + candidateTrains.size() + " in the candidate");
            }
            int neurons = Math.max(goldenTrains.size(), candidateTrains.size());
            for (int n = 0; n < neurons; n++) {
                train(
                        new NeuronId(population, n),
                        n < goldenTrains.size() ? goldenTrains.get(n) : List.of(),
                        n < candidateTrains.size() ? candidateTrains.get(n) : List.of(),
                        tally);
            }
        }
    }

    private void train(NeuronId neuron, List<PrintedReal> g, List<PrintedReal> c, Tally tally) {
        boolean goldenComplete = goldenProved.complete(neuron);
        boolean candidateComplete = candidateProved.complete(neuron);
        String who = "neuron " + neuron.neuron() + " of \"" + neuron.population() + "\"";
        for (int k = 0; k < Math.min(g.size(), c.size()); k++) {
            tally.value("spike " + k + " of " + who, g.get(k), c.get(k));
        }
        boolean missingSpikes = g.size() < c.size() ? goldenComplete : g.size() > c.size() && candidateComplete;
        if (missingSpikes) {
            tally.disagree(who + " has " + g.size() + " spikes in the golden file, " + c.size() + " in the candidate");
        } else if (!goldenComplete || !candidateComplete) {
            tally.undecided(who + " is decided only in part");
        }
    }

    private void gradient(Map<String, Optional<PrintedReal>> g, Map<String, Optional<PrintedReal>> c, Tally tally) {
        Set<String> parts = parts(g);
        parts.retainAll(parts(c));
        for (String pointer : union(g.keySet(), c.keySet())) {
            if (!parts.contains(part(pointer))) {
                continue;
            }
            Optional<PrintedReal> goldenReal = g.getOrDefault(pointer, Optional.empty());
            Optional<PrintedReal> candidateReal = c.getOrDefault(pointer, Optional.empty());
            if (isWithout(golden, pointer) || isWithout(candidate, pointer)) {
                tally.undecided("some derivatives have no value at a tie");
                continue;
            }
            boolean sameShape = g.containsKey(pointer) && c.containsKey(pointer);
            if (goldenReal.isPresent() && candidateReal.isPresent()) {
                tally.value("/gradient" + pointer, goldenReal.get(), candidateReal.get());
            } else if (!sameShape || goldenReal.isPresent() || candidateReal.isPresent()) {
                tally.disagree("/gradient" + pointer + " is " + shown(g, pointer) + " in the golden file, "
                        + shown(c, pointer) + " in the candidate");
            }
        }
    }

    /** Whether an entry, or the kind that it is of, is undefined or undecided. */
    private static boolean isWithout(AnswerFile file, String pointer) {
        return file.gradientWithout().stream()
                .anyMatch(without -> pointer.equals(without) || pointer.startsWith(without + "/"));
    }

    private static String shown(Map<String, Optional<PrintedReal>> numbers, String pointer) {
        if (!numbers.containsKey(pointer)) {
            return "missing";
        }
        return numbers.get(pointer).map(real -> real.value().toString()).orElse("null");
    }

    private static Set<String> parts(Map<String, Optional<PrintedReal>> numbers) {
        Set<String> parts = new LinkedHashSet<>();
        numbers.keySet().forEach(pointer -> parts.add(part(pointer)));
        return parts;
    }

    /** The first step of a pointer, such as {@code weights}. */
    private static String part(String pointer) {
        return pointer.split("/", 3)[1];
    }

    private void jacobian(
            Map<SpikeId, Map<RealId, PrintedReal>> g, Map<SpikeId, Map<RealId, PrintedReal>> c, Tally tally) {
        Set<ParameterKind> kinds = comparable(kinds(g), kinds(c));
        for (SpikeId spike : union(g.keySet(), c.keySet())) {
            if (goldenProved.differentiated(spike) && candidateProved.differentiated(spike)) {
                for (ParameterKind kind : kinds) {
                    Map<RealId, PrintedReal> goldenRow = ofKind(kind, g.get(spike));
                    Map<RealId, PrintedReal> candidateRow = ofKind(kind, c.get(spike));
                    for (AnswerFile file : List.of(golden, candidate)) {
                        Set<RealId> without = file.jacobianWithout().getOrDefault(spike, Set.of());
                        goldenRow.keySet().removeAll(without);
                        candidateRow.keySet().removeAll(without);
                    }
                    row(spike, goldenRow, candidateRow, tally);
                }
            } else {
                tally.undecided("the derivatives of " + spike + " are not judged");
            }
        }
    }

    private static Set<ParameterKind> kinds(Map<SpikeId, Map<RealId, PrintedReal>> jacobian) {
        return jacobian.values().stream()
                .flatMap(row -> row.keySet().stream())
                .map(RealId::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ParameterKind.class)));
    }

    /** A kind that only one of the two lists was not asked of the other; a file that lists nothing says that all is zero. */
    private static Set<ParameterKind> comparable(Set<ParameterKind> g, Set<ParameterKind> c) {
        Set<ParameterKind> kinds = union(g, c);
        if (!g.isEmpty() && !c.isEmpty()) {
            kinds.retainAll(g);
            kinds.retainAll(c);
        }
        return kinds;
    }

    private static Map<RealId, PrintedReal> ofKind(ParameterKind kind, Map<RealId, PrintedReal> row) {
        Map<RealId, PrintedReal> filtered = new LinkedHashMap<>(row == null ? Map.of() : row);
        filtered.keySet().removeIf(real -> real.kind() != kind);
        return filtered;
    }

    private static void row(SpikeId spike, Map<RealId, PrintedReal> g, Map<RealId, PrintedReal> c, Tally tally) {
        Rational largest = Stream.concat(g.values().stream(), c.values().stream())
                .map(real -> Tally.magnitude(real.value()))
                .max(Rational::compareTo)
                .orElse(Rational.ZERO);
        for (RealId parameter : union(g.keySet(), c.keySet())) {
            tally.value(
                    spike + ", " + parameter,
                    g.getOrDefault(parameter, PrintedReal.ZERO),
                    c.getOrDefault(parameter, PrintedReal.ZERO),
                    largest);
        }
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }
}
