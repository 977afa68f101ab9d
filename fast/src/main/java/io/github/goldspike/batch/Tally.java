package io.github.goldspike.batch;

/**
 * What a pass over samples adds up to.
 *
 * @param samples how many there were
 * @param loss sum of their losses, 0 if none was asked for
 * @param correct for how many the label neuron spiked before all others
 * @param silent for how many the label neuron did not spike before the simulation ended
 */
public record Tally(int samples, double loss, int correct, int silent) {

    /** Of no samples. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(samples + other.samples, loss + other.loss, correct + other.correct, silent + other.silent);
    }

    /** @throws IllegalStateException if there are no samples */
    public double accuracy() {
        requireSamples();
        return (double) correct / samples;
    }

    /** @throws IllegalStateException if there are no samples */
    public double meanLoss() {
        requireSamples();
        return loss / samples;
    }

    private void requireSamples() {
        if (samples == 0) {
            throw new IllegalStateException("a mean over no samples");
        }
    }
}
