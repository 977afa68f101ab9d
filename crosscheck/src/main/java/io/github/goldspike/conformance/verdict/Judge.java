package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Excerpt;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.tolerance.NearCritical;
import io.github.goldspike.conformance.tolerance.NearCritical.Point;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds the reply of an engine against the certified answer (proofs-notes/verdict.md). */
public final class Judge {

    /** How many spikes each neuron has, whatever their times. */
    public static final String COUNTS = "spike counts";

    /** The times of the spikes of neurons that have the right number of them. */
    public static final String TIMES = "spike times";

    /** The loss, held against that at the spikes that the engine gave (verdict-R14). */
    public static final String GIVEN_LOSS = "loss given spikes";

    /** Its gradient by weights. */
    public static final String GIVEN_GRADIENT = "gradient given spikes";

    private final Golden golden;
    private final Reply.Answered reply;
    private final Tolerance tolerance;
    private final SpikeErrorBound reach;
    private final List<Point> critical;
    private final double horizon;

    private Judge(Golden golden, Reply.Answered reply, Tolerance tolerance) {
        this.golden = golden;
        this.reply = reply;
        this.tolerance = tolerance;
        reach = new SpikeErrorBound(golden.timeline(), tolerance.units(tolerance.accuracy()));
        critical = NearCritical.of(reach, golden.peaks(), tolerance.scale());
        horizon = reach.timeline().horizon();
    }

    /** The same for an engine that declares no accuracy. */
    public static List<Judgement> of(Golden golden, Reply.Answered reply, Dtype dtype) {
        return of(golden, reply, new Tolerance(dtype));
    }

    /**
     * One judgement for each quantity that the network has; then, where they do not all agree, those on each side of the spikes and
     * on loss and gradient given the spikes, each by itself.
     */
    public static List<Judgement> of(Golden golden, Reply.Answered reply, Tolerance tolerance) {
        if (golden.undecided().isPresent() && golden.horizon().signum() == 0) {
            return List.of(Judgement.without(
                    "spikes",
                    Verdict.NOT_JUDGED,
                    "the reference is undecided: " + golden.undecided().get()));
        }
        Judge judge = new Judge(golden, reply, tolerance);
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(judge.spikes());
        reply.slopes()
                .filter(slopes -> golden.undecided().isEmpty())
                .ifPresent(slopes -> judgements.add(judge.slopes(slopes)));
        golden.loss().ifPresent(loss -> judgements.add(judge.loss(loss)));
        golden.gradient().ifPresent(gradient -> judgements.add(judge.gradient(gradient)));
        judgements.addAll(judge.oneByOne(judgements));
        judgements.addAll(
                new KindVerdict(golden, reply, judge.reach, quantity -> new Errors(quantity, tolerance, judge.critical))
                        .judgements());
        reply.potentials()
                .ifPresent(potentials -> judgements.add(new PotentialErrors(golden, judge.reach, tolerance)
                        .of(potentials, judge.errors("potentials"))));
        return judgements;
    }

    /** What is right as a whole is right in its parts. */
    private List<Judgement> oneByOne(List<Judgement> whole) {
        List<Judgement> parts = new ArrayList<>();
        if (reply.spikes().isPresent()) {
            parts.add(side(COUNTS));
            parts.add(side(TIMES));
        }
        boolean right = whole.stream().allMatch(judgement -> judgement.verdict() == Verdict.AGREES);
        if (golden.loss().isEmpty() || reply.spikes().isEmpty()) {
            return parts;
        }
        if (right) {
            parts.add(Judgement.without(GIVEN_LOSS, Verdict.AGREES, "as a whole"));
            parts.add(Judgement.without(GIVEN_GRADIENT, Verdict.AGREES, "as a whole"));
        } else {
            parts.addAll(new GivenVerdict(golden, reply, tolerance).judgements());
        }
        return parts;
    }

    /** Spikes by their numbers or by their times alone. */
    private Judgement side(String quantity) {
        Errors errors = errors(quantity);
        golden.spikes().forEach((name, trains) -> {
            List<List<BigDecimal>> given = reply.spikes().get().getOrNone(name);
            for (int n = 0; n < Math.min(given.size(), trains.size()); n++) {
                List<BigDecimal> found = known(given.get(n));
                if (quantity.equals(COUNTS)) {
                    errors.count();
                    train(name, n, found, errors, true, (spike, place, time) -> {});
                } else if (found.size() == trains.get(n).size()) {
                    train(name, n, found, errors, true, (spike, place, time) -> time(spike, place, time, errors));
                }
            }
        });
        return errors.result();
    }

    private void time(Spike spike, String place, BigDecimal found, Errors errors) {
        errors.value(
                place,
                Math.min(spike.time(), found.doubleValue()),
                golden(golden.spikes(), spike),
                found,
                reach.time(spike.number()),
                golden.spikeCondition(
                        spike.neuron().population(), spike.neuron().index(), spike.order()));
    }

    /** Whether sound arithmetic may lawfully find another answer somewhere. */
    public static boolean isNearCritical(Golden golden, Dtype dtype) {
        SpikeErrorBound reach = new SpikeErrorBound(golden.timeline());
        return golden.undecided().isPresent()
                || !NearCritical.of(reach, golden.peaks(), new Tolerance(dtype).scale())
                        .isEmpty();
    }

    private Errors errors(String quantity) {
        return new Errors(quantity, tolerance, quantity.equals("gradient") ? critical : ofPicture(critical));
    }

    /** Those that matter to values, not to derivatives alone. */
    private static List<Point> ofPicture(List<Point> points) {
        return points.stream().filter(point -> !point.derivatives()).toList();
    }

    private Judgement spikes() {
        if (reply.spikes().isEmpty()) {
            return Judgement.without("spikes", Verdict.NOT_GIVEN, "");
        }
        Errors errors = errors("spikes");
        each(reply.spikes().get(), errors, true, (spike, place, found) -> time(spike, place, found, errors));
        return golden.undecided()
                .map(why ->
                        errors.result().noting("judged up to " + horizon + ", then the reference is undecided: " + why))
                .orElseGet(errors::result);
    }

    private Judgement slopes(ByNeuron<BigDecimal> slopes) {
        Errors errors = errors("slopes");
        each(
                slopes,
                errors,
                false,
                (spike, place, found) -> errors.value(
                        place,
                        spike.time(),
                        golden(golden.slopes(), spike),
                        found,
                        reach.slope(spike.number()),
                        OptionalDouble.empty()));
        return errors.result();
    }

    private static BigDecimal golden(ByNeuron<BigDecimal> values, Spike spike) {
        return values.get(spike.neuron().population(), spike.neuron().index()).get(spike.order());
    }

    /** Receives a spike and the engine's number for it. */
    private interface OfSpike {
        void accept(Spike spike, String place, BigDecimal found);
    }

    private void each(ByNeuron<BigDecimal> found, Errors errors, boolean times, OfSpike compare) {
        found.forEach((name, trains) -> {
            if (!golden.spikes().has(name) && !trains.stream().allMatch(List::isEmpty)) {
                errors.wrong("population \"" + Excerpt.of(name) + "\" has spikes, but is none that can spike");
            }
        });
        golden.spikes().forEach((name, trains) -> {
            List<List<BigDecimal>> given = found.getOrNone(name);
            if (!found.has(name) || given.size() != trains.size()) {
                errors.wrong("population \"" + name + "\" has " + (found.has(name) ? given.size() : "no")
                        + " lists, expected " + trains.size());
                return;
            }
            for (int n = 0; n < trains.size(); n++) {
                train(name, n, given.get(n), errors, times, compare);
            }
        });
    }

    private void train(String name, int n, List<BigDecimal> given, Errors errors, boolean times, OfSpike compare) {
        List<BigDecimal> found = times ? known(given) : given;
        List<Spike> spikes = reach.timeline().neuron(name, n).spikes();
        String neuron = "neuron " + n + " of \"" + name + "\"";
        int common = Math.min(spikes.size(), found.size());
        for (int k = 0; k < common; k++) {
            compare.accept(spikes.get(k), neuron + ", spike " + k, found.get(k));
        }
        if (spikes.size() != found.size()) {
            double time = spikes.size() > common
                    ? spikes.get(common).time()
                    : times ? found.get(common).doubleValue() : horizon;
            errors.wrong(neuron + " has " + found.size() + " spikes, expected " + spikes.size(), time);
        }
    }

    /** Spikes after the horizon are told from the engine's own only where the reference ends before. */
    private List<BigDecimal> known(List<BigDecimal> times) {
        return golden.undecided().isEmpty()
                ? times
                : times.stream()
                        .takeWhile(time -> time.doubleValue() <= horizon)
                        .toList();
    }

    private Judgement loss(Outcome<BigDecimal> expected) {
        return outcome("loss", expected, reply.loss(), (value, found) -> {
            Errors errors = errors("loss").ofSize(1);
            double reached = new Reaches(golden, reach).loss(value);
            errors.value("/loss/value", horizon, value, found, reached, golden.lossCondition());
            return errors.result();
        });
    }

    private Judgement gradient(Outcome<List<List<BigDecimal>>> expected) {
        return outcome("gradient", expected, reply.gradient(), (values, found) -> {
            Errors errors = errors("gradient").ofSize(GivenGolden.greatest(values));
            if (found.size() > values.size()) {
                errors.wrong(
                        "/gradient/weights has " + found.size() + " entries for " + values.size() + " projections");
                return errors.result();
            }
            List<double[]> reaches = new Reaches(golden, reach).gradient(values);
            for (int p = 0; p < found.size(); p++) {
                matrix(p, values.get(p), found.get(p), reaches.get(p), errors);
            }
            return errors.result();
        });
    }

    private void matrix(
            int projection,
            List<BigDecimal> expected,
            List<List<Optional<BigDecimal>>> found,
            double[] reaches,
            Errors errors) {
        if (found.isEmpty()) {
            return;
        }
        Matrix matrix = (Matrix) golden.network().projections().get(projection).connectivity();
        List<List<Optional<Rational>>> rows = matrix.weights();
        int synapse = 0;
        for (int pre = 0; pre < rows.size(); pre++) {
            for (int post = 0; post < rows.get(pre).size(); post++) {
                String place = "/gradient/weights/" + projection + "/" + pre + "/" + post;
                boolean shaped = found.size() == rows.size()
                        && (found.get(pre).isEmpty()
                                || found.get(pre).size() == rows.get(pre).size());
                if (!shaped) {
                    errors.wrong("/gradient/weights/" + projection + " has not the shape of the weights");
                    return;
                }
                Optional<BigDecimal> given = found.get(pre).isEmpty()
                        ? Optional.empty()
                        : found.get(pre).get(post);
                if (rows.get(pre).get(post).isPresent()) {
                    if (given.isPresent()) {
                        errors.value(
                                place,
                                horizon,
                                expected.get(synapse),
                                given.get(),
                                reaches[synapse],
                                golden.gradientCondition(projection, synapse));
                    }
                    synapse++;
                } else if (given.isPresent() && given.get().signum() != 0) {
                    errors.wrong(place + " has a value, but there is no synapse");
                }
            }
        }
    }

    /** Compares two values. */
    private interface Compare<G, R> {
        Judgement of(G expected, R found);
    }

    private <G, R> Judgement outcome(
            String quantity, Outcome<G> expected, Optional<Outcome<R>> found, Compare<G, R> compare) {
        boolean open = golden.undecided().isPresent() || expected instanceof Outcome.Open<G>;
        if (found.isEmpty() && (open || expected instanceof Outcome.Known<G>)) {
            return Judgement.without(quantity, Verdict.NOT_GIVEN, "");
        }
        if (open) {
            return Judgement.without(quantity, Verdict.NOT_JUDGED, "the reference is undecided");
        }
        if (expected instanceof Outcome.Undefined<G> undefined) {
            return found.filter(Outcome.Known.class::isInstance)
                    .map(own -> Judgement.without(quantity, Verdict.OWN_CONVENTION, "undefined: " + undefined.why()))
                    .orElseGet(() -> Judgement.without(quantity, Verdict.UNDEFINED, undefined.why()));
        }
        if (found.get() instanceof Outcome.Undefined<R> undefined) {
            Errors errors = errors(quantity);
            errors.wrong("undefined: " + undefined.why() + "; but it has a value", horizon);
            return errors.result();
        }
        return compare.of(((Outcome.Known<G>) expected).value(), ((Outcome.Known<R>) found.get()).value());
    }
}
