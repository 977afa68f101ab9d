package io.github.goldspike.corpus;

import java.util.ArrayList;
import java.util.List;

/** Networks of one level that belong together, in the order of the index. */
final class Family {

    private final String sentence;
    private final int level;
    private final CorpusCase.Extent usual;
    private final List<CorpusCase> cases = new ArrayList<>();

    /**
     * An empty family.
     *
     * @param sentence what its networks have in common
     * @param usual how much is answered for each, unless it says otherwise
     */
    Family(int level, CorpusCase.Extent usual, String sentence) {
        this.level = level;
        this.usual = usual;
        this.sentence = sentence;
    }

    /** Adds a network all of whose reals are binary32 numbers. */
    Family add(String id, String purpose, NetworkSketch network, Mistake... hunts) {
        return add(id, purpose, "", usual, network, hunts);
    }

    /** Adds a network that needs other reals, and says why. */
    Family addBeyondBinary32(String id, String purpose, String why, NetworkSketch network, Mistake... hunts) {
        return add(id, purpose, why, usual, network, hunts);
    }

    /** Adds a large network, whose answer has the gradient by weights only. */
    Family addLarge(String id, String purpose, NetworkSketch network, Mistake... hunts) {
        return add(id, purpose, "", CorpusCase.Extent.WEIGHTS, network, hunts);
    }

    private Family add(
            String id,
            String purpose,
            String beyondBinary32,
            CorpusCase.Extent extent,
            NetworkSketch network,
            Mistake... hunts) {
        cases.add(new CorpusCase(level, purpose, List.of(hunts), beyondBinary32, extent, network.named(id)));
        return this;
    }

    String sentence() {
        return sentence;
    }

    List<CorpusCase> cases() {
        return List.copyOf(cases);
    }
}
