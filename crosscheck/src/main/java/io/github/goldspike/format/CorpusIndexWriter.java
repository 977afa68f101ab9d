package io.github.goldspike.format;

import io.github.goldspike.format.CorpusIndex.Entry;
import io.github.goldspike.format.CorpusIndex.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the index of a corpus. */
public final class CorpusIndexWriter {

    private final JsonOutput out;

    private CorpusIndexWriter(JsonOutput out) {
        this.out = out;
    }

    /** Writes and flushes, but does not close, the stream. */
    public static void write(CorpusIndex index, OutputStream bytes) throws IOException {
        JsonOutput.write(bytes, out -> new CorpusIndexWriter(out).fields(index));
    }

    private void fields(CorpusIndex index) {
        out.field("format", CorpusIndex.FORMAT);
        out.field("version", index.version());
        out.field("digits", index.digits());
        out.section("mistakes", 1, () -> out.object(() -> index.mistakes().forEach(out::field)));
        out.section("networks", 2, () -> out.list(index.networks(), this::entry));
    }

    private void entry(Entry entry) {
        out.object(() -> {
            out.field("id", entry.id());
            out.field("level", entry.level());
            out.field("family", entry.family());
            out.field("purpose", entry.purpose());
            strings("hunts", entry.hunts());
            strings("features", entry.features());
            out.field("reals", entry.reals());
            entry.why().ifPresent(why -> out.field("why", why));
            out.field("status", entry.status());
            strings("solve", entry.solve());
            stored("network", entry.network());
            stored("answer", entry.answer());
        });
    }

    private void strings(String field, List<String> values) {
        out.field(field, () -> out.list(values, out::string));
    }

    private void stored(String field, Stored file) {
        out.field(
                field,
                () -> out.object(() -> {
                    out.field("path", file.path());
                    out.field("sha256", file.sha256());
                }));
    }
}
