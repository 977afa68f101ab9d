package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the HDF5 layout of NIR, versions 0.1 to 1.0: {@code /node} is a graph, its {@code nodes} are groups with a {@code type}. */
final class NirReader {

    private static final int DEEPEST = 50;

    private NirReader() {}

    /**
     * A NIR file.
     *
     * @param version of the library that wrote it, or empty
     */
    record Read(NirGraph graph, Optional<String> version) {}

    /** @throws BadFileException if the bytes are no NIR file */
    static Read read(byte[] bytes) {
        return inFile(bytes, file -> {
            Group root = group(file, "node");
            NirNode node = node(root, DEEPEST);
            NirGraph graph = node.graph().orElseGet(() -> alone(node));
            return new Read(
                    graph,
                    Optional.ofNullable(file.getChildren().get("version")).map(child -> text((Dataset) child)));
        });
    }

    /** What a reader makes of an open file. */
    interface Reader<T> {
        T read(HdfFile file);
    }

    /** Reads an HDF5 file; whatever jHDF throws at bytes that are none is one sentence. */
    static <T> T inFile(byte[] bytes, Reader<T> reader) {
        try (HdfFile file = HdfFile.fromBytes(bytes)) {
            return reader.read(file);
        } catch (BadFileException bad) {
            throw bad;
        } catch (RuntimeException broken) {
            // Damaged bytes make jHDF fail in many ways, not all of which it names.
            String why = broken.getMessage() == null
                    ? ""
                    : ": " + broken.getMessage().lines().findFirst().orElse("");
            throw new BadFileException("", "not a readable HDF5 file" + why);
        }
    }

    /** A file whose root is a single node is a graph of that node. */
    private static NirGraph alone(NirNode node) {
        return new NirGraph("/node", Map.of("node", node), List.of());
    }

    private static NirNode node(Group group, int deepest) {
        if (deepest == 0) {
            throw new BadFileException(group.getPath(), "graphs are nested deeper than " + DEEPEST);
        }
        String path = path(group);
        Map<String, Tensor> numbers = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Node child : group.getChildren().values()) {
            if (child instanceof Dataset dataset && !child.getName().equals("edges")) {
                if (dataset.getJavaType() == String.class) {
                    texts.put(child.getName(), text(dataset));
                } else if (!dataset.isEmpty()) {
                    numbers.put(child.getName(), numbers(dataset));
                }
            }
        }
        String type = texts.get("type");
        if (type == null) {
            throw new BadFileException(path, "has no type, so it is no node of NIR");
        }
        Optional<NirGraph> graph = type.equals("NIRGraph") ? Optional.of(graph(group, deepest)) : Optional.empty();
        return new NirNode(path, type, numbers, texts, graph);
    }

    private static NirGraph graph(Group group, int deepest) {
        Map<String, NirNode> nodes = new TreeMap<>();
        for (Node child : group(group, "nodes").getChildren().values()) {
            if (!(child instanceof Group node)) {
                throw new BadFileException(path(child), "is no group, so it is no node of NIR");
            }
            nodes.put(child.getName(), node(node, deepest - 1));
        }
        return new NirGraph(path(group), nodes, edges(group));
    }

    private static List<NirGraph.Edge> edges(Group group) {
        if (!(group.getChildren().get("edges") instanceof Dataset dataset)) {
            throw new BadFileException(path(group), "has no \"edges\"");
        }
        List<NirGraph.Edge> edges = new ArrayList<>();
        if (dataset.getSize() == 0 || dataset.isEmpty()) {
            return edges;
        }
        if (!(dataset.getData() instanceof String[][] pairs)) {
            throw new BadFileException(path(dataset), "is no list of pairs of names");
        }
        for (String[] pair : pairs) {
            edges.add(new NirGraph.Edge(pair[0], pair[1]));
        }
        return edges;
    }

    static Group group(Group parent, String name) {
        if (parent.getChildren().get(name) instanceof Group group) {
            return group;
        }
        throw new BadFileException(path(parent), "has no group \"" + name + "\"");
    }

    static Tensor numbers(Dataset dataset) {
        List<Integer> shape = dataset.isScalar()
                ? List.of()
                : Arrays.stream(dataset.getDimensions()).boxed().toList();
        if (!dataset.isScalar() && dataset.getSize() == 0) {
            return new Tensor(path(dataset), shape, new double[0]);
        }
        return new Tensor(path(dataset), shape, binary64(dataset));
    }

    /** The values as they are stored, infinities too. */
    static double[] binary64(Dataset dataset) {
        Object data = dataset.isScalar() ? new Object[] {dataset.getData()} : dataset.getDataFlat();
        double[] values = new double[Array.getLength(data)];
        for (int i = 0; i < values.length; i++) {
            Object value = Array.get(data, i);
            if (value instanceof Boolean truth) {
                values[i] = truth ? 1 : 0;
            } else if (value instanceof Number number) {
                values[i] = number.doubleValue();
            } else {
                throw new BadFileException(path(dataset), "has values that are no numbers");
            }
        }
        return values;
    }

    private static String text(Dataset dataset) {
        Object data = dataset.isScalar() ? dataset.getData() : Array.get(dataset.getDataFlat(), 0);
        if (!(data instanceof String text)) {
            throw new BadFileException(path(dataset), "is no text");
        }
        return text;
    }

    /** As a JSON pointer, without the slash at the end that groups have. */
    private static String path(Node node) {
        String path = node.getPath();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
