package io.github.goldspike.event;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Those who do the pieces of a work. */
interface Crew {

    /** The calling thread. It needs no threads of Java's, which are not wherever this engine runs (it is compiled to JavaScript, too). */
    Crew ALONE = new Crew() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void each(int pieces, IntConsumer work) {
            IntStream.range(0, pieces).forEach(work);
        }
    };

    /** How many work side by side. */
    int threads();

    /** Does pieces 0 to before {@code pieces}, each once, and returns when all are done. */
    void each(int pieces, IntConsumer work);
}
