package io.github.goldspike.batch;

/**
 * Neurons that are known to cross the threshold in a stretch, one entry each: given their state at its start and where they are surely
 * above, the kernel finds where they cross and what follows.
 */
final class Crossings {

    final int[] neuron;
    /** Time since the start of the stretch at which the entry begins: 0, or the neuron's spike before. */
    final double[] begin;

    final double[] potential;
    final double[] current;
    /** V ≥ ϑ after this much time. */
    final double[] bracket;

    final double[] potentialAtBracket;
    /** Time left of the stretch. */
    final double[] left;

    /** Found: time to the crossing. */
    final double[] wait;
    /** Found: I at the crossing. */
    final double[] currentAtSpike;
    /** Found: V and I at the end of the stretch, if there is no other spike. */
    final double[] potentialAtEnd;

    final double[] currentAtEnd;

    int count;

    Crossings(int stride) {
        neuron = new int[stride];
        begin = new double[stride];
        potential = new double[stride];
        current = new double[stride];
        bracket = new double[stride];
        potentialAtBracket = new double[stride];
        left = new double[stride];
        wait = new double[stride];
        currentAtSpike = new double[stride];
        potentialAtEnd = new double[stride];
        currentAtEnd = new double[stride];
    }

    /** Fills a last block with copies of the last entry, so that lanes have something to compute. */
    void pad() {
        for (int k = count; k % Layer.BLOCK != 0; k++) {
            potential[k] = potential[count - 1];
            current[k] = current[count - 1];
            bracket[k] = bracket[count - 1];
            potentialAtBracket[k] = potentialAtBracket[count - 1];
            left[k] = left[count - 1];
        }
    }
}
