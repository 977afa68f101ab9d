package io.github.goldspike.cli;

import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Question.Limits;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code goldspike solve}. */
@Command(
        name = "solve",
        description = "Finds the spike times of a network, and the gradient of its loss.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class SolveCommand implements Callable<Integer> {

    /** A real is at most 10,000 characters long, sign, point and exponent included. */
    private static final int MOST_DIGITS = Rational.MAX_CHARACTERS - 100;

    private final Streams streams;
    private final Engines engines;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NETWORK", description = "Network file, - for standard input, or a NIR file, *.nir.")
    private String network;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "50",
            description = "Significant digits of every real in the answer (default: ${DEFAULT-VALUE}).")
    private int digits;

    @Option(names = "--jacobian", description = "Also the derivatives of all spike times.")
    private boolean jacobian;

    @Option(
            names = "--condition",
            description =
                    "On a grid the condition number of the loss, its raster fixed. Else also condition numbers of the entries of the gradient, those of spikes even where they take"
                            + " long, and the nearest events that would change the picture.")
    private boolean condition;

    @Option(
            names = "--certificate",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "With or without a certificate, from which goldspike verify proves the answer anew"
                    + " (default: with).")
    private boolean certificate;

    @Option(
            names = "--wrt",
            paramLabel = "LIST",
            defaultValue = "weights",
            description =
                    "What gradient and Jacobian are taken with respect to, separated by commas: weights,"
                            + " delays, alpha, beta, threshold, reset, leak, inputs, initial, current, current-times, kernel, reset-kernel (default: ${DEFAULT-VALUE}).")
    private String wrt;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "certified",
            description =
                    "certified (every digit proved), textbook (apfloat) or fast (binary64, 17 digits); on a grid also"
                            + " fast32 (binary32, 9 digits) (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "forward",
            description = "How the gradient is derived: forward, adjoint (one backward sweep) or eventprop"
                    + " (default: ${DEFAULT-VALUE}); the gradient is the same. On a grid it is backpropagation through"
                    + " time, but with eventprop (engines fast, fast32) EventProp in the same steps, which tends to the"
                    + " exact gradient as dt does to 0.")
    private String method;

    @Option(
            names = "--max-digits",
            paramLabel = "N",
            description = "Working precision beyond which a question is undecided (default: 10 times --digits).")
    private Optional<Integer> maxDigits = Optional.empty();

    @Option(
            names = "--max-spikes",
            paramLabel = "N",
            description = "Number of spikes beyond which a network is a runaway (default: " + Limits.DEFAULT_SPIKES
                    + "); with eventprop on a grid, how many spikes of one neuron there is room for.")
    private Optional<Integer> maxSpikes = Optional.empty();

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            description =
                    "In steps of --dt, as a clock-driven library computes: a profile (goldspike grids), with changes"
                            + " (norse,threshold=ge), or a JSON file.")
    private Optional<String> grid = Optional.empty();

    @Option(names = "--dt", paramLabel = "REAL", description = "Length of a step of the grid.")
    private Optional<String> dt = Optional.empty();

    @Option(
            names = "--surrogate",
            paramLabel = "KIND[:SLOPE[:SCALE]]",
            description = "What stands for dz/dV in the gradient on a grid: fast-sigmoid, arctan, sigmoid, triangle or"
                    + " straight-through.")
    private Optional<String> surrogate = Optional.empty();

    @Option(
            names = "--traces",
            paramLabel = "T1,T2,…",
            arity = "0..1",
            parameterConsumer = TraceTimes.class,
            description =
                    "Also the potentials of all neurons at these times, from the left at spikes. On a grid, without"
                            + " times: V and I after each step.")
    private Optional<String> traces = Optional.empty();

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            description =
                    "Also the causal graph, in a file of its own (DOT or JSON, by its ending .dot or .json): which input"
                            + " spikes and earlier spikes each spike depends on, with the entries of L = \u2202V/\u2202F. Of engine"
                            + " certified.")
    private Optional<String> graph = Optional.empty();

    @Mixin
    private NirOptions nir;

    @Option(
            names = "-o",
            paramLabel = "ANSWER",
            defaultValue = "-",
            description = "Answer file; it appears whole or not at all (default: standard output).")
    private String output;

    @Mixin
    private ManyOptions many;

    SolveCommand(Streams streams, Engines engines) {
        this.streams = streams;
        this.engines = engines;
    }

    @Override
    public Integer call() {
        Solver solver = grid.map(this::onGrid).orElseGet(this::inContinuousTime);
        if (many.asked()) {
            if (graph.isPresent()) {
                throw Failure.badInput("--graph: is of one network, and --many of many");
            }
            nir.refuse(network);
            return new SolveMany(solver, streams, network).run(task(), output, many);
        }
        OutputFile file = OutputFile.open(output, streams);
        Optional<GraphFile> graphFile = graph.map(name -> GraphFile.open(name, engines.named(engine), streams));
        InputFile.Content<Noted> input = nir.read(network, streams);
        graphFile.ifPresent(causes -> refuseKernels(input.value().network()));
        NamedEngine.Written answer = watched(solver, input);
        file.write(answer.content());
        graphFile.ifPresent(causes -> causes.write(input.value().network(), input.sha256(), question()));
        return answer.undecided() ? ExitStatus.UNDECIDED : ExitStatus.DONE;
    }

    /** All that answers depend on beside the networks: every option but those that only say where and how fast. */
    private String task() {
        String options = spec.options().stream()
                .filter(option -> !Set.of("-o", "--threads").contains(option.longestName()))
                .map(option -> option.longestName() + "=" + option.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        String steps = grid.map(name -> GridFields.of(new GridOptions(streams).grid(name, dt, surrogate))
                        .toString())
                .orElse("");
        return ManyLines.task("solve", options + steps);
    }

    private Solver inContinuousTime() {
        requireGridFor("--dt", dt.isPresent());
        requireGridFor("--surrogate", surrogate.isPresent());
        NamedEngine<?> asked = engines.named(engine);
        Question question = question();
        return (file, input, progress) -> {
            traces.ifPresent(
                    times -> TraceTimes.requireWithin(input.value().network().horizon(), question.traces()));
            return answered(file, () -> asked.solve(input, question, certificate, progress));
        };
    }

    private static <T> T answered(String file, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (UnsupportedNetworkException unsupported) {
            throw Failure.badInput(file, unsupported.pointer(), unsupported.detail());
        } catch (UnsupportedQuestionException unsupported) {
            throw Failure.badInput(unsupported.getMessage());
        }
    }

    private void refuseKernels(Network asked) {
        try {
            UnsupportedNetworkException.refuseKernels(asked, "the causal graph");
        } catch (UnsupportedNetworkException unsupported) {
            throw Failure.badInput(network, unsupported.pointer(), unsupported.detail());
        }
    }

    private static void requireGridFor(String option, boolean given) {
        if (given) {
            throw Failure.badInput(option + ": needs --grid");
        }
    }

    private Solver onGrid(String name) {
        requireBetween("--digits", digits, 1, MOST_DIGITS);
        if (jacobian || graph.isPresent()) {
            String option = jacobian ? "--jacobian" : "--graph";
            throw Failure.badInput(option + ": there is none on a grid");
        }
        traces.filter(times -> !times.isEmpty()).ifPresent(times -> {
            throw Failure.badInput("--traces: on a grid there are potentials after each step, and no times to choose");
        });
        int most = maxDigits.orElse(Limits.defaultsFor(digits).digits());
        requireBetween("--max-digits", most, digits, Integer.MAX_VALUE);
        Grid chosen = new GridOptions(streams).grid(name, dt, surrogate);
        NamedGridEngine<?> asked = NamedGridEngine.named(engine);
        GridQuestion question = answered(
                network,
                () -> new GridQuestion(
                        digits, kinds(wrt), traces.isPresent(), new Limits(most, Limits.DEFAULT_SPIKES)));
        SpikeGradient gradient = spikeGradient();
        return (file, input, progress) ->
                answered(file, () -> asked.solve(input, chosen, question, gradient, condition, progress));
    }

    /** Backpropagation through time is one backward sweep; only EventProp is another gradient. */
    private SpikeGradient spikeGradient() {
        if (named(method) != Method.EVENTPROP) {
            return SpikeGradient.SURROGATE;
        }
        int spikes = maxSpikes.orElse(Limits.DEFAULT_SPIKES);
        requireBetween("--max-spikes", spikes, 1, Integer.MAX_VALUE);
        return SpikeGradient.eventProp(spikes);
    }

    private NamedEngine.Written watched(Solver solver, InputFile.Content<Noted> input) {
        if (!streams.terminal()) {
            return solver.solve(network, input, SolveCommand::unlessInterrupted);
        }
        double horizon = input.value().network().horizon().toDouble();
        try (StatusLine line = new StatusLine(streams.err())) {
            return solver.solve(
                    network,
                    input,
                    (time, spikes, digits) -> line.draw(() -> String.format(
                            Locale.ROOT,
                            "t = %.4g of %.4g, %,d spikes, working with %d digits",
                            time,
                            horizon,
                            spikes,
                            digits)));
        }
    }

    /** A request of {@code serve} that is cancelled ends at its next step. */
    private static void unlessInterrupted(double time, int spikes, int digits) {
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
    }

    private Question question() {
        requireBetween("--digits", digits, 1, MOST_DIGITS);
        Limits defaults = Limits.defaultsFor(digits);
        Limits limits = new Limits(maxDigits.orElse(defaults.digits()), maxSpikes.orElse(defaults.spikes()));
        requireBetween("--max-digits", limits.digits(), digits, Integer.MAX_VALUE);
        requireBetween("--max-spikes", limits.spikes(), 1, Integer.MAX_VALUE);
        Conditioning conditioning = condition ? Conditioning.ALL : Conditioning.USUAL;
        return new Question(digits, kinds(wrt), named(method), jacobian, conditioning, limits)
                .withTraces(traces.map(TraceTimes::of).orElse(List.of()));
    }

    private static Method named(String name) {
        return Stream.of(Method.values())
                .filter(method -> method.field().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("--method: there is no method \"" + name + "\", expected "
                        + Stream.of(Method.values()).map(Method::field).collect(Collectors.joining(" or "))));
    }

    private static Set<ParameterKind> kinds(String list) {
        Set<ParameterKind> kinds = EnumSet.noneOf(ParameterKind.class);
        for (String name : list.split(",", -1)) {
            kinds.add(Arrays.stream(ParameterKind.values())
                    .filter(kind -> kind.field().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Failure.badInput("--wrt: there is no kind of parameter \"" + name
                            + "\", expected some of "
                            + Arrays.stream(ParameterKind.values())
                                    .map(ParameterKind::field)
                                    .collect(Collectors.joining(",")))));
        }
        return kinds;
    }

    private static void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw Failure.badInput(option + ": must be " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " to " + most) + ", but is " + value);
        }
    }
}
