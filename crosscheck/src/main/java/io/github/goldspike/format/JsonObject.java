package io.github.goldspike.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonToken;

/** A JSON object whose fields are declared first, then read in whatever order they come. */
final class JsonObject {

    private final JsonInput in;
    private final String pointer;
    private final Map<String, Field<?>> fields = new LinkedHashMap<>();

    JsonObject(JsonInput in) {
        in.expect(JsonToken.START_OBJECT, "an object");
        this.in = in;
        this.pointer = in.pointer();
    }

    <T> Field<T> field(String name, Supplier<T> value) {
        Field<T> field = new Field<>(this, name, value);
        fields.put(name, field);
        return field;
    }

    /** Reads the object; a field that was not declared is an error. */
    void read() {
        read(true);
    }

    /** Reads the object; fields that were not declared are skipped. */
    void readDeclared() {
        read(false);
    }

    private void read(boolean strict) {
        while (in.next() != JsonToken.END_OBJECT) {
            Field<?> field = fields.get(in.text());
            if (field != null) {
                field.read(in);
            } else if (strict) {
                throw in.bad("unknown field, expected one of " + String.join(", ", fields.keySet()));
            } else {
                in.next();
                in.skip();
            }
        }
    }

    String pointer() {
        return pointer;
    }

    BadFileException bad(String detail) {
        return new BadFileException(pointer, detail);
    }

    /** Which of two fields is given, of which exactly one must be. */
    <T> Field<? extends T> exactlyOne(Field<? extends T> one, Field<? extends T> other) {
        if (one.isGiven() && other.isGiven()) {
            throw other.bad("given together with \"" + one.name + "\", exactly one of the two is expected");
        }
        if (!one.isGiven() && !other.isGiven()) {
            throw bad("missing field \"" + one.name + "\" (or \"" + other.name + "\")");
        }
        return one.isGiven() ? one : other;
    }

    /** A declared field, and its value once the object has been read. */
    static final class Field<T> {

        private final JsonObject object;
        private final String name;
        private final Supplier<T> reader;
        private Optional<T> value = Optional.empty();

        private Field(JsonObject object, String name, Supplier<T> reader) {
            this.object = object;
            this.name = name;
            this.reader = reader;
        }

        private void read(JsonInput in) {
            if (isGiven()) {
                throw in.bad("given twice");
            }
            in.next();
            value = Optional.of(reader.get());
        }

        boolean isGiven() {
            return value.isPresent();
        }

        Optional<T> given() {
            return value;
        }

        T required() {
            return value.orElseThrow(() -> object.bad("missing field \"" + name + "\""));
        }

        String name() {
            return name;
        }

        BadFileException bad(String detail) {
            return new BadFileException(object.pointer + "/" + name, detail);
        }
    }
}
