package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.GridAnswerWriter;
import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridEngine;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Network;
import io.github.goldspike.textbook.TextbookGridEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An engine for grids as the command line knows it.
 *
 * @param name on the command line
 * @param certified whether it proves the digits it prints
 * @param engine that is asked
 * @param text how its reals are printed
 * @param <R> its real numbers
 */
record NamedGridEngine<R>(String name, boolean certified, GridEngine<R> engine, NamedEngine.Text<R> text) {

    /** Digits of the distance of the nearest comparison. */
    private static final int DISTANCE_DIGITS = 6;

    private static final List<NamedGridEngine<?>> ALL = List.of(
            new NamedGridEngine<>("certified", true, new CertifiedGridEngine(), Ball::toDecimalOrZero),
            new NamedGridEngine<>("textbook", false, new TextbookGridEngine(), ApfloatText::of));

    static NamedGridEngine<?> named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("--engine: on a grid there is no engine \"" + name
                        + "\", expected "
                        + ALL.stream().map(NamedGridEngine::name).collect(Collectors.joining(" or "))));
    }

    /** Solves, and leaves the writing for later. */
    NamedEngine.Written solve(InputFile.Content<Noted> input, Grid grid, GridQuestion question, Progress progress) {
        Network network = input.value().network();
        GridAnswer<R> answer = engine.solve(network, grid, question, progress);
        AnswerHeading heading = new AnswerHeading(
                network.id(),
                input.sha256(),
                question.digits(),
                certified,
                EnumSet.of(ParameterKind.WEIGHTS),
                input.value().notes());
        GridAnswerWriter<R> writer = new GridAnswerWriter<>(
                network,
                heading,
                value -> text.of(value, question.digits()),
                value -> text.of(value, Math.min(DISTANCE_DIGITS, question.digits())));
        return new NamedEngine.Written(!answer.undecided().isEmpty(), bytes -> writer.write(answer, bytes));
    }
}
