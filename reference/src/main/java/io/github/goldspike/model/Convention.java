package io.github.goldspike.model;

/** What a weight of the file means. */
public enum Convention {
    /** V' = −βV + I and a spike adds W to I ([FP eq. 2], [FP eq. 3]). */
    KERNEL,
    /** τ_mem V' = −V + I and a spike adds w to I (Wunderlich and Pehle), so that W = β·w. */
    CURRENT;

    /** The name in the network file. */
    public String field() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** dW/dw: the kernel weight W of a synapse is this times the weight w as given. */
    public Rational kernelFactor(Rational beta) {
        return this == KERNEL ? Rational.ONE : beta;
    }
}
