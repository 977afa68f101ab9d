package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.Differentiability;
import io.github.goldspike.certified.gradient.Differentiability.Ambiguity;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import io.github.goldspike.certified.gradient.TiedDerivatives;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The derivatives of the spike times of an answer, or why they are open. */
final class JacobianAnswer {

    private final Raster raster;
    private final FileParameters parameters;
    private final FiringEquations equations;
    private final TiedDerivatives ties;
    private final CertifiedDigits digits;
    private final OpenMatters open;
    private final List<Derivative<Outcome<Ball>>> withoutValue = new ArrayList<>();

    JacobianAnswer(
            Raster raster,
            FileParameters parameters,
            FiringEquations equations,
            TiedDerivatives ties,
            CertifiedDigits digits,
            OpenMatters open) {
        this.raster = raster;
        this.parameters = parameters;
        this.equations = equations;
        this.ties = ties;
        this.digits = digits;
        this.open = open;
    }

    /** Entries that a tie leaves without a value; known once the others are. */
    List<Derivative<Outcome<Ball>>> withoutValue() {
        return withoutValue;
    }

    List<Derivative<Ball>> of(Map<Integer, Ambiguity> doubts, List<Integer> answered) {
        List<Derivative<Ball>> entries = new ArrayList<>();
        List<Map<Integer, Ball>> jacobian = ForwardPropagation.jacobian(equations);
        // By neuron, not by time: the order of simultaneous spikes would depend on the precision.
        for (int f : answered) {
            if (Ambiguity.leavesNone(doubts.get(f))) {
                open.add(withoutDerivatives(f, doubts.get(f)));
            } else {
                addRow(f, jacobian.get(f), entries);
            }
        }
        return entries;
    }

    /** The derivatives of a spike time; exact zeros are left out. */
    private void addRow(int spike, Map<Integer, Ball> row, List<Derivative<Ball>> entries) {
        List<Derivative<Ball>> found = new ArrayList<>();
        SortedMap<ParameterId, Ball> values = parameters.asGiven(row);
        Optional<String> reason = Optional.empty();
        for (FileParameters.Given given : parameters.parameters()) {
            Optional<Outcome<Ball>> other = ties.areNone() ? Optional.empty() : ties.ofSpike(spike, given.id());
            Ball smooth = values.getOrDefault(given.id(), Ball.ZERO);
            Ball value = other.map(tied -> tied instanceof Outcome.Known<Ball> known ? known.value() : Ball.ZERO)
                    .orElse(smooth);
            if (other.isPresent() && !(other.get() instanceof Outcome.Known)) {
                withoutValue.add(new Derivative<>(open.name(spike), given.id(), other.get()));
                if (other.get() instanceof Outcome.Open<Ball> undecidedEntry) {
                    requireLast(given.id());
                    reason = Optional.of(undecidedEntry.why());
                }
            } else if (!digits.enough(value)) {
                open.limit(open.name(spike));
                withoutValue.removeIf(entry -> entry.spike().equals(open.name(spike)));
                return;
            } else if (!value.isZero()) {
                found.add(new Derivative<>(open.name(spike), given.id(), value));
            }
        }
        reason.ifPresent(why -> open.add(open.atTie(raster.spikes().get(spike).neuron(), Optional.of(spike), why)));
        found.sort(Comparator.comparing(Derivative::parameter, FileParameters.ORDER));
        entries.addAll(found);
    }

    private void requireLast(ParameterId parameter) {
        if (!digits.isLastAttempt() && !ties.isOpenForGood(parameter)) {
            throw new CertifiedDigits.TooFewDigits();
        }
    }

    private Undecided withoutDerivatives(int spike, Ambiguity doubt) {
        if (doubt == Ambiguity.OPEN_ORDER && !digits.isLastAttempt()) {
            throw new CertifiedDigits.TooFewDigits();
        }
        return switch (doubt) {
            case MISSING_ARRIVAL ->
                open.atSpike(spike, raster.undecided().get(0).kind, Differentiability.OPEN_DERIVATIVES);
            case OPEN_ORDER -> open.atSpike(spike, Undecided.Kind.TIE, Differentiability.OPEN_ORDER);
            case ONE_SIDED -> throw new IllegalStateException("is answered entry by entry");
        };
    }
}
