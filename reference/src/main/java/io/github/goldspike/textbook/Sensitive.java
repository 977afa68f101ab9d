package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A real and its derivatives by reals of the file; those that are not listed are 0.
 *
 * @param value the real
 * @param by its derivatives
 */
record Sensitive(Real value, Map<ParameterId, Real> by) {

    static Sensitive constant(Real value) {
        return new Sensitive(value, Map.of());
    }

    /** A real of the file itself. */
    static Sensitive given(Real value, ParameterId id) {
        return new Sensitive(value, Map.of(id, value.precision().of(1)));
    }

    /** A function of this: its value here and its slope. */
    Sensitive mapped(Real image, Real slope) {
        Map<ParameterId, Real> derivatives = new HashMap<>();
        by.forEach((id, derivative) -> derivatives.put(id, derivative.times(slope)));
        return new Sensitive(image, derivatives);
    }

    Sensitive plus(Sensitive other) {
        Map<ParameterId, Real> derivatives = new HashMap<>(by);
        other.by.forEach((id, derivative) -> derivatives.merge(id, derivative, Real::plus));
        return new Sensitive(value.plus(other.value), derivatives);
    }

    Sensitive minus(Sensitive other) {
        return plus(other.mapped(other.value.negate(), value.precision().of(-1)));
    }

    /** (xy)' = x'y + xy'. */
    Sensitive times(Sensitive other) {
        Real product = value.times(other.value);
        Sensitive left = mapped(product, other.value);
        Sensitive right = other.mapped(product, value);
        return new Sensitive(product, left.plus(right).by);
    }

    Sensitive times(Real factor) {
        return mapped(value.times(factor), factor);
    }

    Sensitive exp() {
        Real image = value.exp();
        return mapped(image, image);
    }

    /** 1/x. */
    Sensitive inverse() {
        Real image = value.precision().of(1).over(value);
        return mapped(image, image.squared().negate());
    }

    Sensitive log() {
        return mapped(value.log(), value.precision().of(1).over(value));
    }

    /** With its derivatives, or as a constant. */
    Sensitive detached(boolean constant) {
        return constant ? constant(value) : this;
    }

    Optional<Real> derivative(ParameterId id) {
        return Optional.ofNullable(by.get(id));
    }
}
