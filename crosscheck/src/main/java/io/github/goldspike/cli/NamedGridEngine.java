package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
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
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An engine for grids as the command line knows it.
 *
 * @param name on the command line
 * @param certified whether it proves the digits it prints
 * @param mostDigits significant digits that its reals have at most
 * @param engine made for a kind of gradient
 * @param text how its reals are printed
 * @param <R> its real numbers
 */
record NamedGridEngine<R>(String name, boolean certified, int mostDigits, Maker<R> engine, NamedEngine.Text<R> text) {

    /** Makes an engine that takes this for the derivative of a spike. */
    interface Maker<R> {
        GridEngine<R> make(SpikeGradient gradient);
    }

    private static final int BINARY32_DIGITS = 9;

    /** Of numbers that condition numbers are made of. */
    private static final int CONDITION_DIGITS = 12;

    /** Digits of the distance of the nearest comparison. */
    private static final int DISTANCE_DIGITS = 6;

    private static final List<NamedGridEngine<?>> ALL = List.of(
            new NamedGridEngine<>(
                    "certified",
                    true,
                    Integer.MAX_VALUE,
                    gradient -> withSurrogate(gradient, new CertifiedGridEngine()),
                    Ball::toDecimalOrZero),
            new NamedGridEngine<>(
                    "textbook",
                    false,
                    Integer.MAX_VALUE,
                    gradient -> withSurrogate(gradient, new TextbookGridEngine()),
                    ApfloatText::of),
            new NamedGridEngine<>(
                    "fast",
                    false,
                    DoubleText.DIGITS,
                    gradient -> new ClockEngine(NumberFormat.BINARY64, gradient),
                    DoubleText::of),
            new NamedGridEngine<>(
                    "fast32",
                    false,
                    BINARY32_DIGITS,
                    gradient -> new ClockEngine(NumberFormat.BINARY32, gradient),
                    DoubleText::of));

    private static <R> GridEngine<R> withSurrogate(SpikeGradient gradient, GridEngine<R> engine) {
        if (gradient.kind() == SpikeGradient.Kind.EVENTPROP) {
            throw Failure.badInput("--method: eventprop in steps is of the engines fast and fast32");
        }
        return engine;
    }

    static NamedGridEngine<?> named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("--engine: on a grid there is no engine \"" + name
                        + "\", expected "
                        + ALL.stream().map(NamedGridEngine::name).collect(Collectors.joining(" or "))));
    }

    /** Solves, and leaves the writing for later. */
    NamedEngine.Written solve(
            InputFile.Content<Noted> input,
            Grid grid,
            GridQuestion question,
            SpikeGradient gradient,
            boolean condition,
            Progress progress) {
        Network network = input.value().network();
        GridAnswer<R> answer = engine.make(gradient).solve(network, grid, question, progress);
        int digits = Math.min(question.digits(), mostDigits);
        AnswerHeading heading = new AnswerHeading(
                network.id(),
                input.sha256(),
                digits,
                certified,
                EnumSet.of(ParameterKind.WEIGHTS),
                input.value().notes());
        GridAnswerWriter<R> writer = new GridAnswerWriter<>(
                network,
                heading,
                value -> text.of(value, digits),
                value -> text.of(value, Math.min(DISTANCE_DIGITS, digits)),
                condition
                        ? LossCondition.of(
                                engine.make(SpikeGradient.SURROGATE),
                                network,
                                grid,
                                question,
                                value -> new BigDecimal(text.of(value, CONDITION_DIGITS)))
                        : Optional.empty());
        return new NamedEngine.Written(!answer.undecided().isEmpty(), bytes -> writer.write(answer, bytes));
    }
}
