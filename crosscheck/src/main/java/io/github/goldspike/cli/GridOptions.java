package io.github.goldspike.cli;

import io.github.goldspike.format.GridReader;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.InvalidGridException;
import io.github.goldspike.grid.Named;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Rational;
import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The grid that {@code --grid}, {@code --dt} and {@code --surrogate} name. */
final class GridOptions {

    private final Streams streams;

    GridOptions(Streams streams) {
        this.streams = streams;
    }

    Grid grid(String name, Optional<String> dt, Optional<String> surrogate) {
        Optional<Rational> step = dt.map(GridOptions::step);
        Grid chosen = grid(name, step);
        try {
            return surrogate.map(text -> chosen.with(Surrogate.parse(text))).orElse(chosen);
        } catch (InvalidGridException invalid) {
            throw Failure.badInput("--surrogate: " + invalid.getMessage());
        }
    }

    private static Rational step(String text) {
        try {
            Rational dt = Rational.parse(text);
            if (dt.signum() > 0) {
                return dt;
            }
        } catch (NumberFormatException notReal) {
            throw Failure.badInput("--dt: " + notReal.getMessage());
        }
        throw Failure.badInput("--dt: must be positive, but is " + text);
    }

    private Grid grid(String name, Optional<Rational> dt) {
        List<String> parts = List.of(name.split(",", -1));
        Optional<Profile> profile = Named.of(Profile.class, parts.get(0));
        if (profile.isEmpty()) {
            if (!name.equals("-") && !streams.files().containsKey(name) && !new File(name).exists()) {
                throw Failure.badInput("--grid: there is no profile \"" + parts.get(0) + "\" (expected " + profiles()
                        + ") and no file " + name);
            }
            return new InputFile(name, streams)
                    .read(file -> GridReader.read(file, dt))
                    .value();
        }
        Rational step = dt.orElseThrow(() -> Failure.badInput("--grid: needs --dt, the length of a step"));
        Map<String, String> fields =
                new LinkedHashMap<>(GridFields.of(profile.get().grid(step)));
        for (String change : parts.subList(1, parts.size())) {
            int equals = change.indexOf('=');
            if (equals < 0) {
                throw Failure.badInput("--grid: expected FIELD=VALUE after the profile, found \"" + change + "\"");
            }
            fields.put(change.substring(0, equals), change.substring(equals + 1));
        }
        try {
            return GridFields.grid(step, fields);
        } catch (InvalidGridException invalid) {
            throw Failure.badInput("--grid: " + invalid.field() + ": " + invalid.getMessage());
        }
    }

    private static String profiles() {
        return String.join(
                " or ", Arrays.stream(Profile.values()).map(Named::field).toList());
    }
}
