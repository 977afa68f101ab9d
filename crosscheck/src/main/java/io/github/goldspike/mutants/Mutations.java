package io.github.goldspike.mutants;

import io.github.goldspike.contract.Method;
import java.util.List;
import java.util.stream.Stream;

/** All mutants. */
final class Mutations {

    static final List<Mutant> ALL = Stream.of(
                    ReadingMutations.ALL,
                    SimulationMutations.ALL,
                    LossMutations.ALL,
                    GradientMutations.ALL,
                    CurrentMutations.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutations() {}

    static Mutant of(String mistake, Edit... edits) {
        return new Mutant(mistake, Method.ADJOINT, List.of(edits));
    }

    static Mutant ofEventProp(String mistake, Edit... edits) {
        return new Mutant(mistake, Method.EVENTPROP, List.of(edits));
    }
}
