package io.github.goldspike.grid;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question.Limits;
import io.github.goldspike.contract.UnsupportedQuestionException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is asked about a network on a grid. Steps are always answered, loss and gradient if the network has a loss.
 *
 * @param digits significant decimal digits wanted of every real, ≥ 1
 * @param wrt what the gradient is taken with respect to
 * @param traces whether V and I after each step are wanted
 * @param limits where the engine gives up
 */
public record GridQuestion(int digits, Set<ParameterKind> wrt, boolean traces, Limits limits) {

    /** The kinds of reals that a grid is differentiated by; delays and input times are whole steps. */
    public static final Set<ParameterKind> KINDS = Collections.unmodifiableSet(EnumSet.of(
            ParameterKind.WEIGHTS,
            ParameterKind.ALPHA,
            ParameterKind.BETA,
            ParameterKind.THRESHOLD,
            ParameterKind.RESET,
            ParameterKind.LEAK));

    /** @throws UnsupportedQuestionException if derivatives are wanted by what has none on a grid */
    public GridQuestion {
        if (digits < 1) {
            throw new IllegalArgumentException("digits must be positive, but are " + digits);
        }
        for (ParameterKind kind : wrt) {
            if (!KINDS.contains(kind)) {
                throw new UnsupportedQuestionException("on a grid there is no derivative by " + kind.field());
            }
        }
        wrt = Collections.unmodifiableSet(wrt.isEmpty() ? EnumSet.noneOf(ParameterKind.class) : EnumSet.copyOf(wrt));
    }

    /** With the gradient by weights, no traces and the default limits. */
    public static GridQuestion ofDigits(int digits) {
        return new GridQuestion(digits, EnumSet.of(ParameterKind.WEIGHTS), false, Limits.defaultsFor(digits));
    }

    /** With the gradient by these kinds of parameters. */
    public GridQuestion withRespectTo(Set<ParameterKind> kinds) {
        return new GridQuestion(digits, kinds, traces, limits);
    }

    /** With the potentials and currents of every step. */
    public GridQuestion withTraces() {
        return new GridQuestion(digits, wrt, true, limits);
    }
}
