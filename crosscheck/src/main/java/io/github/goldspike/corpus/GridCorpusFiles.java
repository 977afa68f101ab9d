package io.github.goldspike.corpus;

import io.github.goldspike.format.JsonText;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of the grid part of the corpus, as bytes by their paths relative to the corpus. */
public final class GridCorpusFiles {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FOLDER = "grids/";
    private static final int DIGITS = 50;
    private static final String KINDS = "weights,alpha,beta,threshold,reset,leak";

    private GridCorpusFiles() {}

    /** Answers as {@code goldspike solve --grid} does. */
    public interface Solver {

        /** The bytes of the answer to a network as it was read from its file, by all kinds of reals. */
        byte[] solve(Network network, String sha256, Grid grid, int digits) throws IOException;
    }

    /** All of them. */
    public static Map<String, byte[]> all(Solver solver) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode index =
                JSON.createObjectNode().put("format", "goldspike-grid-corpus/1").put("digits", DIGITS);
        ArrayNode networks = index.putArray("networks");
        for (GridFamily.GridCase one : GridFamily.cases()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NetworkWriter.write(one.network(), bytes);
            byte[] network = bytes.toByteArray();
            String id = one.network().id();
            byte[] answer = solver.solve(
                    NetworkReader.read(new ByteArrayInputStream(network)), Sha256.of(network), one.grid(), DIGITS);
            ObjectNode entry = networks.addObject()
                    .put("id", id)
                    .put("profile", one.profile())
                    .put("purpose", one.purpose());
            ArrayNode options = entry.putArray("solve");
            List.of(
                            "--grid",
                            one.profile(),
                            "--dt",
                            one.grid().dt().toString(),
                            "--surrogate",
                            GridFields.of(one.grid()).get("surrogate"),
                            "--digits",
                            Integer.toString(DIGITS),
                            "--wrt",
                            KINDS)
                    .forEach(options::add);
            stored(files, entry.putObject("network"), id + ".network.json", network);
            stored(files, entry.putObject("answer"), id + ".answer.json", answer);
        }
        files.put(FOLDER + "index.json", (JsonText.lines(index) + "\n").getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static void stored(Map<String, byte[]> files, ObjectNode entry, String name, byte[] bytes) {
        files.put(FOLDER + name, bytes);
        entry.put("path", name).put("sha256", Sha256.of(bytes));
    }
}
