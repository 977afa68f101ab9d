package io.github.goldspike.batch;

import io.github.goldspike.simd.Exponential;

/**
 * What a time s does to a membrane that hears nothing: V ← decay · V + response · I, I ← currentDecay · I (batch-B1).
 *
 * @param decay e^{−βs}
 * @param response h(s)
 * @param currentDecay e^{−αs}
 */
record Flow(double decay, double response, double currentDecay) {

    /**
     * With the faster rate M, the slower m and D = M − m the three are made of e^{−Ms} and ψ = expm1(Ds)/D by products and sums of
     * positive numbers alone, so nothing cancels, and α = β is no special case but for ψ = s.
     */
    static Flow over(Layer layer, double s) {
        double gap = layer.rateGap();
        double fastDecay = Exponential.exp(-layer.fastRate() * s);
        double psi = gap == 0 ? s : Exponential.expm1(gap * s) * (1 / gap);
        return new Flow(
                fastDecay * Math.fma(layer.membraneGap(), psi, 1),
                fastDecay * psi,
                fastDecay * Math.fma(layer.currentGap(), psi, 1));
    }

    double potential(double v, double current) {
        return Math.fma(response, current, decay * v);
    }
}
