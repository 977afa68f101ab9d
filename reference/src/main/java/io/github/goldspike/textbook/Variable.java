package io.github.goldspike.textbook;

/**
 * A number together with what moves it.
 *
 * @param value at working precision
 * @param differential in firing times and reals of the network file; without those that are not asked about
 */
record Variable(Real value, Differential differential) {

    /** A number that nothing moves. */
    static Variable fixed(Real value) {
        return new Variable(value, Differential.ZERO);
    }

    Variable plus(Variable other) {
        return new Variable(value.plus(other.value), differential.plus(other.differential));
    }

    Variable minus(Variable other) {
        return new Variable(value.minus(other.value), differential.minus(other.differential));
    }

    Variable times(Variable other) {
        Differential product = new Differential.Sum()
                .add(other.value, differential)
                .add(value, other.differential)
                .total();
        return new Variable(value.times(other.value), product);
    }

    Variable negate() {
        return new Variable(value.negate(), differential.times(value.precision().of(-1)));
    }

    /** e^x. */
    Variable exp() {
        Real exponential = value.exp();
        return new Variable(exponential, differential.times(exponential));
    }
}
