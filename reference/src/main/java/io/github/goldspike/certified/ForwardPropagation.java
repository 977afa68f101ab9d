package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Solves eq. (10) of the paper, L ∂F/∂W = −∂V/∂W, by forward substitution: the full sparse Jacobian of the spike times with
 * respect to the weights of the kernel convention.
 */
final class ForwardPropagation {

    private ForwardPropagation() {}

    /** For each spike the derivatives of its time, by index of the synapse; synapses that are not listed give zero. */
    static List<Map<Integer, Ball>> jacobian(FiringEquations equations) {
        List<Map<Integer, Ball>> jacobian = new ArrayList<>();
        for (int f = 0; f < equations.size(); f++) {
            FiringEquations.Row row = equations.row(f);
            Map<Integer, Ball> rightSide = new HashMap<>(row.bySynapse());
            row.bySpike()
                    .forEach((g, entry) -> jacobian.get(g)
                            .forEach((synapse, value) -> rightSide.merge(synapse, entry.times(value), Ball::plus)));
            rightSide.replaceAll((synapse, value) -> value.negate().dividedBy(row.diagonal()));
            jacobian.add(rightSide);
        }
        return jacobian;
    }
}
