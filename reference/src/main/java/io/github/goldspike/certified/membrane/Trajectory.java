package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/**
 * One membrane between two events, from the state (V, I) at its start: V(s) = leak + (V − leak)e^{−βs} + Σ_k I_k h_k(s) with
 * h_k(s) = e^{−βs}·expm1((β−α_k)s)/(β−α_k), or s·e^{−βs} where α_k = β (crossing-C1).
 */
public final class Trajectory {

    private final Cell cell;
    private final Ball potential;
    private final Ball[] currents;

    public Trajectory(Cell cell, Ball potential, Ball[] currents) {
        this.cell = cell;
        this.potential = potential;
        this.currents = currents;
    }

    /**
     * The state after some time.
     *
     * @param potential V
     * @param currents I_k
     */
    public record State(Ball potential, Ball[] currents) {}

    public Cell cell() {
        return cell;
    }

    public State start() {
        return new State(potential, currents);
    }

    /** The same membrane with constants and state at another precision. */
    public Trajectory withCell(Cell other) {
        Ball[] rounded = new Ball[currents.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = currents[k].withPrecision(other.bits());
        }
        return new Trajectory(other, potential.withPrecision(other.bits()), rounded);
    }

    /** The same membrane by V − leak, if the leak is the threshold: both as zero, so that small distances from it are seen. */
    Trajectory aroundLeak() {
        boolean toThreshold = cell.rheobase().isZero() && !cell.beta().isZero();
        return toThreshold ? new Trajectory(cell.withoutLeak(), potential.minus(cell.leak()), currents) : this;
    }

    /** State after the time {@code s}, which may be an enclosure and of unlimited precision. */
    public State after(Ball s) {
        if (s.isZero()) {
            return start();
        }
        Ball time = s.withPrecision(cell.bits());
        Ball decay = cell.beta().times(time).negate().exp();
        Ball v = cell.leak().plus(potential.minus(cell.leak()).times(decay));
        Ball[] after = new Ball[currents.length];
        for (int k = 0; k < currents.length; k++) {
            if (currents[k].isZero()) {
                after[k] = currents[k];
                continue;
            }
            Ball delta = cell.deltas()[k];
            Ball decayed = currents[k].times(decay);
            Ball exponent = delta.times(time);
            if (delta.isZero()) {
                after[k] = decayed;
                v = v.plus(decayed.times(time));
            } else if (Response.outgrows(exponent)) {
                after[k] =
                        currents[k].times(cell.alphas()[k].times(time).negate().exp());
                v = v.plus(after[k].minus(decayed).dividedBy(delta));
            } else {
                Ball growth = exponent.expm1();
                // The current occurs once, or its radius would grow; and over an enclosure of s, e^{−βs} and expm1(δs)
                // vary by βr and |δ|r, their product by α_k r only. 1 + expm1 has an error of 1's last bit, however
                // small it is.
                Ball synapticDecay = time.isExact() && !Response.isGreat(exponent)
                        ? decay.plus(decay.times(growth))
                        : cell.alphas()[k].times(time).negate().exp();
                after[k] = currents[k].times(synapticDecay);
                v = v.plus(decayed.times(growth).dividedBy(delta));
            }
        }
        return new State(v, after);
    }

    /** The membrane after it was held for a time: V stays, the currents go on (events-E7). */
    public Trajectory held(Ball s) {
        Ball time = s.withPrecision(cell.bits());
        Ball[] after = new Ball[currents.length];
        for (int k = 0; k < after.length; k++) {
            after[k] = currents[k].isZero()
                    ? currents[k]
                    : currents[k].times(cell.alphas()[k].times(time).negate().exp());
        }
        return new Trajectory(cell, potential, after);
    }

    /** Σ I_k − β(ϑ − leak): V' at a crossing of the threshold (crossing-C2). */
    public Ball drive(State state) {
        Ball sum = cell.rheobase().negate();
        for (Ball current : state.currents) {
            sum = sum.plus(current);
        }
        return sum;
    }

    /** V − ϑ. */
    public Ball excess(State state) {
        return state.potential.minus(cell.threshold());
    }

    /** V' = drive − β(V − ϑ). */
    public Ball slope(State state) {
        return drive(state).minus(cell.beta().times(excess(state)));
    }

    /** d/ds of the drive, −Σ α_k I_k. */
    Ball driveSlope(State state) {
        Ball sum = Ball.ZERO;
        for (int k = 0; k < currents.length; k++) {
            sum = sum.minus(cell.alphas()[k].times(state.currents[k]));
        }
        return sum;
    }
}
