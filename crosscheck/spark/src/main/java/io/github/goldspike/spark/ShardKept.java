package io.github.goldspike.spark;

import io.github.goldspike.many.ResumableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** What the driver does with a shard as soon as it is there: keeps it, so that an interrupted campaign loses nothing. */
final class ShardKept extends AbstractFunction2<Object, String, BoxedUnit> {

    private final ResumableFile lines;

    ShardKept(ResumableFile lines) {
        this.lines = lines;
    }

    @Override
    public BoxedUnit apply(Object partition, String found) {
        int blank = found.indexOf(' ');
        long shard = Long.parseLong(found.substring(0, blank));
        try {
            lines.put(shard, found.substring(blank + 1).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
        System.err.println("campaign: shard " + shard);
        return BoxedUnit.UNIT;
    }
}
