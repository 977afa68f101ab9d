package io.github.goldspike.study;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Network;
import io.github.goldspike.textbook.TextbookEngine;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** Engines that are held against each other. */
enum Contender {
    CERTIFIED("certified"),
    TEXTBOOK("textbook"),
    FAST("fast");

    private final String text;

    Contender(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The answer with spikes and gradient, measured; what is turned into decimals afterwards is not. */
    Measured<Supplier<Spikes>> solve(Network network, int digits) {
        Question question = Question.ofDigits(digits);
        return switch (this) {
            case CERTIFIED ->
                later(
                        Measured.of(() -> new CertifiedEngine(false).solve(network, question)),
                        answer -> Spikes.of(answer, (Ball ball) -> Spikes.decimal(ball, digits)));
            case TEXTBOOK ->
                later(
                        Measured.of(() -> new TextbookEngine().solve(network, question)),
                        answer -> Spikes.of(answer, value -> new BigDecimal(value.toString())));
            case FAST ->
                later(
                        Measured.of(() -> new EventEngine().solve(network, question)),
                        answer -> Spikes.of(answer, (Double value) -> new BigDecimal(value)));
        };
    }

    private static <A> Measured<Supplier<Spikes>> later(
            Measured<A> measured, java.util.function.Function<A, Spikes> spikes) {
        return new Measured<>(() -> spikes.apply(measured.value()), measured.seconds(), measured.megabytes());
    }
}
