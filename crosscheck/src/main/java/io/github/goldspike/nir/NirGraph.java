package io.github.goldspike.nir;

import java.util.List;
import java.util.Map;

/**
 * A graph of a NIR file as it is stored.
 *
 * @param path of its group in the file
 * @param nodes by name
 * @param edges in the file's order
 */
record NirGraph(String path, Map<String, NirNode> nodes, List<Edge> edges) {

    /** The output of one node goes to the input of another. */
    record Edge(String from, String to) {}
}
