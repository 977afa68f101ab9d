package io.github.goldspike.grid;

import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a grid as texts, under the names of the specification; the five of {@code order} are separated by blanks. */
public final class GridFields {

    /** Those that have no default. */
    public static final List<String> REQUIRED = List.of("order", "decay", "gain", "threshold", "reset", "transmission");

    /** All. */
    public static final List<String> ALL = List.of(
            "order",
            "decay",
            "gain",
            "threshold",
            "reset",
            "transmission",
            "inputs",
            "first-step",
            "hold",
            "surrogate",
            "detach");

    private GridFields() {}

    /** The texts of all fields, without a surrogate if there is none. */
    public static Map<String, String> of(Grid grid) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("order", grid.order().stream().map(Named::field).collect(Collectors.joining(" ")));
        texts.put("decay", grid.decay().field());
        texts.put("gain", grid.gain().field());
        texts.put("threshold", grid.threshold().field());
        texts.put("reset", grid.reset().field());
        texts.put("transmission", grid.transmission().field());
        texts.put("inputs", grid.inputs().field());
        texts.put("first-step", Integer.toString(grid.firstStep()));
        texts.put("hold", grid.hold().field());
        grid.surrogate().ifPresent(surrogate -> texts.put("surrogate", surrogate.toString()));
        texts.put("detach", grid.detach().field());
        return texts;
    }

    /**
     * The grid with these fields; those that are missing have their defaults.
     *
     * @throws InvalidGridException if one has no default, or a text is not one of its field's
     */
    public static Grid grid(Rational dt, Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "inputs", Rounding.EXACT.field(),
                "first-step", "0",
                "hold", Hold.R.field(),
                "detach", Detach.TRUE.field()));
        all.putAll(texts);
        for (String field : REQUIRED) {
            if (!all.containsKey(field)) {
                throw new InvalidGridException("", "missing field \"" + field + "\"");
            }
        }
        all.keySet().stream().filter(field -> !ALL.contains(field)).findFirst().ifPresent(field -> {
            throw new InvalidGridException(field, "there is no such field, expected " + String.join(" or ", ALL));
        });
        return new Grid(
                dt,
                order(all.get("order")),
                choice(Decay.class, "decay", all),
                choice(Gain.class, "gain", all),
                choice(Strictness.class, "threshold", all),
                choice(Reset.class, "reset", all),
                choice(Transmission.class, "transmission", all),
                choice(Rounding.class, "inputs", all),
                firstStep(all.get("first-step")),
                choice(Hold.class, "hold", all),
                Optional.ofNullable(all.get("surrogate")).map(Surrogate::parse),
                choice(Detach.class, "detach", all));
    }

    private static List<Operation> order(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(name -> Named.of(Operation.class, name)
                        .orElseThrow(() -> new InvalidGridException(
                                "order",
                                "there is no operation \"" + name + "\", expected " + Named.fields(Operation.class))))
                .toList();
    }

    private static int firstStep(String text) {
        if (text.matches("[0-9]{1,8}")) {
            return Integer.parseInt(text);
        }
        throw new InvalidGridException("first-step", "expected a number of a step, found \"" + text + "\"");
    }

    private static <E extends Enum<E> & Named> E choice(Class<E> choices, String field, Map<String, String> texts) {
        return Named.of(choices, texts.get(field))
                .orElseThrow(() -> new InvalidGridException(
                        field, "expected " + Named.fields(choices) + ", found \"" + texts.get(field) + "\""));
    }
}
