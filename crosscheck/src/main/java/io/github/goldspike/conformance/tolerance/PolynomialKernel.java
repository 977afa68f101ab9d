package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.model.ResponseKernel;
import java.util.List;

/** Σ c·sⁿ·e^{−as}, as the file gives it (verdict-R19). */
record PolynomialKernel(List<Term> parts) implements Kernel {

    PolynomialKernel {
        parts = List.copyOf(parts);
    }

    static PolynomialKernel of(ResponseKernel kernel) {
        return new PolynomialKernel(kernel.terms().stream()
                .map(term -> new Term(
                        term.coefficient().toDouble(), term.power(), term.rate().toDouble()))
                .toList());
    }

    /** −e^{−βs}, the fall of a leaky membrane. */
    static PolynomialKernel fall(double beta) {
        return new PolynomialKernel(List.of(new Term(-1, 0, beta)));
    }

    /** c·sⁿ·e^{−as}. */
    record Term(double coefficient, int power, double rate) {

        /** sᵐe^{−as}, 0 for a negative power. */
        private double shape(int m, double s) {
            return m < 0 ? 0 : Math.pow(s, m) * Math.exp(-rate * s);
        }

        /** The greatest sᵐe^{−as} between two times: it rises up to m/a and falls after that. */
        private double mostShape(int m, double from, double to) {
            return m < 0 ? 0 : shape(m, rate == 0 ? to : Math.max(from, Math.min(m / rate, to)));
        }

        private double value(double s) {
            return coefficient * shape(power, s);
        }

        private double slope(double s) {
            return coefficient * (power * shape(power - 1, s) - rate * shape(power, s));
        }

        private double bend(double s) {
            return coefficient
                    * (power * (power - 1) * shape(power - 2, s)
                            - 2 * rate * power * shape(power - 1, s)
                            + rate * rate * shape(power, s));
        }

        private double slopeTerms(double s) {
            return Math.abs(coefficient) * (power * shape(power - 1, s) + rate * shape(power, s));
        }

        /** Of the coefficient, of the n factors of the power, of the exponent. */
        private double roundings(double s) {
            return 1 + power + rate * s;
        }
    }

    private double sum(java.util.function.ToDoubleFunction<Term> of) {
        return parts.stream().mapToDouble(of).sum();
    }

    @Override
    public double value(double s) {
        return sum(term -> term.value(s));
    }

    @Override
    public double slope(double s) {
        return sum(term -> term.slope(s));
    }

    @Override
    public double bend(double s) {
        return Math.abs(sum(term -> term.bend(s)));
    }

    @Override
    public double startSlope() {
        return slope(0);
    }

    @Override
    public double terms(double s) {
        return sum(term -> Math.abs(term.value(s)));
    }

    @Override
    public double slopeTerms(double s) {
        return sum(term -> term.slopeTerms(s));
    }

    @Override
    public double mostValue(double from, double to) {
        return mostTerms(from, to);
    }

    @Override
    public double mostSlope(double from, double to) {
        return sum(term -> Math.abs(term.coefficient)
                * (term.power * term.mostShape(term.power - 1, from, to)
                        + term.rate * term.mostShape(term.power, from, to)));
    }

    @Override
    public double mostTerms(double from, double to) {
        return sum(term -> Math.abs(term.coefficient) * term.mostShape(term.power, from, to));
    }

    @Override
    public double mostByRates(double from, double to) {
        return sum(term -> Math.abs(term.coefficient)
                * ((1 + term.power) * term.mostShape(term.power, from, to)
                        + term.rate * term.mostShape(term.power + 1, from, to)));
    }

    @Override
    public double byRates(double s) {
        return sum(term -> Math.abs(term.value(s)) * term.roundings(s));
    }

    @Override
    public double slopeByRates(double s) {
        return sum(term -> term.slopeTerms(s) * (1 + term.roundings(s)));
    }

    @Override
    public double alpha() {
        throw new IllegalStateException("a kernel of the potential leaves no current");
    }

    @Override
    public double current(double s) {
        throw new IllegalStateException("a kernel of the potential leaves no current");
    }
}
