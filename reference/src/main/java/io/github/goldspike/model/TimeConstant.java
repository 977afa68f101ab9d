package io.github.goldspike.model;

/**
 * A rate of decay as the file gives it: the inverse time constant itself ({@code alpha}, {@code beta}) or the time
 * constant ({@code tau_syn}, {@code tau_mem}).
 *
 * @param form which of the two the numbers are
 * @param given the numbers of the file
 */
public record TimeConstant(Form form, Parameter given) {

    /** Whether the file gives the rate or its inverse. */
    public enum Form {
        /** The rate, 1/τ. */
        RATE,
        /** The time constant τ. */
        TIME
    }

    /** One rate 1/τ for all. */
    public static TimeConstant rate(Rational rate) {
        return new TimeConstant(Form.RATE, Parameter.shared(rate));
    }

    /** One time constant τ for all. */
    public static TimeConstant time(Rational time) {
        return new TimeConstant(Form.TIME, Parameter.shared(time));
    }

    /** The inverse time constant, exact. */
    public Rational rate(int index) {
        Rational value = given.of(index);
        return form == Form.RATE ? value : value.reciprocal();
    }

    /** The field of the network file for a membrane: {@code beta} or {@code tau_mem}. */
    public String membraneField() {
        return form == Form.RATE ? "beta" : "tau_mem";
    }

    /** The field of the network file for a synapse: {@code alpha} or {@code tau_syn}. */
    public String synapticField() {
        return form == Form.RATE ? "alpha" : "tau_syn";
    }
}
