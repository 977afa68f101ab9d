package io.github.goldspike.diagnosis;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A mistake that real code has made.
 *
 * @param number of its paragraph in proofs-notes/mistakes.md
 * @param id its name, never given to another
 * @param sentence what the code does, to follow "the engine"
 * @param source where it was seen
 */
public record Mistake(int number, String id, String sentence, String source, Variants variants) {

    /** Fills in what the mistake leaves open. */
    interface Variants {
        List<Suspect> of(Traits traits);
    }

    /** The catalogue. */
    public static List<Mistake> all() {
        return Catalogue.ALL;
    }

    /** What could be meant, given what is known of the engine. */
    public List<Suspect> suspects(Traits traits) {
        return variants.of(traits);
    }

    /** A mistake that is looked for elsewhere. */
    public static Mistake named(int number, String id, String sentence, String source) {
        return new Mistake(number, id, sentence, source, traits -> List.of());
    }

    /** A mistake that leaves nothing open. */
    static Mistake of(int number, String id, String sentence, String source, Program program) {
        return new Mistake(number, id, sentence, source, traits -> List.of(suspect("", program)));
    }

    /** A mistake with a number in it. */
    static Mistake of(
            int number,
            String id,
            String sentence,
            String source,
            String name,
            double[] values,
            Function<Double, Program> program) {
        List<Suspect> suspects = DoubleStream.of(values)
                .mapToObj(value -> suspect(name + " = " + value, program.apply(value)))
                .toList();
        return new Mistake(number, id, sentence, source, traits -> suspects);
    }

    static Suspect suspect(String detail, Program program) {
        return new Suspect.Answering(detail, program);
    }
}
