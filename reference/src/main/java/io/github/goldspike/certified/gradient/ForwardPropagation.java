package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Solves [FP eq. 10], L ∂F/∂p = −∂(V − ϑ)/∂p, by forward substitution: the full sparse Jacobian of the spike times with
 * respect to the elementary parameters that are wanted.
 */
public final class ForwardPropagation {

    private ForwardPropagation() {}

    /** For each spike the derivatives of its time, by number of the elementary parameter; those that are not listed give zero. */
    public static List<Map<Integer, Ball>> jacobian(FiringEquations equations) {
        List<Map<Integer, Ball>> jacobian = new ArrayList<>();
        for (int f = 0; f < equations.size(); f++) {
            FiringEquations.Row row = equations.row(f);
            Map<Integer, Ball> rightSide = new HashMap<>(row.byElement());
            row.bySpike()
                    .forEach((g, entry) -> jacobian.get(g)
                            .forEach((element, value) -> rightSide.merge(element, entry.times(value), Ball::plus)));
            rightSide.replaceAll((element, value) -> value.negate().dividedBy(row.diagonal()));
            jacobian.add(rightSide);
        }
        return jacobian;
    }
}
