package io.github.goldspike.conformance.grid;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.GridReply;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds the reply of an engine against the certified answer of its own grid (grids-N12). */
final class GridJudge {

    private final GridGolden golden;
    private final GridReply reply;
    private final Reply.Answered answered;
    private final Dtype dtype;
    private final StepProgram program;
    private final Optional<StepProgram.Comparison> critical;

    private GridJudge(GridGolden golden, GridReply reply, Reply.Answered answered, Dtype dtype) {
        this.golden = golden;
        this.reply = reply;
        this.answered = answered;
        this.dtype = dtype;
        this.program = program(golden, dtype);
        this.critical = critical(program, dtype);
    }

    private static StepProgram program(GridGolden golden, Dtype dtype) {
        Roundings roundings = new Roundings(-Math.getExponent(dtype.unitRoundoff()));
        return new StepProgram(
                        new StepCircuit(golden.network(), golden.grid(), roundings),
                        EnumSet.noneOf(Slip.class),
                        Optional.of(golden.steps()))
                .run();
    }

    /** The first comparison that rounding may lawfully turn. */
    private static Optional<StepProgram.Comparison> critical(StepProgram program, Dtype dtype) {
        return program.comparisons().stream()
                .filter(comparison -> !comparison.distance().isExact())
                .filter(comparison -> Math.abs(comparison.distance().value())
                        <= GridErrors.limit(comparison.distance(), dtype) * (1 + 1 / GridErrors.ROUNDINGS))
                .findFirst();
    }

    /** Whether sound arithmetic may lawfully find another raster. */
    static boolean isNearCritical(GridGolden golden, Dtype dtype) {
        return golden.isUndecided() || critical(program(golden, dtype), dtype).isPresent();
    }

    /** One judgement for each quantity that the network has. */
    static List<Judgement> of(GridGolden golden, GridReply reply, Reply.Answered answered, Dtype dtype) {
        if (golden.isUndecided()) {
            return List.of(Judgement.without("steps", Verdict.NOT_JUDGED, "the reference is undecided"));
        }
        return new GridJudge(golden, reply, answered, dtype).judgements();
    }

    private List<Judgement> judgements() {
        List<Judgement> judgements = new ArrayList<>();
        Judgement steps = steps();
        judgements.add(steps);
        Optional<String> excuse =
                steps.verdict() == Verdict.EXCUSED ? Optional.of(steps.detail()) : Optional.<String>empty();
        boolean unseen = steps.verdict() == Verdict.NOT_GIVEN && critical.isPresent();
        if (excuse.isPresent() || unseen) {
            String why = excuse.orElse("no steps were given, and a comparison is near-critical");
            golden.loss().ifPresent(any -> judgements.add(Judgement.without("loss", Verdict.EXCUSED, why)));
            answered.gradient().ifPresent(any -> judgements.add(Judgement.without("gradient", Verdict.EXCUSED, why)));
            answered.byKind()
                    .keySet()
                    .forEach(kind -> judgements.add(Judgement.without(GridKinds.quantity(kind), Verdict.EXCUSED, why)));
            return judgements;
        }
        reply.potentials().ifPresent(potentials -> judgements.add(potentials(potentials)));
        golden.loss().ifPresent(loss -> judgements.add(loss(loss)));
        golden.gradient()
                .filter(gradient -> golden.grid().surrogate().isPresent() || gradient instanceof Outcome.Known)
                .ifPresent(gradient -> judgements.add(gradient(gradient)));
        judgements.addAll(GridKinds.judgements(golden, answered.byKind(), program, dtype));
        return judgements;
    }

    /** The raster, bit by bit; what differs at or after a near-critical comparison is excused. */
    private Judgement steps() {
        Optional<ByNeuron<BigDecimal>> given = reply.steps().or(answered::spikes);
        if (given.isEmpty()) {
            return Judgement.without("steps", Verdict.NOT_GIVEN, "");
        }
        GridErrors errors = new GridErrors("steps", dtype);
        int first = Integer.MAX_VALUE;
        String what = "";
        for (Map.Entry<String, List<List<Integer>>> population :
                golden.steps().populations().entrySet()) {
            List<List<BigDecimal>> trains = given.get().populations().get(population.getKey());
            if (trains == null || trains.size() != population.getValue().size()) {
                errors.wrong("population \"" + population.getKey() + "\" has "
                        + (trains == null ? "no" : trains.size()) + " lists, expected "
                        + population.getValue().size());
                return errors.result();
            }
            for (int n = 0; n < trains.size(); n++) {
                List<Integer> expected = population.getValue().get(n);
                List<BigDecimal> found = trains.get(n);
                int k = 0;
                while (k < expected.size()
                        && k < found.size()
                        && found.get(k).compareTo(BigDecimal.valueOf(expected.get(k))) == 0) {
                    k++;
                }
                if (k < expected.size() || k < found.size()) {
                    double at = Math.min(
                            k < expected.size() ? expected.get(k) : Double.MAX_VALUE,
                            k < found.size() ? found.get(k).doubleValue() : Double.MAX_VALUE);
                    if (at < first) {
                        first = (int) Math.max(0, Math.min(at, Integer.MAX_VALUE - 1));
                        what = "neuron " + n + " of \"" + population.getKey() + "\" "
                                + (k < expected.size() && at == expected.get(k) ? "does not fire" : "fires")
                                + " in step " + first + "; it has " + text(found) + ", expected " + expected;
                    }
                }
            }
        }
        if (what.isEmpty()) {
            int count = (int) golden.steps().values().count();
            return new Judgement(
                    "steps",
                    Verdict.AGREES,
                    count,
                    java.util.OptionalDouble.empty(),
                    java.util.OptionalDouble.empty(),
                    java.util.OptionalDouble.empty(),
                    "");
        }
        int from = first;
        Optional<StepProgram.Comparison> near = critical.filter(comparison -> comparison.step() <= from);
        if (near.isPresent()) {
            return Judgement.without(
                    "steps",
                    Verdict.EXCUSED,
                    what + "; excused: in step " + near.get().step() + " V of neuron "
                            + near.get().neuron() + " of \"" + near.get().population()
                            + "\" is as near to its threshold as rounding");
        }
        errors.wrong(what);
        return errors.result();
    }

    private static String text(List<BigDecimal> steps) {
        return steps.stream().map(BigDecimal::toPlainString).toList().toString();
    }

    private Judgement potentials(ByNeuron<BigDecimal> found) {
        GridErrors errors = new GridErrors("potentials", dtype);
        golden.potentials().forEach((name, neurons) -> {
            List<List<BigDecimal>> given = found.getOrNone(name);
            for (int n = 0; n < neurons.size(); n++) {
                List<Ball> expected = neurons.get(n);
                if (given.size() != neurons.size() || given.get(n).size() != expected.size()) {
                    errors.wrong("/potentials/" + name + " has not one value for each neuron and step");
                    return;
                }
                StepCircuit.Cell cell = program.circuit().group(name).get(n);
                for (int k = 0; k < expected.size(); k++) {
                    int step = program.circuit().first() + k;
                    errors.value(
                            "V of neuron " + n + " of \"" + name + "\" after step " + step,
                            GridGolden.decimal(expected.get(k)),
                            given.get(n).get(k),
                            program.moment(cell, step).after);
                }
            }
        });
        return errors.result();
    }

    private Judgement loss(Outcome<BigDecimal> expected) {
        if (!(expected instanceof Outcome.Known<BigDecimal> value)) {
            boolean own =
                    answered.loss().filter(Outcome.Known.class::isInstance).isPresent();
            return Judgement.without("loss", own ? Verdict.OWN_CONVENTION : Verdict.AGREES, "undefined");
        }
        if (answered.loss().isEmpty()) {
            return Judgement.without("loss", Verdict.NOT_GIVEN, "");
        }
        GridErrors errors = new GridErrors("loss", dtype);
        if (answered.loss().get() instanceof Outcome.Known<BigDecimal> found) {
            Rounded reached = new StepLosses(program, golden.network().loss().orElseThrow())
                    .value()
                    .orElse(Rounded.ZERO);
            errors.value("/loss", value.value(), found.value(), reached);
        } else {
            errors.wrong("undefined, but it has a value");
        }
        return errors.result();
    }

    private Judgement gradient(Outcome<List<List<BigDecimal>>> expected) {
        if (!(expected instanceof Outcome.Known<List<List<BigDecimal>>> values)) {
            boolean own =
                    answered.gradient().filter(Outcome.Known.class::isInstance).isPresent();
            return Judgement.without("gradient", own ? Verdict.OWN_CONVENTION : Verdict.AGREES, "undefined");
        }
        if (answered.gradient().isEmpty()) {
            return Judgement.without("gradient", Verdict.NOT_GIVEN, "");
        }
        GridErrors errors = new GridErrors("gradient", dtype);
        if (answered.gradient().get() instanceof Outcome.Known<List<List<List<Optional<BigDecimal>>>>> found) {
            List<List<Rounded>> reached = new StepDerivatives(
                            program,
                            new StepLosses(program, golden.network().loss().orElseThrow()))
                    .run();
            for (int p = 0; p < Math.min(values.value().size(), found.value().size()); p++) {
                matrix(p, values.value().get(p), found.value().get(p), reached.get(p), errors);
            }
        } else {
            errors.wrong("undefined, but it has a value");
        }
        return errors.result();
    }

    private void matrix(
            int p,
            List<BigDecimal> expected,
            List<List<Optional<BigDecimal>>> found,
            List<Rounded> reached,
            GridErrors errors) {
        Projection projection = golden.network().projections().get(p);
        List<Synapse> synapses = projection.synapses();
        Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
        boolean shaped = found.isEmpty()
                || found.size() == matrix.weights().size()
                        && IntStream.range(0, found.size())
                                .allMatch(pre -> found.get(pre).isEmpty()
                                        || found.get(pre).size()
                                                == matrix.weights().get(pre).size());
        if (!shaped) {
            errors.wrong("/gradient/weights/" + p + " has not the shape of the weights");
            return;
        }
        for (int s = 0; s < synapses.size(); s++) {
            int pre = synapses.get(s).pre();
            int post = synapses.get(s).post();
            Optional<BigDecimal> given = found.isEmpty() || found.get(pre).isEmpty()
                    ? Optional.empty()
                    : found.get(pre).get(post);
            if (given.isPresent()) {
                errors.value(
                        "/gradient/weights/" + p + "/" + pre + "/" + post,
                        expected.get(s),
                        given.get(),
                        reached.get(s));
            }
        }
    }
}
