package io.github.goldspike.format;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Certificate;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes answer files ({@code goldspike-answer/1}). What is not decided is not written.
 *
 * @param <R> the engine's real numbers
 */
public final class AnswerWriter<R> {

    static final String FORMAT = "goldspike-answer/1";

    private final Network network;
    private final AnswerHeading heading;
    private final Function<? super R, String> print;
    private final Function<? super R, String> printCondition;

    /** @param print how a real is written, a decimal string, condition numbers too */
    public AnswerWriter(Network network, AnswerHeading heading, Function<? super R, String> print) {
        this(network, heading, print, print);
    }

    /**
     * @param print how a real is written, a decimal string
     * @param printCondition how a condition number is written, with fewer digits
     */
    public AnswerWriter(
            Network network,
            AnswerHeading heading,
            Function<? super R, String> print,
            Function<? super R, String> printCondition) {
        this.network = network;
        this.heading = heading;
        this.print = print;
        this.printCondition = printCondition;
    }

    /** Writes and flushes, but does not close, the stream. */
    public void write(Answer<R> answer, OutputStream bytes) throws IOException {
        JsonOutput.write(bytes, out -> new Document(out).fields(answer));
    }

    private static <T> Derivative<Outcome<T>> known(Derivative<T> derivative) {
        return new Derivative<>(derivative.spike(), derivative.parameter(), new Outcome.Known<>(derivative.value()));
    }

    private static <T> boolean isUndefined(List<List<Outcome<T>>> entries) {
        return entries.stream().flatMap(List::stream).allMatch(Outcome.Undefined.class::isInstance);
    }

    /** Why a kind that has entries is undefined as a whole; empty if some entry is not. */
    private static <T> Optional<String> whyUndefined(List<List<Outcome<T>>> entries) {
        return isUndefined(entries)
                ? entries.stream()
                        .flatMap(List::stream)
                        .map(entry -> ((Outcome.Undefined<T>) entry).why())
                        .findFirst()
                : Optional.empty();
    }

    private final class Document {

        private final JsonOutput out;
        private final ParameterFields<R> parameters;

        Document(JsonOutput out) {
            this.out = out;
            this.parameters = new ParameterFields<>(network, out, this::real);
        }

        void fields(Answer<R> answer) {
            out.field("format", FORMAT);
            out.field(
                    "network",
                    () -> out.object(() -> {
                        out.field("id", heading.networkId());
                        out.field("sha256", heading.networkSha256());
                    }));
            out.field("digits", heading.digits());
            out.field("status", status(answer));
            out.section("spikes", 2, () -> ofSpikes(answer.spikes(), Spike::time));
            out.section("slopes", 2, () -> ofSpikes(answer.spikes(), Spike::slope));
            answer.conditions().flatMap(Conditions::spikes).ifPresent(this::conditions);
            answer.loss()
                    .ifPresent(loss -> unlessOpen("loss", 0, loss, value -> {
                        out.field("value", print.apply(value));
                        answer.conditions()
                                .flatMap(Conditions::loss)
                                .ifPresent(condition -> out.field("condition", printCondition.apply(condition)));
                    }));
            boolean open =
                    answer.gradient().filter(Outcome.Open.class::isInstance).isPresent()
                            && answer.atTies().gradient().isEmpty();
            if (answer.gradient().isPresent() && !open || answer.jacobian().isPresent()) {
                out.field("wrt", () -> out.list(List.copyOf(heading.wrt()), kind -> out.string(kind.field())));
            }
            answer.atTies()
                    .gradient()
                    .ifPresentOrElse(
                            entries -> gradientAtTies(answer.gradient().orElseThrow(), entries),
                            () -> answer.gradient()
                                    .ifPresent(gradient -> unlessOpen("gradient", 3, gradient, parameters::gradient)));
            answer.conditions()
                    .flatMap(Conditions::gradient)
                    .ifPresent(conditions ->
                            out.section("gradientCondition", 3, () -> out.object(() -> gradient(conditions))));
            answer.jacobian()
                    .ifPresent(entries -> out.section(
                            "jacobian",
                            1,
                            () -> out.list(
                                    Stream.concat(
                                                    entries.stream().map(AnswerWriter::known),
                                                    answer.atTies().jacobian().stream())
                                            .toList(),
                                    this::derivative)));
            answer.potentials().ifPresent(this::potentials);
            if (!answer.undecided().isEmpty()) {
                out.section("undecided", 1, () -> out.list(answer.undecided(), new DoubtOutput(out)::write));
            }
            answer.conditions()
                    .flatMap(Conditions::nearest)
                    .ifPresent(nearest -> out.section("nearest", 1, () -> out.object(() -> nearest(nearest))));
            Map<String, String> notes = new LinkedHashMap<>(heading.notes());
            answer.conditions().map(Conditions::notes).ifPresent(notes::putAll);
            if (!notes.isEmpty()) {
                out.section("notes", 1, () -> out.object(() -> notes.forEach(out::field)));
            }
            answer.certificate()
                    .ifPresent(proof -> out.section("certificate", 2, () -> out.object(() -> certificate(proof))));
        }

        private void certificate(Certificate proof) {
            out.field("digits", proof.digits());
            out.field("spikes", () -> out.byNeuron(proof.spikes(), this::enclosure));
            out.field("pieces", () -> out.byNeuron(proof.pieces(), time -> out.string(time.toString())));
        }

        private void enclosure(Certificate.Enclosure enclosure) {
            out.list(() -> {
                out.string(enclosure.centre().toString());
                out.string(enclosure.radius().toString());
            });
        }

        private String status(Answer<R> answer) {
            if (!answer.undecided().isEmpty()) {
                return "undecided";
            }
            return heading.certified() ? "certified" : "uncertified";
        }

        private void ofSpikes(ByNeuron<Spike<R>> spikes, Function<Spike<R>, R> part) {
            out.byNeuron(spikes, spike -> real(part.apply(spike)));
        }

        private void conditions(ByNeuron<Optional<R>> conditions) {
            out.section("condition", 2, () -> out.byNeuron(conditions, value -> out.nullable(value, this::condition)));
        }

        private void potentials(ByNeuron<Optional<R>> potentials) {
            out.section("potentials", 2, () -> out.byNeuron(potentials, value -> out.nullable(value, this::real)));
        }

        private void gradient(Gradient<Optional<R>> conditions) {
            new ParameterFields<Optional<R>>(network, out, value -> out.nullable(value, this::condition))
                    .gradient(conditions);
        }

        private void condition(R value) {
            out.string(printCondition.apply(value));
        }

        private void nearest(Nearest<R> nearest) {
            nearest.peak().ifPresent(event -> out.field("peak", () -> nearest(event)));
            nearest.slope().ifPresent(event -> out.field("slope", () -> nearest(event)));
            nearest.order().ifPresent(event -> out.field("order", () -> nearest(event)));
            nearest.horizon().ifPresent(event -> out.field("horizon", () -> nearest(event)));
        }

        private void nearest(Nearest.Event<R> event) {
            out.object(() -> {
                out.field(
                        "at",
                        () -> out.object(() -> {
                            out.field("population", event.population());
                            out.field("neuron", event.neuron());
                            event.spike().ifPresent(spike -> out.field("spike", spike));
                            out.field("time", printCondition.apply(event.time()));
                        }));
                out.field("distance", printCondition.apply(event.distance()));
            });
        }

        private <T> void unlessOpen(String name, int levels, Outcome<T> outcome, Consumer<T> known) {
            if (outcome instanceof Outcome.Known<T> is) {
                out.section(name, levels, () -> out.object(() -> known.accept(is.value())));
            } else if (outcome instanceof Outcome.Undefined<T> not) {
                out.field(name, () -> out.object(() -> out.field("undefined", not.why())));
            }
        }

        /** Entry by entry; a kind, or the gradient, none of whose entries exists is undefined as a whole. */
        private void gradientAtTies(Outcome<Gradient<R>> whole, Gradient<Outcome<R>> entries) {
            if (entries.values().values().stream().allMatch(AnswerWriter::isUndefined)
                    && whole instanceof Outcome.Undefined<Gradient<R>> undefined) {
                out.field("gradient", () -> out.object(() -> out.field("undefined", undefined.why())));
            } else {
                out.section(
                        "gradient",
                        3,
                        () -> out.object(() -> new ParameterFields<Outcome<R>>(network, out, this::entry)
                                .gradient(entries, AnswerWriter::whyUndefined)));
            }
        }

        private void entry(Outcome<R> entry) {
            if (entry instanceof Outcome.Known<R> known) {
                real(known.value());
            } else {
                out.object(() -> withoutValue(entry));
            }
        }

        private void withoutValue(Outcome<R> entry) {
            if (entry instanceof Outcome.Undefined<R> undefined) {
                out.field("undefined", undefined.why());
            } else if (entry instanceof Outcome.Open<R> open) {
                out.field("undecided", open.why());
            }
        }

        private void derivative(Derivative<Outcome<R>> derivative) {
            out.object(() -> {
                out.field(
                        "spike",
                        () -> out.list(() -> {
                            out.string(derivative.spike().population());
                            out.integer(derivative.spike().neuron());
                            out.integer(derivative.spike().index());
                        }));
                parameters.name(derivative.parameter());
                if (derivative.value() instanceof Outcome.Known<R> known) {
                    out.field("value", print.apply(known.value()));
                } else {
                    withoutValue(derivative.value());
                }
            });
        }

        private void real(R value) {
            out.string(print.apply(value));
        }
    }
}
