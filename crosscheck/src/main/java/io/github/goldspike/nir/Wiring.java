package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph without graphs in it: the nodes of inner graphs are named {@code outer.inner}, and edges go from node to node. */
final class Wiring {

    private final Map<String, NirNode> nodes = new LinkedHashMap<>();
    private final List<NirGraph.Edge> edges = new ArrayList<>();

    /** @throws BadFileException if an edge names a node that is not there, or an inner graph has several inputs and none is named */
    Wiring(NirGraph graph) {
        add(graph, "");
    }

    /** By full name. */
    Map<String, NirNode> nodes() {
        return nodes;
    }

    /** The nodes whose outputs add up to the input of a node, one for each edge. */
    List<String> into(String name) {
        return edges.stream()
                .filter(edge -> edge.to().equals(name))
                .map(NirGraph.Edge::from)
                .toList();
    }

    /** All nodes, those first that an input reaches over fewer edges. */
    List<String> fromInputs() {
        Set<String> seen = new HashSet<>();
        List<String> order = new ArrayList<>();
        Deque<String> next = new ArrayDeque<>();
        nodes.keySet().stream().filter(name -> into(name).isEmpty()).forEach(next::add);
        nodes.keySet().stream().filter(name -> !next.contains(name)).forEach(next::addLast);
        Deque<String> reached = new ArrayDeque<>();
        for (String start : next) {
            reached.add(start);
            while (!reached.isEmpty() && (into(start).isEmpty() || !seen.contains(start))) {
                String name = reached.poll();
                if (seen.add(name)) {
                    order.add(name);
                    edges.stream().filter(edge -> edge.from().equals(name)).forEach(edge -> reached.add(edge.to()));
                }
            }
            reached.clear();
        }
        return order;
    }

    private void add(NirGraph graph, String prefix) {
        graph.nodes().forEach((name, node) -> {
            if (node.graph().isPresent()) {
                add(node.graph().get(), prefix + name + ".");
            } else if (nodes.putIfAbsent(prefix + name, node) != null) {
                throw new BadFileException(node.path(), "there are two nodes \"" + prefix + name + "\"");
            }
        });
        for (NirGraph.Edge edge : graph.edges()) {
            edges.add(new NirGraph.Edge(
                    prefix + end(graph, edge.from(), "Output", edge), prefix + end(graph, edge.to(), "Input", edge)));
        }
    }

    /** The node that an edge means: itself, or the output or input of an inner graph. */
    private static String end(NirGraph graph, String name, String port, NirGraph.Edge edge) {
        NirNode node = graph.nodes().get(name);
        if (node == null) {
            int dot = name.lastIndexOf('.');
            NirNode outer = dot < 0 ? null : graph.nodes().get(name.substring(0, dot));
            if (outer != null && outer.graph().isPresent()) {
                return name.substring(0, dot) + "." + end(outer.graph().get(), name.substring(dot + 1), port, edge);
            }
            throw new BadFileException(
                    graph.path() + "/edges",
                    "\"" + edge.from() + "\" to \"" + edge.to() + "\": there is no node \"" + name + "\"");
        }
        if (node.graph().isEmpty()) {
            return name;
        }
        NirGraph inner = node.graph().get();
        List<String> ports = inner.nodes().entrySet().stream()
                .filter(entry -> entry.getValue().type().equals(port))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (ports.size() != 1) {
            throw new BadFileException(
                    graph.path() + "/edges",
                    "\"" + edge.from() + "\" to \"" + edge.to() + "\": the graph \"" + name + "\" has " + ports.size()
                            + " nodes of type " + port + ", so that the edge does not say which");
        }
        return name + "." + end(inner, ports.get(0), port, edge);
    }
}
