package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.goldspike.conformance.EngineTrials.Trial;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every implementation of {@link Engine} must do, as tests: extend this class, say how your engine is made, and run it with JUnit.
 * The engine is asked about the golden corpus and about random networks. Names of tests begin with the number of the promise of goldspike
 * that they check. What is asked of numbers is what sound arithmetic of the declared kind reaches (proofs-notes/verdict.md). A network that
 * the engine does not support is passed over; a test for which nothing is left fails.
 *
 * @param <R> the engine's real numbers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineTck<R> {

    /** For subclasses. */
    protected EngineTck() {}

    private static final int SHOWN = 3;

    private Optional<EngineTrials<R>> trials = Optional.empty();

    /** The engine; asked for once. */
    protected abstract Engine<R> engine();

    /**
     * The exact value of a real, or its decimals.
     *
     * @throws NumberFormatException if it is none, as {@code new BigDecimal(double)} does for NaN and infinities
     */
    protected abstract BigDecimal value(R real);

    /** The arithmetic that the engine is held to. */
    protected Dtype dtype() {
        return Dtype.FLOAT64;
    }

    /** Significant digits that are asked for. */
    protected int digits() {
        return 17;
    }

    /** Random networks that are tried after the golden corpus. */
    protected int randomNetworks() {
        return 60;
    }

    /** Whether a network is tried; slow engines may leave some out. */
    protected boolean tries(Network network) {
        return true;
    }

    private EngineTrials<R> trials() {
        if (trials.isEmpty()) {
            trials = Optional.of(
                    new EngineTrials<>(engine(), this::value, dtype(), digits(), randomNetworks(), this::tries));
        }
        return trials.get();
    }

    /** No complaint about any of the answers; there must be one. */
    private static <R> void each(List<Trial<R>> trials, Function<Trial<R>, Optional<String>> complaint) {
        assertFalse(trials.isEmpty(), "there is nothing to judge");
        none(
                trials.stream()
                        .flatMap(trial -> complaint.apply(trial).map(trial::shown).stream())
                        .toList(),
                trials.size());
    }

    private static void none(List<String> complaints, int tried) {
        assertTrue(
                complaints.isEmpty(),
                () -> complaints.size() + " of " + tried + " networks\n"
                        + String.join("\n", complaints.subList(0, Math.min(SHOWN, complaints.size()))));
    }

    @Test
    protected void promise1_everySpikeTimeIsRight() {
        each(trials().decided(), trial -> trial.disagreement("spikes").filter(detail -> trial.hasAllSpikes()));
    }

    @Test
    protected void promise1_everyLossIsRight() {
        each(trials().decided(), trial -> trial.disagreement("loss"));
    }

    @Test
    protected void promise1_everyGradientIsRight() {
        each(trials().decided(), trial -> trial.disagreement("gradient"));
    }

    @Test
    protected void promise2_noSpikeIsMissedAndNoneIsInvented() {
        each(trials().decided(), trial -> trial.disagreement("spikes").filter(detail -> !trial.hasAllSpikes()));
    }

    @Test
    protected void promise3_everySlopeIsPositiveAndRight() {
        each(
                trials().decided(),
                trial -> trial.hasPositiveSlopes()
                        ? trial.disagreement("slopes").filter(detail -> trial.hasAllSpikes())
                        : Optional.of("a spike has a slope that is not positive"));
    }

    @Test
    protected void promise4_noNetworkMakesTheEngineFailAndEveryRealIsFinite() {
        none(
                trials().failures(),
                trials().failures().size() + trials().answered().size());
    }

    @Test
    protected void promise4_whatIsUndefinedHasNoValue() {
        each(
                trials().decided(),
                trial -> trial.golden()
                                        .loss()
                                        .filter(Outcome.Undefined.class::isInstance)
                                        .isPresent()
                                && trial.answer()
                                        .loss()
                                        .filter(Outcome.Known.class::isInstance)
                                        .isPresent()
                                && !trials().isNearCritical(trial)
                        ? Optional.of("the loss is undefined, but has a value")
                        : Optional.empty());
    }

    /** Limits of digits and of spikes are the question's. */
    @Test
    protected void promise4_nothingIsUndecidedThatRoundingCannotChange() {
        each(
                trials().answered(),
                trial -> trial.answer().undecided().stream()
                        .findFirst()
                        .filter(undecided ->
                                undecided.kind() != Undecided.Kind.LIMIT && !trials().isNearCritical(trial))
                        .map(undecided -> "undecided: " + undecided.detail()));
    }

    @Test
    protected void promise5_allMethodsGiveTheGradient() {
        List<Trial<R>> known =
                trials().decided().stream().filter(Trial::hasGradient).toList();
        List<Method> methods = new ArrayList<>();
        for (Method method : Method.values()) {
            try {
                each(known, trial -> trials().disagreement(trial, method).map(detail -> method + ": " + detail));
                methods.add(method);
            } catch (UnsupportedQuestionException hasNot) {
                // One method less.
            }
        }
        assumeTrue(methods.size() > 1, "the engine has one method only");
    }

    @Test
    protected void promise5_theJacobianGivesTheGradientOfALossOfSpikeTimes() {
        List<Trial<R>> known = trials().decided().stream()
                .filter(trial -> trial.hasGradient()
                        && trial.golden().network().loss().orElseThrow() instanceof Loss.SpikeTimeSquare)
                .toList();
        try {
            each(
                    known,
                    trial -> trials().disagreementOfJacobian(trial, (Loss.SpikeTimeSquare)
                            trial.golden().network().loss().orElseThrow()));
        } catch (UnsupportedQuestionException hasNone) {
            assumeTrue(false, "the engine has no Jacobian");
        }
    }

    @Test
    protected void promise8_theSameQuestionHasTheSameAnswerInEveryThread() {
        each(
                trials().answered(),
                trial -> trials().answersTheSame(trial)
                        ? Optional.empty()
                        : Optional.of("asked again, the engine answers something else"));
    }
}
