package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.ForwardPropagation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Σ_p |p · ∂f/∂p| of spike times f: [FP eq. 10] with each column multiplied by its parameter, by forward substitution
 * (conditioning-K2).
 */
public final class SpikeConditions {

    private SpikeConditions() {}

    /** p·∂f/∂p of every spike, in about 58 bits. */
    public static List<Tangent> tangents(FiringEquations equations, RelativeParameters parameters) {
        List<Tangent> tangents = new ArrayList<>();
        for (int f = 0; f < equations.size(); f++) {
            FiringEquations.Row row = equations.row(f);
            Ball scale = Ball.ONE
                    .withPrecision(equations.bits())
                    .dividedBy(row.diagonal())
                    .negate();
            Map<Integer, Ball> factors = new HashMap<>(row.bySpike());
            factors.replaceAll((g, entry) -> entry.times(scale));
            Map<Integer, Ball> rest = parameters.relative(row.byElement());
            rest.replaceAll((p, entry) -> entry.times(scale));
            tangents.add(Tangent.sum(parameters.size(), tangents, factors, rest));
        }
        return tangents;
    }

    /** Σ_p |p·∂f/∂p| of every spike in balls of the precision of the equations; a hundred times slower. */
    public static List<Ball> sumsAtFullPrecision(FiringEquations equations, RelativeParameters parameters) {
        return ForwardPropagation.jacobian(equations).stream()
                .map(row -> sumOfMagnitudes(parameters.relative(row)))
                .toList();
    }

    static Ball sumOfMagnitudes(Map<Integer, Ball> relative) {
        return relative.values().stream().map(Ball::abs).reduce(Ball.ZERO, Ball::plus);
    }
}
