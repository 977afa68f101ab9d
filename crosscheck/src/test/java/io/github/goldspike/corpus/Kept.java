package io.github.goldspike.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The corpus as it is kept among the resources. */
public final class Kept {

    public static final Path FOLDER = Path.of("src/main/resources/corpus");

    private Kept() {}

    /** Whether everything is tried, and not only a part (profile {@code campaign}). */
    public static boolean campaign() {
        return Integer.getInteger("goldspike.tries.factor", 1) > 1;
    }

    static JsonNode index() throws IOException {
        return JsonMapper.shared().readTree(bytes("index.json"));
    }

    static byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(path));
    }

    /** All files by their paths relative to the folder, without the grid part, which has a test of its own. */
    public static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(path -> !folder.relativize(path).startsWith("grids"))
                    .toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
