package io.github.goldspike.contract;

/**
 * What an engine is asked. The loss and its gradient are answered whenever the network has a loss.
 *
 * @param digits significant decimal digits wanted of every real, ≥ 1
 * @param jacobian whether the derivatives of all spike times with respect to all weights are wanted
 * @param limits where the engine gives up
 */
public record Question(int digits, boolean jacobian, Limits limits) {

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

    public Question {
        if (digits < 1) {
            throw new IllegalArgumentException("digits must be positive, but are " + digits);
        }
    }

    /** Spike times, and loss and gradient if the network has a loss, with the default limits. */
    public static Question ofDigits(int digits) {
        return new Question(digits, false, Limits.defaultsFor(digits));
    }

    public Question withJacobian() {
        return new Question(digits, true, limits);
    }

    public Question withLimits(Limits newLimits) {
        return new Question(digits, jacobian, newLimits);
    }
}
