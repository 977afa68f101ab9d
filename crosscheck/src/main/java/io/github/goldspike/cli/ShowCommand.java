package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.figure.Figure;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.CausalGraphWriter;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.look.AnswerView;
import io.github.goldspike.look.Drawing;
import io.github.goldspike.look.Page;
import io.github.goldspike.look.Picture;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code goldspike show}. */
@Command(
        name = "show",
        description = "Draws a network and its answers: a page to look into, or a figure for print.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {

    private static final int DIGITS = 20;
    private static final int MOST_ANSWERS = 6;

    /** The graph has an edge for each pair of spikes that knows the other: beyond, the page would stall. */
    private static final int MOST_SPIKES_OF_GRAPH = 1000;

    /** Condition numbers of a gradient by more weights take seconds. */
    private static final int MOST_SYNAPSES = 100;

    /** Potentials in a figure, unless the user says whose. */
    private static final int USUAL_NEURONS = 3;

    private final Streams streams;
    private final Engines engines;

    @Parameters(index = "0", paramLabel = "NETWORK", description = "Network file, - for standard input.")
    private String network;

    @Parameters(
            index = "1..*",
            paramLabel = "ANSWER",
            description =
                    "Answer files, of goldspike or of another program, also on a grid; the first one is what the others are held"
                            + " against (default: the certified answer).")
    private List<String> answers = List.of();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            required = true,
            description =
                    "What is written, by its ending: .html is one page that needs no other file and no network; .svg, .pdf"
                            + " and .png are figures.")
    private String output;

    @Option(
            names = "--neurons",
            paramLabel = "NAME:N,…",
            split = ",",
            description =
                    "Whose potentials a figure has (default: the first three that spike). In a page all can be chosen.")
    private List<String> neurons = List.of();

    ShowCommand(Streams streams, Engines engines) {
        this.streams = streams;
        this.engines = engines;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Figure.Format> figure = Figure.Format.of(output);
        if (figure.isEmpty() && !output.endsWith(".html")) {
            throw Failure.badInput("-o: " + output + ": expected a name that ends with .html, .svg, .pdf or .png");
        }
        if (answers.size() > MOST_ANSWERS) {
            throw Failure.badInput(
                    "at most " + MOST_ANSWERS + " answers can be told apart, but there are " + answers.size());
        }
        OutputFile file = OutputFile.open(output, streams);
        InputFile.Content<Network> input = new InputFile(network, streams).read(NetworkReader::read);
        List<Drawing.Neuron> drawn = drawn(input.value());
        List<AnswerView> views = answers.isEmpty() ? List.of(golden(input)) : read(input.value());
        Picture picture = picture(input, views, figure.isEmpty());
        if (figure.isEmpty()) {
            byte[] page = Page.of(picture, Version.text());
            file.write(bytes -> bytes.write(page));
        } else {
            List<Drawing.Neuron> chosen = drawn.isEmpty() ? usual(picture) : drawn;
            Figure drawing = drawing(picture, chosen, input.sha256());
            file.write(bytes -> drawing.write(figure.get(), bytes));
        }
        return ExitStatus.DONE;
    }

    private Figure drawing(Picture picture, List<Drawing.Neuron> chosen, String sha256) {
        List<String> caption = List.of(
                "Network " + picture.network().id() + ", sha256 " + sha256.substring(0, 16)
                        + ". Potentials of engine "
                        + (picture.network().firstKernel().isEmpty() ? "fast." : "certified."),
                "goldspike show " + String.join(" ", words(network, answers)) + " -o " + output);
        try {
            return Drawing.of(picture, chosen, caption);
        } catch (UnsupportedNetworkException unsupported) {
            throw Failure.badInput(network, unsupported.pointer(), unsupported.detail());
        }
    }

    private static List<String> words(String first, List<String> others) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(others);
        return words;
    }

    private AnswerView golden(InputFile.Content<Network> input) throws IOException {
        long synapses = input.value().projections().stream()
                .mapToLong(projection -> projection.synapses().size())
                .sum();
        Question question =
                Question.ofDigits(DIGITS).with(synapses > MOST_SYNAPSES ? Conditioning.NEAREST : Conditioning.ALL);
        try {
            NamedEngine.Written answer =
                    engines.named("certified").solve(input.value(), input.sha256(), question, false, Progress.SILENT);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            answer.content().writeTo(bytes);
            return AnswerView.read("certified", bytes.toByteArray(), input.value());
        } catch (UnsupportedNetworkException unsupported) {
            throw Failure.badInput(network, unsupported.pointer(), unsupported.detail());
        }
    }

    private List<AnswerView> read(Network shown) {
        List<AnswerView> views = new ArrayList<>();
        for (String answer : answers) {
            String name = answer.equals("-")
                    ? "answer"
                    : Path.of(answer).getFileName().toString();
            boolean again = views.stream().anyMatch(view -> view.name().equals(name));
            views.add(new InputFile(answer, streams)
                    .read(bytes -> AnswerView.read(again ? answer : name, bytes.readAllBytes(), shown))
                    .value());
        }
        return views;
    }

    private Picture picture(InputFile.Content<Network> input, List<AnswerView> views, boolean page) throws IOException {
        int spikes = views.get(0).spikeCount();
        if (!page || spikes > MOST_SPIKES_OF_GRAPH) {
            return new Picture(
                    input.value(),
                    views,
                    Optional.empty(),
                    page ? "The causal graph of " + spikes + " spikes is left out: solve --graph has it." : "");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CausalGraph<Ball> graph =
                    new CertifiedEngine().causalGraph(input.value(), Question.ofDigits(DIGITS), Progress.SILENT);
            AnswerHeading heading = new AnswerHeading(input.value().id(), input.sha256(), DIGITS, true);
            CausalGraphWriter.write(graph, heading, value -> value.toDecimal(DIGITS), bytes);
        } catch (UnsupportedNetworkException unsupported) {
            return new Picture(
                    input.value(), views, Optional.empty(), "No causal graph: " + unsupported.detail() + ".");
        }
        JsonNode rows = JsonMapper.shared()
                .readTree(new ByteArrayInputStream(bytes.toByteArray()))
                .path("spikes");
        return new Picture(input.value(), views, Optional.of(rows), "");
    }

    private List<Drawing.Neuron> drawn(Network shown) {
        List<Drawing.Neuron> result = new ArrayList<>();
        for (String name : neurons) {
            int colon = name.lastIndexOf(':');
            Optional<Population> found = shown.populations().stream()
                    .filter(population -> population instanceof Population.Neurons)
                    .filter(population -> colon > 0 && population.name().equals(name.substring(0, colon)))
                    .findFirst();
            String index = name.substring(colon + 1);
            if (found.isEmpty()
                    || !index.matches("[0-9]{1,9}")
                    || Integer.parseInt(index) >= found.get().size()) {
                throw Failure.badInput("--neurons: there is no neuron " + name + ", expected NAME:N of the network");
            }
            result.add(new Drawing.Neuron(found.get().name(), Integer.parseInt(index)));
        }
        return result;
    }

    private static List<Drawing.Neuron> usual(Picture picture) {
        List<Drawing.Neuron> result = new ArrayList<>();
        picture.answers().get(0).spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size() && result.size() < USUAL_NEURONS; n++) {
                if (!trains.get(n).isEmpty()) {
                    result.add(new Drawing.Neuron(population, n));
                }
            }
        });
        return result;
    }
}
