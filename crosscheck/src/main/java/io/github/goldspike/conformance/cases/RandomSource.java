package io.github.goldspike.conformance.cases;

import java.util.List;
import java.util.Random;

/** Random numbers for networks. {@link Random} is specified to the bit, so a seed gives the same network everywhere. */
public final class RandomSource {

    private final Random random;

    /** The numbers of one network: try {@code attempt} of network {@code index} of a seed. */
    public RandomSource(long seed, int index, int attempt) {
        long mixed = seed;
        for (long part : new long[] {index, attempt}) {
            // The finalizer of SplitMix64.
            mixed = (mixed + 0x9e3779b97f4a7c15L) ^ part * 0xd6e8feb86659fd93L;
            mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
            mixed ^= mixed >>> 31;
        }
        random = new Random(mixed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int integer(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Half of them with two decimals, the others with all bits. */
    public double between(double least, double most) {
        double value = least + (most - least) * random.nextDouble();
        return chance(0.5) ? Math.rint(100 * value) / 100 : value;
    }

    /** Spread evenly over the orders of magnitude. */
    double rate(double least, double most) {
        double value = least * StrictMath.exp(StrictMath.log(most / least) * random.nextDouble());
        return chance(0.5) ? Math.max(least, Math.rint(100 * value) / 100) : value;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
