package io.github.goldspike.mutants;

import io.github.goldspike.contract.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * The event-driven engine, right in everything, but for crossings that it finds to an accuracy only: a little late, at the next multiple of a
 * step. What follows, follows from that time.
 */
public final class InexactEngine {

    private static final String LOOP = "EventSimulation";
    private static final String EXACT = "boolean exact = key == CrossingQueue.Key.EXACT;";
    private static final String KEPT = "double kept = (keyHi - hi) + (keyLo - lo);";

    private InexactEngine() {}

    /** @param step greatest error of a crossing */
    public static Engine<Double> of(double step) {
        return MutantCompiler.compile(edits(step));
    }

    /** The same with a mistake. */
    public static Engine<Double> of(double step, Mutant mistake) {
        List<Edit> edits = new ArrayList<>(edits(step));
        edits.addAll(mistake.edits());
        return MutantCompiler.compile(edits);
    }

    private static List<Edit> edits(double step) {
        String late = " if (exact) { keyHi = Math.ceil(keyHi / " + step + ") * " + step + "; keyLo = 0; }";
        return List.of(new Edit(LOOP, EXACT, EXACT + late), new Edit(LOOP, KEPT, "double kept = wait;"));
    }
}
