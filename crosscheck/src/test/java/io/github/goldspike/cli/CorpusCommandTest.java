package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.corpus.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code goldspike corpus}. */
class CorpusCommandTest {

    /** Of the networks, one in so many is solved again in the default run. */
    private static final int PART = 5;

    @TempDir
    private Path folder;

    @Test
    void theCommandWritesTheKeptCorpusByteForByte() throws IOException {
        Path written = folder.resolve("corpus");
        Invocation corpus = Invocation.ofAll("corpus", written.toString());
        assertEquals(0, corpus.exitStatus(), corpus.err());
        Map<String, byte[]> expected = Kept.files(Kept.FOLDER);
        Map<String, byte[]> found = Kept.files(written);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((path, bytes) -> assertArrayEquals(bytes, found.get(path), path));
    }

    @Test
    void solveWithTheOptionsOfTheIndexPrintsTheKeptAnswer() throws IOException {
        int turn = 0;
        for (JsonNode entry : JsonMapper.shared()
                .readTree(Files.readAllBytes(Kept.FOLDER.resolve("index.json")))
                .get("networks")) {
            if (Kept.campaign() || turn++ % PART == 0) {
                List<String> arguments = new ArrayList<>(List.of("solve"));
                entry.get("solve").valueStream().map(JsonNode::asString).forEach(arguments::add);
                arguments.add(Kept.FOLDER
                        .resolve(entry.at("/network/path").asString())
                        .toString());
                Invocation solve = Invocation.ofAll(arguments.toArray(String[]::new));
                boolean certified = entry.get("status").asString().equals("certified");
                assertEquals(certified ? 0 : 3, solve.exitStatus(), () -> entry.get("id") + solve.err());
                assertEquals(
                        Files.readString(
                                Kept.FOLDER.resolve(entry.at("/answer/path").asString())),
                        solve.out(),
                        () -> entry.get("id").toString());
            }
        }
    }

    @Test
    void aFolderThatIsNotEmptyIsRefusedAndStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve("mine"), "precious", StandardCharsets.UTF_8);
        Invocation corpus = Invocation.ofAll("corpus", folder.toString());
        assertEquals(2, corpus.exitStatus());
        assertEquals("goldspike: " + folder + ": cannot be written: the directory is not empty\n", corpus.err());
        assertEquals(1, Kept.files(folder).size());
    }

    @Test
    void aFolderInAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious", StandardCharsets.UTF_8);
        Invocation corpus = Invocation.ofAll("corpus", file.resolve("where").toString());
        assertEquals(2, corpus.exitStatus());
        assertTrue(corpus.err().endsWith(": cannot be written: " + file + " is not a directory\n"), corpus.err());
    }
}
