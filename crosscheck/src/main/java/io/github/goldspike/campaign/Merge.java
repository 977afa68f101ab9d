package io.github.goldspike.campaign;

import io.github.goldspike.format.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts shards together, and proves that they are the whole: each index of the range in exactly one of them. */
public final class Merge {

    /** Shards that are no whole, in a sentence. */
    public static final class NotWhole extends Exception {
        private static final long serialVersionUID = 1L;

        NotWhole(String why) {
            super(why);
        }
    }

    private Merge() {}

    /**
     * The whole as a shard; its hash is that of the hashes of the shards, so that it depends on how the range was cut.
     *
     * @param from first index that must be there
     * @param count how many must be there
     * @throws NotWhole if an index is missing or there twice, or if shards are of different campaigns
     */
    public static Shard of(List<Shard> shards, long from, long count) throws NotWhole {
        if (shards.isEmpty()) {
            throw new NotWhole("there is no shard");
        }
        List<Shard> sorted = new ArrayList<>(shards);
        sorted.sort(Comparator.comparingLong(Shard::from));
        Shard first = sorted.get(0);
        Map<String, Long> counts = new TreeMap<>();
        List<Shard.Failed> failures = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        long next = from;
        for (Shard shard : sorted) {
            requireSame("task", first.task(), shard.task());
            requireSame("version", first.version(), shard.version());
            requireSame("seed", Long.toString(first.seed()), Long.toString(shard.seed()));
            if (shard.from() > next) {
                throw new NotWhole("networks " + next + " to " + (shard.from() - 1) + " are missing");
            }
            if (shard.from() < next) {
                throw new NotWhole(
                        shard.from() < from
                                ? "network " + shard.from() + " is before the range"
                                : "network " + shard.from() + " is in two shards");
            }
            next += shard.count();
            shard.counts().forEach((name, number) -> counts.merge(name, number, Long::sum));
            failures.addAll(shard.failures());
            hashes.append(shard.sha256()).append('\n');
        }
        if (next != from + count) {
            throw new NotWhole(
                    next < from + count
                            ? "networks " + next + " to " + (from + count - 1) + " are missing"
                            : "network " + (next - 1) + " is after the range");
        }
        return new Shard(
                first.task(),
                first.version(),
                first.seed(),
                from,
                count,
                counts,
                Sha256.of(hashes.toString().getBytes(StandardCharsets.UTF_8)),
                failures);
    }

    private static void requireSame(String what, String one, String other) throws NotWhole {
        if (!one.equals(other)) {
            throw new NotWhole("shards of different campaigns: " + what + " " + one + " and " + other);
        }
    }
}
