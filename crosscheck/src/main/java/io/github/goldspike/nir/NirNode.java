package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a NIR file as it is stored.
 *
 * @param path of its group in the file
 * @param type such as {@code CubaLIF}
 * @param numbers its datasets of numbers
 * @param texts its datasets of text, {@code padding} for instance
 * @param graph its nodes and edges, if it is a graph itself
 */
record NirNode(
        String path, String type, Map<String, Tensor> numbers, Map<String, String> texts, Optional<NirGraph> graph) {

    Tensor required(String name) {
        Tensor found = numbers.get(name);
        if (found == null) {
            throw bad("has no \"" + name + "\"");
        }
        return found;
    }

    Optional<Tensor> given(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    BadFileException bad(String detail) {
        return new BadFileException(path, type + ": " + detail);
    }
}
