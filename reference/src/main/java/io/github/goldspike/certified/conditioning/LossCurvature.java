package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import java.util.List;
import java.util.Map;

/** How the partial derivatives of a loss move with the reals q of the file (conditioning-K7 and conditioning-K8). */
interface LossCurvature {

    /**
     * q·d/dq of partial derivatives, by index of the real; those that are not listed are zero.
     *
     * @param bySpike of those by spike times, by index of the spike
     * @param byElement of those by elementary parameters, by number of the element
     */
    record Along(Map<Integer, Map<Integer, Ball>> bySpike, Map<Integer, Map<Integer, Ball>> byElement) {}

    /** @param tangents q·∂f/∂q of every spike by index of the real */
    Along along(List<Map<Integer, Ball>> tangents, RelativeParameters parameters);
}
