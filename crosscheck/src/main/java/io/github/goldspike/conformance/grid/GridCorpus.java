package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The grid part of the golden corpus: networks in steps. */
public final class GridCorpus {

    private static final String FOLDER = "/corpus/grids/";

    private GridCorpus() {}

    /** All of them, in normal form, in the order of their index. */
    public static List<Network> all() {
        List<Network> networks = new ArrayList<>();
        try (InputStream index = GridCorpus.class.getResourceAsStream(FOLDER + "index.json")) {
            for (JsonNode entry : JsonMapper.shared().readTree(index).path("networks")) {
                String path = entry.path("network").path("path").asString();
                try (InputStream network = GridCorpus.class.getResourceAsStream(FOLDER + path)) {
                    networks.add(NormalForm.of(NetworkReader.read(network)));
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the golden corpus is part of goldspike", broken);
        }
        return networks;
    }
}
