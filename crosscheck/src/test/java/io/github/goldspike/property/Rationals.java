package io.github.goldspike.property;

import io.github.goldspike.model.Rational;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random parameters: mostly short decimals, sometimes dyadic numbers or fractions, that shrink towards a plain value. */
final class Rationals {

    private Rationals() {}

    /** Tenths, sixteenths or sevenths between two integers, shrinking to the one nearest to zero. */
    static Arbitrary<Rational> between(int low, int high) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, parts(low, high, 10)), Tuple.of(2, parts(low, high, 16)), Tuple.of(1, parts(low, high, 7)));
    }

    /** Positive rates and time constants, shrinking to one. */
    static Arbitrary<Rational> positive() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Rational.ONE)),
                Tuple.of(6, tenths(3, 30)),
                Tuple.of(1, Arbitraries.integers().between(1, 9).map(i -> Rational.of(i, 7))));
    }

    /** Tenths from {@code low} to {@code high} tenths. */
    static Arbitrary<Rational> tenths(int low, int high) {
        return integers(low, high).map(i -> Rational.of(i, 10));
    }

    private static Arbitrary<Rational> parts(int low, int high, int parts) {
        return integers(low * parts, high * parts).map(i -> Rational.of(i, parts));
    }

    static Arbitrary<Integer> integers(int low, int high) {
        return Arbitraries.integers().between(low, high).withDistribution(RandomDistribution.uniform());
    }

    /** 10^{@code exponent}, exactly. */
    static Rational powerOfTen(int exponent) {
        return Rational.parse("1e" + exponent);
    }

    static Rational one(boolean plus, Rational difference) {
        return plus ? Rational.ONE.plus(difference) : Rational.ONE.minus(difference);
    }
}
