package io.github.goldspike.grid;

import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What a step does: the choices of the specification, section 6. All exact.
 *
 * @param dt length of a step, positive
 * @param order the five operations, each once
 * @param decay what a step leaves of I and of V − leak
 * @param gain what a current adds to V
 * @param threshold whether V = ϑ is a spike
 * @param reset what becomes of V where z = 1; before {@link Operation#FIRE} in the order, z is that of the step before
 * @param transmission when spikes arrive
 * @param inputs what becomes of input times, delays, refractory times and jumps of currents that are not whole steps
 * @param firstStep number of the first step
 * @param hold in how many steps a refractory neuron is held
 * @param surrogate for dz/dV; without one there is no gradient
 * @param detach whether the reset's z is a constant in differentiation
 */
public record Grid(
        Rational dt,
        List<Operation> order,
        Decay decay,
        Gain gain,
        Strictness threshold,
        Reset reset,
        Transmission transmission,
        Rounding inputs,
        int firstStep,
        Hold hold,
        Optional<Surrogate> surrogate,
        Detach detach) {

    /** @throws InvalidGridException if the specification forbids such a grid */
    public Grid {
        order = List.copyOf(order);
        if (dt.signum() <= 0) {
            throw new InvalidGridException("dt", "must be positive, but is " + dt);
        }
        if (order.size() != Operation.values().length
                || !EnumSet.copyOf(order).equals(EnumSet.allOf(Operation.class))) {
            throw new InvalidGridException("order", "must name each of the five operations once");
        }
        if (firstStep < 0) {
            throw new InvalidGridException("first-step", "must not be negative, but is " + firstStep);
        }
        if (transmission == Transmission.SAME_STEP
                && order.indexOf(Operation.RECEIVE) < order.indexOf(Operation.FIRE)) {
            throw new InvalidGridException(
                    "transmission", "with same-step, receive must stand after fire in the order");
        }
    }

    /** Whether V falls for the spike of the step before. */
    public boolean resetsLate() {
        return order.indexOf(Operation.RESET) < order.indexOf(Operation.FIRE);
    }

    /** The same with this surrogate. */
    public Grid with(Surrogate surrogate) {
        return new Grid(
                dt,
                order,
                decay,
                gain,
                threshold,
                reset,
                transmission,
                inputs,
                firstStep,
                hold,
                Optional.of(surrogate),
                detach);
    }
}
