package io.github.goldspike.format;

import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.SpikeId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes causal graphs in the language of Graphviz: an edge goes from a cause to the spike, labelled by its entry of L. */
public final class CausalGraphDot {

    private CausalGraphDot() {}

    /** @param print prints a real */
    public static <R> void write(
            CausalGraph<R> graph, AnswerHeading heading, Function<R, String> print, OutputStream bytes)
            throws IOException {
        StringBuilder dot = new StringBuilder("digraph " + quoted(heading.networkId()) + " {\n  rankdir=LR;\n");
        Set<SpikeId> inputs = new LinkedHashSet<>();
        graph.rows().forEach(row -> inputs.addAll(row.byInput().keySet()));
        inputs.forEach(input -> dot.append("  %s [shape=box];\n".formatted(node(input))));
        for (CausalGraph.Row<R> row : graph.rows()) {
            String label = name(row.spike()) + "\nf = " + print.apply(row.time()) + "\nL = " + print.apply(row.slope());
            dot.append("  %s [label=%s];\n".formatted(node(row.spike()), quoted(label)));
            edges(row.byInput(), row.spike(), print, dot);
            edges(row.bySpike(), row.spike(), print, dot);
        }
        bytes.write(dot.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.flush();
    }

    private static <R> void edges(
            Map<SpikeId, R> entries, SpikeId spike, Function<R, String> print, StringBuilder dot) {
        entries.forEach((cause, entry) ->
                dot.append("  %s -> %s [label=%s];\n".formatted(node(cause), node(spike), quoted(print.apply(entry)))));
    }

    private static String node(SpikeId spike) {
        return quoted(name(spike));
    }

    private static String name(SpikeId spike) {
        return spike.population() + "/" + spike.neuron() + "/" + spike.index();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
