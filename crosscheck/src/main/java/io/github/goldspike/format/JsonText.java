package io.github.goldspike.format;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON trees as text, the same on every JDK: numbers are printed as {@link Binary64} does.
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
@SuppressWarnings("exports")
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build();

    private JsonText() {}

    /** A tree on one line. */
    public static String line(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** A tree on many lines. */
    public static String lines(JsonNode tree) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    }

    /** Writes trees as these methods do. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
