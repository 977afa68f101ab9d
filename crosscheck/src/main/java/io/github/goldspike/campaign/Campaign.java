package io.github.goldspike.campaign;

import java.util.stream.LongStream;

/**
 * A campaign over networks of one seed.
 *
 * @param version of goldspike
 * @param seed of the networks
 * @param from index of the first
 * @param count how many
 * @param size networks of a shard, but for the last
 */
public record Campaign(String version, long seed, long from, long count, long size) {

    /** The number of shards. */
    public long shards() {
        return (count + size - 1) / size;
    }

    /** Tries all networks of a shard. */
    public Shard run(long shard) {
        long begin = from + shard * size;
        long end = Math.min(begin + size, from + count);
        return Shard.of(
                version,
                seed,
                begin,
                LongStream.range(begin, end)
                        .mapToObj(index -> Trial.of(seed, Math.toIntExact(index)))
                        .toList());
    }
}
