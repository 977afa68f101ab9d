package io.github.goldspike.textbook;

/** The firing equation of one neuron i, [FP eq. 9]: V_i(f) − ϑ = 0 with the {@link Potential} of [FP eq. 5]. */
final class FiringEquation {

    private final Neuron neuron;
    private final Potential potential;

    /** The equation of the firing near {@code f}. */
    FiringEquation(RoundedNetwork rounded, History history, int number, Real f) {
        this.neuron = rounded.neurons().get(number);
        this.potential = Potential.before(f, number, neuron, history);
    }

    /** One Newton step on [FP eq. 9]: takes a firing time found on collected exponentials to the root of the sum of kernels. */
    Real settled(Real f) {
        Real miss = potential.at(f).minus(neuron.threshold().orElseThrow().value());
        return f.minus(miss.over(potential.slopeAtThreshold(f)));
    }

    /** V_i'(f⁻). */
    Real slope(Real f) {
        return potential.slopeAtThreshold(f);
    }

    /** d(V_i(f) − ϑ) at fixed f: a row of L without its diagonal element, and of ∂V/∂p ([FP eq. 10]). */
    Differential row(Real f) {
        Differential.Sum row = new Differential.Sum();
        potential.differentiate((from, response, factor, differential) ->
                row.add(factor.times(response.between(from, f).value()), differential));
        return row.subtract(neuron.threshold().orElseThrow().differential()).total();
    }
}
