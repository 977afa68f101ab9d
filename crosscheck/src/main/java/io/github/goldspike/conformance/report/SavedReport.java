package io.github.goldspike.conformance.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON report that was written before, {@code "format": "goldspike-conformance/1"}. */
public final class SavedReport {

    private static final Set<String> AGAINST = Set.of("disagrees", "fault", "errored");

    private final JsonNode document;

    private SavedReport(JsonNode document) {
        this.document = document;
    }

    /**
     * Reads one.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     * @throws IllegalArgumentException if it is not such a report
     */
    public static SavedReport read(String text) {
        JsonNode document = JsonMapper.shared().readTree(text);
        if (!document.path("format").asString("").equals("goldspike-conformance/1")) {
            throw new IllegalArgumentException(
                    "/format: is not \"goldspike-conformance/1\": no JSON report of conform");
        }
        return new SavedReport(document);
    }

    List<JsonNode> failing() {
        return document.path("cases").valueStream().filter(SavedReport::against).toList();
    }

    static boolean against(JsonNode one) {
        return AGAINST.contains(outcome(one));
    }

    static String outcome(JsonNode one) {
        return one.path("outcome").asString("");
    }

    Map<String, JsonNode> cases() {
        Map<String, JsonNode> cases = new LinkedHashMap<>();
        document.path("cases").forEach(one -> cases.put(one.path("id").asString(""), one));
        return cases;
    }

    String engine() {
        JsonNode engine = document.path("implementation");
        return (engine.path("name").asString("an engine that did not start") + " "
                        + engine.path("version").asString(""))
                .strip();
    }

    List<JsonNode> quantities() {
        return document.path("quantities").valueStream().toList();
    }
}
