package io.github.goldspike.batch;

/** The loss of one sample and its derivatives by the first spikes of the outputs, with which the way back begins. */
public final class LossDerivatives {

    private final double value;
    private final double[] byFirstSpike;
    private final PeakTerm peak;

    /**
     * @param value the loss
     * @param byFirstSpike its derivative by the first spike of each output; not looked at where there is none
     */
    public LossDerivatives(double value, double[] byFirstSpike) {
        this(value, byFirstSpike, PeakTerm.NONE);
    }

    /** @param peak the part of the loss that is a multiple of the greatest potential of a silent output */
    LossDerivatives(double value, double[] byFirstSpike, PeakTerm peak) {
        this.value = value;
        this.byFirstSpike = byFirstSpike.clone();
        this.peak = peak;
    }

    /** The loss. */
    public double value() {
        return value;
    }

    /** By the first spike of an output that has one. */
    double byFirstSpike(int output) {
        return byFirstSpike[output];
    }

    /** By the greatest potential of a silent output, or {@link PeakTerm#NONE}. */
    PeakTerm peak() {
        return peak;
    }
}
