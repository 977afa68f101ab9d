package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The differentials of all firing times in the reals of the file from L dF = −∂V/∂p dp, [FP eq. 10], by forward substitution. In
 * time order L is lower triangular with the slopes on its diagonal ([FP thm. 4]):
 *
 * <pre>
 * L_ff = V'(f⁻)
 * L_fg = −Σ W h'(f − g − d)        g an earlier firing of a neuron with synapses (W, d) to the neuron of f
 * L_fg = −(ϑ − r) β e^{−β(f − g)}  g an earlier firing of the neuron of f itself, on top of any self-connection
 * </pre>
 *
 * (With a refractory time the {@link Potential} of the firing equation is another one, and so are its derivatives.)
 */
final class ForwardPropagation {

    private final List<Differential> derivatives = new ArrayList<>();

    /**
     * @param ties firings without derivative get no row
     * @param firings how many rows to compute, from the first
     */
    ForwardPropagation(RoundedNetwork rounded, History history, Ties ties, int firings) {
        for (Firing f : history.firings().subList(0, firings)) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted in row " + f.order() + " of L");
            }
            derivatives.add(
                    ties.obstacle(f).isPresent()
                            ? Differential.ZERO
                            : derivative(f, new FiringEquation(rounded, history, f.neuron(), f.time()).row(f.time())));
        }
    }

    /** df = −(Σ L_fg dg + ∂V/∂p dp) / L_ff. */
    private Differential derivative(Firing f, Differential row) {
        return substituted(row).times(f.slope().precision().of(-1).over(f.slope()));
    }

    /** A differential with all firing times replaced by their own differentials in the reals of the file. */
    Differential substituted(Differential differential) {
        Differential.Sum sum = new Differential.Sum().add(differential);
        for (Integer g : differential.byFiring().keySet()) {
            sum.take(g).ifPresent(factor -> sum.add(factor, derivatives.get(g)));
        }
        return sum.total();
    }

    /** df in the reals of the file. */
    Differential of(Firing f) {
        return derivatives.get(f.order());
    }
}
