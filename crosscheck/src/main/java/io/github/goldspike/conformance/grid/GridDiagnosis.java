package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Synapse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The change of a grid that gives an engine's numbers (grids-N13). */
final class GridDiagnosis {

    /** Cases that are looked at. */
    private static final int MOST_CASES = 16;

    /** A suspect that explains none of so many is dropped. */
    private static final int CHANCES = 6;

    private static final int MOST_DIAGNOSES = 3;

    /** Roundings that equal numbers may be apart. */
    private static final double ROUNDINGS = 0x1p14;

    /**
     * A case in which the engine disagrees.
     *
     * @param steps the raster of the reply, if there is one
     */
    record Wrong(
            String id, Network network, Grid grid, Optional<ByNeuron<BigDecimal>> steps, Reply.Answered answered) {}

    /** Numbers of a program: its raster, its loss and its gradient, each where there is one. */
    private record Numbers(
            Network network, ByNeuron<Integer> steps, Optional<Double> loss, Optional<List<List<Double>>> gradient) {}

    private final Dtype dtype;

    private GridDiagnosis(Dtype dtype) {
        this.dtype = dtype;
    }

    private record Lead(Mistake mistake, String detail, Set<Wrong> explained) {}

    /** At most three mistakes, the one that explains most first. */
    static List<Diagnosis> of(List<Wrong> wrong, Dtype dtype) {
        List<Wrong> some = wrong.stream()
                .sorted(Comparator.comparingInt(
                        one -> one.network().projections().size()))
                .limit(MOST_CASES)
                .toList();
        return new GridDiagnosis(dtype).diagnose(some);
    }

    private List<Diagnosis> diagnose(List<Wrong> wrong) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Set<Wrong> rest = new LinkedHashSet<>(wrong);
        while (!rest.isEmpty() && diagnoses.size() < MOST_DIAGNOSES) {
            List<Lead> leads = leads(rest);
            Optional<Lead> best = leads.stream()
                    .max(Comparator.comparingInt(lead -> lead.explained().size()));
            if (best.isEmpty()) {
                break;
            }
            diagnoses.add(new Diagnosis(
                    best.get().mistake(),
                    best.get().detail(),
                    best.get().explained().stream().map(Wrong::id).toList(),
                    wrong.size(),
                    leads.stream()
                            .filter(lead -> lead.explained().equals(best.get().explained()))
                            .map(Lead::mistake)
                            .filter(mistake ->
                                    mistake.number() != best.get().mistake().number())
                            .distinct()
                            .toList()));
            rest.removeAll(best.get().explained());
        }
        return diagnoses;
    }

    private List<Lead> leads(Set<Wrong> cases) {
        List<Lead> leads = new ArrayList<>();
        for (GridMistakes.Suspect suspect : GridMistakes.ALL) {
            Map<String, Set<Wrong>> byDetail = new LinkedHashMap<>();
            int tried = 0;
            for (Wrong one : cases) {
                if (tried++ == CHANCES && byDetail.isEmpty()) {
                    break;
                }
                explaining(suspect, one)
                        .forEach(detail -> byDetail.computeIfAbsent(detail, any -> new LinkedHashSet<>())
                                .add(one));
            }
            byDetail.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                    .ifPresent(best -> leads.add(new Lead(suspect.mistake(), best.getKey(), best.getValue())));
        }
        return leads;
    }

    /** The variants of a mistake that explain a case. */
    private List<String> explaining(GridMistakes.Suspect suspect, Wrong one) {
        GridMistakes.Variant right =
                new GridMistakes.Variant("", one.network(), one.grid(), EnumSet.noneOf(Slip.class));
        Optional<Numbers> expected = numbers(right);
        List<String> explaining = new ArrayList<>();
        for (GridMistakes.Variant variant : suspect.variants().apply(right)) {
            Optional<Numbers> numbers = numbers(variant);
            if (numbers.isPresent() && expected.isPresent() && explains(numbers.get(), expected.get(), one)) {
                explaining.add(variant.detail());
            }
        }
        return explaining;
    }

    private Optional<Numbers> numbers(GridMistakes.Variant variant) {
        try {
            Roundings roundings = new Roundings(-Math.getExponent(dtype.unitRoundoff()));
            StepProgram program = new StepProgram(
                            new StepCircuit(variant.network(), variant.grid(), roundings),
                            variant.slips(),
                            Optional.empty())
                    .run();
            Optional<StepLosses> losses = variant.network().loss().map(loss -> new StepLosses(program, loss));
            boolean gradient = losses.isPresent() && variant.grid().surrogate().isPresent();
            return Optional.of(new Numbers(
                    variant.network(),
                    program.steps(),
                    losses.flatMap(StepLosses::value).map(Rounded::value),
                    gradient
                            ? Optional.of(new StepDerivatives(program, losses.get())
                                    .run().stream()
                                            .map(list -> list.stream()
                                                    .map(Rounded::value)
                                                    .toList())
                                            .toList())
                            : Optional.empty()));
        } catch (UnsupportedNetworkException | InvalidNetworkException notSuch) {
            return Optional.empty();
        }
    }

    /** Everything that both give is the same, and something in which the right answer differs from the engine's. */
    private boolean explains(Numbers suspect, Numbers right, Wrong one) {
        List<Boolean> same = compared(suspect, one);
        List<Boolean> rightToo = compared(right, one);
        return !same.contains(false) && rightToo.contains(false);
    }

    private List<Boolean> compared(Numbers numbers, Wrong one) {
        List<Boolean> same = new ArrayList<>();
        one.steps()
                .ifPresent(steps -> same.add(
                        numbers.steps().populations().equals(whole(steps).populations())));
        if (one.answered().loss().isPresent()
                && one.answered().loss().get() instanceof Outcome.Known<BigDecimal> loss
                && numbers.loss().isPresent()) {
            same.add(near(numbers.loss().get(), loss.value().doubleValue(), 1));
        }
        if (one.answered().gradient().isPresent()
                && one.answered().gradient().get()
                        instanceof Outcome.Known<List<List<List<Optional<BigDecimal>>>>> gradient
                && numbers.gradient().isPresent()) {
            same.add(sameGradient(byGiven(numbers, one.network()), gradient.value(), one.network()));
        }
        return same;
    }

    private static ByNeuron<Integer> whole(ByNeuron<BigDecimal> steps) {
        return steps.map(step -> step.stripTrailingZeros().scale() <= 0 ? step.intValue() : -1);
    }

    private boolean near(double expected, double found, double least) {
        return Math.abs(expected - found) <= ROUNDINGS * dtype.unitRoundoff() * Math.max(least, Math.abs(expected));
    }

    /** By the weights as they were sent: who multiplies them differentiates by what was multiplied. */
    private static List<List<Double>> byGiven(Numbers numbers, Network sent) {
        List<List<Double>> given = new ArrayList<>();
        for (int p = 0; p < sent.projections().size(); p++) {
            List<Synapse> mine = numbers.network().projections().get(p).synapses();
            List<Synapse> theirs = sent.projections().get(p).synapses();
            List<Double> gradient = numbers.gradient().orElseThrow().get(p);
            List<Double> row = new ArrayList<>();
            for (int s = 0; s < theirs.size(); s++) {
                double weight = theirs.get(s).weight().toDouble();
                row.add(gradient.get(s)
                        * (weight == 0 ? 1 : mine.get(s).weight().toDouble() / weight));
            }
            given.add(row);
        }
        return given;
    }

    private boolean sameGradient(
            List<List<Double>> expected, List<List<List<Optional<BigDecimal>>>> found, Network network) {
        double greatest = expected.stream()
                .flatMap(List::stream)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        for (int p = 0; p < Math.min(expected.size(), found.size()); p++) {
            List<Synapse> synapses = network.projections().get(p).synapses();
            for (int s = 0; s < synapses.size(); s++) {
                int pre = synapses.get(s).pre();
                int post = synapses.get(s).post();
                boolean there =
                        found.get(p).size() > pre && found.get(p).get(pre).size() > post;
                Optional<BigDecimal> given = there ? found.get(p).get(pre).get(post) : Optional.empty();
                if (given.isPresent()
                        && !near(expected.get(p).get(s), given.get().doubleValue(), greatest)) {
                    return false;
                }
            }
        }
        return true;
    }
}
