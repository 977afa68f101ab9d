package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import java.util.Map;

/**
 * The gradient of a loss through the transpose of [FP eq. 10]: with Lᵀμ = ∂ℓ/∂F, dℓ/dp = ∂ℓ/∂p − μᵀ ∂(V − ϑ)/∂p, one sweep backward
 * over the spikes (gradient-G3 and gradient-G8).
 */
public final class TransposedSolve {

    private TransposedSolve() {}

    /**
     * @param equations the firing equations
     * @param sensitivity partial derivatives of the loss
     * @return dℓ/dp by number of the elementary parameter; those that are not listed give zero
     */
    public static Map<Integer, Ball> gradient(FiringEquations equations, LossSensitivity sensitivity) {
        Ball[] bySpike = new Ball[equations.size()];
        java.util.Arrays.fill(bySpike, Ball.ZERO);
        sensitivity.bySpike().forEach((spike, value) -> bySpike[spike] = value);
        Map<Integer, Ball> gradient = new java.util.HashMap<>(sensitivity.byElement());
        for (int f = equations.size() - 1; f >= 0; f--) {
            if (bySpike[f].isZero()) {
                continue;
            }
            FiringEquations.Row row = equations.row(f);
            Ball multiplier = bySpike[f].dividedBy(row.diagonal());
            row.bySpike().forEach((g, entry) -> bySpike[g] = bySpike[g].minus(entry.times(multiplier)));
            row.byElement()
                    .forEach((element, value) ->
                            gradient.merge(element, value.times(multiplier).negate(), Ball::plus));
        }
        return gradient;
    }
}
