package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.SynapticResponse;
import io.github.goldspike.model.TimeConstant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonToken;

/** The fields of one projection. */
final class ProjectionFields {

    private final JsonInput in;
    private final JsonObject projection;
    private final Field<String> from;
    private final Field<String> to;
    private final Field<SynapticDecay> alpha;
    private final Field<SynapticDecay> tauSyn;
    private final Field<ResponseKernel> kernel;
    private final Field<List<List<Optional<Rational>>>> weights;
    private final Field<List<Synapse>> synapses;
    private final Field<Delays> delays;

    ProjectionFields(JsonInput in) {
        this.in = in;
        projection = in.object();
        from = projection.field("from", in::string);
        to = projection.field("to", in::string);
        alpha = projection.field("alpha", () -> decay(TimeConstant.Form.RATE));
        tauSyn = projection.field("tau_syn", () -> decay(TimeConstant.Form.TIME));
        kernel = projection.field("kernel", () -> kernel(in));
        weights = projection.field("weights", this::matrix);
        synapses = projection.field("synapses", () -> in.list(this::synapse));
        delays = projection.field("delays", this::delays);
    }

    Projection read() {
        projection.read();
        return new Projection(from.required(), to.required(), response(), connectivity());
    }

    private SynapticResponse response() {
        if (kernel.isGiven()) {
            for (Field<?> other : List.of(alpha, tauSyn)) {
                if (other.isGiven()) {
                    throw other.bad("given together with \"kernel\", exactly one of the two is expected");
                }
            }
            return kernel.required();
        }
        return projection.<SynapticDecay>exactlyOne(alpha, tauSyn).required();
    }

    /** {@code [["c", n, "rate"], …]}. */
    static ResponseKernel kernel(JsonInput in) {
        return new ResponseKernel(in.list(() -> {
            JsonTuple tuple = in.tuple("[coefficient, power, rate]");
            ResponseKernel.Term term =
                    new ResponseKernel.Term(tuple.element(in::real), tuple.element(in::index), tuple.element(in::real));
            tuple.end();
            return term;
        }));
    }

    private Connectivity connectivity() {
        if (projection.<Object>exactlyOne(weights, synapses) == weights) {
            return new Connectivity.Matrix(weights.required(), delays.given().orElse(Delays.NONE));
        }
        if (delays.isGiven()) {
            throw delays.bad("belongs to \"weights\"; the delay of a synapse is the fourth element of its entry");
        }
        return new Connectivity.Listed(synapses.required());
    }

    private SynapticDecay decay(TimeConstant.Form form) {
        if (!in.at(JsonToken.START_OBJECT)) {
            return SynapticDecay.shared(new TimeConstant(form, Parameter.shared(in.real())));
        }
        JsonObject lists = in.object();
        Field<List<Rational>> pre = lists.field("pre", () -> in.list(in::real));
        Field<List<Rational>> post = lists.field("post", () -> in.list(in::real));
        lists.read();
        Field<? extends List<Rational>> given = lists.exactlyOne(pre, post);
        return new SynapticDecay(
                given == pre ? SynapticDecay.Axis.PRE : SynapticDecay.Axis.POST,
                new TimeConstant(form, Parameter.each(given.required())));
    }

    private List<List<Optional<Rational>>> matrix() {
        return in.list(() -> in.list(() -> in.nullable(in::real)));
    }

    private Delays delays() {
        return in.at(JsonToken.START_ARRAY) ? new Delays.Each(matrix()) : new Delays.Shared(in.real());
    }

    private Synapse synapse() {
        JsonTuple tuple = in.tuple("[pre, post, weight] or [pre, post, weight, delay]");
        Synapse synapse = new Synapse(
                tuple.element(in::index),
                tuple.element(in::index),
                tuple.element(in::real),
                tuple.optional(in::real).orElse(Rational.ZERO));
        tuple.end();
        return synapse;
    }
}
