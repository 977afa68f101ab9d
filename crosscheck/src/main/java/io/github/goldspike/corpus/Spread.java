package io.github.goldspike.corpus;

import io.github.goldspike.model.Rational;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers from a seed, for networks too large to be written out. {@link Random} is specified to the bit. */
final class Spread {

    private final Random random;

    Spread(long seed) {
        random = new Random(seed);
    }

    /** A matrix of k/denominator with k drawn from {@code low} to {@code high}, both included. */
    String matrix(int rows, int columns, int low, int high, int denominator) {
        return IntStream.range(0, rows)
                .mapToObj(i -> IntStream.range(0, columns)
                        .mapToObj(j -> Rational.of(low + random.nextInt(high - low + 1), denominator)
                                .toString())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    /** Ascending times from 0, each at most {@code most}/denominator after the one before. */
    String train(int count, int most, int denominator) {
        StringBuilder times = new StringBuilder();
        int time = 0;
        for (int k = 0; k < count; k++) {
            time += random.nextInt(most + 1);
            times.append(Rational.of(time, denominator)).append(' ');
        }
        return times.toString();
    }
}
