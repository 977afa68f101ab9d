package io.github.goldspike.checker;

/**
 * A number in binary64 with its derivatives by all reals of a network, and with how far it may be off because spike times before it
 * are known as enclosures only.
 */
record Jet(double value, double radius, double[] gradient) {

    static Jet constant(double value, int reals) {
        return new Jet(value, 0, new double[reals]);
    }

    /** The real of this index. */
    static Jet real(double value, int index, int reals) {
        Jet jet = constant(value, reals);
        jet.gradient[index] = 1;
        return jet;
    }

    Jet plus(Jet o) {
        return new Jet(value + o.value, radius + o.radius, combined(1, o, 1));
    }

    Jet minus(Jet o) {
        return new Jet(value - o.value, radius + o.radius, combined(1, o, -1));
    }

    Jet plus(double shift) {
        return new Jet(value + shift, radius, gradient);
    }

    Jet times(Jet o) {
        double off = Math.abs(value) * o.radius + radius * (Math.abs(o.value) + o.radius);
        return new Jet(value * o.value, off, combined(o.value, o, value));
    }

    Jet times(double factor) {
        return new Jet(factor * value, Math.abs(factor) * radius, combined(factor, this, 0));
    }

    Jet inverse() {
        return function(1 / value, -1 / (value * value));
    }

    Jet exp() {
        return function(Math.exp(value), Math.exp(value));
    }

    Jet log() {
        return function(Math.log(value), 1 / value);
    }

    /** (e^y − 1)/y. */
    Jet phi() {
        double y = value;
        double phi = Math.abs(y) < 1e-5 ? 1 + y / 2 + y * y / 6 : Math.expm1(y) / y;
        double slope = Math.abs(y) < 1e-3 ? 0.5 + y / 3 + y * y / 8 + y * y * y / 30 : (Math.exp(y) - phi) / y;
        return function(phi, slope);
    }

    private Jet function(double result, double derivative) {
        return new Jet(result, Math.abs(derivative) * radius * (1 + 2 * radius), combined(derivative, this, 0));
    }

    private double[] combined(double mine, Jet o, double others) {
        double[] sum = new double[gradient.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = mine * gradient[k] + others * o.gradient[k];
        }
        return sum;
    }
}
