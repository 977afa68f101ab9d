package io.github.goldspike.grid;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A choice that has a name in the specification: the constant's in small letters, with hyphens. */
public interface Named {

    /** Name of the constant. */
    String name();

    /** The name in the specification. */
    default String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a name in the specification. */
    static <E extends Enum<E> & Named> Optional<E> of(Class<E> choices, String field) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.field().equals(field))
                .findFirst();
    }

    /** The names of all choices, for messages. */
    static <E extends Enum<E> & Named> String fields(Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants()).map(Named::field).collect(Collectors.joining(" or "));
    }
}
