package io.github.goldspike.mutants;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import java.util.List;
import java.util.stream.Stream;

/**
 * The event-driven engine with one mistake.
 *
 * @param mistake the id of the mistake in the catalogue
 * @param method by which it must be asked for the mistake to show
 */
public record Mutant(String mistake, Method method, List<Edit> edits) {

    /** One for each mistake of the catalogue, by number. */
    public static List<Mutant> all() {
        return Mutations.ALL;
    }

    /** The engine with this mistake and another, which is asked by the other's method: that of a gradient. */
    public Mutant with(Mutant ofGradient) {
        List<Edit> both =
                Stream.concat(edits.stream(), ofGradient.edits.stream()).toList();
        return new Mutant(mistake + ", " + ofGradient.mistake, ofGradient.method, both);
    }

    /**
     * Compiles it.
     *
     * @throws IllegalStateException if there is no Java compiler, or the change does not fit the engine any more
     */
    public Engine<Double> engine() {
        return MutantCompiler.compile(edits);
    }
}
