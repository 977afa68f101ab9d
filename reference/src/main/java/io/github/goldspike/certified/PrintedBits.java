package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The precision at which the engine's own enclosures have just the digits that an answer prints (certificate-K10). */
final class PrintedBits {

    private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

    private PrintedBits() {}

    /**
     * For each printed real the bits of its digits and those that it has lost of the working precision; all of the working precision
     * for what is printed as a zero to so many places.
     *
     * @param bits the working precision
     * @param digits significant digits of all reals but condition numbers
     */
    static long of(Answer<Ball> answer, int bits, int digits) {
        Stream<Ball> reals = Stream.of(
                        answer.spikes().values().flatMap(spike -> Stream.of(spike.time(), spike.slope())),
                        known(answer.loss()),
                        known(answer.gradient())
                                .flatMap(gradient -> gradient.values().values().stream())
                                .flatMap(List::stream)
                                .flatMap(List::stream),
                        answer.jacobian().stream().flatMap(List::stream).map(Derivative::value))
                .flatMap(stream -> stream);
        Stream<Ball> conditions = answer.conditions().stream().flatMap(PrintedBits::conditions);
        return Math.max(most(reals, bits, digits), most(conditions, bits, Conditions.DIGITS));
    }

    private static <T> Stream<T> known(Optional<Outcome<T>> outcome) {
        return outcome.stream()
                .flatMap(value -> value instanceof Outcome.Known<T> known ? Stream.of(known.value()) : Stream.empty());
    }

    private static Stream<Ball> conditions(Conditions<Ball> conditions) {
        return Stream.concat(
                conditions.loss().stream(),
                conditions.spikes().stream().flatMap(ByNeuron::values).flatMap(Optional::stream));
    }

    private static long most(Stream<Ball> reals, int bits, int digits) {
        return reals.filter(value -> !value.isExact())
                .mapToLong(value -> {
                    long right = value.midpoint().magnitude() - value.radius().magnitude();
                    long printed = (long) Math.ceil(digits * BITS_PER_DIGIT);
                    return right < printed ? bits : bits - right + printed;
                })
                .reduce(0, Math::max);
    }
}
