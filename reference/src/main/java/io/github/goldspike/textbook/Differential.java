package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A total differential Σ c_f df + Σ c_p dp: how a number moves with firing times f and with reals p of the network file, the
 * two halves of [FP eq. 8].
 */
final class Differential {

    static final Differential ZERO = new Differential(Map.of(), Map.of());

    private final Map<Integer, Real> byFiring;
    private final Map<ParameterId, Real> byParameter;

    private Differential(Map<Integer, Real> byFiring, Map<ParameterId, Real> byParameter) {
        this.byFiring = byFiring;
        this.byParameter = byParameter;
    }

    /** {@code factor}·dp. */
    static Differential of(ParameterId parameter, Real factor) {
        return new Differential(Map.of(), Map.of(parameter, factor));
    }

    /** df. */
    static Differential of(Firing firing) {
        return new Differential(Map.of(firing.order(), firing.time().precision().of(1)), Map.of());
    }

    /** The coefficients by {@link Firing#order()}, ascending. */
    Map<Integer, Real> byFiring() {
        return byFiring;
    }

    Map<ParameterId, Real> byParameter() {
        return byParameter;
    }

    boolean isZero() {
        return byFiring.isEmpty() && byParameter.isEmpty();
    }

    Differential times(Real factor) {
        return new Sum().add(factor, this).total();
    }

    Differential plus(Differential other) {
        return new Sum().add(this).add(other).total();
    }

    Differential minus(Differential other) {
        return new Sum().add(this).subtract(other).total();
    }

    /** A sum as it grows. */
    static final class Sum {

        private final Map<Integer, Real> byFiring = new TreeMap<>();
        private final Map<ParameterId, Real> byParameter = new HashMap<>();

        /** Adds {@code factor} times a differential; what is multiplied by an exact zero leaves no trace. */
        Sum add(Real factor, Differential differential) {
            if (factor.signum() != 0) {
                differential.byFiring.forEach((f, c) -> byFiring.merge(f, factor.times(c), Real::plus));
                differential.byParameter.forEach((p, c) -> byParameter.merge(p, factor.times(c), Real::plus));
            }
            return this;
        }

        Sum add(Differential differential) {
            differential.byFiring.forEach((f, c) -> byFiring.merge(f, c, Real::plus));
            differential.byParameter.forEach((p, c) -> byParameter.merge(p, c, Real::plus));
            return this;
        }

        Sum subtract(Differential differential) {
            differential.byFiring.forEach((f, c) -> byFiring.merge(f, c.negate(), Real::plus));
            differential.byParameter.forEach((p, c) -> byParameter.merge(p, c.negate(), Real::plus));
            return this;
        }

        /** Removes the term of the firing with this {@link Firing#order()}; its coefficient if there was one. */
        Optional<Real> take(int firing) {
            return Optional.ofNullable(byFiring.remove(firing));
        }

        Differential total() {
            return new Differential(new TreeMap<>(byFiring), new HashMap<>(byParameter));
        }
    }
}
