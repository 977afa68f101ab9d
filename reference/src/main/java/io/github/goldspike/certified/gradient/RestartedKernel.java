package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;

/**
 * The kernel of arrivals a before the end e' of a refractory period, as a spike f after it sees them: e^{−α(e'−a)}h(f − e'), through the
 * current that is there when the potential restarts (gradient-G14).
 */
final class RestartedKernel {

    private final SeparatedKernel kernel;
    private final Ball alpha;
    private final Ball restart;
    private final Ball sinceRestart;
    private final SeparatedKernel.Late fromSpike;
    private final SeparatedKernel.Late fromRestart;
    private final SeparatedKernel.Early early;
    private final SeparatedKernel.Value atRestart;

    /**
     * @param kernel h
     * @param alpha its synaptic rate
     * @param restart e'
     * @param f the spike
     * @param fromSpike what depends on the spike in {@code kernel}
     */
    RestartedKernel(SeparatedKernel kernel, Ball alpha, Ball restart, Ball f, SeparatedKernel.Late fromSpike) {
        this.kernel = kernel;
        this.alpha = alpha;
        this.restart = restart;
        this.sinceRestart = f.minus(restart);
        this.fromSpike = fromSpike;
        this.fromRestart = kernel.late(restart);
        this.early = kernel.early(restart);
        this.atRestart = kernel.value(fromSpike, early);
    }

    /** The value, and minus its derivative by a, which is that by f − a if a alone moves. */
    SeparatedKernel.Value value(SeparatedKernel.Early a) {
        Ball value = kernel.synapticDecay(fromRestart, a).times(atRestart.kernel());
        return new SeparatedKernel.Value(value, alpha.times(value).negate());
    }

    /** The derivatives by the rates. */
    KernelByRate byRate(SeparatedKernel.Early a, Ball arrival) {
        Ball decay = kernel.synapticDecay(fromRestart, a);
        KernelByRate rates = kernel.byRate(fromSpike, early, sinceRestart, atRestart);
        Ball waited = restart.minus(arrival).times(atRestart.kernel());
        return new KernelByRate(decay.times(rates.byAlpha().minus(waited)), decay.times(rates.byBeta()));
    }
}
