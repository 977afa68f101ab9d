package io.github.goldspike.conformance.grid;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certified answer for a network on a grid.
 *
 * @param network in normal form, its times in the unit of the grid's dt
 * @param answer to 30 digits, with potentials
 */
record GridGolden(Network network, GridAnswer<Ball> answer) {

    /** Far more than any arithmetic under test has. */
    private static final int DIGITS = 30;

    static GridGolden of(Network network, Grid grid) {
        GridQuestion question = GridQuestion.ofDigits(DIGITS).withTraces();
        return new GridGolden(network, new CertifiedGridEngine().solve(network, grid, question));
    }

    Grid grid() {
        return answer.grid();
    }

    ByNeuron<Integer> steps() {
        return answer.steps();
    }

    boolean isUndecided() {
        return !answer.undecided().isEmpty();
    }

    Optional<Outcome<BigDecimal>> loss() {
        return answer.loss().map(loss -> loss.map(GridGolden::decimal));
    }

    /** By weights: for each projection its synapses in file order. */
    Optional<Outcome<List<List<BigDecimal>>>> gradient() {
        return answer.gradient()
                .map(gradient -> gradient.map(
                        known -> known.<BigDecimal>map(GridGolden::decimal).weights()));
    }

    /** By reals of other kinds, of the same network with its reals in other lists. */
    Outcome<Gradient<Ball>> gradientBy(Network listed, Set<ParameterKind> kinds) {
        GridQuestion question = GridQuestion.ofDigits(DIGITS).withRespectTo(kinds);
        return new CertifiedGridEngine()
                .solve(listed, grid(), question)
                .gradient()
                .orElseThrow(() -> new IllegalStateException("no loss"));
    }

    /** V of each neuron after each step. */
    ByNeuron<Ball> potentials() {
        return answer.traces().map(GridAnswer.Traces::potentials).orElse(ByNeuron.none());
    }

    static BigDecimal decimal(Ball value) {
        return new BigDecimal(value.toDecimalOrZero(DIGITS));
    }
}
