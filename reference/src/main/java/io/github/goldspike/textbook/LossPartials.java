package io.github.goldspike.textbook;

import java.util.Map;

/**
 * A loss and the two halves of eq. (8): ∂L/∂W = L1 ∂F/∂W + L2.
 *
 * @param value L(F, W)
 * @param byFiring L1, the derivative with respect to each firing time that it depends on
 * @param byWeight L2, the derivative with respect to each weight, as given in the network, at fixed firing times
 */
record LossPartials(Real value, Map<Firing, Real> byFiring, Map<Weight, Real> byWeight) {}
