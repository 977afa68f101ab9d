package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.SymbolicTime;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The condition numbers of an answer (proofs-notes/conditioning.md). */
final class ConditionNumbers {

    /** Condition numbers need few digits; this leaves room for what the separated kernels lose. */
    private static final int BITS = 96;

    /** Products of an entry of L and a real beyond which tangents take more than about a second. */
    private static final long USUAL_WORK = 1_000_000_000L;

    /** Of these products, beyond which tangents take more than about ten seconds. */
    private static final long MOST_WORK = 10_000_000_000L;

    /** Of such products in balls, which a network of a thousand spikes takes a minute for. */
    private static final long MOST_WORK_IN_BALLS = 75_000_000L;

    /** Balls in rows, about a gigabyte. */
    private static final long MOST_ENTRIES_IN_BALLS = 8_000_000L;

    /** An entry of L costs about so many such products. */
    private static final int WORK_PER_ENTRY = 2_000;

    /** An event of a potential costs about so many for each real. */
    private static final int WORK_PER_EVENT = 100;

    /** Entries of all tangents, half a gigabyte. */
    private static final long MOST_ENTRIES = 1L << 26;

    /** Index of a spike that is none. */
    private static final int NO_SPIKE = Integer.MIN_VALUE;

    static final String GRADIENT = "gradientCondition";

    private final Network network;
    private final Wiring wiring;
    private final Raster raster;
    private final Supplier<List<Chronology.Event>> chronology;
    private final int bits;
    private final Setting coarse;

    /** @param chronology of the raster */
    ConditionNumbers(
            Network network, Wiring wiring, Raster raster, Supplier<List<Chronology.Event>> chronology, int bits) {
        this.network = network;
        this.wiring = wiring;
        this.raster = raster;
        this.chronology = chronology;
        this.bits = bits;
        this.coarse = setting(Math.min(bits, BITS));
    }

    /** The reals of the file, and the firing equations of one precision with the elementary parameters that they move. */
    private record Setting(FiringEquations equations, RelativeParameters parameters, int bits) {}

    private Setting setting(int precision) {
        RelativeParameters parameters = new RelativeParameters(network, wiring, precision);
        return new Setting(new FiringEquations(wiring, raster, parameters.moved(), precision), parameters, precision);
    }

    /** Which derivatives by reals of the file that are not zero exist. */
    Differentiability differentiability() {
        return new Differentiability(wiring, raster, coarse.parameters.moved(), coarse.equations, bits);
    }

    /**
     * The condition numbers of the spikes.
     *
     * @param wanted how large the effort may be
     * @param without spikes whose derivatives do not exist or are open, with the reason
     * @param notes takes what is left out
     * @return by index of the spike, or without a value if all are left out
     */
    Optional<List<Optional<Ball>>> ofSpikes(
            Conditioning wanted, Map<Integer, String> without, Map<String, String> notes) {
        long work = work(coarse.parameters.size(), WORK_PER_ENTRY);
        if (entries() > MOST_ENTRIES || work > MOST_WORK) {
            notes.put("condition", "not given for a network of " + size(coarse));
            return Optional.empty();
        }
        if (wanted != Conditioning.ALL && work > USUAL_WORK) {
            notes.put("condition", "not given for a network of " + size(coarse) + " unless asked for (--condition)");
            return Optional.empty();
        }
        List<Optional<Ball>> conditions = conditions(
                SpikeConditions.tangents(coarse.equations, coarse.parameters).stream()
                        .map(Tangent::sumOfMagnitudes)
                        .toList(),
                without.keySet());
        long workInBalls = work(coarse.parameters.size(), 0);
        if (someAreMissing(conditions, without.keySet()) && workInBalls <= MOST_WORK_IN_BALLS) {
            Setting full = setting(bits);
            conditions =
                    conditions(SpikeConditions.sumsAtFullPrecision(full.equations, full.parameters), without.keySet());
        }
        if (someAreMissing(conditions, without.keySet())) {
            notes.put("condition", "null where " + Conditions.DIGITS + " digits were not certified");
        }
        without.values().stream().findFirst().ifPresent(why -> notes.put("condition", "null where " + why));
        return Optional.of(conditions);
    }

    /** Number of entries of all tangents. */
    private long entries() {
        return (long) raster.spikes().size() * coarse.parameters.size();
    }

    private static String size(Setting setting) {
        return setting.equations.size() + " spikes and " + setting.parameters.size() + " reals";
    }

    /** Number of products of an entry of L and a real. */
    private long work(int reals, int perEntry) {
        long entries = 0;
        for (Raster.Spike spike : raster.spikes()) {
            entries += spike.causes() + spike.index();
        }
        // More than a long holds is more than any limit.
        return Math.multiplyHigh(entries, (long) reals + perEntry) != 0
                ? Long.MAX_VALUE
                : Math.abs(entries * ((long) reals + perEntry));
    }

    private boolean isTooLargeForSecondOrder(Set<ParameterKind> kinds) {
        long rows =
                new FileParameters(network, wiring, kinds, coarse.bits).shares().size();
        return entries() + rows * coarse.parameters.size() > MOST_ENTRIES_IN_BALLS
                || work(coarse.parameters.size(), 0) > MOST_WORK_IN_BALLS
                || workOfPotentials() > MOST_WORK_IN_BALLS;
    }

    /** As many products of balls as the sweeps of a loss of potentials take the time of. */
    private long workOfPotentials() {
        long events = followed().stream()
                .mapToLong(neuron -> raster.arrivals().get(neuron).size()
                        + 2L * raster.trains().get(neuron).size())
                .sum();
        return events * coarse.parameters.size() * WORK_PER_EVENT;
    }

    private List<Optional<Ball>> conditions(List<Ball> sums, Set<Integer> without) {
        List<Optional<Ball>> conditions = new ArrayList<>();
        for (int f = 0; f < sums.size(); f++) {
            Ball time = raster.spikes().get(f).time();
            conditions.add(
                    without.contains(f) || !time.isPositive()
                            ? Optional.empty()
                            : certified(sums.get(f).dividedBy(time)));
        }
        return conditions;
    }

    private static boolean someAreMissing(List<Optional<Ball>> conditions, Set<Integer> without) {
        return conditions.stream().filter(Optional::isEmpty).count() > without.size();
    }

    private static Optional<Ball> certified(Ball condition) {
        return Optional.of(condition).filter(value -> value.certifies(Conditions.DIGITS));
    }

    /** How the loss depends on spikes and elementary parameters, at any precision. */
    interface LossAt {
        LossSensitivity of(Elements elements, int bits);
    }

    /**
     * The condition number of a loss whose gradient exists.
     *
     * @param value of the loss, for all digits
     * @param notes takes why there is none
     */
    Optional<Ball> ofLoss(Ball value, LossAt loss, Map<String, String> notes) {
        if (!value.isPositive() && !value.isNegative()) {
            notes.put("loss", "has no relative condition number, because it is 0 or was not told from 0");
            return Optional.empty();
        }
        Optional<Ball> condition = Optional.empty();
        for (int precision = Math.min(bits, BITS);
                condition.isEmpty() && precision <= bits;
                precision = precision == bits ? bits + 1 : bits) {
            Setting setting = precision == coarse.bits ? coarse : setting(precision);
            LossSensitivity sensitivity = loss.of(setting.parameters.elements(), precision);
            Map<Integer, Ball> gradient = TransposedSolve.gradient(setting.equations, sensitivity);
            Ball sum = SpikeConditions.sumOfMagnitudes(setting.parameters.relative(gradient));
            condition = certified(sum.dividedBy(value.abs()));
        }
        if (condition.isEmpty()) {
            notes.put("loss", "fewer than " + Conditions.DIGITS + " digits of its condition were certified");
        }
        return condition;
    }

    /**
     * The condition numbers of the entries of a gradient that exists.
     *
     * @param gradient with all its digits
     * @param notes takes what is left out
     */
    Optional<Gradient<Optional<Ball>>> ofGradient(Gradient<Ball> gradient, LossAt loss, Map<String, String> notes) {
        Optional<String> tie = tie();
        if (tie.isPresent()) {
            notes.put(GRADIENT, "not given: the second derivatives are one-sided, " + tie.get());
            return Optional.empty();
        }
        Set<ParameterKind> kinds = gradient.values().keySet();
        if (isTooLargeForSecondOrder(kinds)) {
            notes.put(GRADIENT, "not given for a network of " + size(coarse));
            return Optional.empty();
        }
        Optional<Gradient<Optional<Ball>>> conditions = Optional.empty();
        for (int precision : new int[] {Math.min(bits, BITS), bits}) {
            if (conditions.isPresent() && isComplete(conditions.get(), gradient)) {
                break;
            }
            Setting setting = precision == coarse.bits ? coarse : setting(precision);
            FileParameters asked = new FileParameters(network, wiring, kinds, precision);
            Set<Integer> rows = asked.shares().keySet();
            LossSensitivity first = loss.of(setting.parameters.elements(), precision);
            LossCurvature curvature = curvature(first, precision);
            SecondOrder sweep = new SecondOrder(wiring, raster, setting.parameters, rows, first, curvature, precision);
            conditions = Optional.of(conditions(gradient, sweep.solve(), asked, setting));
        }
        if (!isComplete(conditions.orElseThrow(), gradient)) {
            notes.put(GRADIENT, "null where the entry is 0, or " + Conditions.DIGITS + " digits were not certified");
        } else if (conditions.get().values().values().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .anyMatch(Optional::isEmpty)) {
            notes.put(GRADIENT, "null where the entry is 0, or was not told from 0");
        }
        return conditions;
    }

    /** Whether there is one for every entry that was told from 0. */
    private static boolean isComplete(Gradient<Optional<Ball>> conditions, Gradient<Ball> gradient) {
        return conditions.values().entrySet().stream().allMatch(ofKind -> {
            List<List<Ball>> values = gradient.values().get(ofKind.getKey());
            for (int owner = 0; owner < values.size(); owner++) {
                for (int k = 0; k < values.get(owner).size(); k++) {
                    Ball value = values.get(owner).get(k);
                    boolean isMissing = ofKind.getValue().get(owner).get(k).isEmpty();
                    if (isMissing && (value.isPositive() || value.isNegative())) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private LossCurvature curvature(LossSensitivity first, int precision) {
        Loss loss = network.loss().orElseThrow();
        Map<Integer, VoltageLoss.Density> densities = VoltageLoss.densities(wiring, loss, precision);
        return densities.isEmpty()
                ? SpikeTimeCurvature.of(loss, first.bySpike().keySet(), wiring, raster, precision)
                : new VoltageCurvature(wiring, chronology.get(), densities, precision);
    }

    /** Neurons whose potentials are the loss. */
    private Set<Integer> followed() {
        return VoltageLoss.densities(wiring, network.loss().orElseThrow(), coarse.bits)
                .keySet();
    }

    /** Why the gradient has no derivatives, if that is so (conditioning-K7 and conditioning-K8). */
    private Optional<String> tie() {
        if (someArrivalIsTied()) {
            return Optional.of("a spike arrives at exactly the time of another or of the end of a refractory period");
        }
        SymbolicTime horizon = SymbolicTime.of(wiring.horizon());
        boolean atHorizon = followed().stream()
                .flatMap(neuron -> raster.arrivals().get(neuron).stream())
                .anyMatch(arrival -> arrival.exact().equals(horizon)
                        && wiring.synapses().get(arrival.synapse()).weight().signum() != 0);
        return atHorizon
                ? Optional.of("a spike arrives at exactly the horizon at a neuron whose potential is the loss")
                : Optional.empty();
    }

    /**
     * Whether an arrival, over whatever weight, has exactly the time of a spike of its target that does not cause it, or of the end of a
     * refractory period of its target.
     */
    private boolean someArrivalIsTied() {
        for (int i = 0; i < raster.trains().size(); i++) {
            Map<SymbolicTime, Integer> causes = new HashMap<>();
            for (int f : raster.trains().get(i)) {
                causes.put(raster.spikes().get(f).exact(), f);
            }
            raster.restarts().get(i).forEach(restart -> causes.put(restart.exact(), NO_SPIKE));
            for (Raster.Arrival arrival : raster.arrivals().get(i)) {
                Integer cause = causes.get(arrival.exact());
                if (cause != null && cause != arrival.source()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Σ_q |q d²L/dpdq| / |dL/dp| for every real p that the gradient is taken by. */
    private Gradient<Optional<Ball>> conditions(
            Gradient<Ball> gradient, SecondOrder.Result second, FileParameters asked, Setting setting) {
        Map<ParameterId, Map<Integer, Ball>> rows = new HashMap<>();
        asked.shares().forEach((element, shares) -> {
            for (FileParameters.Share share : shares) {
                Map<Integer, Ball> row = rows.computeIfAbsent(share.parameter(), unseen -> new HashMap<>());
                second.curvature()
                        .getOrDefault(element, Map.of())
                        .forEach((q, value) -> row.merge(q, share.factor().times(value), Ball::plus));
                Ball byElement = second.gradient().getOrDefault(element, Ball.ZERO);
                for (FileParameters.Power power : share.powers()) {
                    setting.parameters
                            .index(power.real())
                            .ifPresent(q -> row.merge(
                                    q,
                                    Ball.exactly(power.exponent())
                                            .times(share.factor())
                                            .times(byElement),
                                    Ball::plus));
                }
            }
        });
        Map<ParameterKind, List<List<Optional<Ball>>>> conditions = new EnumMap<>(ParameterKind.class);
        gradient.values().forEach((kind, lists) -> {
            List<List<Optional<Ball>>> owners = new ArrayList<>();
            for (int owner = 0; owner < lists.size(); owner++) {
                List<Optional<Ball>> entries = new ArrayList<>();
                for (int k = 0; k < lists.get(owner).size(); k++) {
                    Map<Integer, Ball> row = rows.getOrDefault(new ParameterId(kind, owner, k), Map.of());
                    entries.add(ratio(
                            SpikeConditions.sumOfMagnitudes(row),
                            lists.get(owner).get(k)));
                }
                owners.add(entries);
            }
            conditions.put(kind, owners);
        });
        return new Gradient<>(conditions);
    }

    private static Optional<Ball> ratio(Ball sum, Ball value) {
        return value.isPositive() || value.isNegative() ? certified(sum.dividedBy(value.abs())) : Optional.empty();
    }
}
