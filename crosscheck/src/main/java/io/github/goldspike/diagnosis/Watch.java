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
            double crossing = RIGHT.next(membrane, limit);
            while (crossing != NEVER) {
                double end = begin + Math.ceil((crossing - begin) / dt) * dt;
                if (FirstCrossing.above(membrane, end)) {
                    return crossing;
                }
                crossing = end < limit ? RIGHT.next(membrane.at(end), limit) : NEVER;
            }
            return NEVER;
        };
    }

    /** Looks at V at the multiples of dt, and puts the spike where a straight line between two of them meets the threshold. */
    static Watch interpolated(double dt) {
        return (membrane, limit) -> {
            for (double k = Math.floor(membrane.free() / dt); k * dt <= limit; k++) {
                double from = Math.max(k * dt, membrane.free());
                double to = (k + 1) * dt;
                if (to <= limit && FirstCrossing.above(membrane, to)) {
                    double low = membrane.ahead(from).potential();
                    double high = membrane.ahead(to).potential();
                    return from + (to - from) * (membrane.cell.threshold() - low) / (high - low);
                }
            }
            return NEVER;
        };
    }

    /** The first time at which V comes from below: a V that is above already is left to fall first. */
    Watch FROM_BELOW = new Watch() {
        private static final double LOOKS = 64;

        @Override
        public double next(Membrane membrane, double limit) {
            double step = membrane.shortest() / LOOKS;
            double begin = membrane.free();
            double threshold = membrane.cell.threshold();
            boolean above = membrane.ahead(begin).potential() >= threshold * (1 - 1e-12);
            while (above && begin < limit) {
                begin = Math.min(limit, begin + step);
                above = membrane.ahead(begin).potential() >= threshold;
            }
            return begin < limit ? RIGHT.next(membrane.at(begin), limit) : NEVER;
        }
    };

    /** Looks only where V rises at the beginning. */
    Watch WHERE_IT_RISES =
            (membrane, limit) -> membrane.at(membrane.free()).slope() < 0 ? NEVER : RIGHT.next(membrane, limit);

    /** At the peak as eventprop has it, whose own spikes weigh ϑ where ϑ/k is meant, and at the next arrival. */
    Watch MISTIMED_PEAK = (membrane, limit) -> {
        Membrane now = membrane.at(membrane.free());
        double beta = membrane.cell.beta();
        double alpha = membrane.onlyRate().orElse(beta);
        double begin = membrane.free();
        if (alpha != beta) {
            double k = beta / (alpha - beta);
            double synaptic = -now.current() / (beta - alpha);
            double slow = now.potential() + synaptic + membrane.cell.threshold() * (1 - k) * now.fallen();
            double peak = begin + Math.log(beta * slow / (alpha * synaptic)) / (beta - alpha);
            if (begin <= peak && peak <= limit && FirstCrossing.above(membrane, peak)) {
                return FirstCrossing.between(membrane, begin, peak);
            }
        }
        return limit < Double.MAX_VALUE && FirstCrossing.above(membrane, limit)
                ? FirstCrossing.between(membrane, begin, limit)
                : NEVER;
    };

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
