package io.github.goldspike.certified;

import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What sums over reals of very different sizes lose (certificate-K10): a leak of 10²⁰⁰ beside a threshold of 1, a quotient by a rate of
 * 10⁻²⁰⁰. Nothing for networks as they usually are.
 */
final class Spread {

    /** Binary orders of magnitude that the other terms of certificate-K10 provide for. */
    private static final long USUAL = 64;

    /** An integral of a square is divided by sums of rates three times, one after the other (certificate-K7). */
    private static final int DIVISIONS = 3;

    private Spread() {}

    /** Bits that a certificate needs for the sizes of the reals of its network, beside all others. */
    static long bits(Network network, Wiring wiring) {
        return DIVISIONS * (beyondUsual(wiring) + slow(network, wiring));
    }

    private static long beyondUsual(Wiring wiring) {
        LongSummaryStatistics magnitudes = magnitudes(Stream.of(
                        Stream.of(wiring.horizon()),
                        wiring.sources().stream().map(Wiring.Source::train).flatMap(List::stream),
                        wiring.synapses().stream().flatMap(synapse -> Stream.of(synapse.weight(), synapse.delay())),
                        wiring.neurons().stream().flatMap(Spread::reals))
                .flatMap(reals -> reals));
        return magnitudes.getCount() == 0 ? 0 : Math.max(0, magnitudes.getMax() - magnitudes.getMin() - USUAL);
    }

    /** By how much the horizon is shorter than the slowest decay of a product that a loss of potentials integrates. */
    private static long slow(Network network, Wiring wiring) {
        Rational discount = Rational.ZERO;
        if (network.loss().orElse(null) instanceof Loss.VoltageIntegral integral) {
            discount = integral.kappa();
        } else if (!(network.loss().orElse(null) instanceof Loss.VoltageSquare)) {
            return 0;
        }
        Rational kappa = discount;
        LongSummaryStatistics magnitudes = magnitudes(wiring.neurons().stream()
                .flatMap(neuron -> Stream.concat(Stream.of(neuron.beta()), neuron.alphas().stream()))
                .flatMap(rate -> Stream.of(rate, rate.plus(kappa))));
        boolean none = magnitudes.getCount() == 0 || wiring.horizon().signum() == 0;
        return none ? 0 : Math.max(0, -magnitude(wiring.horizon()) - magnitudes.getMin());
    }

    private static LongSummaryStatistics magnitudes(Stream<Rational> reals) {
        return reals.filter(real -> real.signum() != 0)
                .mapToLong(Spread::magnitude)
                .summaryStatistics();
    }

    private static long magnitude(Rational real) {
        return real.numerator().bitLength() - (long) real.denominator().bitLength();
    }

    /** Those of a neuron, and the differences that potentials and responses are made of. */
    private static Stream<Rational> reals(Wiring.Neuron neuron) {
        Optional<Rational> threshold = neuron.threshold();
        return Stream.of(
                        Stream.of(neuron.beta(), neuron.leak(), neuron.refractory()),
                        Stream.of(neuron.initial(), neuron.reset()).map(neuron.leak()::minus),
                        threshold.stream()
                                .flatMap(level -> Stream.of(neuron.initial(), neuron.reset(), neuron.leak())
                                        .map(level::minus)),
                        neuron.alphas().stream().flatMap(alpha -> Stream.of(alpha, alpha.minus(neuron.beta()))))
                .flatMap(reals -> reals);
    }
}
