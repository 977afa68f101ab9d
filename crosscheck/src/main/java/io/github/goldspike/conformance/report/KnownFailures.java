package io.github.goldspike.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Cases that are expected to fail: ids, one a line, {@code *} for any characters, {@code #} before what is for people; or those that fail in a JSON report. */
public final class KnownFailures {

    private final List<Pattern> ids = new ArrayList<>();

    private KnownFailures() {}

    /** @throws IllegalArgumentException saying what is wrong, if it is neither */
    public static KnownFailures read(String text) {
        KnownFailures known = new KnownFailures();
        if (text.stripLeading().startsWith("{")) {
            known.report(text);
        } else {
            text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(known::add);
        }
        return known;
    }

    private void add(String id) {
        StringBuilder pattern = new StringBuilder();
        for (String part : id.split("(?=[*])|(?<=[*])")) {
            pattern.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        ids.add(Pattern.compile(pattern.toString()));
    }

    private void report(String text) {
        try {
            for (JsonNode one : SavedReport.read(text).failing()) {
                add(one.path("id").asString());
            }
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("neither a list of ids nor JSON", notJson);
        }
    }

    boolean expects(String id) {
        return ids.stream().anyMatch(pattern -> pattern.matcher(id).matches());
    }
}
