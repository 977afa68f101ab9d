package io.github.goldspike.nir;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Makes a NIR file of a network: a source is an Input, a population a CubaLIF, or a CubaLI if it has no threshold; a projection is a
 * Linear for each of its delays, with a Delay after it (nir-N8).
 */
public final class NirExport {

    /** Of NIR's library, whose layout this is. */
    private static final String VERSION = "1.0.8";

    private final Network network;
    private final SpikeShape shape;
    private final List<String[]> edges = new ArrayList<>();
    private int rounded;

    private NirExport(Network network, SpikeShape shape) {
        this.network = network;
        this.shape = shape;
    }

    /**
     * A NIR file.
     *
     * @param bytes of the file
     * @param rounded how many of its numbers are not exactly those of the network, but the nearest binary64
     */
    public record Exported(byte[] bytes, int rounded) {}

    /**
     * Writes a NIR file.
     *
     * @param shape what a spike is to the reader, an impulse or a jump
     * @throws InvalidNetworkException if NIR cannot say what the network says; with its place
     * @throws IllegalArgumentException for another shape
     */
    public static Exported of(Network network, SpikeShape shape) {
        if (!(shape instanceof SpikeShape.Impulse) && !(shape instanceof SpikeShape.Jump)) {
            throw new IllegalArgumentException("not an impulse and not a jump: " + shape);
        }
        NirExport export = new NirExport(network, shape);
        try {
            Path draft = Files.createTempFile("goldspike", ".nir");
            try {
                try (WritableHdfFile file = HdfFile.write(draft)) {
                    export.write(file);
                }
                return new Exported(Files.readAllBytes(draft), export.rounded);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void write(WritableHdfFile file) {
        network.firstKernel().ifPresent(pointer -> {
            throw new InvalidNetworkException(pointer, "NIR has no node for a response kernel");
        });
        file.putDataset("version", VERSION);
        WritableGroup graph = file.putGroup("node");
        graph.putDataset("type", "NIRGraph");
        WritableGroup nodes = graph.putGroup("nodes");
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            if (population.name().contains("/")) {
                throw new InvalidNetworkException(
                        "/populations/" + p + "/name", "a name with \"/\" cannot be that of a node");
            }
            if (population instanceof Population.Source source) {
                put(nodes, source.name(), "Input").putDataset("shape", new long[] {source.size()});
            } else if (population instanceof Population.Neurons neurons) {
                neurons(nodes, neurons, "/populations/" + p);
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            projection(nodes, network.projections().get(p), p);
        }
        for (Population population : network.populations()) {
            boolean sends = network.projections().stream()
                    .anyMatch(projection -> projection.from().equals(population.name()));
            if (!sends && population instanceof Population.Neurons) {
                String name = "output_" + population.name();
                put(nodes, name, "Output").putDataset("shape", new long[] {population.size()});
                edge(population.name(), name);
            }
        }
        graph.putDataset("edges", edges.toArray(String[][]::new));
    }

    private void neurons(WritableGroup nodes, Population.Neurons neurons, String pointer) {
        int size = neurons.size();
        refuse(neurons, pointer);
        boolean spiking = neurons.spiking();
        WritableGroup node = put(nodes, neurons.name(), spiking ? "CubaLIF" : "CubaLI");
        List<Rational> synaptic = synaptic(neurons);
        node.putDataset("tau_mem", vector(size, n -> neurons.beta(n).reciprocal()));
        node.putDataset("tau_syn", vector(size, synaptic::get));
        node.putDataset("r", vector(size, n -> Rational.ONE));
        node.putDataset("v_leak", vector(size, neurons.leak()::of));
        if (spiking) {
            node.putDataset(
                    "v_threshold", vector(size, n -> neurons.threshold(n).orElseThrow()));
            node.putDataset("v_reset", vector(size, neurons.reset()::of));
        }
        node.putDataset(
                "w_in",
                vector(
                        size,
                        n -> shape instanceof SpikeShape.Impulse impulse
                                ? synaptic.get(n).dividedBy(impulse.area())
                                : Rational.ONE));
    }

    private static void refuse(Population.Neurons neurons, String pointer) {
        for (int n = 0; n < neurons.size(); n++) {
            if (neurons.beta(n).signum() == 0) {
                throw new InvalidNetworkException(
                        pointer + "/beta", "NIR has no neuron with a synaptic current and without a leak");
            }
            if (neurons.refractory().of(n).signum() != 0) {
                throw new InvalidNetworkException(pointer + "/refractory", "NIR has no refractory time");
            }
            if (neurons.spiking() && neurons.threshold(n).isEmpty()) {
                throw new InvalidNetworkException(
                        pointer + "/threshold", "in NIR either all neurons of a node have a threshold, or none");
            }
            Rational initial = neurons.initial(n);
            if (initial.signum() != 0 && initial.compareTo(neurons.leak().of(n)) != 0) {
                throw new InvalidNetworkException(
                        pointer + "/initial", "NIR has no potential at time 0; a reader may take leak, or 0");
            }
        }
        if (neurons.current().isPresent()) {
            throw new InvalidNetworkException(
                    pointer + "/current", "NIR has no input current that does not pass through the synaptic one");
        }
    }

    /** The one τ_syn of each neuron; where no synapse ends, 1. */
    private List<Rational> synaptic(Population.Neurons neurons) {
        List<Optional<Rational>> found = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            found.add(Optional.empty());
        }
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            if (!projection.to().equals(neurons.name())) {
                continue;
            }
            for (Synapse synapse : projection.synapses()) {
                Rational tau =
                        projection.decay().alpha(synapse.pre(), synapse.post()).reciprocal();
                Optional<Rational> before = found.set(synapse.post(), Optional.of(tau));
                if (before.isPresent() && before.get().compareTo(tau) != 0) {
                    throw new InvalidNetworkException(
                            "/projections/" + p + "/"
                                    + projection.decay().constant().synapticField(),
                            "neuron " + synapse.post() + " of \"" + neurons.name()
                                    + "\" has several synaptic time constants, in NIR it has one");
                }
            }
        }
        return found.stream().map(tau -> tau.orElse(Rational.ONE)).toList();
    }

    private void projection(WritableGroup nodes, Projection projection, int p) {
        Population.Neurons target = (Population.Neurons) network.population(projection.to());
        int from = network.population(projection.from()).size();
        Map<Rational, Rational[][]> byDelay = new TreeMap<>();
        for (Synapse synapse : projection.synapses()) {
            Rational weight = network.convention() == Convention.CURRENT
                    ? synapse.weight()
                    : synapse.weight().dividedBy(target.beta(synapse.post()));
            Rational[][] rows = byDelay.computeIfAbsent(synapse.delay(), any -> new Rational[target.size()][from]);
            Rational before = rows[synapse.post()][synapse.pre()];
            rows[synapse.post()][synapse.pre()] = before == null ? weight : before.plus(weight);
        }
        byDelay.forEach((delay, rows) -> {
            String name = "projection_" + p
                    + (byDelay.size() == 1 ? "" : "_after_" + delay.toString().replace('/', ':'));
            double[][] weights = new double[rows.length][];
            for (int post = 0; post < rows.length; post++) {
                Rational[] row = rows[post];
                weights[post] = vector(from, pre -> row[pre] == null ? Rational.ZERO : row[pre]);
            }
            put(nodes, name, "Linear").putDataset("weight", weights);
            edge(projection.from(), name);
            if (delay.signum() == 0) {
                edge(name, target.name());
            } else {
                put(nodes, name + "_delay", "Delay").putDataset("delay", vector(target.size(), n -> delay));
                edge(name, name + "_delay");
                edge(name + "_delay", target.name());
            }
        });
    }

    private void edge(String from, String to) {
        edges.add(new String[] {from, to});
    }

    private static WritableGroup put(WritableGroup nodes, String name, String type) {
        WritableGroup node = nodes.putGroup(name);
        node.putDataset("type", type);
        return node;
    }

    private double[] vector(int size, IntFunction<Rational> value) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            Rational exact = value.apply(i);
            values[i] = exact.toDouble();
            if (!Double.isFinite(values[i]) || Rational.of(values[i]).compareTo(exact) != 0) {
                rounded++;
            }
        }
        return values;
    }
}
