package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.GivenGolden;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Outcome.Known;
import io.github.goldspike.contract.Outcome.Undefined;
import io.github.goldspike.diagnosis.Prediction;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A case, taken apart: its spikes, its loss given the spikes, its gradient given the spikes, each with what is right and what the engine
 * says (proofs-notes/mistakes.md, "When a mistake explains a case").
 */
final class Evidence {

    /** What can be wrong by itself. */
    enum Side {
        SPIKES,
        LOSS,
        GRADIENT
    }

    /** Roundings that numbers may be apart: more than most networks cost, and less than any mistake makes. */
    private static final double ROUNDINGS = 0x1p14;

    /** A mistake shows where it moves a number by so many times what the engine's own accuracy may: less is met by chance. */
    private static final double APART = 64;

    /** Numbers in an order that a prediction has, too; what the engine left out is empty. */
    private record Numbers(List<List<Optional<Double>>> values) {}

    private final CaseResult result;
    private final Golden golden;
    private final Tolerance tolerance;
    private final Predictions predictions;
    private final Outcome<GivenGolden> given;
    private final Map<Side, Outcome<Numbers>> right = new EnumMap<>(Side.class);
    private final Map<Side, Outcome<Numbers>> found = new EnumMap<>(Side.class);
    private final Map<Side, Boolean> wrong = new EnumMap<>(Side.class);
    private final Set<Side> agreeing = EnumSet.noneOf(Side.class);
    private final Map<Side, List<List<Double>>> slack = new EnumMap<>(Side.class);
    private final IdentityHashMap<Suspect.Answering, Optional<Prediction>> atGiven = new IdentityHashMap<>();

    /** @param tolerance with the accuracy, declared or estimated, to which spike times are compared */
    Evidence(CaseResult result, Tolerance tolerance, Predictions predictions) {
        this.result = result;
        this.tolerance = tolerance;
        this.predictions = predictions;
        golden = result.golden().orElseThrow();
        Reply.Answered reply = (Reply.Answered) result.reply().orElseThrow();
        given = result.outcome() == CaseResult.Outcome.AGREES
                ? GivenGolden.atRightSpikes(golden, reply)
                : GivenGolden.of(golden, reply, new Tolerance(tolerance.dtype()));
        right.put(Side.SPIKES, new Known<>(trains(golden.spikes())));
        reply.spikes().ifPresent(spikes -> found.put(Side.SPIKES, new Known<>(trains(spikes))));
        Optional<Outcome<BigDecimal>> loss = known().map(GivenGolden::loss).orElse(golden.loss());
        loss.ifPresent(value -> right.put(Side.LOSS, value.map(Evidence::single)));
        reply.loss().ifPresent(value -> found.put(Side.LOSS, value.map(Evidence::single)));
        Optional<Outcome<List<List<BigDecimal>>>> gradient =
                known().map(GivenGolden::gradient).orElse(golden.gradient());
        gradient.ifPresent(values -> right.put(Side.GRADIENT, values.map(Evidence::numbers)));
        reply.gradient().ifPresent(values -> found.put(Side.GRADIENT, values.map(this::synapses)));
        known().ifPresent(at -> {
            double scale = tolerance.scale();
            slack.put(Side.LOSS, List.of(List.of(scale * at.lossReach())));
            slack.put(
                    Side.GRADIENT,
                    at.gradientReach().stream()
                            .map(entries ->
                                    entries.stream().map(reach -> scale * reach).toList())
                            .toList());
        });
        boolean spikesWrong = has("spikes", Verdict.DISAGREES)
                && found.containsKey(Side.SPIKES)
                && !alike(Side.SPIKES, found.get(Side.SPIKES), right.get(Side.SPIKES));
        wrong.put(Side.SPIKES, spikesWrong);
        String loses = known().isPresent() ? Judge.GIVEN_LOSS : "loss";
        String descends = known().isPresent() ? Judge.GIVEN_GRADIENT : "gradient";
        Map.of(Side.SPIKES, "spikes", Side.LOSS, loses, Side.GRADIENT, descends).forEach((side, quantity) -> {
            if (has(quantity, Verdict.AGREES)) {
                agreeing.add(side);
            }
        });
        wrong.put(Side.LOSS, has(loses, Verdict.DISAGREES));
        wrong.put(Side.GRADIENT, has(descends, Verdict.DISAGREES));
    }

    private Optional<GivenGolden> known() {
        return given instanceof Known<GivenGolden> known ? Optional.of(known.value()) : Optional.empty();
    }

    private boolean has(String quantity, Verdict verdict) {
        return result.judgements().stream()
                .anyMatch(judgement -> judgement.quantity().equals(quantity) && judgement.verdict() == verdict);
    }

    CaseResult result() {
        return result;
    }

    /** How far each spike is from the crossing that the engine's earlier spikes imply. */
    List<Double> errors() {
        return known().map(GivenGolden::errors).orElse(List.of());
    }

    /** Whether every neuron has the right number of spikes. */
    boolean countsAreRight() {
        return result.judgements().stream()
                .filter(judgement -> judgement.quantity().equals(Judge.COUNTS))
                .map(Judgement::verdict)
                .allMatch(Verdict.AGREES::equals);
    }

    /** Whether a side is held against the engine, by more than its accuracy. */
    boolean isWrong(Side side) {
        return wrong.get(side);
    }

    /**
     * Whether the engine says on one side what a suspect says, where the right answer is another; and nothing on the sides that are right
     * speaks against the suspect.
     */
    boolean isExplained(Side side, Suspect.Answering suspect) {
        Optional<Outcome<Numbers>> predicted = predicted(side, suspect);
        return wrong.get(side)
                && found.containsKey(side)
                && predicted.isPresent()
                && alike(side, found.get(side), predicted.get())
                && differ(side, right.get(side), predicted.get())
                && agreeing.stream().noneMatch(other -> wouldShow(other, suspect));
    }

    /** Whether a suspect says another thing than what is right. */
    boolean wouldShow(Side side, Suspect.Answering suspect) {
        Optional<Outcome<Numbers>> predicted = predicted(side, suspect);
        return right.containsKey(side)
                && found.containsKey(side)
                && predicted.isPresent()
                && !(predicted.get() instanceof Undefined)
                && differ(side, right.get(side), predicted.get());
    }

    /** What the engine says, over what is right at its spikes, wherever both are there and the latter is not 0. */
    List<Double> ratios(Side side) {
        if (!(right.get(side) instanceof Known<Numbers> expected) || !(found.get(side) instanceof Known<Numbers> own)) {
            return List.of();
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0;
                i < Math.min(own.value().values.size(), expected.value().values.size());
                i++) {
            List<Optional<Double>> one = own.value().values.get(i);
            List<Optional<Double>> two = expected.value().values.get(i);
            for (int k = 0; k < Math.min(one.size(), two.size()); k++) {
                if (one.get(k).isPresent()
                        && two.get(k).filter(value -> value != 0).isPresent()) {
                    ratios.add(one.get(k).get() / two.get(k).get());
                }
            }
        }
        return ratios;
    }

    /** Whether it is more than empty trains, or a gradient of zeros, that the engine shows of a mistake. */
    boolean isTelling(Side side) {
        if (side == Side.GRADIENT) {
            return !(found.get(side) instanceof Known<Numbers> given)
                    || given.value().values.stream()
                            .flatMap(List::stream)
                            .flatMap(Optional::stream)
                            .anyMatch(value -> value != 0);
        }
        if (side != Side.SPIKES) {
            return true;
        }
        List<List<Optional<Double>>> own = ((Known<Numbers>) found.get(side)).value().values;
        List<List<Optional<Double>>> expected = ((Known<Numbers>) right.get(side)).value().values;
        for (int n = 0; n < Math.min(own.size(), expected.size()); n++) {
            if (!own.get(n).isEmpty()
                    && !alike(side, new Numbers(List.of(own.get(n))), new Numbers(List.of(expected.get(n))), 1)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Outcome<Numbers>> predicted(Side side, Suspect.Answering suspect) {
        Network network = golden.network();
        Optional<Prediction> prediction = side == Side.SPIKES || known().isEmpty()
                ? predictions.of(suspect, network)
                : atGiven.computeIfAbsent(
                        suspect, one -> one.answerAt(network, known().get().times()));
        return switch (side) {
            case SPIKES -> prediction.map(found -> new Known<>(trains(found.spikes())));
            case LOSS -> prediction.flatMap(Prediction::loss).map(value -> value.map(Evidence::single));
            case GRADIENT -> prediction.flatMap(Prediction::gradient).map(values -> values.map(Evidence::numbers));
        };
    }

    private boolean alike(Side side, Outcome<Numbers> one, Outcome<Numbers> other) {
        return alike(side, one, other, 1);
    }

    private boolean differ(Side side, Outcome<Numbers> one, Outcome<Numbers> other) {
        return !alike(side, one, other, APART);
    }

    private boolean alike(Side side, Outcome<Numbers> one, Outcome<Numbers> other, double times) {
        if (one instanceof Known<Numbers> first && other instanceof Known<Numbers> second) {
            return alike(side, first.value(), second.value(), times);
        }
        return one instanceof Undefined && other instanceof Undefined;
    }

    private boolean alike(Side side, Numbers own, Numbers expected, double times) {
        double floor = switch (side) {
            case SPIKES -> 0;
            case LOSS -> 1;
            case GRADIENT ->
                expected.values.stream()
                        .flatMap(List::stream)
                        .flatMap(Optional::stream)
                        .mapToDouble(Math::abs)
                        .max()
                        .orElse(0);
        };
        if (own.values.size() > expected.values.size()) {
            return false;
        }
        for (int i = 0; i < own.values.size(); i++) {
            if (own.values.get(i).size() != expected.values.get(i).size()) {
                return false;
            }
            for (int k = 0; k < own.values.get(i).size(); k++) {
                Optional<Double> value = own.values.get(i).get(k);
                Optional<Double> target = expected.values.get(i).get(k);
                if (value.isPresent()
                        && target.isPresent()
                        && !alike(side, i, k, value.get(), target.get(), floor, times)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean alike(Side side, int list, int place, double value, double target, double floor, double times) {
        double size = Math.max(Math.abs(target), floor);
        List<List<Double>> more = slack.getOrDefault(side, List.of());
        double allowed = side == Side.SPIKES
                ? 8 * tolerance.accuracy()
                : list < more.size() && place < more.get(list).size()
                        ? 2 * more.get(list).get(place)
                        : 0;
        double roundings = ROUNDINGS * tolerance.dtype().unitRoundoff() * size;
        // What has overflowed is like nothing; its tolerance would admit everything.
        return Double.isFinite(size) && Math.abs(value - target) <= Math.max(roundings, times * allowed);
    }

    /** Of the populations that can spike; an engine may leave others out. */
    private <N extends Number> Numbers trains(ByNeuron<N> spikes) {
        List<List<Optional<Double>>> trains = new ArrayList<>();
        for (String population : golden.spikes().names()) {
            trains.addAll(numbers(spikes.getOrNone(population)).values);
        }
        return new Numbers(trains);
    }

    private static <N extends Number> Numbers single(N value) {
        return new Numbers(List.of(List.of(Optional.of(value.doubleValue()))));
    }

    private static <N extends Number> Numbers numbers(List<List<N>> values) {
        return new Numbers(values.stream()
                .map(list -> list.stream()
                        .map(value -> Optional.of(value.doubleValue()))
                        .toList())
                .toList());
    }

    /** By projection, without the places where there is no synapse. */
    private Numbers synapses(List<List<List<Optional<BigDecimal>>>> matrices) {
        List<List<Optional<Double>>> projections = new ArrayList<>();
        List<List<List<Optional<Rational>>>> weights = golden.network().projections().stream()
                .map(projection -> ((Matrix) projection.connectivity()).weights())
                .collect(Collectors.toList());
        for (int p = 0; p < weights.size(); p++) {
            List<Optional<Double>> entries = new ArrayList<>();
            for (int pre = 0; pre < weights.get(p).size(); pre++) {
                for (int post = 0; post < weights.get(p).get(pre).size(); post++) {
                    if (weights.get(p).get(pre).get(post).isPresent()) {
                        boolean there = p < matrices.size()
                                && pre < matrices.get(p).size()
                                && post < matrices.get(p).get(pre).size();
                        entries.add(
                                there
                                        ? matrices.get(p).get(pre).get(post).map(BigDecimal::doubleValue)
                                        : Optional.empty());
                    }
                }
            }
            projections.add(entries);
        }
        return new Numbers(projections);
    }
}
