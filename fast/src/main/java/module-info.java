/** The contracts of {@code reference} in double precision, event by event and in batches on a grid; training. */
@SuppressWarnings("module")
module io.github.goldspike.fast {
    requires transitive io.github.goldspike.reference;

    exports io.github.goldspike.batch;
    exports io.github.goldspike.clock;
    exports io.github.goldspike.event;
    exports io.github.goldspike.train;
    // Its benchmarks ask whether there are vectors.
    exports io.github.goldspike.simd to
            io.github.goldspike.crosscheck;
}
