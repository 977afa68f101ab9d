package io.github.goldspike.textbook;

import java.util.HashMap;
import java.util.Map;

/**
 * The exponentials e^{−rate·(to − from)} between the times of events, as e^{−rate·to}·e^{rate·from} with each factor worked out once:
 * a sum of kernels over all earlier spikes then needs no new exponential for each pair of spikes. The relative error is
 * about rate·to·10^-digits, for which the working precision has room (rates times horizon). Where e^{rate·from} would be a number of
 * more than 10⁹ digits before the point, the exponential of the difference is taken.
 */
final class Exponentials {

    /** Exponents beyond this are not taken apart. */
    private static final long MOST = 1_000_000_000;

    private final Map<Real, Map<Real, Real>> growth = new HashMap<>();
    private final Map<Real, Map<Real, Real>> decay = new HashMap<>();

    /** e^{−rate·(to − from)}. */
    Real between(Real rate, Real from, Real to) {
        if (rate.signum() == 0) {
            return rate.precision().of(1);
        }
        if (rate.times(to).compareTo(rate.precision().of(MOST)) > 0) {
            return rate.times(to.minus(from)).negate().exp();
        }
        Real decayed = decay.computeIfAbsent(rate, unseen -> new HashMap<>())
                .computeIfAbsent(to, time -> rate.times(time).negate().exp());
        if (from.signum() == 0) {
            return decayed;
        }
        return growth.computeIfAbsent(rate, unseen -> new HashMap<>())
                .computeIfAbsent(from, time -> rate.times(time).exp())
                .times(decayed);
    }
}
