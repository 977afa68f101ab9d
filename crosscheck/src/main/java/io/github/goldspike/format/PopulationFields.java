package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonToken;

/** The fields of one population, of a source or of neurons. */
final class PopulationFields {

    private final JsonInput in;
    private final JsonObject population;
    private final Field<String> name;
    private final Field<List<List<Rational>>> spikes;
    private final Field<Integer> size;
    private final Field<Parameter> beta;
    private final Field<Parameter> tauMem;
    private final Field<Optional<Threshold>> threshold;
    private final Field<Parameter> reset;
    private final Field<Parameter> leak;
    private final Field<Parameter> initial;
    private final Field<Parameter> refractory;
    private final Field<InputCurrent> current;
    private final Field<ResponseKernel> resetKernel;

    PopulationFields(JsonInput in) {
        this.in = in;
        population = in.object();
        name = population.field("name", in::string);
        spikes = population.field("spikes", () -> in.list(() -> in.list(in::real)));
        size = population.field("size", in::index);
        beta = population.field("beta", this::parameter);
        tauMem = population.field("tau_mem", this::parameter);
        threshold = population.field("threshold", () -> in.nullable(this::threshold));
        reset = population.field("reset", this::parameter);
        leak = population.field("leak", this::parameter);
        initial = population.field("initial", this::parameter);
        refractory = population.field("refractory", this::parameter);
        current = population.field("current", this::current);
        resetKernel = population.field("reset_kernel", () -> ProjectionFields.kernel(in));
    }

    Population read() {
        population.read();
        try {
            return spikes.isGiven() ? source() : neurons();
        } catch (InvalidNetworkException invalid) {
            throw BadFileException.of(invalid.under(population.pointer()));
        }
    }

    private Population source() {
        Stream.of(size, beta, tauMem, threshold, reset, leak, initial, refractory, current, resetKernel)
                .filter(Field::isGiven)
                .findFirst()
                .ifPresent(field -> {
                    throw field.bad("belongs to neurons, but the population is a source (\"spikes\" is given)");
                });
        return new Population.Source(name.required(), spikes.required());
    }

    private Population neurons() {
        Parameter zero = Parameter.shared(Rational.ZERO);
        String populationName = name.required();
        if (!size.isGiven()) {
            throw population.bad("missing field \"size\" (or \"spikes\")");
        }
        Field<? extends Parameter> membrane = population.exactlyOne(beta, tauMem);
        return new Population.Neurons(
                populationName,
                size.required(),
                new TimeConstant(
                        membrane == beta ? TimeConstant.Form.RATE : TimeConstant.Form.TIME, membrane.required()),
                threshold.required(),
                reset.given().orElse(zero),
                leak.given().orElse(zero),
                initial.given(),
                refractory.given().orElse(zero),
                current.given(),
                resetKernel.given());
    }

    private Parameter parameter() {
        return in.at(JsonToken.START_ARRAY) ? Parameter.each(in.list(in::real)) : Parameter.shared(in.real());
    }

    private InputCurrent current() {
        if (!in.at(JsonToken.START_OBJECT)) {
            return InputCurrent.shared(course());
        }
        JsonObject each = in.object();
        Field<List<List<InputCurrent.Step>>> neurons = each.field("neuron", () -> in.list(this::course));
        each.read();
        return InputCurrent.each(neurons.required());
    }

    private List<InputCurrent.Step> course() {
        return in.list(() -> {
            JsonTuple tuple = in.tuple("[time, current]");
            InputCurrent.Step step = new InputCurrent.Step(tuple.element(in::real), tuple.element(in::real));
            tuple.end();
            return step;
        });
    }

    private Threshold threshold() {
        return in.at(JsonToken.START_ARRAY)
                ? new Threshold(false, in.list(() -> in.nullable(in::real)))
                : Threshold.shared(in.real());
    }
}
