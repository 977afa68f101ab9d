package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatContext;
import org.apfloat.ApfloatInterruptedException;
import org.apfloat.ApfloatMath;

/**
 * Spike times and exact gradients as the Forward Propagation paper writes them down: potentials as sums of kernels,
 * [FP eq. 5], firing times as roots of [FP eq. 9], derivatives by forward substitution in [FP eq. 10], the loss gradient by [FP eq. 8], by the
 * transpose of [FP eq. 10], or by EventProp. It supports every network of the specification and every question but that for
 * condition numbers; in networks with kernels, whose derivatives are those of [FP eq. 10] whatever method is asked for, no losses of
 * potentials.
 *
 * <p>The reals of the network are exact until they are rounded once to the working precision, at least 25 digits more
 * than are wanted; after that every operation rounds, and no error is bounded. The engine answers only when two working
 * precisions give the same spikes to a few digits more than asked for; that makes wrong digits unlikely, not impossible. The reals of an
 * answer carry ten digits more than asked for, so that rounding them once more does no harm.
 */
public final class TextbookEngine implements Engine<Apfloat> {

    /** Without state: one may be asked by many threads. */
    public TextbookEngine() {}

    /** Working digits beyond those wanted. */
    private static final int GUARD = 25;

    /** Digits beyond those asked for that an answer carries. */
    private static final int CARRIED = 10;

    /** Digits beyond those asked for to which two precisions must agree; derivatives may lose some of them. */
    private static final int AGREED = 8;

    private static final long LARGEST_EXPONENT = 100_000;

    /**
     * {@inheritDoc}
     *
     * <p>Undecided is: a maximum of a potential that equals the threshold to working precision or a crossing whose slope
     * is not told from zero (grazing), a crossing that equals the horizon (horizon), a derivative at a crossing at which a spike arrives (tie; the firing time stands),
     * a runaway or two precisions that do not agree, a loss with a term above 10^100000, and a network that loses more than 300 digits and
     * needs too many exponentials of that length, of which nothing is answered (limit). At the first grazing, horizon or spike limit in time the
     * simulation ends, and all spikes before it are answered. Each is tried again with up to
     * {@code question.limits().digits()} digits, guard digits apart.
     */
    @Override
    public Answer<Apfloat> solve(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        return onOneProcessor(() -> solveInContext(network, question, progress));
    }

    /** With apfloat kept to this thread. */
    static <T> T onOneProcessor(Supplier<T> work) {
        ApfloatContext before = ApfloatContext.getThreadContext();
        ApfloatContext context =
                (ApfloatContext) ApfloatContext.getGlobalContext().clone();
        // More processors would let apfloat hand small multiplications to the common pool.
        context.setNumberOfProcessors(1);
        ApfloatContext.setThreadContext(context);
        try {
            return work.get();
        } catch (ApfloatInterruptedException interrupted) {
            // apfloat watches the flag too; it is taken down here as Simulation takes it down.
            Thread.interrupted();
            CancellationException cancelled = new CancellationException("interrupted");
            cancelled.initCause(interrupted);
            throw cancelled;
        } finally {
            if (before == null) {
                ApfloatContext.removeThreadContext();
            } else {
                ApfloatContext.setThreadContext(before);
            }
        }
    }

    private static Answer<Apfloat> solveInContext(Network network, Question question, Progress progress) {
        requireSupported(question);
        Optional<Answer<Apfloat>> last = Optional.empty();
        int wanted = question.digits();
        while (true) {
            Answer<Apfloat> answer;
            try {
                answer = rounded(attempt(network, question, wanted + GUARD, progress), question.digits() + CARRIED);
            } catch (TooLongException tooLong) {
                return nothing(network, question, tooLong.getMessage());
            }
            boolean precisionMayHelp = hasTiedGradient(answer)
                    || answer.undecided().stream().anyMatch(undecided -> undecided.kind() != Undecided.Kind.LIMIT);
            boolean confirmed = last.isPresent()
                    && Agreement.between(last.get(), answer, question.digits() + AGREED)
                            .isEmpty();
            if (confirmed && !precisionMayHelp) {
                return answer;
            }
            if (wanted >= question.limits().digits()) {
                return last.isEmpty() || confirmed
                        ? answer
                        : Agreement.doubted(last.get(), answer, question.digits() + AGREED);
            }
            last = Optional.of(answer);
            wanted = Math.min(2 * wanted, question.limits().digits());
        }
    }

    private static Answer<Real> attempt(Network network, Question question, int digits, Progress progress) {
        return network.firstKernel().isPresent()
                ? new KernelAttempt(network, question, digits).answer()
                : new Attempt(network, question, digits).answer(progress);
    }

    private static Answer<Apfloat> nothing(Network network, Question question, String why) {
        ByNeuron<Spike<Apfloat>> spikes = ByNeuron.ofSpiking(network, silent -> List.of());
        List<Undecided.Affected> affected = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons && neurons.spiking()) {
                for (int n = 0; n < neurons.size(); n++) {
                    if (neurons.threshold(n).isPresent()) {
                        affected.add(new Undecided.Affected(neurons.name(), n, "0"));
                    }
                }
            }
        }
        String first = network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .findFirst()
                .map(Population::name)
                .orElseThrow();
        Undecided.Place place = new Undecided.Place(first, 0, Optional.empty(), Optional.empty(), affected);
        return new Answer<>(
                spikes,
                network.loss().map(loss -> new Outcome.Open<>(why)),
                network.loss().map(loss -> new Outcome.Open<>(why)),
                question.jacobian() ? Optional.of(List.of()) : Optional.empty(),
                List.of(new Undecided(Undecided.Kind.LIMIT, place, why)));
    }

    private static void requireSupported(Question question) {
        if (question.conditioning().compareTo(Conditioning.NEAREST) >= 0) {
            throw new UnsupportedQuestionException("the textbook engine has no condition numbers");
        }
    }

    /** A loss without a gradient: what it depends on is tied, as far as this precision can tell. */
    private static boolean hasTiedGradient(Answer<Apfloat> answer) {
        return answer.loss().filter(loss -> loss instanceof Outcome.Known).isPresent()
                && answer.gradient()
                        .filter(gradient -> !(gradient instanceof Outcome.Known))
                        .isPresent();
    }

    private static Answer<Apfloat> rounded(Answer<Real> answer, int digits) {
        return new Answer<>(
                        answer.spikes()
                                .map(spike ->
                                        new Spike<>(rounded(spike.time(), digits), rounded(spike.slope(), digits))),
                        answer.loss().map(loss -> loss.map(value -> rounded(value, digits))),
                        answer.gradient().map(gradient -> gradient.map(g -> g.map(value -> rounded(value, digits)))),
                        answer.jacobian()
                                .map(entries -> entries.stream()
                                        .map(entry -> new Derivative<>(
                                                entry.spike(), entry.parameter(), rounded(entry.value(), digits)))
                                        .toList()),
                        answer.undecided())
                .with(answer.potentials()
                        .map(potentials -> potentials.map(value -> value.map(real -> rounded(real, digits)))));
    }

    /** What is below 10^−100000 is written as 0: reals of files end there. */
    private static Apfloat rounded(Real value, int digits) {
        if (value.value().scale() < -LARGEST_EXPONENT) {
            return Apfloat.ZERO;
        }
        return ApfloatMath.roundToPrecision(value.value(), digits, RoundingMode.HALF_EVEN);
    }
}
