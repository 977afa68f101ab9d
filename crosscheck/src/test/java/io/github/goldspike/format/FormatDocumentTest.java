package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of fields in crosscheck/docs/formats.md are those of the JSON Schemas, each after a comment with its places in the schema. With
 * {@code -Dgoldspike.docs=write} they are written anew; a new place needs its comment first.
 */
class FormatDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "formats.md");
    private static final Pattern TABLE = Pattern.compile("<!-- fields: (\\w+)((?: \\S+)+) -->\n((?:\\|.*\n)*)");

    private static String schemaText(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/schema", name + ".schema.json"));
    }

    private static JsonNode schema(String name) throws IOException {
        return JsonMapper.shared().readTree(schemaText(name));
    }

    /** By place in the schema. */
    private static Map<String, String> documented(String name) throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        Matcher table = TABLE.matcher(Files.readString(DOCUMENT));
        while (table.find()) {
            if (table.group(1).equals(name)) {
                for (String place : table.group(2).strip().split(" ")) {
                    tables.put(place, table.group(3));
                }
            }
        }
        return tables;
    }

    @ParameterizedTest
    @ValueSource(strings = {"network", "answer"})
    void everyFieldIsInItsTableAsTheSchemaHasIt(String name) throws IOException {
        Map<String, String> expected = FieldTables.of(schema(name));
        if (System.getProperty("goldspike.docs", "").equals("write")) {
            write(name, expected);
        }
        Map<String, String> documented = documented(name);
        assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(documented.keySet()), "objects of the schema");
        expected.forEach((place, table) -> assertEquals(
                table,
                documented.get(place),
                place + " of the schema; to write it anew: mvn test -pl crosscheck -am -Dtest=FormatDocumentTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dgoldspike.docs=write"));
    }

    private static void write(String name, Map<String, String> tables) throws IOException {
        String text = Files.readString(DOCUMENT);
        String written = TABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals(name)
                                ? "<!-- fields: " + name + found.group(2) + " -->\n"
                                        + tables.get(found.group(2).strip().split(" ")[0])
                                : found.group()));
        Files.writeString(DOCUMENT, written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"network", "answer", "corpus"})
    void everyFieldOfASchemaHasADescription(String name) throws IOException {
        assertEquals(List.of(), withoutDescription(schema(name), ""));
    }

    private static List<String> withoutDescription(JsonNode node, String pointer) {
        List<String> missing = new ArrayList<>();
        if (node.isObject() && node.path("type").asString("").equals("object")) {
            node.path("properties").properties().forEach(field -> {
                if (field.getValue().path("description").asString("").isBlank()) {
                    missing.add(pointer + "/" + field.getKey());
                }
            });
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            missing.addAll(withoutDescription(field.getValue(), pointer + "/" + field.getKey())));
        } else {
            for (int i = 0; i < node.size(); i++) {
                missing.addAll(withoutDescription(node.get(i), pointer + "/" + i));
            }
        }
        return missing;
    }

    @Test
    void theWorkedNetworksAreValid() throws IOException {
        Schema network = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText("network"), InputFormat.JSON);
        Matcher file = Pattern.compile("<!-- file: \\S+\\.network\\.json -->\n```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        int networks = 0;
        for (; file.find(); networks++) {
            assertEquals(List.of(), network.validate(file.group(1), InputFormat.JSON), file.group(1));
        }
        assertTrue(networks >= 5, networks + " networks");
    }
}
