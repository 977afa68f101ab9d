package io.github.goldspike.conformance.protocol;

import io.github.goldspike.conformance.protocol.Claims.Constant;
import io.github.goldspike.contract.ParameterKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads what an engine says about itself; what the protocol allows it to leave out may stand beside {@code implementation} or in it. */
final class StartReply {

    private static final List<String> LOSSES = List.of(
            "first-spike-cross-entropy",
            "spike-time-square",
            "voltage-square",
            "voltage-integral",
            "spike-count-cross-entropy",
            "spike-count-square",
            "spike-step-cross-entropy");

    private final JsonNode reply;
    private final JsonNode described;
    private final List<String> unknown = new ArrayList<>();

    private StartReply(JsonNode reply) {
        this.reply = reply;
        described = reply.path("implementation");
    }

    /** @throws FaultException if it is none */
    static Implementation read(JsonNode reply, String line) throws FaultException {
        if (!reply.isObject()) {
            throw noStart("its first line is not an object: " + line);
        }
        if (!reply.path("version").isIntegralNumber() || reply.path("version").asLong() != Requests.VERSION) {
            throw noStart("its first reply has no \"version\": " + Requests.VERSION + ": " + line);
        }
        if (!reply.path("implementation").isObject()) {
            throw noStart("its first reply has no \"implementation\": " + line);
        }
        return new StartReply(reply).implementation();
    }

    private Implementation implementation() throws FaultException {
        String dtype = Excerpt.text(described, "dtype");
        Dtype arithmetic = Dtype.named(dtype)
                .orElseThrow(() -> noStart(
                        "/implementation/dtype: \"" + dtype + "\" is none of float16, bfloat16, float32, float64"));
        OptionalDouble accuracy = OptionalDouble.empty();
        if (given("accuracy")) {
            accuracy = OptionalDouble.of(positive("accuracy", field("accuracy")));
        }
        return new Implementation(
                Excerpt.text(described, "name"),
                Excerpt.text(described, "version"),
                Excerpt.text(described, "language"),
                arithmetic,
                claims(),
                accuracy,
                unknown);
    }

    private Claims claims() throws FaultException {
        EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
        names("features", name -> Feature.named(name).ifPresentOrElse(features::add, () -> unknown.add(name)));
        Set<String> losses = new HashSet<>();
        names("losses", name -> {
            if (LOSSES.contains(name)) {
                losses.add(name);
            } else {
                unknown.add(name);
            }
        });
        EnumSet<ParameterKind> wrt = EnumSet.noneOf(ParameterKind.class);
        names(
                "wrt",
                name -> Arrays.stream(ParameterKind.values())
                        .filter(kind -> kind.field().equals(name))
                        .findFirst()
                        .ifPresentOrElse(wrt::add, () -> unknown.add(name)));
        return new Claims(
                features,
                given("losses") ? Optional.of(losses) : Optional.empty(),
                given("wrt") ? wrt : Set.of(ParameterKind.WEIGHTS),
                restrictions(),
                constants());
    }

    /** A field that is left out has no elements. */
    private void names(String field, Consumer<String> each) throws FaultException {
        for (JsonNode one : list(field)) {
            each.accept(Excerpt.of(one.isString() ? one.stringValue() : one.toString()));
        }
    }

    private JsonNode list(String field) throws FaultException {
        JsonNode list = field(field);
        if (given(field) && !list.isArray()) {
            throw noStart("/implementation/" + field + ": a list is expected");
        }
        return list;
    }

    /** Names, and objects {@code {"name": bound}}. */
    private Map<Restriction, Double> restrictions() throws FaultException {
        Map<Restriction, Double> restrictions = new EnumMap<>(Restriction.class);
        for (JsonNode one : list("restrictions")) {
            if (one.isObject() && one.size() == 1) {
                Map.Entry<String, JsonNode> bound = one.properties().iterator().next();
                restrict(bound.getKey(), bound.getValue(), restrictions);
            } else {
                restrict(
                        Excerpt.of(one.isString() ? one.stringValue() : one.toString()),
                        one.path("bound"),
                        restrictions);
            }
        }
        return restrictions;
    }

    private void restrict(String name, JsonNode bound, Map<Restriction, Double> restrictions) throws FaultException {
        Optional<Restriction> known = Restriction.named(name);
        if (known.isEmpty()) {
            unknown.add(Excerpt.of(name));
        } else if (known.get().bounded()) {
            restrictions.put(known.get(), positive("restrictions/" + name, bound));
        } else if (!bound.isBoolean() || bound.booleanValue()) {
            restrictions.put(known.get(), 0.0);
        }
    }

    private Map<Constant, Double> constants() throws FaultException {
        Map<Constant, Double> constants = new EnumMap<>(Constant.class);
        JsonNode given = field("constants");
        if (given("constants") && !given.isObject()) {
            throw noStart("/implementation/constants: an object is expected");
        }
        for (Map.Entry<String, JsonNode> one : given.properties()) {
            Optional<Constant> known = Arrays.stream(Constant.values())
                    .filter(constant -> constant.field().equals(one.getKey()))
                    .findFirst();
            if (known.isPresent()) {
                constants.put(known.get(), positive("constants/" + one.getKey(), one.getValue()));
            } else {
                unknown.add(Excerpt.of(one.getKey()));
            }
        }
        return constants;
    }

    private static double positive(String place, JsonNode value) throws FaultException {
        double real = value.isNumber() ? value.asDouble() : 0;
        if (!(real > 0) || Double.isInfinite(real)) {
            throw noStart("/implementation/" + place + ": a positive number is expected, found "
                    + (value.isMissingNode() ? "nothing" : Excerpt.of(value.toString())));
        }
        return real;
    }

    private boolean given(String field) {
        JsonNode value = field(field);
        return !value.isMissingNode() && !value.isNull();
    }

    private JsonNode field(String field) {
        JsonNode inside = described.path(field);
        return inside.isMissingNode() ? reply.path(field) : inside;
    }

    private static FaultException noStart(String why) {
        return new FaultException(new Fault.NoStart(why));
    }
}
