package io.github.goldspike.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas accept what goldspike writes and reads, and refuse misspelt fields. */
class SchemaTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Schema NETWORK = schema("network");
    private static final Schema ANSWER = schema("answer");
    private static final Schema CORPUS = schema("corpus");

    /** The names in these objects are the user's. */
    private static final String FREE = "/(spikes|slopes|condition|certificate|notes|mistakes"
            + "|gradient(Condition)?/(beta|threshold|reset|leak|inputs|initial|current|current-times|reset-kernel))";

    private static Schema schema(String name) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            Files.readString(Path.of("src/main/resources/schema", name + ".schema.json")),
                            InputFormat.JSON);
        } catch (IOException failed) {
            throw new IllegalStateException(name, failed);
        }
    }

    private static Schema schemaOf(Path file) {
        return file.toString().endsWith(".network.json") ? NETWORK : ANSWER;
    }

    private static void requireValid(Schema schema, String name, byte[] bytes) {
        assertEquals(List.of(), schema.validate(new String(bytes, StandardCharsets.UTF_8), InputFormat.JSON), name);
    }

    @Test
    void everyFileOfTheCorpusIsValid() throws IOException {
        requireValid(CORPUS, "index.json", Kept.bytes("index.json"));
        for (JsonNode entry : Kept.index().get("networks")) {
            String network = entry.at("/network/path").asString();
            String answer = entry.at("/answer/path").asString();
            requireValid(NETWORK, network, Kept.bytes(network));
            requireValid(ANSWER, answer, Kept.bytes(answer));
        }
    }

    @Test
    void casesAndExamplesOfTheRepositoryAreValid() throws IOException {
        int validated = 0;
        for (Path folder : List.of(Path.of("src/test/resources/cases"), Path.of("examples"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    requireValid(schemaOf(file), file.toString(), Files.readAllBytes(file));
                    validated++;
                }
            }
        }
        assertTrue(validated >= 12, validated + " files");
    }

    @Test
    void everyFormOfTheSpecificationIsValid() {
        requireValid(
                NETWORK, "the example of the specification, reals in all forms", """
                {"format": "goldspike-network/1", "horizon": 2, "populations": [
                  {"name": "in", "spikes": [["0"], ["0x1p-1", "5/4"], []]},
                  {"name": "hid", "size": 3, "beta": "0.99", "threshold": "1", "refractory": [0, "1e-3", ".5"]},
                  {"name": "out", "size": 2, "tau_mem": "2", "threshold": ["1", null], "initial": "-1"},
                  {"name": "ro", "size": 1, "beta": 5e-1, "threshold": null}],
                 "projections": [
                  {"from": "in", "to": "hid", "alpha": {"pre": ["1", "2", 3]}, "weights": [["3", null, "0"], [], []], "delays": [["0.1", null, 0]]},
                  {"from": "out", "to": "hid", "tau_syn": {"post": ["1", "2", "3"]}, "synapses": [[0, 1, "-0.5"], [1, 2, "0.25", "0.75"]]}]}
                """.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheReaderRefusesByItsShapeTheSchemaRefusesToo() {
        String valid = "{\"format\": \"goldspike-network/1\", \"horizon\": \"1\", \"populations\":"
                + " [{\"name\": \"n\", \"size\": 1, \"beta\": \"1\", \"threshold\": \"1\"}], \"projections\":"
                + " [{\"from\": \"n\", \"to\": \"n\", \"alpha\": \"1\", \"weights\": [[\"1\"]]}]}";
        requireValid(NETWORK, "valid", valid.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> change : List.of(
                Map.entry("goldspike-network/1", "goldspike-network/2"),
                Map.entry("\"horizon\": \"1\"", "\"horizon\": \"NaN\""),
                Map.entry("\"horizon\": \"1\"", "\"horizon\": \"\""),
                Map.entry("\"horizon\": \"1\"", "\"horizon\": \"1/0\""),
                Map.entry("\"horizon\": \"1\"", "\"horizon\": null"),
                Map.entry("\"beta\": \"1\"", "\"beta\": \"1\", \"tau_mem\": \"1\""),
                Map.entry("\"beta\": \"1\", ", ""),
                Map.entry("\"size\": 1", "\"size\": -1"),
                Map.entry("\"threshold\": \"1\"", "\"spikes\": []"),
                Map.entry("\"alpha\": \"1\"", "\"alpha\": {\"pre\": [\"1\"], \"post\": [\"1\"]}"),
                Map.entry("\"alpha\": \"1\"", "\"alpha\": \"1\", \"tau_syn\": \"1\""),
                Map.entry("[[\"1\"]]", "[\"1\"]"),
                Map.entry("[[\"1\"]]", "[[\"1\"]], \"synapses\": []"),
                Map.entry("\"weights\": [[\"1\"]]", "\"synapses\": [[0, 0]]"),
                Map.entry("\"weights\": [[\"1\"]]", "\"synapses\": [[0, 0, \"1\"]], \"delays\": \"1\""))) {
            assertTrue(valid.contains(change.getKey()), change.toString());
            String changed = valid.replace(change.getKey(), change.getValue());
            assertFalse(NETWORK.validate(changed, InputFormat.JSON).isEmpty(), changed);
        }
    }

    /** Every field at every place, once in each kind of place, with a letter too many. */
    @Test
    void noSchemaAcceptsAMisspeltField() throws IOException {
        Set<String> tried = new HashSet<>();
        misspell(CORPUS, "index.json", JSON.readTree(Kept.bytes("index.json")), tried);
        for (JsonNode entry : Kept.index().get("networks")) {
            String network = entry.at("/network/path").asString();
            String answer = entry.at("/answer/path").asString();
            misspell(NETWORK, network, JSON.readTree(Kept.bytes(network)), tried);
            misspell(ANSWER, answer, JSON.readTree(Kept.bytes(answer)), tried);
        }
        assertTrue(tried.size() >= 90, () -> tried.size() + " kinds of places: " + tried);
    }

    private static void misspell(Schema schema, String name, JsonNode document, Set<String> tried) {
        String kind = name.replaceAll(".*\\.(network|answer)\\.json", "$1");
        List<Place> places = new ArrayList<>();
        collect(document, "", places);
        for (Place place : places) {
            String shape = kind + (place.pointer + "/" + place.field).replaceAll("/[0-9]+", "/*");
            if (place.pointer.matches(FREE + ".*") || !tried.add(shape)) {
                continue;
            }
            List<String> order = List.copyOf(place.object.propertyNames());
            JsonNode value = place.object.remove(place.field);
            place.object.set(place.field + "x", value);
            assertFalse(
                    schema.validate(document).isEmpty(),
                    () -> name + ": " + place.pointer + "/" + place.field + "x was accepted among " + order);
            place.object.remove(place.field + "x");
            place.object.set(place.field, value);
        }
    }

    private record Place(String pointer, ObjectNode object, String field) {}

    private static void collect(JsonNode node, String pointer, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(new Place(pointer, object, field.getKey()));
                collect(field.getValue(), pointer + "/" + field.getKey(), places);
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, places);
            }
        }
    }
}
