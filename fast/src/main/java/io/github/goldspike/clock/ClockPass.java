package io.github.goldspike.clock;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.model.Loss;
import java.util.Optional;
import java.util.Set;

/** Which gradient is taken, by what, and what a simulation must keep for it. */
final class ClockPass {

    private final Layout layout;
    private final SpikeGradient spikeGradient;
    private final NumberFormat format;
    private final boolean byRates;

    ClockPass(Layout layout, SpikeGradient spikeGradient, NumberFormat format, Set<ParameterKind> kinds) {
        this.layout = layout;
        this.spikeGradient = spikeGradient;
        this.format = format;
        this.byRates = kinds.contains(ParameterKind.ALPHA) || kinds.contains(ParameterKind.BETA);
        if (isEventProp() && (layout.grid().resetsLate() || layout.grid().reset() == Reset.NONE)) {
            throw new UnsupportedQuestionException(
                    "eventprop needs a grid with a reset, and that after fire in the order");
        }
    }

    Layout layout() {
        return layout;
    }

    private boolean isEventProp() {
        return spikeGradient.kind() == SpikeGradient.Kind.EVENTPROP;
    }

    Keep keep(boolean traces, boolean nearest) {
        Optional<Loss> loss = layout.network().loss();
        boolean gradient =
                loss.isPresent() && (isEventProp() || layout.grid().surrogate().isPresent());
        return new Keep(
                gradient && !isEventProp(),
                gradient && byRates,
                gradient && isEventProp() ? spikeGradient.spikes() : 0,
                traces || loss.map(LossOnSteps::ofPotentials).orElse(false),
                traces,
                nearest);
    }

    /** Why there is no gradient, whatever the simulation gave. */
    Optional<String> withoutGradient(LossOnSteps loss) {
        if (isEventProp()) {
            return loss.withoutTimeGradient();
        }
        return loss.withoutSurrogateGradient()
                .or(() ->
                        layout.grid().surrogate().isEmpty() ? Optional.of("there is no surrogate") : Optional.empty());
    }

    /** The derivatives by elementary parameters, summed over all lanes. */
    Outcome<Sums> backward(double[] weights, Simulation simulation, LossOnSteps loss) {
        if (!isEventProp()) {
            return new Outcome.Known<>(new Backpropagation(layout, weights, simulation, loss, format, byRates).run());
        }
        ClockedEventProp sweep = new ClockedEventProp(layout, weights, simulation, loss, format, byRates);
        Sums sums = sweep.run();
        return sweep.undefined().<Outcome<Sums>>map(Outcome.Undefined::new).orElseGet(() -> new Outcome.Known<>(sums));
    }
}
