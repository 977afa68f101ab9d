package io.github.goldspike.format;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in one line, without a word about Jackson, why a text is not JSON. */
final class Malformed {

    /** Where Jackson's messages turn to advice for programmers. */
    private static final List<String> ADVICE = List.of(
            "\n",
            ": was expecting (",
            " (JSON String",
            " (start marker",
            " (for ",
            " (not recognized",
            ": enable",
            ", from `",
            " [Source");

    private Malformed() {}

    static String describe(JacksonException malformed, JsonParser parser) {
        TokenStreamLocation location =
                malformed.getLocation() == null ? parser.currentLocation() : malformed.getLocation();
        if (malformed instanceof UnexpectedEndOfInputException) {
            return at(location) + "the file ends in the middle of the JSON document";
        }
        String reason = malformed.getOriginalMessage();
        for (String advice : ADVICE) {
            int cut = reason.indexOf(advice);
            reason = cut < 0 ? reason : reason.substring(0, cut);
        }
        boolean limit = malformed instanceof StreamConstraintsException;
        return at(location) + (limit ? reason + (reason.contains("(") ? ")" : "") : "not JSON: " + reason);
    }

    static String at(JsonParser parser) {
        return at(parser.currentTokenLocation());
    }

    private static String at(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** A text of the file in a message, cut if it is long. */
    static String quoted(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
