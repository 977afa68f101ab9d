package io.github.goldspike.format;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes answer files of networks on grids: {@code steps} in place of {@code spikes}, the grid, no certificate.
 *
 * @param <R> the engine's real numbers
 */
public final class GridAnswerWriter<R> {

    private final Network network;
    private final AnswerHeading heading;
    private final Function<? super R, String> print;
    private final Function<? super R, String> printDistance;
    private final Optional<String> lossCondition;

    /**
     * @param print how a real is written, a decimal string
     * @param printDistance how the distance of {@code nearest} is written, with fewer digits
     * @param lossCondition relative condition number of the loss, a decimal string, if it was asked for
     */
    public GridAnswerWriter(
            Network network,
            AnswerHeading heading,
            Function<? super R, String> print,
            Function<? super R, String> printDistance,
            Optional<String> lossCondition) {
        this.network = network;
        this.heading = heading;
        this.print = print;
        this.printDistance = printDistance;
        this.lossCondition = lossCondition;
    }

    /** Writes and flushes, but does not close, the stream. */
    public void write(GridAnswer<R> answer, OutputStream bytes) throws IOException {
        JsonOutput.write(bytes, out -> new Document(out).fields(answer));
    }

    private final class Document {

        private final JsonOutput out;

        Document(JsonOutput out) {
            this.out = out;
        }

        void fields(GridAnswer<R> answer) {
            out.field("format", AnswerWriter.FORMAT);
            out.field(
                    "network",
                    () -> out.object(() -> {
                        out.field("id", heading.networkId());
                        out.field("sha256", heading.networkSha256());
                    }));
            out.section("grid", 1, () -> out.object(() -> grid(answer.grid())));
            out.field("digits", heading.digits());
            out.field("status", status(answer));
            out.section("steps", 2, () -> out.byNeuron(answer.steps(), out::integer));
            answer.loss()
                    .ifPresent(loss -> unlessOpen("loss", 0, loss, value -> {
                        out.field("value", print.apply(value));
                        lossCondition.ifPresent(condition -> out.field("condition", condition));
                    }));
            ParameterFields<R> parameters = new ParameterFields<>(network, out, this::real);
            answer.gradient().ifPresent(gradient -> unlessOpen("gradient", 3, gradient, parameters::gradient));
            answer.nearest().ifPresent(nearest -> out.section("nearest", 1, () -> out.object(() -> nearest(nearest))));
            answer.traces().ifPresent(traces -> {
                out.section("potentials", 2, () -> out.byNeuron(traces.potentials(), this::real));
                out.section("currents", 2, () -> out.byNeuron(traces.currents(), this::current));
            });
            if (!answer.undecided().isEmpty()) {
                DoubtOutput doubts = new DoubtOutput(out);
                out.section("undecided", 1, () -> out.list(answer.undecided(), doubts::write));
            }
            if (!heading.notes().isEmpty()) {
                out.section("notes", 1, () -> out.object(() -> heading.notes().forEach(out::field)));
            }
        }

        private void grid(Grid grid) {
            out.field("dt", grid.dt().toString());
            GridFields.of(grid).forEach((field, text) -> {
                switch (field) {
                    case "order" -> out.field(field, () -> out.list(List.of(text.split(" ")), out::string));
                    case "first-step" -> out.field(field, grid.firstStep());
                    default -> out.field(field, text);
                }
            });
        }

        private String status(GridAnswer<R> answer) {
            if (!answer.undecided().isEmpty()) {
                return "undecided";
            }
            return heading.certified() ? "certified" : "uncertified";
        }

        private void current(GridAnswer.Current<R> current) {
            out.object(() -> {
                out.field("alpha", current.alpha().toString());
                out.field("values", () -> out.list(current.values(), this::real));
            });
        }

        private void nearest(GridAnswer.Nearest<R> nearest) {
            out.field(
                    "at",
                    () -> out.object(() -> {
                        out.field("population", nearest.population());
                        out.field("neuron", nearest.neuron());
                        out.field("step", nearest.step());
                    }));
            out.field("distance", printDistance.apply(nearest.distance()));
        }

        private <T> void unlessOpen(String name, int levels, Outcome<T> outcome, Consumer<T> known) {
            if (outcome instanceof Outcome.Known<T> is) {
                out.section(name, levels, () -> out.object(() -> known.accept(is.value())));
            } else if (outcome instanceof Outcome.Undefined<T> not) {
                out.field(name, () -> out.object(() -> out.field("undefined", not.why())));
            }
        }

        private void real(R value) {
            out.string(print.apply(value));
        }
    }
}
