package io.github.goldspike.format;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.AnswerFile.RealId;
import io.github.goldspike.format.AnswerFile.Status;
import io.github.goldspike.format.JsonObject.Field;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonToken;

/**
 * Reads answer files ({@code goldspike-answer/1}), those of other programs too: reals may be JSON numbers, fields that
 * goldspike does not know are skipped.
 */
public final class AnswerReader {

    private final JsonInput in;
    private final Set<String> gradientWithout = new LinkedHashSet<>();
    private final Map<SpikeId, Set<RealId>> jacobianWithout = new LinkedHashMap<>();

    private AnswerReader(JsonInput in) {
        this.in = in;
    }

    /**
     * Reads an answer to the end of the stream.
     *
     * @throws BadFileException if it is not an answer file
     * @throws IOException if the stream fails
     */
    public static AnswerFile read(InputStream bytes) throws IOException {
        return JsonInput.read(bytes, in -> new AnswerReader(in).answer());
    }

    /**
     * Whether an answer is one of a network on a grid, whatever else it says.
     *
     * @throws BadFileException if it is no JSON object
     * @throws IOException if the stream fails
     */
    public static boolean isOnGrid(InputStream bytes) throws IOException {
        return JsonInput.read(bytes, in -> {
            JsonObject answer = in.object();
            Field<String> grid = answer.field("grid", () -> {
                in.skip();
                return "";
            });
            answer.readDeclared();
            return grid.isGiven();
        });
    }

    private AnswerFile answer() {
        JsonObject answer = in.object();
        Field<String> format = answer.field("format", () -> NetworkReader.format(in, AnswerWriter.FORMAT));
        Field<Optional<String>> network = answer.field("network", this::networkSha256);
        Field<Integer> digits = answer.field("digits", this::digits);
        Field<Status> status = answer.field("status", this::status);
        Field<ByNeuron<PrintedReal>> spikes = answer.field("spikes", this::ofSpikes);
        Field<ByNeuron<PrintedReal>> slopes = answer.field("slopes", this::ofSpikes);
        Field<ByNeuron<Optional<PrintedReal>>> condition =
                answer.field("condition", () -> byNeuron(() -> in.nullable(this::real)));
        Field<LossFound> loss = answer.field("loss", this::loss);
        Field<Outcome<Map<String, Optional<PrintedReal>>>> gradient = answer.field("gradient", this::gradient);
        Field<Map<String, Optional<PrintedReal>>> gradientCondition =
                answer.field("gradientCondition", this::gradientCondition);
        Field<Map<SpikeId, Map<RealId, PrintedReal>>> jacobian = answer.field("jacobian", this::jacobian);
        Field<List<AnswerFile.Ambiguity>> undecided =
                answer.field("undecided", () -> in.list(() -> new AmbiguityFields(in).read()));
        Field<Nearest<PrintedReal>> nearest = answer.field("nearest", this::nearest);
        Field<Map<String, String>> grid = answer.field("grid", () -> in.map(this::gridField));
        Field<ByNeuron<Integer>> steps = answer.field("steps", () -> byNeuron(in::index));
        Field<ByNeuron<Optional<PrintedReal>>> potentials =
                answer.field("potentials", () -> byNeuron(() -> in.nullable(this::real)));
        answer.readDeclared();
        format.required();
        return new AnswerFile(
                network.given().flatMap(sha256 -> sha256),
                digits.isGiven() ? OptionalInt.of(digits.required()) : OptionalInt.empty(),
                status.given().orElse(Status.UNCERTIFIED),
                spikes.given(),
                slopes.given(),
                condition.given(),
                loss.given().map(LossFound::value),
                loss.given().flatMap(LossFound::condition),
                gradient.given(),
                gradientWithout,
                gradientCondition.given(),
                jacobian.given(),
                jacobianWithout,
                undecided.given().orElse(List.of()),
                grid.given().isPresent() ? Optional.empty() : nearest.given(),
                grid.given(),
                steps.given(),
                potentials.given());
    }

    /** The order is a list of names, everything else one text. */
    private String gridField() {
        return in.at(JsonToken.START_ARRAY) ? String.join(" ", in.list(in::string)) : in.text();
    }

    private Optional<String> networkSha256() {
        JsonObject network = in.object();
        Field<String> sha256 = network.field("sha256", in::string);
        network.readDeclared();
        return sha256.given().map(text -> text.toLowerCase(Locale.ROOT));
    }

    private int digits() {
        int digits = in.index();
        if (digits == 0) {
            throw in.bad("must be positive, but is 0");
        }
        return digits;
    }

    private Status status() {
        String name = in.string();
        return Arrays.stream(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> in.bad("unknown status \"" + Malformed.quoted(name) + "\""));
    }

    private ByNeuron<PrintedReal> ofSpikes() {
        return byNeuron(this::real);
    }

    private <V> ByNeuron<V> byNeuron(Supplier<V> value) {
        return new ByNeuron<>(in.map(() -> in.list(() -> in.list(value))));
    }

    private PrintedReal real() {
        boolean text = in.at(JsonToken.VALUE_STRING);
        return text ? PrintedReal.ofDecimal(in.string(), in.real()) : PrintedReal.ofNumber(in.real());
    }

    private record LossFound(Outcome<PrintedReal> value, Optional<PrintedReal> condition) {}

    private LossFound loss() {
        if (in.atReal()) {
            return new LossFound(new Outcome.Known<>(real()), Optional.empty());
        }
        JsonObject loss = in.object();
        Field<PrintedReal> value = loss.field("value", this::real);
        Field<PrintedReal> condition = loss.field("condition", this::real);
        Field<String> undefined = loss.field("undefined", in::string);
        loss.readDeclared();
        Outcome<PrintedReal> outcome = loss.<Object>exactlyOne(value, undefined) == value
                ? new Outcome.Known<>(value.required())
                : new Outcome.Undefined<>(undefined.required());
        return new LossFound(outcome, condition.given());
    }

    private Outcome<Map<String, Optional<PrintedReal>>> gradient() {
        in.expect(JsonToken.START_OBJECT, "an object");
        Map<String, Optional<PrintedReal>> numbers = new LinkedHashMap<>();
        Optional<String> undefined = Optional.empty();
        String prefix = in.pointer();
        while (in.next() != JsonToken.END_OBJECT) {
            boolean says = in.text().equals("undefined");
            in.next();
            if (says) {
                undefined = Optional.of(in.string());
            } else {
                flatten(prefix.length(), numbers);
            }
        }
        return undefined
                .<Outcome<Map<String, Optional<PrintedReal>>>>map(Outcome.Undefined::new)
                .orElseGet(() -> new Outcome.Known<>(numbers));
    }

    private Map<String, Optional<PrintedReal>> gradientCondition() {
        in.expect(JsonToken.START_OBJECT, "an object");
        Map<String, Optional<PrintedReal>> numbers = new LinkedHashMap<>();
        flatten(in.pointer().length(), numbers);
        return numbers;
    }

    private void flatten(int prefix, Map<String, Optional<PrintedReal>> numbers) {
        if (in.at(JsonToken.START_ARRAY)) {
            while (in.next() != JsonToken.END_ARRAY) {
                flatten(prefix, numbers);
            }
        } else if (in.at(JsonToken.START_OBJECT)) {
            String pointer = in.pointer().substring(prefix);
            while (in.next() != JsonToken.END_OBJECT) {
                boolean without = in.text().equals("undefined") || in.text().equals("undecided");
                in.next();
                if (without && in.at(JsonToken.VALUE_STRING)) {
                    gradientWithout.add(pointer);
                } else {
                    flatten(prefix, numbers);
                }
            }
        } else {
            String pointer = in.pointer().substring(prefix);
            numbers.put(pointer, in.nullable(this::real));
        }
    }

    private Map<SpikeId, Map<RealId, PrintedReal>> jacobian() {
        Map<SpikeId, Map<RealId, PrintedReal>> rows = new LinkedHashMap<>();
        in.list(() -> {
            JsonObject entry = in.object();
            Field<SpikeId> spike = entry.field("spike", this::spike);
            List<Field<RealId>> parameters = Arrays.stream(ParameterKind.values())
                    .map(kind -> entry.field(kind.entry(), () -> parameter(kind)))
                    .toList();
            Field<PrintedReal> value = entry.field("value", this::real);
            Field<String> undefined = entry.field("undefined", in::string);
            Field<String> undecided = entry.field("undecided", in::string);
            entry.readDeclared();
            List<RealId> by = parameters.stream()
                    .flatMap(parameter -> parameter.given().stream())
                    .toList();
            if (by.size() > 1) {
                throw entry.bad("is by " + by.get(0) + " and by " + by.get(1) + ", expected one of them");
            }
            RealId parameter = by.isEmpty() ? parameters.get(0).required() : by.get(0);
            if (value.given().isEmpty() && (undefined.isGiven() || undecided.isGiven())) {
                jacobianWithout
                        .computeIfAbsent(spike.required(), id -> new LinkedHashSet<>())
                        .add(parameter);
                return entry;
            }
            Map<RealId, PrintedReal> row = rows.computeIfAbsent(spike.required(), id -> new LinkedHashMap<>());
            if (row.put(parameter, value.required()) != null) {
                throw entry.bad("there is already an entry for " + spike.required() + " and " + parameter);
            }
            return entry;
        });
        return rows;
    }

    private Nearest<PrintedReal> nearest() {
        JsonObject nearest = in.object();
        Field<Nearest.Event<PrintedReal>> peak = nearest.field("peak", this::nearestEvent);
        Field<Nearest.Event<PrintedReal>> slope = nearest.field("slope", this::nearestEvent);
        Field<Nearest.Event<PrintedReal>> order = nearest.field("order", this::nearestEvent);
        Field<Nearest.Event<PrintedReal>> horizon = nearest.field("horizon", this::nearestEvent);
        nearest.readDeclared();
        // Files list the least of all peaks only.
        return new Nearest<>(peak.given(), slope.given(), order.given(), horizon.given(), List.of());
    }

    private record Place(String population, int neuron, Optional<Integer> spike, PrintedReal time) {}

    private Nearest.Event<PrintedReal> nearestEvent() {
        JsonObject event = in.object();
        Field<Place> at = event.field("at", this::place);
        Field<PrintedReal> distance = event.field("distance", this::real);
        event.readDeclared();
        Place place = at.required();
        return new Nearest.Event<>(place.population, place.neuron, place.spike, place.time, distance.required());
    }

    private Place place() {
        JsonObject at = in.object();
        Field<String> population = at.field("population", in::string);
        Field<Integer> neuron = at.field("neuron", in::index);
        Field<Integer> spike = at.field("spike", in::index);
        Field<PrintedReal> time = at.field("time", this::real);
        at.readDeclared();
        return new Place(population.required(), neuron.required(), spike.given(), time.required());
    }

    private SpikeId spike() {
        JsonTuple tuple = in.tuple("[population, neuron, spike index]");
        SpikeId spike = new SpikeId(tuple.element(in::string), tuple.element(in::index), tuple.element(in::index));
        tuple.end();
        return spike;
    }

    private RealId parameter(ParameterKind kind) {
        JsonTuple tuple = in.tuple(shape(kind));
        String owner = tuple.element(() -> kind.ofProjections() ? Integer.toString(in.index()) : in.string());
        boolean ofCurrents = kind == ParameterKind.CURRENT || kind == ParameterKind.CURRENT_TIMES;
        boolean ofKernels = kind == ParameterKind.KERNEL || kind == ParameterKind.RESET_KERNEL;
        boolean alwaysIndexed =
                kind == ParameterKind.WEIGHTS || kind == ParameterKind.INPUTS || ofCurrents || ofKernels;
        List<Integer> entry = new ArrayList<>();
        if (alwaysIndexed) {
            entry.add(tuple.element(in::index));
        } else {
            index(tuple).ifPresent(entry::add);
        }
        if (kind == ParameterKind.INPUTS || ofKernels) {
            entry.add(tuple.element(in::index));
        } else if (kind == ParameterKind.WEIGHTS || kind == ParameterKind.DELAYS || ofCurrents) {
            index(tuple).ifPresent(entry::add);
        }
        tuple.end();
        return new RealId(kind, owner, List.copyOf(entry));
    }

    /** An index that may be missing at the end, or null. */
    private Optional<Integer> index(JsonTuple tuple) {
        return tuple.optional(() -> in.nullable(in::index)).flatMap(index -> index);
    }

    private static String shape(ParameterKind kind) {
        return switch (kind) {
            case WEIGHTS -> "[projection, pre, post] or [projection, index]";
            case DELAYS -> "[projection, pre, post], [projection, index] or [projection]";
            case ALPHA -> "[projection, index] or [projection]";
            case BETA, THRESHOLD, RESET, LEAK, INITIAL -> "[population, neuron] or [population]";
            case INPUTS -> "[population, unit, spike index]";
            case CURRENT, CURRENT_TIMES -> "[population, neuron, step] or [population, step]";
            case KERNEL -> "[projection, term, 0 or 2]";
            case RESET_KERNEL -> "[population, term, 0 or 2]";
        };
    }
}
