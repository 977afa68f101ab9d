package io.github.goldspike.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** All mistakes, by number. */
final class Catalogue {

    static final List<Mistake> ALL = Stream.of(
                    ReadingMistakes.ALL,
                    SimulationMistakes.ALL,
                    LossMistakes.ALL,
                    GradientMistakes.ALL,
                    CurrentMistakes.ALL,
                    ReportedMistakes.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}
}
