package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.textbook.TextbookEngine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The engines that can be asked.
 *
 * @param known the first one is asked unless the user says otherwise
 */
record Engines(List<NamedEngine<?>> known) {

    static final Engines ALL = new Engines(List.of(
            new NamedEngine<>("certified", true, CertifiedEngine::new, Ball::toDecimalOrZero),
            new NamedEngine<>("textbook", false, certificate -> new TextbookEngine(), ApfloatText::of),
            new NamedEngine<>("fast", false, DoubleText.DIGITS, certificate -> new EventEngine(), DoubleText::of)));

    NamedEngine<?> named(String name) {
        return known.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("--engine: there is no engine \"" + name + "\", expected "
                        + known.stream().map(NamedEngine::name).collect(Collectors.joining(" or "))));
    }
}
