package io.github.goldspike.shrinking;

import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.shrinking.Reals.Kind;
import io.github.goldspike.shrinking.Reals.Real;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks for the simplest network that still shows something, by moves each of which makes it simpler
 * (proofs-notes/shrinking.md). Every network on the way is valid and shows it. The same subject gives the same network,
 * unless time ends it.
 */
public final class Shrinker {

    /** Binary places, then significant binary digits, to which all reals are rounded at once. */
    private static final int[] PLACES = {0, 1, 2, 3};

    private static final int[] DIGITS = {2, 3, 4, 6, 8, 12, 16, 24};

    private static final Set<Kind> FEATURES =
            EnumSet.of(Kind.DELAY, Kind.REFRACTORY, Kind.LEAK, Kind.RESET, Kind.INITIAL, Kind.CURRENT, Kind.LOSS);
    private static final Set<Kind> COMMON = EnumSet.of(
            Kind.INPUT,
            Kind.BETA,
            Kind.THRESHOLD,
            Kind.RESET,
            Kind.LEAK,
            Kind.INITIAL,
            Kind.REFRACTORY,
            Kind.ALPHA,
            Kind.WEIGHT,
            Kind.DELAY,
            Kind.CURRENT);

    private final FailureOracle subject;
    private final Budget budget;
    private final long end;
    private final Set<Network> tried = new HashSet<>();
    private Network current;
    private Complexity complexity;
    private int tries;
    private boolean over;

    private Shrinker(Network network, FailureOracle subject, Budget budget) {
        this.subject = subject;
        this.budget = budget;
        end = System.nanoTime() + budget.time().toNanos();
        current = network;
        complexity = Complexity.of(network);
    }

    /**
     * Shrinks a network.
     *
     * @param network in the form in which it is tried; it shows what it is shrunk for
     */
    public static Shrunk shrink(Network network, FailureOracle subject, Budget budget) {
        Shrinker shrinker = new Shrinker(network, subject, budget);
        boolean simpler = true;
        while (simpler && !shrinker.over) {
            Complexity before = shrinker.complexity;
            shrinker.round();
            simpler = shrinker.complexity.compareTo(before) < 0;
        }
        return new Shrunk(shrinker.current, shrinker.tries, !shrinker.over);
    }

    /** All moves once. If none of them leads to another network, none alone does. */
    private void round() {
        losses();
        parts(NetworkReductions::units, NetworkReductions::withoutUnits);
        parts(NetworkReductions::joints, NetworkReductions::withoutJoints);
        parts(NetworkReductions::inputs, NetworkReductions::withoutInputs);
        parts(NetworkReductions::jumps, NetworkReductions::withoutJumps);
        targets();
        losses();
        features();
        allReals();
        common();
        inputs();
        eachReal();
    }

    /** Takes the place of the network, if it is simpler and shows the same. */
    private boolean accept(Supplier<Network> move) {
        if (over) {
            return false;
        }
        Network candidate;
        try {
            candidate = subject.form(move.get());
        } catch (InvalidNetworkException none) {
            return false;
        }
        Complexity simplicity = Complexity.of(candidate);
        if (simplicity.compareTo(complexity) >= 0 || !subject.admits(candidate, current) || !tried.add(candidate)) {
            return false;
        }
        if (tries >= budget.tries() || System.nanoTime() >= end || subject.stopped()) {
            over = true;
            return false;
        }
        tries++;
        boolean shows = subject.shows(candidate);
        if (shows) {
            current = candidate;
            complexity = simplicity;
        }
        return shows;
    }

    /** Delta debugging: takes out runs of parts, half of them first, single ones last; also with the drive restored. */
    private <T> void parts(Function<Network, List<T>> partsOf, BiFunction<Network, Set<T>, Network> without) {
        for (int run = Math.max(1, (partsOf.apply(current).size() + 1) / 2); run > 0; run /= 2) {
            int from = 0;
            while (from < partsOf.apply(current).size()) {
                List<T> parts = partsOf.apply(current);
                Set<T> gone = new HashSet<>(parts.subList(from, Math.min(from + run, parts.size())));
                Network before = current;
                if (!accept(() -> without.apply(before, gone))
                        && !accept(() -> Drive.restored(before, without.apply(before, gone)))) {
                    from += run;
                }
            }
        }
    }

    private void targets() {
        int k = 0;
        while (current.loss().orElse(null) instanceof Loss.SpikeTimeSquare square
                && k < square.targets().size()) {
            List<Loss.SpikeTimeSquare.Target> fewer = new ArrayList<>(square.targets());
            fewer.remove(k);
            if (!with(fewer.isEmpty() ? Optional.empty() : Optional.of(new Loss.SpikeTimeSquare(fewer)))) {
                k++;
            }
        }
    }

    private boolean with(Optional<Loss> loss) {
        Network before = current;
        return accept(() -> NetworkReductions.with(before, loss));
    }

    /** No loss at all, or a simpler one of the same neuron. */
    private void losses() {
        if (current.loss().isEmpty() || with(Optional.empty())) {
            return;
        }
        Loss loss = current.loss().get();
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            with(Optional.of(new Loss.SpikeTimeSquare(List.of(
                    new Loss.SpikeTimeSquare.Target(entropy.population(), entropy.label(), 0, Rational.ZERO)))));
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            earlier(square);
        } else if (loss instanceof Loss.VoltageSquare square) {
            List<Rational> weights = new ArrayList<>();
            for (int n = 0; n < current.population(square.population()).size(); n++) {
                weights.add(n == square.neuron() ? Rational.ONE : Rational.ZERO);
            }
            with(Optional.of(new Loss.VoltageIntegral(square.population(), weights, Rational.ZERO)));
        }
    }

    /** Each target is moved to an earlier spike of its neuron. */
    private void earlier(Loss.SpikeTimeSquare square) {
        for (int k = 0; k < square.targets().size(); k++) {
            boolean moved = false;
            for (int spike = 0; spike < square.targets().get(k).spike() && !moved; spike++) {
                Loss.SpikeTimeSquare now = (Loss.SpikeTimeSquare) current.loss().orElseThrow();
                Loss.SpikeTimeSquare.Target target = now.targets().get(k);
                List<Loss.SpikeTimeSquare.Target> targets = new ArrayList<>(now.targets());
                targets.set(
                        k, new Loss.SpikeTimeSquare.Target(target.population(), target.neuron(), spike, target.time()));
                moved = with(Optional.of(new Loss.SpikeTimeSquare(targets)));
            }
        }
    }

    /** Whatever has a default gets it, all of a kind at once. */
    private void features() {
        for (String name : current.populations().stream().map(Population::name).toList()) {
            Network before = current;
            accept(() -> NetworkReductions.atRest(before, name));
            Network resting = current;
            accept(() -> NetworkReductions.withoutResetKernel(resting, name));
        }
        for (Kind feature : FEATURES) {
            all((kind, value) -> kind == feature ? Rational.ZERO : value);
        }
    }

    private boolean all(Reals.Change change) {
        Network before = current;
        return accept(() -> Reals.changed(before, change));
    }

    /** The coarsest rounding of all reals at once. */
    private void allReals() {
        for (int places : PLACES) {
            if (all((kind, value) -> Roundness.toPlaces(value, places))) {
                return;
            }
        }
        for (int digits : DIGITS) {
            if (all((kind, value) -> Roundness.toDigits(value, digits))) {
                return;
            }
        }
    }

    /** All reals of a kind get one value, 1 or one that one of them has. */
    private void common() {
        for (Kind constant : COMMON) {
            List<Rational> values = Reals.of(current).stream()
                    .filter(real -> real.kind() == constant)
                    .map(Real::value)
                    .distinct()
                    .sorted((a, b) -> Long.compare(Roundness.cost(a), Roundness.cost(b)))
                    .toList();
            if (values.size() > 1) {
                List<Rational> tried = new ArrayList<>(List.of(Rational.ONE));
                tried.addAll(values);
                for (Rational common : tried) {
                    if (all((kind, value) -> kind == constant ? common : value)) {
                        break;
                    }
                }
            }
        }
    }

    /** The first input comes at 0, and the others as much later. */
    private void inputs() {
        Reals.of(current).stream()
                .filter(real -> real.kind() == Kind.INPUT)
                .map(Real::value)
                .min(Rational::compareTo)
                .ifPresent(first -> all((kind, time) -> kind == Kind.INPUT ? time.minus(first) : time));
    }

    /** Each real by itself, the roundest value that does. */
    private void eachReal() {
        int count = Reals.of(current).size();
        for (int i = 0; i < count && i < Reals.of(current).size(); i++) {
            Network before = current;
            List<Rational> values =
                    new ArrayList<>(Reals.of(before).stream().map(Real::value).toList());
            for (Rational rounder : Roundness.rounderThan(values.get(i))) {
                values.set(i, rounder);
                List<Rational> moved = List.copyOf(values);
                if (accept(() -> Reals.with(before, moved))) {
                    break;
                }
            }
        }
    }
}
