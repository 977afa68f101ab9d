package io.github.goldspike.property;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Valid network files whose reals may have any size from 10⁻³⁰⁰ to 10³⁰⁰: in every field, in a few, or in one. All kinds of losses,
 * recurrent connections, delays, refractory times, input currents, membranes without leak, readouts and both conventions occur.
 */
public final class ExtremeNetworks {

    private static final int DECADES = 300;

    /** Of how many reals one is extreme, in a network. */
    private static final double[] SHARES = {0.04, 0.15, 0.5, 1};

    private final Random random;
    private final double share;
    private final boolean kernel;

    private ExtremeNetworks(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.share = SHARES[random.nextInt(SHARES.length)];
        this.kernel = random.nextBoolean();
    }

    /** The network of a seed. */
    public static Network of(long seed) {
        try {
            return NetworkReader.read(new ByteArrayInputStream(text(seed).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The same as a file. */
    public static String text(long seed) {
        return new ExtremeNetworks(seed).network(seed);
    }

    private String network(long seed) {
        int sources = 1 + random.nextInt(3);
        int neurons = 1 + random.nextInt(3);
        boolean readout = chance(0.3);
        String horizon = positive();
        List<String> populations = new ArrayList<>(List.of(
                "{\"name\": \"in\", \"spikes\": " + list(sources, this::train) + "}", neurons("n", neurons, true)));
        List<String> projections = new ArrayList<>(List.of(projection("in", sources, "n", neurons)));
        if (chance(0.5)) {
            projections.add(projection("n", neurons, "n", neurons));
        }
        if (readout) {
            populations.add(neurons("r", 1, false));
            projections.add(projection("n", neurons, "r", 1));
        }
        return "{\"format\": \"goldspike-network/1\", \"id\": \"extreme-" + seed + "\", \"convention\": \""
                + (kernel ? "kernel" : "current") + "\", \"horizon\": " + horizon + ", \"populations\": "
                + populations + ", \"projections\": " + projections
                + (chance(0.8) ? ", \"loss\": " + loss(neurons, readout) : "") + "}";
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** As a JSON string. */
    private String positive() {
        int exponent = chance(share) ? random.nextInt(2 * DECADES + 1) - DECADES : -1;
        return "\"" + (1 + random.nextInt(99)) + "e" + Math.min(exponent, DECADES - 2) + "\"";
    }

    private String real() {
        return chance(0.3) ? "\"-" + positive().substring(1) : positive();
    }

    private String time() {
        return chance(0.3) ? "\"0\"" : positive();
    }

    private static List<String> list(int size, Supplier<String> item) {
        return Stream.generate(item).limit(size).toList();
    }

    private String train() {
        return sorted(list(random.nextInt(4), this::time)).toString();
    }

    private static List<String> sorted(List<String> reals) {
        return reals.stream()
                .sorted((a, b) -> Double.compare(value(a), value(b)))
                .toList();
    }

    private static double value(String quoted) {
        return Double.parseDouble(quoted.replace("\"", ""));
    }

    private String neurons(String name, int size, boolean spiking) {
        String population = "{\"name\": \"" + name + "\", \"size\": " + size
                + (chance(0.5)
                        ? ", \"beta\": " + list(size, this::rate)
                        : ", \"tau_mem\": " + list(size, this::positive))
                + (chance(0.25) ? ", \"current\": {\"neuron\": " + list(size, this::course) + "}" : "");
        if (!spiking) {
            return population + ", \"threshold\": null}";
        }
        List<List<String>> levels =
                IntStream.range(0, size).mapToObj(n -> levels()).toList();
        String text = population + ", \"threshold\": " + column(levels, 2);
        text += chance(0.5) ? ", \"reset\": " + column(levels, 0) : ", \"reset\": " + column(levels, 1);
        text += ", \"initial\": " + column(levels, random.nextInt(2));
        text += chance(0.3) ? ", \"leak\": " + list(size, this::real) : "";
        return text + (chance(0.3) ? ", \"refractory\": " + list(size, this::time) : "") + "}";
    }

    /** Of a membrane: perhaps 0, which is no leak. */
    private String rate() {
        return kernel && chance(0.2) ? "\"0\"" : positive();
    }

    /** Jumps of an input current, at times that ascend strictly. */
    private String course() {
        List<String> times = sorted(list(random.nextInt(3), this::time));
        List<String> steps = new ArrayList<>();
        for (int k = 0; k < times.size(); k++) {
            if (k == 0 || value(times.get(k - 1)) < value(times.get(k))) {
                steps.add("[" + times.get(k) + ", " + real() + "]");
            }
        }
        return steps.toString();
    }

    /** Three potentials in ascending order. */
    private List<String> levels() {
        List<String> levels = sorted(List.of(chance(0.5) ? "\"0\"" : real(), real(), real()));
        return value(levels.get(1)) < value(levels.get(2)) ? levels : levels();
    }

    private static String column(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .collect(Collectors.toList())
                .toString();
    }

    private String projection(String from, int rows, String to, int columns) {
        String rate = (chance(0.5) ? "\"alpha\": " : "\"tau_syn\": ")
                + (chance(0.5) ? positive() : "{\"pre\": " + list(rows, this::positive) + "}");
        String ends = "{\"from\": \"" + from + "\", \"to\": \"" + to + "\", " + rate;
        if (chance(0.2)) {
            return ends + ", \"synapses\": " + list(random.nextInt(6), () -> synapse(rows, columns)) + "}";
        }
        return ends + ", \"weights\": "
                + list(
                        rows,
                        () -> list(columns, () -> chance(0.1) ? "null" : real()).toString())
                + (chance(0.3) ? ", \"delays\": " + time() : "") + "}";
    }

    private String synapse(int rows, int columns) {
        return "[" + random.nextInt(rows) + ", " + random.nextInt(columns) + ", " + real()
                + (chance(0.5) ? ", " + time() : "") + "]";
    }

    private String loss(int neurons, boolean readout) {
        String population = readout && chance(0.5) ? "r" : "n";
        return switch (random.nextInt(4)) {
            case 0 ->
                "{\"kind\": \"first-spike-cross-entropy\", \"population\": \"n\", \"label\": "
                        + random.nextInt(neurons) + ", \"tau0\": " + positive() + ", \"tau1\": " + positive()
                        + ", \"gamma\": " + time() + "}";
            case 1 -> "{\"kind\": \"spike-time-square\", \"targets\": [[\"n\", 0, 0, " + positive() + "]]}";
            case 2 ->
                "{\"kind\": \"voltage-square\", \"population\": \"" + population + "\", \"neuron\": 0, \"target\": "
                        + real() + "}";
            default ->
                "{\"kind\": \"voltage-integral\", \"population\": \"" + population + "\", \"weights\": "
                        + list(population.equals("r") ? 1 : neurons, this::real)
                        + (chance(0.7) ? ", \"kappa\": " + real() : "") + "}";
        };
    }
}
