package io.github.goldspike.certified.events;

import io.github.goldspike.model.Rational;

/**
 * A real of the network as a function of one real p of the file: its value and its derivative by p, both exact. Within one p these
 * two determine the function (events-E5), so equal ones stay equal as p moves.
 *
 * @param value at the given p
 * @param speed derivative by p; zero where no p is looked at
 */
public record Moving(Rational value, Rational speed) implements Comparable<Moving> {

    static final Moving ZERO = still(Rational.ZERO);

    static Moving still(Rational value) {
        return new Moving(value, Rational.ZERO);
    }

    public Moving plus(Moving other) {
        return new Moving(value.plus(other.value), speed.plus(other.speed));
    }

    Moving minus(Moving other) {
        return new Moving(value.minus(other.value), speed.minus(other.speed));
    }

    Moving times(Moving other) {
        return new Moving(value.times(other.value), value.times(other.speed).plus(speed.times(other.value)));
    }

    /** The quotient by a function whose value is not zero. */
    Moving dividedBy(Moving other) {
        Rational quotient = value.dividedBy(other.value);
        return new Moving(quotient, speed.minus(quotient.times(other.speed)).dividedBy(other.value));
    }

    /** Whether it does not move. */
    boolean isStill() {
        return speed.signum() == 0;
    }

    /** Whether it is zero for all p. */
    public boolean isZero() {
        return value.signum() == 0 && speed.signum() == 0;
    }

    /** By value, then by speed. */
    @Override
    public int compareTo(Moving other) {
        int order = value.compareTo(other.value);
        return order != 0 ? order : speed.compareTo(other.speed);
    }
}
