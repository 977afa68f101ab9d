package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.events.Ties;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which derivatives exist where events coincide (events-E5): by a real that moves all of them together, those of the
 * firing equations; by one that parts them, none if those to both sides are proved to differ.
 */
public final class TiedDerivatives {

    /** Digits of the one-sided derivatives in a sentence. */
    private static final int DIGITS = 8;

    private final Wiring wiring;
    private final Raster raster;
    private final Ties ties;
    private final FileParameters parameters;
    private final FiringEquations equations;
    private final int bits;
    private final Map<ParameterId, AlongReal> byReal = new HashMap<>();
    private List<FiringEquations.Row> rows = List.of();

    public TiedDerivatives(
            Wiring wiring, Raster raster, FileParameters parameters, FiringEquations equations, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.ties = Ties.of(wiring, raster);
        this.parameters = parameters;
        this.equations = equations;
        this.bits = bits;
    }

    /** Whether an order stays open at any precision, as that of events that a spike may be lost by. */
    public boolean isOpenForGood(ParameterId parameter) {
        return along(parameter).sides().stream().anyMatch(OneSidedDerivatives::losesASpike);
    }

    /** Every entry of a gradient, by the values that the firing equations give. */
    public Gradient<Outcome<Ball>> entries(Map<ParameterKind, List<List<Ball>>> values, LossSensitivity sensitivity) {
        Map<ParameterKind, List<List<Outcome<Ball>>>> entries = new EnumMap<>(ParameterKind.class);
        values.forEach((kind, lists) -> {
            List<List<Outcome<Ball>>> outcomes = new ArrayList<>();
            for (int owner = 0; owner < lists.size(); owner++) {
                List<Outcome<Ball>> ofOwner = new ArrayList<>();
                for (int k = 0; k < lists.get(owner).size(); k++) {
                    Outcome<Ball> known = new Outcome.Known<>(lists.get(owner).get(k));
                    ofOwner.add(
                            ofLoss(sensitivity, new ParameterId(kind, owner, k)).orElse(known));
                }
                outcomes.add(ofOwner);
            }
            entries.put(kind, outcomes);
        });
        return new Gradient<>(entries);
    }

    /** Whether no events coincide of which it matters. */
    public boolean areNone() {
        return ties.isEmpty();
    }

    /**
     * The derivative of the time of a spike where a tie reaches it: zero, if it is exactly that to both sides, or why it has no value; empty
     * if it is that of the firing equations.
     */
    public Optional<Outcome<Ball>> ofSpike(int f, ParameterId parameter) {
        AlongReal real = along(parameter);
        return real.reached[f] ? Optional.of(real.outcome(Map.of(f, Ball.ONE), Map.of(), Ball.ZERO)) : Optional.empty();
    }

    /**
     * The same for a loss.
     *
     * @param sensitivity partial derivatives of the loss
     */
    Optional<Outcome<Ball>> ofLoss(LossSensitivity sensitivity, ParameterId parameter) {
        AlongReal real = along(parameter);
        Map<Integer, Ball> bySpike = new HashMap<>(sensitivity.bySpike());
        bySpike.values().removeIf(Ball::isZero);
        Map<Integer, Ball> sinceRestart = new HashMap<>(sensitivity.decayingSinceRestart());
        sinceRestart.keySet().removeIf(e -> real.companions.atRestartAfter(e).isEmpty());
        if (bySpike.keySet().stream().noneMatch(f -> real.reached[f]) && sinceRestart.isEmpty()) {
            return Optional.empty();
        }
        Ball partial = Ball.ZERO;
        for (Map.Entry<Integer, Ball> entry : real.direction.entrySet()) {
            partial = partial.plus(sensitivity
                    .byElement()
                    .getOrDefault(entry.getKey(), Ball.ZERO)
                    .times(entry.getValue()));
        }
        return Optional.of(real.outcome(bySpike, sinceRestart, partial));
    }

    private AlongReal along(ParameterId parameter) {
        if (rows.isEmpty()) {
            rows = IntStream.range(0, equations.size()).mapToObj(equations::row).toList();
        }
        return byReal.computeIfAbsent(parameter, AlongReal::new);
    }

    /** What happens as one real moves. */
    private final class AlongReal {

        private final Companions companions;
        private final Map<Integer, Ball> direction = new HashMap<>();
        /** Spikes whose derivatives need not be those of the firing equations. */
        private final boolean[] reached = new boolean[rows.size()];

        private Optional<List<OneSidedDerivatives>> sides = Optional.empty();

        AlongReal(ParameterId parameter) {
            Map<Integer, Rational> speeds = parameters.speeds(parameter);
            companions = new Companions(wiring, raster, ties, parameters.elements(), speeds);
            speeds.forEach((element, speed) -> direction.put(element, Ball.of(speed, bits)));
            if (reach(f -> !companions.atSpike(f).isEmpty()
                    || raster.restartBefore(raster.spikes().get(f))
                            .filter(this::parts)
                            .isPresent())) {
                reach(f -> !sides().stream().allMatch(side -> side.keepsTogether(f)));
            }
        }

        /** Notes what is reached from the spikes that part; whether there are any. */
        private boolean reach(IntPredicate parts) {
            boolean any = false;
            for (int f = 0; f < reached.length; f++) {
                reached[f] = parts.test(f)
                        || rows.get(f).bySpike().entrySet().stream()
                                .anyMatch(entry -> reached[entry.getKey()]
                                        && !entry.getValue().isZero());
                any |= reached[f];
            }
            return any;
        }

        private boolean parts(RefractoryEnd restart) {
            return !companions.atRestartAfter(restart.spike()).isEmpty();
        }

        private List<OneSidedDerivatives> sides() {
            if (sides.isEmpty()) {
                List<OneSidedDerivatives> both = new ArrayList<>();
                for (int sign : new int[] {1, -1}) {
                    both.add(new OneSidedDerivatives(wiring, raster, rows, companions, direction, sign, bits));
                }
                sides = Optional.of(both);
            }
            return sides.get();
        }

        /** Of a quantity by its partial derivatives by spike times, by what comes to lie behind a restart, and by the real itself. */
        Outcome<Ball> outcome(Map<Integer, Ball> bySpike, Map<Integer, Ball> sinceRestart, Ball partial) {
            Optional<Ball> growing = along(sides().get(0), bySpike, sinceRestart, partial);
            Optional<Ball> falling = along(sides().get(1), bySpike, sinceRestart, partial.negate());
            if (growing.isEmpty() || falling.isEmpty()) {
                return new Outcome.Open<>(
                        sides().stream().anyMatch(OneSidedDerivatives::losesASpike)
                                ? "as this real moves, an arrival at the time of a spike comes before it and may prevent it:"
                                        + " whether a derivative exists was not decided"
                                : "whether the times of a spike and of an arrival at it move together with this real was not decided");
            }
            Ball right = growing.get();
            Ball left = falling.get().negate();
            if (right.isZero() && left.isZero()) {
                return new Outcome.Known<>(Ball.ZERO);
            }
            String both = shown(right) + " as it grows, " + shown(left) + " as it falls";
            return right.overlaps(left)
                    ? new Outcome.Open<>(
                            "events that coincide part as this real moves, and whether the derivatives to both"
                                    + " sides differ was not decided: " + both)
                    : new Outcome.Undefined<>("one-sided: events that coincide part as this real moves; " + both);
        }

        /** Empty if it is not proved. */
        private Optional<Ball> along(
                OneSidedDerivatives side, Map<Integer, Ball> bySpike, Map<Integer, Ball> sinceRestart, Ball partial) {
            Ball sum = partial;
            for (Map.Entry<Integer, Ball> entry : bySpike.entrySet()) {
                if (!side.isProved(entry.getKey())) {
                    return Optional.empty();
                }
                sum = sum.plus(entry.getValue().times(side.ofSpike(entry.getKey())));
            }
            for (Map.Entry<Integer, Ball> entry : sinceRestart.entrySet()) {
                Optional<Ball> behind = side.behindRestartAfter(entry.getKey());
                if (behind.isEmpty()) {
                    return Optional.empty();
                }
                sum = sum.minus(entry.getValue().times(behind.get()));
            }
            return Optional.of(sum);
        }

        private String shown(Ball value) {
            int certified = value.certifiedDigits(DIGITS);
            return certified > 0 || value.isZero() ? value.toDecimalOrZero(Math.max(1, certified)) : value.toString();
        }
    }
}
