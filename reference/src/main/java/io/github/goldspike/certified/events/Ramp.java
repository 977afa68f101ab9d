package io.github.goldspike.certified.events;

import java.util.Optional;

/**
 * A neuron without leak that has heard of nothing but its input current: V goes straight up, so that crossings come at exact times, each
 * a function of the one real that moves (events-E9).
 *
 * @param fall ϑ − r
 * @param refractory ρ
 * @param since from when on V moves with the drive: the last jump or crossing, or the end of its hold
 * @param left ϑ − V at that time
 * @param drive V'
 * @param curved whether {@code since} is a + b/p with b ≠ 0, p the real that moves; else it is affine in p
 */
record Ramp(Moving fall, Moving refractory, Moving since, Moving left, Moving drive, boolean curved) {

    /** From time 0 on; empty for a neuron that leaks, or would leak as the real moves. */
    static Optional<Ramp> born(MovingNeuron neuron) {
        if (!neuron.beta().isZero()) {
            return Optional.empty();
        }
        return Optional.of(new Ramp(
                neuron.threshold().minus(neuron.reset()),
                neuron.refractory(),
                Moving.ZERO,
                neuron.threshold().minus(neuron.initial()),
                Moving.ZERO,
                false));
    }

    /** With a jump that comes before the next crossing; empty if it is not one of the input current, at a time known exactly. */
    Optional<Ramp> with(CurrentJump jump) {
        Moving time = jump.time().offset();
        if (jump.time().crossing() != SymbolicTime.NONE || !jump.alpha().isZero()) {
            return Optional.empty();
        }
        Moving next = drive.plus(jump.weight());
        int order = time.value().compareTo(since.value());
        if (order == 0 && !time.equals(since)) {
            // They part as the real moves: to one side V is held when it comes.
            return Optional.empty();
        }
        if (order <= 0) {
            return Optional.of(new Ramp(fall, refractory, since, left, next, curved));
        }
        Moving rest = left.minus(drive.times(time.minus(since)));
        return Optional.of(new Ramp(fall, refractory, time, rest, next, curved && drive.isStill()));
    }

    /** Whether it crosses if nothing else comes. */
    boolean rises() {
        return drive.value().signum() > 0;
    }

    /** When it crosses; of one that rises. */
    SymbolicTime crossing() {
        return new SymbolicTime(
                curved || !drive.isStill() ? SymbolicTime.CURVED : SymbolicTime.NONE,
                since.plus(left.dividedBy(drive)));
    }

    /** After the crossing. */
    Ramp fired() {
        SymbolicTime crossing = crossing();
        return new Ramp(
                fall,
                refractory,
                crossing.offset().plus(refractory),
                fall,
                drive,
                crossing.crossing() == SymbolicTime.CURVED);
    }
}
