package io.github.goldspike.checker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A file as a tree, to be changed in one place. */
final class Tree {

    private static final JsonMapper JSON = new JsonMapper();

    /** Stands where text is put that no tree has, such as a name that comes twice. */
    private static final String HOLE = "hole in the tree";

    private final byte[] file;

    Tree(byte[] file) {
        this.file = file;
    }

    /** The way from the root to a value: names and indices. */
    record Path(List<Object> steps) {

        Path then(Object step) {
            List<Object> longer = new ArrayList<>(steps);
            longer.add(step);
            return new Path(List.copyOf(longer));
        }

        Object last() {
            return steps.get(steps.size() - 1);
        }

        boolean under(String... names) {
            return steps.size() >= names.length
                    && steps.subList(0, names.length).equals(List.of(names));
        }

        @Override
        public String toString() {
            return steps.stream().map(step -> "/" + step).reduce("", String::concat);
        }
    }

    Object root() {
        return JSON.readValue(file, Object.class);
    }

    /** All places but the root. */
    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        collect(root(), new Path(List.of()), paths);
        return paths;
    }

    private static void collect(Object node, Path at, List<Path> paths) {
        if (!at.steps.isEmpty()) {
            paths.add(at);
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(value, at.then(key), paths));
        } else if (node instanceof List<?> list) {
            for (int k = 0; k < list.size(); k++) {
                collect(list.get(k), at.then(k), paths);
            }
        }
    }

    Object at(Path path) {
        return at(root(), path.steps);
    }

    private static Object at(Object node, List<Object> steps) {
        Object found = node;
        for (Object step : steps) {
            found = step instanceof Integer k ? ((List<?>) found).get(k) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    /** Another value in one place. */
    byte[] with(Path path, Object value) {
        Object root = root();
        set(root, path, value);
        return JSON.writeValueAsBytes(root);
    }

    /** Raw text in one place. */
    byte[] withText(Path path, String text) {
        String all = new String(with(path, HOLE), StandardCharsets.UTF_8);
        return all.replace('"' + HOLE + '"', text).getBytes(StandardCharsets.UTF_8);
    }

    byte[] without(Path path) {
        Object root = root();
        Object parent = at(root, path.steps.subList(0, path.steps.size() - 1));
        if (path.last() instanceof Integer k) {
            ((List<?>) parent).remove((int) k);
        } else {
            ((Map<?, ?>) parent).remove(path.last());
        }
        return JSON.writeValueAsBytes(root);
    }

    @SuppressWarnings("unchecked")
    private static void set(Object root, Path path, Object value) {
        Object parent = at(root, path.steps.subList(0, path.steps.size() - 1));
        if (path.last() instanceof Integer k) {
            List<Object> list = (List<Object>) parent;
            if (k == list.size()) {
                list.add(value);
            } else {
                list.set(k, value);
            }
        } else {
            ((Map<String, Object>) parent).put((String) path.last(), value);
        }
    }

    static String text(Object value) {
        return JSON.writeValueAsString(value);
    }
}
