package io.github.goldspike.format;

import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonToken;

/** A list whose elements mean different things by their place, such as {@code [pre, post, weight]}. */
final class JsonTuple {

    private final JsonInput in;
    private final String pointer;
    private final String shape;
    private boolean ended;

    JsonTuple(JsonInput in, String shape) {
        in.expect(JsonToken.START_ARRAY, "a list " + shape);
        this.in = in;
        this.pointer = in.pointer();
        this.shape = shape;
    }

    <T> T element(Supplier<T> value) {
        return optional(value)
                .orElseThrow(() -> new BadFileException(pointer, "has too few elements, expected " + shape));
    }

    /** An element that may be missing at the end. */
    <T> Optional<T> optional(Supplier<T> value) {
        ended = ended || in.next() == JsonToken.END_ARRAY;
        return ended ? Optional.empty() : Optional.of(value.get());
    }

    void end() {
        if (!ended && in.next() != JsonToken.END_ARRAY) {
            throw new BadFileException(pointer, "has too many elements, expected " + shape);
        }
    }
}
