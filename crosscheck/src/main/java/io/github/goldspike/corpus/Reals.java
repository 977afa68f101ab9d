package io.github.goldspike.corpus;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The narrowest format that holds every real of a network file exactly. */
enum Reals {
    BINARY32(24, -149, 128),
    BINARY64(53, -1074, 1024),
    /** Neither of the two. */
    EXACT(0, 0, 0);

    private final int precision;
    private final int leastExponent;
    private final int mostExponent;

    Reals(int precision, int leastExponent, int mostExponent) {
        this.precision = precision;
        this.leastExponent = leastExponent;
        this.mostExponent = mostExponent;
    }

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Reals of(Network network) {
        return Stream.of(BINARY32, BINARY64)
                .filter(format -> all(network).allMatch(format::holds))
                .findFirst()
                .orElse(EXACT);
    }

    private boolean holds(Rational real) {
        BigInteger denominator = real.denominator();
        if (real.signum() == 0) {
            return true;
        }
        int lastBit = real.numerator().getLowestSetBit() - denominator.getLowestSetBit();
        int firstBit = real.numerator().abs().bitLength() - denominator.getLowestSetBit();
        return denominator.bitCount() == 1
                && firstBit - lastBit <= precision
                && lastBit >= leastExponent
                && firstBit <= mostExponent;
    }

    private static Stream<Rational> all(Network network) {
        return Stream.of(
                        Stream.of(network.horizon()),
                        network.populations().stream().flatMap(Reals::of),
                        network.projections().stream().flatMap(Reals::of),
                        network.loss().stream().flatMap(Reals::of))
                .flatMap(reals -> reals);
    }

    private static Stream<Rational> of(Population population) {
        if (population instanceof Population.Neurons neurons) {
            return Stream.of(
                            neurons.membrane().given().values().stream(),
                            neurons.threshold().stream()
                                    .flatMap(threshold -> threshold.values().stream())
                                    .flatMap(Optional::stream),
                            neurons.reset().values().stream(),
                            neurons.leak().values().stream(),
                            neurons.initial().stream().flatMap(initial -> initial.values().stream()),
                            neurons.current().stream()
                                    .flatMap(current -> current.courses().stream())
                                    .flatMap(course -> course.stream())
                                    .flatMap(step -> Stream.of(step.time(), step.value())),
                            neurons.resetKernel().stream().flatMap(Reals::of),
                            neurons.refractory().values().stream())
                    .flatMap(reals -> reals);
        }
        return ((Population.Source) population).trains().stream().flatMap(train -> train.stream());
    }

    private static Stream<Rational> of(Projection projection) {
        Stream<Rational> sharedDelay = projection.connectivity() instanceof Connectivity.Matrix matrix
                        && matrix.delays() instanceof Delays.Shared shared
                ? Stream.of(shared.value())
                : Stream.empty();
        return Stream.of(
                        projection.kernel().isPresent()
                                ? of(projection.kernel().get())
                                : projection.decay().constant().given().values().stream(),
                        projection.synapses().stream().map(Synapse::weight),
                        projection.synapses().stream().map(Synapse::delay),
                        sharedDelay)
                .flatMap(reals -> reals);
    }

    private static Stream<Rational> of(ResponseKernel kernel) {
        return kernel.terms().stream().flatMap(term -> Stream.of(term.coefficient(), term.rate()));
    }

    private static Stream<Rational> of(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return Stream.of(entropy.tau0(), entropy.tau1(), entropy.gamma());
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            return square.targets().stream().map(Loss.SpikeTimeSquare.Target::time);
        } else if (loss instanceof Loss.VoltageSquare square) {
            return Stream.of(square.target());
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return Stream.concat(integral.weights().stream(), Stream.of(integral.kappa()));
    }
}
