package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.InvalidGridException;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonToken;

/** Reads grids: an object with the fields of the specification's table, and {@code dt}, as the {@code grid} of an answer has them. */
public final class GridReader {

    private final JsonInput in;

    private GridReader(JsonInput in) {
        this.in = in;
    }

    /**
     * Reads a grid to the end of the stream.
     *
     * @param dt length of a step, if it is known from elsewhere
     * @throws BadFileException if it is no grid, has no {@code dt} and none is known, or has another one
     * @throws IOException if the stream fails
     */
    public static Grid read(InputStream bytes, Optional<Rational> dt) throws IOException {
        return JsonInput.read(bytes, in -> new GridReader(in).grid(dt));
    }

    private Grid grid(Optional<Rational> known) {
        JsonObject grid = in.object();
        Field<Rational> dt = grid.field("dt", in::real);
        Map<String, Field<String>> fields = new LinkedHashMap<>();
        for (String name : GridFields.ALL) {
            fields.put(name, grid.field(name, () -> text(name)));
        }
        grid.read();
        if (known.isPresent() && dt.isGiven() && !known.equals(dt.given())) {
            throw dt.bad("is " + dt.required() + ", but --dt " + known.get());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, field) -> field.given().ifPresent(text -> texts.put(name, text)));
        try {
            return GridFields.grid(known.orElseGet(dt::required), texts);
        } catch (InvalidGridException invalid) {
            throw new BadFileException(
                    invalid.field().isEmpty() ? grid.pointer() : grid.pointer() + "/" + invalid.field(),
                    invalid.getMessage());
        }
    }

    private String text(String field) {
        return switch (field) {
            case "order" -> String.join(" ", in.list(in::string));
            case "first-step" -> Integer.toString(in.index());
            case "detach" ->
                in.at(JsonToken.VALUE_TRUE) ? "true" : in.at(JsonToken.VALUE_FALSE) ? "false" : in.string();
            default -> in.string();
        };
    }
}
