package io.github.goldspike.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Every object of a JSON Schema as a table of its fields, by its place in the schema. */
final class FieldTables {

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("real", "real"),
            Map.entry("nullableReal", "real or `null`"),
            Map.entry("index", "integer ≥ 0"),
            Map.entry("name", "string"),
            Map.entry("parameter", "real, or list of one for each neuron"),
            Map.entry("matrix", "list of rows of reals or `null`"),
            Map.entry("nested", "as in the network file"),
            Map.entry("entry", "real, `null` or why it has no value"),
            Map.entry("withoutValue", "why it has no value"),
            Map.entry("byPopulation", "object, by name of the population"),
            Map.entry("realId", "list"));

    private final Map<String, String> tables = new LinkedHashMap<>();

    private FieldTables() {}

    /** In the order of the schema. */
    static Map<String, String> of(JsonNode schema) {
        FieldTables all = new FieldTables();
        all.collect(schema, "");
        return all.tables;
    }

    private void collect(JsonNode node, String pointer) {
        if (node.isObject()) {
            if (node.has("properties") && node.path("type").asString("").equals("object")) {
                tables.put(pointer.isEmpty() ? "/" : pointer, table(node));
            }
            node.properties().forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey()));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i);
            }
        }
    }

    private static String table(JsonNode object) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asString()));
        StringBuilder table = new StringBuilder("| field | shape | default | meaning |\n|---|---|---|---|\n");
        object.get("properties").properties().forEach(field -> {
            JsonNode value = field.getValue();
            String fallback = required.contains(field.getKey())
                    ? "required"
                    : value.has("default") ? "`" + value.get("default") + "`" : "–";
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            field.getKey(),
                            shape(value),
                            fallback,
                            value.path("description").asString("").replace("|", "\\|")));
        });
        return table.toString();
    }

    private static String shape(JsonNode value) {
        if (value.has("$ref")) {
            String name = value.get("$ref").asString().replaceFirst(".*/", "");
            return NAMED.getOrDefault(
                    name, name.equals("decay") ? "real, `{\"pre\": […]}` or `{\"post\": […]}`" : name);
        }
        if (value.has("const")) {
            return "`" + value.get("const") + "`";
        }
        if (value.has("enum")) {
            return strings(value.get("enum")).map(text -> "`\"" + text + "\"`").collect(Collectors.joining(" or "));
        }
        if (value.has("oneOf")) {
            List<String> shapes = new ArrayList<>();
            value.get("oneOf").forEach(one -> shapes.add(shape(one)));
            return shapes.stream().distinct().collect(Collectors.joining(" or "));
        }
        if (value.has("prefixItems")) {
            List<String> shapes = new ArrayList<>();
            value.get("prefixItems").forEach(one -> shapes.add(shape(one)));
            return "[" + String.join(", ", shapes) + "]";
        }
        return switch (value.path("type").asString("")) {
            case "array" -> "list of " + plural(shape(value.get("items")));
            case "object" ->
                value.path("additionalProperties").isObject()
                        ? "object by name: " + shape(value.get("additionalProperties"))
                        : "object";
            case "integer" -> "integer ≥ " + value.path("minimum").asString("0");
            default -> value.path("type").asString("");
        };
    }

    private static java.util.stream.Stream<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(one -> strings.add(one.asString()));
        return strings.stream();
    }

    private static String plural(String shape) {
        return shape.startsWith("list of")
                ? "lists of" + shape.substring("list of".length())
                : shape.equals("real") || shape.equals("object") || shape.equals("string") ? shape + "s" : shape;
    }
}
