package io.github.goldspike.contract;

import io.github.goldspike.model.Rational;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an engine is asked. The loss and its gradient are answered whenever the network has a loss.
 *
 * @param digits significant decimal digits wanted of every real, ≥ 1
 * @param wrt what gradient and Jacobian are taken with respect to
 * @param method how the gradient is derived
 * @param jacobian whether the derivatives of all spike times are wanted
 * @param conditioning what is wanted of condition numbers
 * @param limits where the engine gives up
 * @param traces times, none after the horizon, at which the potentials of all neurons are wanted
 */
public record Question(
        int digits,
        Set<ParameterKind> wrt,
        Method method,
        boolean jacobian,
        Conditioning conditioning,
        Limits limits,
        List<Rational> traces) {

    /** Without potentials. */
    public Question(
            int digits,
            Set<ParameterKind> wrt,
            Method method,
            boolean jacobian,
            Conditioning conditioning,
            Limits limits) {
        this(digits, wrt, method, jacobian, conditioning, limits, List.of());
    }

    /**
     * Where an engine gives up.
     *
     * @param digits decimal digits of working precision beyond which it answers {@code undecided}
     * @param spikes number of spikes beyond which it answers {@code undecided: limit}
     */
    public record Limits(int digits, int spikes) {

        /** Spikes after which a network counts as a runaway, unless the user says otherwise. */
        public static final int DEFAULT_SPIKES = 20_000;

        /** Ten times the digits asked for. */
        public static Limits defaultsFor(int digits) {
            return new Limits(Math.multiplyExact(10, digits), DEFAULT_SPIKES);
        }
    }

    /** @throws IllegalArgumentException if fewer than one digit is asked for */
    public Question {
        if (digits < 1) {
            throw new IllegalArgumentException("digits must be positive, but are " + digits);
        }
        traces = List.copyOf(traces);
        wrt = Collections.unmodifiableSet(wrt.isEmpty() ? EnumSet.noneOf(ParameterKind.class) : EnumSet.copyOf(wrt));
    }

    /** Spike times, and loss and gradient by weights if the network has a loss, with the default limits and no condition numbers. */
    public static Question ofDigits(int digits) {
        return new Question(
                digits,
                EnumSet.of(ParameterKind.WEIGHTS),
                Method.FORWARD,
                false,
                Conditioning.NONE,
                Limits.defaultsFor(digits));
    }

    /** With the derivatives of every spike time, too. */
    public Question withJacobian() {
        return new Question(digits, wrt, method, true, conditioning, limits, traces);
    }

    /** With gradient and Jacobian by these kinds of parameters. */
    public Question withRespectTo(Set<ParameterKind> kinds) {
        return new Question(digits, kinds, method, jacobian, conditioning, limits, traces);
    }

    /** With the gradient by this method; the enclosures differ, the certified digits do not. */
    public Question by(Method newMethod) {
        return new Question(digits, wrt, newMethod, jacobian, conditioning, limits, traces);
    }

    /** With other limits. */
    public Question withLimits(Limits newLimits) {
        return new Question(digits, wrt, method, jacobian, conditioning, newLimits, traces);
    }

    /** With these condition numbers. */
    public Question with(Conditioning wanted) {
        return new Question(digits, wrt, method, jacobian, wanted, limits, traces);
    }

    /** With the potentials at these times. */
    public Question withTraces(List<Rational> times) {
        return new Question(digits, wrt, method, jacobian, conditioning, limits, times);
    }
}
