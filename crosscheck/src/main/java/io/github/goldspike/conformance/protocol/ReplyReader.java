package io.github.goldspike.conformance.protocol;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines that an engine sends; what is not as the protocol demands is a fault. */
public final class ReplyReader {

    private static final Set<String> NOT_REALS =
            Set.of("nan", "inf", "infinity", "+inf", "-inf", "+infinity", "-infinity", "-nan", "+nan");

    /** Digits of a fraction that has no end. */
    private static final MathContext FRACTION = new MathContext(60);

    /** Python and others write NaN and Infinity, which are not JSON; they are read to be reported as what they are. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ReplyReader() {}

    /** The reply to {@code start}. */
    static Implementation implementation(byte[] line) throws FaultException {
        return StartReply.read(json(line), Excerpt.of(line));
    }

    /** The reply to {@code run}. */
    static Reply reply(byte[] line, long seq) throws FaultException {
        JsonNode reply = json(line);
        JsonNode found = reply.path("seq");
        if (!found.isIntegralNumber() || !found.canConvertToLong() || found.asLong() != seq) {
            throw new FaultException(new Fault.WrongSeq(
                    seq, found.isMissingNode() ? "none: " + Excerpt.of(line) : "seq " + Excerpt.of(found.toString())));
        }
        if (reply.path("skipped").booleanValue(false)) {
            return new Reply.Skipped(Excerpt.text(reply, "message"));
        }
        if (reply.path("errored").booleanValue(false)) {
            return new Reply.Errored(Excerpt.text(reply, "message"));
        }
        return new Reply.Answered(
                trains(reply, "spikes"),
                trains(reply, "slopes"),
                loss(reply.path("loss")),
                gradient(reply.path("gradient")),
                values(reply, "potentials", ReplyReader::nullable),
                byKind(reply.path("gradient")));
    }

    /** The reply to {@code run} on a grid. */
    static GridReply onGrid(byte[] line, long seq) throws FaultException {
        Reply reply = reply(line, seq);
        JsonNode fields = json(line);
        return new GridReply(reply, trains(fields, "steps"), trains(fields, "potentials"));
    }

    /** The grid that the reply to {@code start} names. */
    static Optional<GridClaim> grid(byte[] line) throws FaultException {
        return GridClaim.in(json(line));
    }

    private static Optional<ByNeuron<BigDecimal>> trains(JsonNode reply, String field) throws FaultException {
        return values(reply, field, ReplyReader::real);
    }

    private static <V> Optional<ByNeuron<V>> values(JsonNode reply, String field, Element<V> value)
            throws FaultException {
        JsonNode given = reply.path(field);
        if (absent(given)) {
            return Optional.empty();
        }
        String pointer = "/" + field;
        if (!given.isObject()) {
            throw malformed(pointer, "an object is expected");
        }
        Map<String, List<List<V>>> populations = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> population : given.properties()) {
            String place = pointer + "/" + Excerpt.of(population.getKey());
            populations.put(
                    population.getKey(), list(population.getValue(), place, (train, at) -> list(train, at, value)));
        }
        return Optional.of(new ByNeuron<>(populations));
    }

    private static Optional<Outcome<BigDecimal>> loss(JsonNode given) throws FaultException {
        if (absent(given)) {
            return Optional.empty();
        }
        if (given.path("undefined").isString()) {
            return Optional.of(new Outcome.Undefined<>(Excerpt.text(given, "undefined")));
        }
        if (!given.isObject()) {
            return Optional.of(new Outcome.Known<>(real(given, "/loss")));
        }
        return absent(given.path("value"))
                ? Optional.empty()
                : Optional.of(new Outcome.Known<>(real(given.path("value"), "/loss/value")));
    }

    private static Optional<Outcome<List<List<List<Optional<BigDecimal>>>>>> gradient(JsonNode given)
            throws FaultException {
        if (absent(given)) {
            return Optional.empty();
        }
        if (!given.isObject()) {
            throw malformed("/gradient", "an object is expected");
        }
        if (given.path("undefined").isString()) {
            return Optional.of(new Outcome.Undefined<>(Excerpt.text(given, "undefined")));
        }
        JsonNode weights = given.path("weights");
        return absent(weights)
                ? Optional.empty()
                : Optional.of(new Outcome.Known<>(list(
                        weights,
                        "/gradient/weights",
                        (matrix, at) ->
                                optionalList(matrix, at, (row, of) -> optionalList(row, of, ReplyReader::nullable)))));
    }

    /** What is null, or said to be undefined, is not given. */
    private static Map<ParameterKind, Map<String, BigDecimal>> byKind(JsonNode gradient) throws FaultException {
        Map<ParameterKind, Map<String, BigDecimal>> kinds = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : ParameterKind.values()) {
            JsonNode given = gradient.path(kind.field());
            if (kind != ParameterKind.WEIGHTS
                    && !absent(given)
                    && !given.path("undefined").isString()) {
                Map<String, BigDecimal> values = new LinkedHashMap<>();
                leaves(given, "/gradient/" + kind.field(), "", values);
                kinds.put(kind, values);
            }
        }
        return kinds;
    }

    private static void leaves(JsonNode node, String above, String place, Map<String, BigDecimal> values)
            throws FaultException {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.get(i), above, place + "/" + i, values);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = field.getKey().replace("~", "~0").replace("/", "~1");
                leaves(field.getValue(), above, place + "/" + name, values);
            }
        } else if (!node.isNull()) {
            values.put(place, real(node, above + Excerpt.of(place)));
        }
    }

    /** What is null is not given: an empty list. */
    private static <T> List<T> optionalList(JsonNode node, String pointer, Element<T> element) throws FaultException {
        return node.isNull() ? List.of() : list(node, pointer, element);
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** Reads an element at its place. */
    private interface Element<T> {
        T read(JsonNode node, String pointer) throws FaultException;
    }

    private static <T> List<T> list(JsonNode node, String pointer, Element<T> element) throws FaultException {
        if (!node.isArray()) {
            throw malformed(pointer, "a list is expected, found " + Excerpt.of(node.toString()));
        }
        List<T> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(element.read(node.get(i), pointer + "/" + i));
        }
        return elements;
    }

    private static Optional<BigDecimal> nullable(JsonNode node, String pointer) throws FaultException {
        return node.isNull() ? Optional.empty() : Optional.of(real(node, pointer));
    }

    /** A JSON number is the binary64 nearest to it; a string is exactly what it says. */
    private static BigDecimal real(JsonNode node, String pointer) throws FaultException {
        if (node.isNumber()) {
            double value = node.asDouble();
            if (!Double.isFinite(value)) {
                throw new FaultException(new Fault.NotReal(pointer, Excerpt.of(node.toString())));
            }
            return new BigDecimal(value);
        }
        if (!node.isString()) {
            throw malformed(pointer, "a real is expected, found " + Excerpt.of(node.toString()));
        }
        String text = node.stringValue().strip();
        if (NOT_REALS.contains(text.toLowerCase(Locale.ROOT))) {
            throw new FaultException(new Fault.NotReal(pointer, Excerpt.of(text)));
        }
        try {
            Rational value = Rational.parse(text);
            BigDecimal numerator = new BigDecimal(value.numerator());
            BigDecimal denominator = new BigDecimal(value.denominator());
            return text.contains("/") ? numerator.divide(denominator, FRACTION) : numerator.divide(denominator);
        } catch (NumberFormatException notReal) {
            throw malformed(pointer, notReal.getMessage());
        }
    }

    private static FaultException malformed(String pointer, String detail) {
        return new FaultException(new Fault.Malformed(pointer, detail));
    }

    /** In UTF-8 alone, and of text: of bytes, Jackson would take a byte order mark, UTF-16 and UTF-32, too. */
    private static JsonNode json(byte[] line) throws FaultException {
        try {
            return JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException | JacksonException notJson) {
            throw new FaultException(new Fault.NotJson(Excerpt.of(line)));
        }
    }
}
