package io.github.goldspike.format;

import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.SpikeId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes causal graphs as JSON, format {@code goldspike-graph/1} (crosscheck/docs/formats.md). */
public final class CausalGraphWriter {

    private CausalGraphWriter() {}

    /** @param print prints a real */
    public static <R> void write(
            CausalGraph<R> graph, AnswerHeading heading, Function<R, String> print, OutputStream bytes)
            throws IOException {
        JsonOutput.write(bytes, out -> {
            out.field("format", "goldspike-graph/1");
            out.field(
                    "network",
                    () -> out.object(() -> {
                        out.field("id", heading.networkId());
                        out.field("sha256", heading.networkSha256());
                    }));
            out.field("digits", heading.digits());
            out.section(
                    "spikes",
                    2,
                    () -> out.list(
                            graph.rows(),
                            row -> out.object(() -> {
                                out.field("spike", () -> name(row.spike(), out));
                                out.field("time", print.apply(row.time()));
                                out.field("slope", print.apply(row.slope()));
                                out.field("bySpike", () -> edges(row.bySpike(), print, out));
                                out.field("byInput", () -> edges(row.byInput(), print, out));
                            })));
        });
    }

    private static <R> void edges(Map<SpikeId, R> entries, Function<R, String> print, JsonOutput out) {
        out.list(
                List.copyOf(entries.entrySet()),
                entry -> out.object(() -> {
                    out.field("spike", () -> name(entry.getKey(), out));
                    out.field("value", print.apply(entry.getValue()));
                }));
    }

    private static void name(SpikeId spike, JsonOutput out) {
        out.list(() -> {
            out.string(spike.population());
            out.integer(spike.neuron());
            out.integer(spike.index());
        });
    }
}
