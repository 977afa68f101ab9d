package io.github.goldspike.cli;

import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridEngine;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The relative condition number of a loss on a grid with respect to weights, rates, thresholds, resets and resting potentials, its raster
 * being fixed (grids-N16): Σ |p ∂ℓ/∂p| / |ℓ|.
 */
final class LossCondition {

    private static final int DIGITS = 6;

    private LossCondition() {}

    /** Its decimal text; empty where there is no loss, or it is 0. */
    static <R> Optional<String> of(
            GridEngine<R> engine, Network network, Grid grid, GridQuestion question, Function<R, BigDecimal> decimal) {
        // No spike has a derivative: what remains is the derivative with the raster as it is.
        Grid fixed = grid.with(new Surrogate(Surrogate.Kind.STRAIGHT_THROUGH, Rational.ONE, Rational.ZERO));
        GridAnswer<R> answer = engine.solve(network, fixed, question.withRespectTo(GridQuestion.KINDS));
        if (!(answer.loss().orElse(new Outcome.Undefined<>("")) instanceof Outcome.Known<R> loss)) {
            return Optional.empty();
        }
        BigDecimal size = decimal.apply(loss.value()).abs();
        if (size.signum() == 0) {
            return Optional.empty();
        }
        if (!(answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<R>> gradient)) {
            // A loss of spike times: whole steps, which the raster fixes.
            return Optional.of("0");
        }
        BigDecimal sum = BigDecimal.ZERO;
        Map<ParameterId, Rational> reals = FileReals.of(network);
        for (Map.Entry<ParameterKind, List<List<R>>> kind :
                gradient.value().values().entrySet()) {
            for (int owner = 0; owner < kind.getValue().size(); owner++) {
                List<R> values = kind.getValue().get(owner);
                for (int k = 0; k < values.size(); k++) {
                    Rational real = reals.get(new ParameterId(kind.getKey(), owner, k));
                    BigDecimal parameter = new BigDecimal(real.numerator())
                            .divide(new BigDecimal(real.denominator()), MathContext.DECIMAL64);
                    sum = sum.add(
                            parameter.multiply(decimal.apply(values.get(k))).abs());
                }
            }
        }
        BigDecimal condition = sum.divide(size, MathContext.DECIMAL64);
        return Optional.of(condition.signum() == 0 ? "0" : SignificantDigits.of(condition, DIGITS));
    }
}
