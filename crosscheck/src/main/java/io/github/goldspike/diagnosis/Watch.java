package io.github.goldspike.diagnosis;

/** How a program looks for the next spike of a neuron, if nothing arrives any more. */
interface Watch {

    /** Stands for no spike. */
    double NEVER = Double.POSITIVE_INFINITY;

    /** The time of the spike, or {@link #NEVER} if there is none up to the limit. */
    double next(Membrane membrane, double limit);

    /** As it should be: the first time at which V reaches the threshold from below. */
    Watch RIGHT = new FirstCrossing();

    /** Looks at V only at steps from the last event on, and then finds the time itself: what rises and falls in between is missed. */
    static Watch atSteps(double dt) {
        return (membrane, limit) -> {
            double begin = membrane.free();
            for (int k = 1; begin + (k - 1) * dt < limit; k++) {
                if (FirstCrossing.above(membrane, begin + k * dt)) {
                    double time = FirstCrossing.between(membrane, begin + (k - 1) * dt, begin + k * dt);
                    return time <= limit ? time : NEVER;
                }
            }
            return NEVER;
        };
    }

    /** A clock: V is compared with the threshold at the multiples of dt, and that is when a spike happens. */
    static Watch onGrid(double dt) {
        return (membrane, limit) -> {
            for (double k = Math.floor(membrane.free() / dt); k * dt <= limit; k++) {
                if (k * dt > membrane.free() && FirstCrossing.above(membrane, k * dt)) {
                    return k * dt;
                }
            }
            return NEVER;
        };
    }
}
