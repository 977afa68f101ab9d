package io.github.goldspike.conformance.protocol;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.InvalidGridException;
import io.github.goldspike.grid.Named;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.model.Rational;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The grid that an engine says it computes on.
 *
 * @param grid with a dt of 1 where any will do
 * @param anyStep whether each run may have a dt of its own
 */
public record GridClaim(Grid grid, boolean anyStep) {

    private static final String PROFILE = "profile";
    private static final String STEP = "dt";
    private static final String ANY = "any";

    /** The same with this length of a step. */
    public Grid grid(Rational dt) {
        return GridFields.grid(dt, GridFields.of(grid));
    }

    /** What a start reply says: a profile, or all fields, and changes of them. */
    static Optional<GridClaim> in(JsonNode reply) throws FaultException {
        JsonNode said = reply.path("grid");
        if (said.isMissingNode() || said.isNull()) {
            return Optional.empty();
        }
        if (!said.isObject()) {
            throw noStart("/grid: an object is expected");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (said.has(PROFILE)) {
            String name = said.path(PROFILE).asString("");
            Profile profile = Named.of(Profile.class, name)
                    .orElseThrow(() -> noStart("/grid/profile: there is no profile \"" + Excerpt.of(name)
                            + "\", expected " + Named.fields(Profile.class)));
            fields.putAll(GridFields.of(profile.grid(Rational.ONE)));
        }
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            if (!field.getKey().equals(PROFILE) && !field.getKey().equals(STEP)) {
                fields.put(field.getKey(), text(field.getValue()));
            }
        }
        JsonNode step = said.path(STEP);
        boolean any = step.isString() && step.stringValue().equals(ANY);
        try {
            return Optional.of(new GridClaim(GridFields.grid(any ? Rational.ONE : step(step), fields), any));
        } catch (InvalidGridException invalid) {
            throw noStart(
                    "/grid" + (invalid.field().isEmpty() ? "" : "/" + invalid.field()) + ": " + invalid.getMessage());
        }
    }

    /** An order is a list of names, or the names with blanks between; everything else is one word. */
    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.isString() ? value.stringValue() : value.toString();
        }
        StringBuilder names = new StringBuilder();
        value.forEach(name -> names.append(names.isEmpty() ? "" : " ").append(name.asString("")));
        return names.toString();
    }

    private static Rational step(JsonNode step) throws FaultException {
        try {
            if (step.isNumber()) {
                return Rational.of(step.asDouble());
            }
            if (step.isString()) {
                return Rational.parse(step.stringValue());
            }
        } catch (NumberFormatException notReal) {
            throw noStart("/grid/dt: " + notReal.getMessage());
        }
        throw noStart("/grid/dt: a real or \"any\" is expected");
    }

    private static FaultException noStart(String why) {
        return new FaultException(new Fault.NoStart(why));
    }
}
