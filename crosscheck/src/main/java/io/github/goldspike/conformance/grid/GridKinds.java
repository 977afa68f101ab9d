package io.github.goldspike.conformance.grid;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Holds gradients by other reals than weights against the certified ones of a grid, where they are given (grids-N12). */
final class GridKinds {

    /** What is expected at a place, and what sound arithmetic may be off by there. */
    private record Entry(BigDecimal expected, Rounded reached) {}

    private final Network network;
    private final StepProgram program;
    private final StepSums sums;
    private final Gradient<Ball> gradient;

    private GridKinds(Network network, StepProgram program, Gradient<Ball> gradient) {
        this.network = network;
        this.program = program;
        this.gradient = gradient;
        StepDerivatives derivatives = new StepDerivatives(
                program, new StepLosses(program, network.loss().orElseThrow()));
        derivatives.run();
        this.sums = derivatives.sums();
    }

    /** One judgement for each kind that is given. */
    static List<Judgement> judgements(
            GridGolden golden, Map<ParameterKind, Map<String, BigDecimal>> given, StepProgram program, Dtype dtype) {
        if (given.isEmpty()
                || golden.network().loss().isEmpty()
                || golden.grid().surrogate().isEmpty()) {
            return List.of();
        }
        Set<ParameterKind> kinds = EnumSet.copyOf(given.keySet());
        kinds.retainAll(GridQuestion.KINDS);
        List<Judgement> judgements = new ArrayList<>();
        Outcome<Gradient<Ball>> outcome = golden.gradientBy(inFullLists(golden.network()), kinds);
        given.forEach((kind, values) -> {
            String quantity = quantity(kind);
            if (!kinds.contains(kind)) {
                judgements.add(
                        Judgement.without(quantity, Verdict.NOT_JUDGED, "on a grid there is no derivative by it"));
            } else if (outcome instanceof Outcome.Known<Gradient<Ball>> known) {
                judgements.add(new GridKinds(golden.network(), program, known.value()).judgement(kind, values, dtype));
            } else if (outcome instanceof Outcome.Undefined<Gradient<Ball>> undefined) {
                judgements.add(Judgement.without(quantity, Verdict.OWN_CONVENTION, "undefined: " + undefined.why()));
            } else {
                judgements.add(Judgement.without(quantity, Verdict.NOT_JUDGED, "the reference is undecided"));
            }
        });
        return judgements;
    }

    /** Its name in a report. */
    static String quantity(ParameterKind kind) {
        return "gradient by " + kind.field();
    }

    /** What is left out where it is 0 is a real of each neuron all the same. */
    private static Network inFullLists(Network network) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream().map(GridKinds::inFullLists).toList(),
                network.projections(),
                network.loss());
    }

    private static Population inFullLists(Population population) {
        return population instanceof Population.Neurons neurons
                ? new Population.Neurons(
                        neurons.name(),
                        neurons.size(),
                        neurons.membrane(),
                        neurons.threshold(),
                        each(neurons.size(), neurons.reset()),
                        each(neurons.size(), neurons.leak()),
                        neurons.initial(),
                        neurons.refractory(),
                        neurons.current())
                : population;
    }

    private static Parameter each(int size, Parameter parameter) {
        return Parameter.each(
                IntStream.range(0, size).<Rational>mapToObj(parameter::of).toList());
    }

    private Judgement judgement(ParameterKind kind, Map<String, BigDecimal> given, Dtype dtype) {
        GridErrors errors = new GridErrors(quantity(kind), dtype);
        boolean any = false;
        for (Map.Entry<String, Entry> place : (kind == ParameterKind.ALPHA ? alphas() : ofNeurons(kind)).entrySet()) {
            BigDecimal found = given.get(place.getKey());
            if (found != null) {
                any = true;
                errors.value(
                        "/gradient/" + kind.field() + place.getKey(),
                        place.getValue().expected(),
                        found,
                        place.getValue().reached());
            }
        }
        return any ? errors.result() : Judgement.without(quantity(kind), Verdict.NOT_GIVEN, "");
    }

    private Map<String, Entry> alphas() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<List<Ball>> values = gradient.values().get(ParameterKind.ALPHA);
        for (int p = 0; p < values.size(); p++) {
            SynapticDecay.Axis axis = network.projections().get(p).decay().axis();
            for (int k = 0; k < values.get(p).size(); k++) {
                String below = switch (axis) {
                    case ALL -> "";
                    case PRE -> "/pre/" + k;
                    case POST -> "/post/" + k;
                };
                entries.put(
                        "/" + p + below,
                        new Entry(GridGolden.decimal(values.get(p).get(k)), sums.ofAlpha(p, k)));
            }
        }
        return entries;
    }

    /** By the place of each neuron's own; where the network leaves all out, their sum may stand for the population, too. */
    private Map<String, Entry> ofNeurons(ParameterKind kind) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<List<Ball>> values = gradient.values().get(kind);
        for (int p = 0; p < values.size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons neurons) {
                String at = "/" + neurons.name().replace("~", "~0").replace("/", "~1");
                Entry sum = new Entry(BigDecimal.ZERO, Rounded.ZERO);
                int next = 0;
                for (StepCircuit.Cell cell : program.circuit().group(neurons.name())) {
                    if (kind != ParameterKind.THRESHOLD || cell.threshold.isPresent()) {
                        boolean followed =
                                kind == ParameterKind.LEAK && neurons.initial().isEmpty();
                        Entry entry =
                                new Entry(GridGolden.decimal(values.get(p).get(next++)), sums.of(kind, cell, followed));
                        entries.put(at + "/" + cell.index, entry);
                        sum = new Entry(sum.expected().add(entry.expected()), sums.sum(sum.reached(), entry.reached()));
                    }
                }
                boolean leftOut = kind == ParameterKind.LEAK && neurons.leak().shared()
                        || kind == ParameterKind.RESET && neurons.reset().shared();
                if (leftOut) {
                    entries.put(at, sum);
                }
            }
        }
        return entries;
    }
}
