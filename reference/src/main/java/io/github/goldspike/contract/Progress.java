package io.github.goldspike.contract;

/** Listens to an engine at work. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (time, spikes, digits) -> {};

    /**
     * How far the engine is.
     *
     * @param time simulated time reached, roughly
     * @param spikes spikes found so far
     * @param digits decimal digits the engine works with at present
     */
    void reached(double time, int spikes, int digits);
}
