package io.github.goldspike.format;

import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Rational;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document value by value, without ever holding it as a whole. Each method stands at the first token of
 * a value and leaves at its last; what is not as expected is a {@link BadFileException} with the place.
 */
final class JsonInput {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 1_000_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Rational.MAX_CHARACTERS)
                    .maxStringLength(MAX_STRING)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a whole document.
     *
     * @throws BadFileException if it is not JSON, or not what {@code document} expects, or if something follows it
     * @throws IOException if the bytes cannot be read
     */
    static <T> T read(InputStream bytes, Function<JsonInput, T> document) throws IOException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new Utf8Reader(bytes))) {
            JsonInput input = new JsonInput(parser);
            try {
                if (parser.nextToken() == null) {
                    throw new BadFileException("", "the file is empty");
                }
                T result = document.apply(input);
                if (parser.nextToken() != null) {
                    throw new BadFileException("", Malformed.at(parser) + "something follows the JSON document");
                }
                return result;
            } catch (JacksonIOException unreadable) {
                if (unreadable.getCause() instanceof CharConversionException notUtf8) {
                    throw new BadFileException(input.pointer(), notUtf8.getMessage());
                }
                throw unreadable.getCause();
            } catch (JacksonException malformed) {
                throw new BadFileException(input.pointer(), Malformed.describe(malformed, parser));
            } catch (InvalidNetworkException invalid) {
                throw BadFileException.of(invalid);
            }
        }
    }

    /** JSON pointer of the value that is read at present. */
    String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    BadFileException bad(String detail) {
        return new BadFileException(pointer(), detail);
    }

    JsonToken next() {
        return parser.nextToken();
    }

    boolean at(JsonToken token) {
        return parser.currentToken() == token;
    }

    String text() {
        return parser.getString();
    }

    void skip() {
        parser.skipChildren();
    }

    void expect(JsonToken token, String what) {
        if (!at(token)) {
            throw bad("expected " + what + ", found " + found());
        }
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> parser.currentToken().asString();
        };
    }

    String string() {
        expect(JsonToken.VALUE_STRING, "a string");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text())) {
            throw bad("half of a surrogate pair is not a character");
        }
        return text();
    }

    /** A non-negative integer that is written as one: neither {@code "1"} nor {@code 1.0}. */
    int index() {
        if (!at(JsonToken.VALUE_NUMBER_INT)) {
            throw bad("expected an integer, found "
                    + (at(JsonToken.VALUE_NUMBER_FLOAT) ? Malformed.quoted(text()) : found()));
        }
        try {
            int index = Integer.parseInt(text());
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException tooLarge) {
            // reported below
        }
        throw bad("expected an integer from 0 to " + Integer.MAX_VALUE + ", found " + Malformed.quoted(text()));
    }

    boolean atReal() {
        return at(JsonToken.VALUE_STRING) || at(JsonToken.VALUE_NUMBER_INT) || at(JsonToken.VALUE_NUMBER_FLOAT);
    }

    /** An exact real: a string, or a number taken as the decimal that is written. */
    Rational real() {
        if (!atReal()) {
            throw bad("expected a real, found " + found());
        }
        try {
            return Rational.parse(text());
        } catch (NumberFormatException notReal) {
            throw bad(notReal.getMessage());
        }
    }

    /** {@code null}, or something. */
    <T> Optional<T> nullable(Supplier<T> value) {
        return at(JsonToken.VALUE_NULL) ? Optional.empty() : Optional.of(value.get());
    }

    <T> List<T> list(Supplier<T> element) {
        expect(JsonToken.START_ARRAY, "a list");
        List<T> elements = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            elements.add(element.get());
        }
        return elements;
    }

    /** An object whose names are free. */
    <T> Map<String, T> map(Supplier<T> value) {
        expect(JsonToken.START_OBJECT, "an object");
        Map<String, T> values = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = text();
            if (values.containsKey(name)) {
                throw bad("given twice");
            }
            next();
            values.put(name, value.get());
        }
        return values;
    }

    JsonObject object() {
        return new JsonObject(this);
    }

    /** A list of fixed length whose elements mean different things. */
    JsonTuple tuple(String shape) {
        return new JsonTuple(this, shape);
    }
}
