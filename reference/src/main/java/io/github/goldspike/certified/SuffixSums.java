package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;

/**
 * What later spikes of one neuron demand of anything that happens to it at a time t: P(t) = Σ_{f&gt;t} μ_f e^{−β(f−t)} and
 * Q_k(t) = Σ_{f&gt;t} μ_f h_k(f−t), taken back from event to event (proofs-notes/gradient.md, G7).
 */
final class SuffixSums {

    private final Cell cell;
    private Ball time = Ball.ZERO;
    private Ball p = Ball.ZERO;
    private final Ball[] q;
    /** As long as no spike was added, both sums are exactly zero at all times. */
    private boolean empty = true;

    SuffixSums(Cell cell) {
        this.cell = cell;
        this.q = new Ball[cell.alphas().length];
        Arrays.fill(q, Ball.ZERO);
    }

    boolean isEmpty() {
        return empty;
    }

    /** P now. */
    Ball p() {
        return p;
    }

    /** Q of the rate with index {@code k} now. */
    Ball q(int k) {
        return q[k];
    }

    /** Σ μ_f h_k'(f − t) now, by h' = e^{−βs} − αh. */
    Ball slope(int k) {
        return p.minus(cell.alphas()[k].times(q[k]));
    }

    /** Goes back to an event; where enclosures overlap it may be one that is a little later. */
    void backTo(Ball earlier) {
        if (empty) {
            return;
        }
        Ball gap = time.minus(earlier);
        time = earlier;
        if (gap.isZero()) {
            return;
        }
        // h_k(S + u) = h_k(S) e^{−βu} + e^{−α_k S} h_k(u); Q must occur once, or its radius outgrows it.
        Ball decay = cell.beta().times(gap).negate().exp();
        for (int k = 0; k < q.length; k++) {
            Ball delta = cell.deltas()[k];
            if (delta.isZero()) {
                q[k] = decay.times(q[k].plus(gap.times(p)));
            } else {
                Ball growth = delta.times(gap).expm1();
                Ball synapticDecay = decay.times(growth.plus(Ball.ONE));
                Ball kernel = decay.times(growth).dividedBy(delta);
                q[k] = synapticDecay.times(q[k]).plus(kernel.times(p));
            }
        }
        p = decay.times(p);
    }

    /** Adds a spike at the present time with its multiplier μ; h_k(0) = 0. */
    void add(Raster.Spike spike, Ball multiplier) {
        time = spike.time();
        p = p.plus(multiplier);
        empty = false;
    }
}
