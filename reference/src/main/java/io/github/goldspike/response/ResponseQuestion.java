package io.github.goldspike.response;

/**
 * What the engine is asked.
 *
 * @param digits significant decimal digits wanted of every time and slope, ≥ 1
 * @param derivatives whether the derivatives by forward propagation must have as many digits too; if not they are enclosures of
 *     whatever width the spikes allow
 * @param maxDigits decimal digits of working precision beyond which the engine gives up
 * @param maxSpikes spikes after which a network counts as a runaway
 */
public record ResponseQuestion(int digits, boolean derivatives, int maxDigits, int maxSpikes) {

    /** @throws IllegalArgumentException if fewer than one digit is asked for */
    public ResponseQuestion {
        if (digits < 1) {
            throw new IllegalArgumentException("digits must be positive, but are " + digits);
        }
    }

    /** Spike times and slopes, with ten times the digits and 20,000 spikes as limits. */
    public static ResponseQuestion ofDigits(int digits) {
        return new ResponseQuestion(digits, false, Math.multiplyExact(10, digits), 20_000);
    }

    /** The same, and derivatives of as many digits. */
    public ResponseQuestion withDerivatives() {
        return new ResponseQuestion(digits, true, maxDigits, maxSpikes);
    }

    /** The same with another limit of working precision. */
    public ResponseQuestion upTo(int digitsOfPrecision) {
        return new ResponseQuestion(digits, derivatives, digitsOfPrecision, maxSpikes);
    }

    /** The same with another limit of spikes. */
    public ResponseQuestion withSpikes(int most) {
        return new ResponseQuestion(digits, derivatives, maxDigits, most);
    }
}
