package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The distinct rates of all functions of one neuron, ascending, as enclosures at some precision. */
final class Rates {

    private final List<Rational> exact;
    private final Ball[] values;
    private final double[] approximate;
    private final int bits;

    private Rates(List<Rational> exact, int bits) {
        this.exact = exact;
        this.bits = bits;
        this.values = exact.stream().map(rate -> Ball.of(rate, bits)).toArray(Ball[]::new);
        this.approximate = exact.stream().mapToDouble(Rational::toDouble).toArray();
    }

    /** The rates of some functions, and 0. */
    static Rates of(Collection<ExponentialPolynomial> functions, int bits) {
        List<Rational> rates = Stream.concat(
                        Stream.of(Rational.ZERO),
                        functions.stream()
                                .flatMap(function -> function.terms().stream())
                                .map(ExponentialPolynomial.Term::rate))
                .distinct()
                .sorted()
                .toList();
        return new Rates(rates, bits);
    }

    Rates withBits(int newBits) {
        return new Rates(exact, newBits);
    }

    int bits() {
        return bits;
    }

    int size() {
        return values.length;
    }

    int indexOf(Rational rate) {
        return exact.indexOf(rate);
    }

    Rational exact(int k) {
        return exact.get(k);
    }

    Ball value(int k) {
        return values[k];
    }

    double approximate(int k) {
        return approximate[k];
    }

    /** a_j − a_k, taken before rounding. */
    Ball difference(int j, int k) {
        return Ball.of(exact.get(j).minus(exact.get(k)), bits);
    }

    /** e^{−a_k s}. */
    Ball decay(int k, Ball s) {
        return s.isZero() || exact.get(k).signum() == 0
                ? Ball.ONE
                : values[k].times(s).negate().exp();
    }
}
