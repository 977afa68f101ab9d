package io.github.goldspike.property;

import io.github.goldspike.model.Rational;
import io.github.goldspike.response.ExponentialPolynomial;
import io.github.goldspike.response.ResponseNetwork;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random networks of spike response neurons whose kernels have terms up to t³e^{−at}. */
final class ResponseNetworks {

    private ResponseNetworks() {}

    static Arbitrary<ResponseNetwork> any() {
        Arbitrary<List<List<Rational>>> inputs = Rationals.tenths(0, 20)
                .list()
                .ofMaxSize(4)
                .map(train -> train.stream().sorted().toList())
                .list()
                .ofSize(2);
        return Rationals.integers(1, 3)
                .flatMap(size -> Combinators.combine(
                                inputs,
                                neurons().list().ofSize(size),
                                synapses(size).list().ofMinSize(1).ofMaxSize(8))
                        .as((trains, neurons, synapses) ->
                                new ResponseNetwork(Rational.of(3), trains, neurons, synapses)));
    }

    private static Arbitrary<ResponseNetwork.Neuron> neurons() {
        // At 0 the rest is at most 0, since what moves is zero there.
        Arbitrary<ExponentialPolynomial> rests = Combinators.combine(Rationals.tenths(-10, 0), responses())
                .as((level, moving) -> ExponentialPolynomial.constant(level).plus(moving.times(Rational.of(1, 2))));
        return Combinators.combine(Rationals.tenths(5, 15), rests, resets()).as(ResponseNetwork.Neuron::new);
    }

    /** −c·e^{−βt}, often with a second trace that may be positive, and with a term that is zero at 0. */
    private static Arbitrary<ExponentialPolynomial> resets() {
        return Combinators.combine(
                        Rationals.tenths(6, 20),
                        rates(),
                        Rationals.tenths(-5, 5),
                        rates(),
                        Rationals.tenths(-10, 5),
                        rates())
                .as((drop, beta, trace, gamma, late, delta) -> ExponentialPolynomial.decay(drop.negate(), beta)
                        .plus(ExponentialPolynomial.decay(trace, gamma))
                        .plus(ExponentialPolynomial.term(late, 1, delta)));
    }

    private static Arbitrary<ResponseNetwork.Synapse> synapses(int neurons) {
        Arbitrary<ResponseNetwork.Origin> origins = Arbitraries.frequencyOf(
                Tuple.of(3, Rationals.integers(0, 1).map(ResponseNetwork.Origin.Input::new)),
                Tuple.of(2, Rationals.integers(0, neurons - 1).map(ResponseNetwork.Origin.OfNeuron::new)));
        return Combinators.combine(
                        origins,
                        Rationals.integers(0, neurons - 1),
                        Rationals.between(-2, 6),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(Rational.ZERO)), Tuple.of(2, Rationals.tenths(0, 10))),
                        responses())
                .as((from, target, weight, delay, response) -> new ResponseNetwork.Synapse(
                        from,
                        target,
                        from instanceof ResponseNetwork.Origin.Input ? weight : weight.times(Rational.of(1, 3)),
                        delay,
                        response));
    }

    /** A current c·tⁿe^{−at} that one membrane filters, or two. */
    private static Arbitrary<ExponentialPolynomial> responses() {
        return Combinators.combine(Rationals.integers(0, 2), rates(), rates(), Arbitraries.of(false, true), rates())
                .as((power, alpha, beta, twice, gamma) -> {
                    ExponentialPolynomial once = ExponentialPolynomial.term(Rational.ONE, power, alpha)
                            .filteredBy(beta);
                    return twice ? once.filteredBy(gamma) : once;
                });
    }

    /** Few, so that they are often equal and powers add up. */
    private static Arbitrary<Rational> rates() {
        return Arbitraries.of("0.5", "1", "1.5", "2", "3").map(Rational::parse);
    }
}
