package io.github.goldspike.conformance.protocol;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** What a program said, as far as a sentence about it needs. */
public final class Excerpt {

    private static final int EXCERPT = 120;

    private Excerpt() {}

    /** Text for people; what is not a string is taken as written. */
    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isMissingNode() || value.isNull()
                ? ""
                : of(value.isString() ? value.stringValue() : value.toString());
    }

    static String of(byte[] line) {
        return of(new String(line, 0, Math.min(line.length, 4 * EXCERPT), StandardCharsets.UTF_8));
    }

    /** The beginning of a text, on one line. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(EXCERPT)
                .map(c -> Character.isISOControl(c) || c == 0xfffe || c == 0xffff ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.length() < text.length() ? shown + "..." : shown.toString();
    }
}
