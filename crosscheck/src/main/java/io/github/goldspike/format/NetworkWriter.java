package io.github.goldspike.format;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes networks, as files that read back as the same network or as engines are sent them; fields at their default are left out.
 */
public final class NetworkWriter {

    private static final Parameter ZERO = Parameter.shared(Rational.ZERO);

    private final JsonOutput out;
    private final Consumer<Rational> real;

    private NetworkWriter(JsonOutput out, Consumer<Rational> real) {
        this.out = out;
        this.real = real;
    }

    private static NetworkWriter exact(JsonOutput out) {
        return new NetworkWriter(out, value -> out.string(value.toString()));
    }

    /** Writes and flushes, but does not close, the stream. */
    public static void write(Network network, OutputStream bytes) throws IOException {
        JsonOutput.write(bytes, out -> exact(out).fields(network));
    }

    /** Writes the notes, too, if there are any. */
    public static void write(NetworkReader.Noted noted, OutputStream bytes) throws IOException {
        JsonOutput.write(bytes, out -> {
            exact(out).fields(noted.network());
            if (!noted.notes().isEmpty()) {
                out.section("notes", 1, () -> out.object(() -> noted.notes().forEach(out::field)));
            }
        });
    }

    /**
     * A network with all reals as JSON numbers, the binary64 numbers nearest to them.
     *
     * @hidden for the protocol alone: a user of the module cannot name the type of this tree
     */
    @SuppressWarnings("exports")
    public static ObjectNode binary64(Network network) {
        return JsonOutput.tree(out -> new NetworkWriter(out, value -> out.binary64(value.toDouble())).fields(network));
    }

    private void fields(Network network) {
        out.field("format", NetworkReader.FORMAT);
        out.field("id", network.id());
        out.field("convention", network.convention().field());
        out.field("horizon", () -> real(network.horizon()));
        out.section("populations", 1, () -> out.list(network.populations(), this::population));
        out.section("projections", 1, () -> out.list(network.projections(), this::projection));
        network.loss().ifPresent(loss -> out.field("loss", () -> out.object(() -> loss(loss))));
    }

    private void population(Population population) {
        out.object(() -> {
            out.field("name", population.name());
            if (population instanceof Population.Source source) {
                out.field("spikes", () -> out.list(source.trains(), this::reals));
            } else if (population instanceof Population.Neurons neurons) {
                neurons(neurons);
            }
        });
    }

    private void neurons(Population.Neurons neurons) {
        out.field("size", neurons.size());
        out.field(
                neurons.membrane().membraneField(),
                () -> parameter(neurons.membrane().given()));
        out.field("threshold", () -> out.nullable(neurons.threshold(), this::threshold));
        unlessZero("reset", neurons.reset());
        unlessZero("leak", neurons.leak());
        neurons.initial().ifPresent(initial -> out.field("initial", () -> parameter(initial)));
        unlessZero("refractory", neurons.refractory());
        neurons.current().ifPresent(current -> out.field("current", () -> current(current)));
        neurons.resetKernel().ifPresent(kernel -> out.field("reset_kernel", () -> kernel(kernel)));
    }

    private void current(InputCurrent current) {
        if (current.shared()) {
            course(current.of(0));
        } else {
            out.object(() -> out.field("neuron", () -> out.list(current.courses(), this::course)));
        }
    }

    private void course(List<InputCurrent.Step> course) {
        out.list(course, step -> reals(List.of(step.time(), step.value())));
    }

    private void unlessZero(String field, Parameter parameter) {
        if (!parameter.equals(ZERO)) {
            out.field(field, () -> parameter(parameter));
        }
    }

    private void parameter(Parameter parameter) {
        if (parameter.shared()) {
            real(parameter.of(0));
        } else {
            reals(parameter.values());
        }
    }

    private void threshold(Threshold threshold) {
        if (threshold.shared()) {
            out.nullable(threshold.of(0), this::real);
        } else {
            out.list(threshold.values(), value -> out.nullable(value, this::real));
        }
    }

    private void projection(Projection projection) {
        out.object(() -> {
            out.field("from", projection.from());
            out.field("to", projection.to());
            if (projection.kernel().isPresent()) {
                out.field("kernel", () -> kernel(projection.kernel().get()));
            } else {
                out.field(projection.decay().constant().synapticField(), () -> decay(projection.decay()));
            }
            if (projection.connectivity() instanceof Connectivity.Matrix matrix) {
                out.field("weights", () -> matrix(matrix.weights()));
                delays(matrix.delays());
            } else if (projection.connectivity() instanceof Connectivity.Listed listed) {
                out.field("synapses", () -> out.list(listed.synapses(), this::synapse));
            }
        });
    }

    private void kernel(ResponseKernel kernel) {
        out.list(
                kernel.terms(),
                term -> out.list(() -> {
                    real(term.coefficient());
                    out.integer(term.power());
                    real(term.rate());
                }));
    }

    private void decay(SynapticDecay decay) {
        Parameter values = decay.constant().given();
        switch (decay.axis()) {
            case ALL -> parameter(values);
            case PRE -> out.object(() -> out.field("pre", () -> parameter(values)));
            case POST -> out.object(() -> out.field("post", () -> parameter(values)));
        }
    }

    private void delays(Delays delays) {
        if (delays instanceof Delays.Each each) {
            out.field("delays", () -> matrix(each.values()));
        } else if (delays instanceof Delays.Shared shared && !shared.equals(Delays.NONE)) {
            out.field("delays", () -> real(shared.value()));
        }
    }

    private void matrix(List<List<Optional<Rational>>> rows) {
        out.list(rows, row -> out.list(row, value -> out.nullable(value, this::real)));
    }

    private void synapse(Synapse synapse) {
        out.list(() -> {
            out.integer(synapse.pre());
            out.integer(synapse.post());
            real(synapse.weight());
            if (synapse.delay().signum() != 0) {
                real(synapse.delay());
            }
        });
    }

    private void loss(Loss loss) {
        out.field("kind", loss.kind());
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            out.field("population", entropy.population());
            out.field("label", entropy.label());
            out.field("tau0", () -> real(entropy.tau0()));
            out.field("tau1", () -> real(entropy.tau1()));
            out.field("gamma", () -> real(entropy.gamma()));
        } else if (loss instanceof Loss.SpikeTimeSquare square) {
            out.field("targets", () -> out.list(square.targets(), this::target));
        } else if (loss instanceof Loss.VoltageSquare square) {
            out.field("population", square.population());
            out.field("neuron", square.neuron());
            out.field("target", () -> real(square.target()));
        } else if (loss instanceof Loss.VoltageIntegral integral) {
            out.field("population", integral.population());
            out.field("weights", () -> reals(integral.weights()));
            out.field("kappa", () -> real(integral.kappa()));
        } else if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            out.field("population", entropy.population());
            out.field("label", entropy.label());
            out.field("scale", () -> real(entropy.scale()));
        } else if (loss instanceof Loss.SpikeCountSquare square) {
            out.field("population", square.population());
            out.field("targets", () -> reals(square.targets()));
        } else if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            out.field("population", entropy.population());
            out.field("label", entropy.label());
        }
    }

    private void target(Loss.SpikeTimeSquare.Target target) {
        out.list(() -> {
            out.string(target.population());
            out.integer(target.neuron());
            out.integer(target.spike());
            real(target.time());
        });
    }

    private void reals(List<Rational> values) {
        out.list(values, this::real);
    }

    private void real(Rational value) {
        real.accept(value);
    }
}
