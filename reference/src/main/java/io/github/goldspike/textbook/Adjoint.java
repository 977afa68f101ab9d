package io.github.goldspike.textbook;

import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The gradient by the transpose of [FP eq. 10]: with Lᵀμ = L1ᵀ, dℓ = L1 dF + L2 dp = (L2 − μᵀ ∂V/∂p) dp. Lᵀ is upper triangular,
 * so that μ is found from the last firing back to the first, each time taking μ_f times row f from what is left.
 */
final class Adjoint {

    private final RoundedNetwork rounded;
    private final History history;

    Adjoint(RoundedNetwork rounded, History history) {
        this.rounded = rounded;
        this.history = history;
    }

    /** @param loss L1 dF + L2 dp, [FP eq. 8] */
    Differential gradient(Differential loss) {
        Differential.Sum left = new Differential.Sum().add(loss);
        List<Firing> firings = history.firings();
        for (int k = firings.size() - 1; k >= 0; k--) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted in row " + k + " of the transpose of L");
            }
            Firing f = firings.get(k);
            left.take(k).ifPresent(remaining -> {
                Real mu = remaining.over(f.slope());
                left.add(mu.negate(), new FiringEquation(rounded, history, f.neuron(), f.time()).row(f.time()));
            });
        }
        return left.total();
    }
}
