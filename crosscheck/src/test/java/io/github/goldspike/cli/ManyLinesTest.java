package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code solve --many} and {@code verify --many}. */
class ManyLinesTest {

    private static final String NETWORK = "{\"format\": \"goldspike-network/1\", \"id\": \"%d\", \"horizon\": 2,"
            + " \"populations\": [{\"name\": \"in\", \"spikes\": [[0.%d]]},"
            + " {\"name\": \"n\", \"size\": 1, \"beta\": 1, \"threshold\": 1}],"
            + " \"projections\": [{\"from\": \"in\", \"to\": \"n\", \"alpha\": 1, \"weights\": [[4]]}]}\n";

    /** α = 1 and weight e with ϑ = 1: a touch. */
    private static final String UNDECIDED = NETWORK.formatted(7, 0)
            .replace("[[4]]", "[[1]]")
            .replace("\"threshold\": 1", "\"threshold\": 1, \"leak\": 1, \"initial\": 0")
            .replace("\"horizon\": 2", "\"horizon\": 0.1");

    private static final String BAD = NETWORK.formatted(3, 1).replace("\"beta\"", "\"bata\"");

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String networks(int count) {
        StringBuilder lines = new StringBuilder();
        for (int k = 0; k < count; k++) {
            lines.append(NETWORK.formatted(k, k));
        }
        return lines.toString();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void eachLineIsTheAnswerOfItsLineAndVerifies() throws IOException {
        String input = file("n.jsonl", networks(20));
        String output = folder.resolve("a.jsonl").toString();
        Invocation run = Invocation.ofAll("solve", "--many", input, "-o", output, "--threads", "3");
        assertEquals(new Invocation(0, "", ""), run);
        List<String> answers = Files.readAllLines(folder.resolve("a.jsonl"));
        assertEquals(20, answers.size());
        for (int k = 0; k < 20; k++) {
            String one = file("one.json", NETWORK.formatted(k, k));
            String alone = Invocation.ofAll("solve", one).out();
            assertEquals(
                    alone.replaceAll("\n *", "").replace(" ", ""),
                    answers.get(k).replace(" ", ""));
            assertEquals(
                    0,
                    Invocation.ofAll("verify", one, file("one.answer.json", answers.get(k)))
                            .exitStatus());
        }
        Invocation verified = Invocation.ofAll("verify", "--many", input, output);
        assertEquals(0, verified.exitStatus(), verified.err());
        assertEquals(
                20,
                verified.out()
                        .lines()
                        .filter(line -> line.startsWith("accepted: "))
                        .count());
        assertEquals(Invocation.ofAll("solve", "--many", input).out(), Files.readString(folder.resolve("a.jsonl")));
    }

    @Test
    void aBadLineCostsOneLineAndSaysWhy() throws IOException {
        String first = NETWORK.formatted(0, 0);
        String input = file("n.jsonl", first + BAD + "\n" + "{\n" + first.strip());
        Invocation run = Invocation.ofAll("solve", "--many", input);
        assertEquals(2, run.exitStatus());
        assertEquals(
                "goldspike: " + input
                        + ": line 2: /populations/1/bata: unknown field, expected one of name, spikes, size, beta, tau_mem, threshold, reset, leak, initial, refractory, current, reset_kernel (and 2 more lines, see the output)\n",
                run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(0).contains("\"certified\""));
        assertTrue(lines.get(1).startsWith("{\"format\": \"goldspike-refusal/1\", \"network\": {\"sha256\": \""));
        assertTrue(
                lines.get(1)
                        .endsWith(
                                "\"refused\": {\"file\": \"" + input
                                        + "\", \"line\": 2, \"pointer\": \"/populations/1/bata\", \"detail\": \"unknown field, expected one of name, spikes, size, beta, tau_mem, threshold, reset, leak, initial, refractory, current, reset_kernel\"}}"));
        assertTrue(lines.get(2).contains("\"pointer\": \"\", \"detail\": \"empty\""), lines.get(2));
        assertTrue(lines.get(3).contains("the file ends in the middle"), lines.get(3));
        assertTrue(lines.get(4).contains("\"certified\""), "a last line without line feed");
        Invocation verified = Invocation.ofAll("verify", "--many", input, file("a.jsonl", run.out()));
        assertEquals(2, verified.exitStatus());
        assertEquals(
                List.of("accepted", "bad input", "bad input", "bad input", "accepted"),
                verified.out().lines().map(line -> line.replaceFirst(":.*", "")).toList());
    }

    @Test
    void verifyRefusesALieAndALineWithoutPartner() throws IOException {
        String input = file("n.jsonl", networks(3));
        String answers = Invocation.ofAll("solve", "--many", input).out();
        String lie = answers.replaceFirst("(?s)(\"spikes\": \\{\"n\": \\[\\[\"0\\.)(.)", "$19");
        Invocation refused = Invocation.ofAll("verify", "--many", input, file("lie.jsonl", lie));
        assertEquals(1, refused.exitStatus());
        assertTrue(refused.out().startsWith("refused: "), refused.out());
        String two = answers.lines().limit(2).map(line -> line + "\n").reduce("", String::concat);
        Invocation missing = Invocation.ofAll("verify", "--many", input, file("two.jsonl", two));
        assertEquals(2, missing.exitStatus());
        assertTrue(missing.err().contains("two.jsonl: line 3: /: missing: another file has more lines"), missing.err());
    }

    @Test
    void anUndecidedLineIsExitStatusThree() throws IOException {
        String text = networks(2) + UNDECIDED;
        Invocation run = Invocation.ofAll(
                "solve",
                "--many",
                "--max-spikes",
                "1",
                file("n.jsonl", text + networks(1).replace("[[4]]", "[[40]]")));
        assertEquals(3, run.exitStatus(), run.err());
        assertTrue(run.out().lines().toList().get(3).contains("\"status\": \"undecided\""));
    }

    @Test
    void aGridHasManyToo() throws IOException {
        Invocation run = Invocation.ofAll(
                "solve", "--many", "--grid", "norse,inputs=nearest", "--dt", "0.125", file("n.jsonl", networks(3)));
        assertEquals(0, run.exitStatus(), run.err());
        assertEquals(
                3, run.out().lines().filter(line -> line.contains("\"steps\"")).count());
    }

    @Test
    void aRunThatWasKilledGoesOnAndGivesTheSameBytes() throws Exception {
        String input = file("n.jsonl", networks(400) + BAD + networks(200));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path part = folder.resolve("killed.jsonl.part");
        List<String> command = new ArrayList<>(List.of(
                java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "solve", "--many", input));
        command.addAll(List.of("-o", folder.resolve("killed.jsonl").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && (!Files.exists(part) || Files.size(part) < 20_000)) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        long kept = Files.readString(part).lines().count();
        assertFalse(Files.exists(folder.resolve("killed.jsonl")), "killed in the middle");
        Invocation other = Invocation.ofAll("solve", "--many", input, "-o", folder + "/killed.jsonl", "--digits", "20");
        assertEquals(2, other.exitStatus());
        assertTrue(other.err().contains("was begun with other options"), other.err());
        Invocation resumed = Invocation.ofAll("solve", "--many", input, "-o", folder + "/killed.jsonl");
        assertEquals(2, resumed.exitStatus(), "of the bad line");
        assertTrue(resumed.err().contains("going on after "), resumed.err());
        assertTrue(kept > 10);
        Invocation whole = Invocation.ofAll("solve", "--many", input, "-o", folder + "/whole.jsonl");
        assertEquals(2, whole.exitStatus());
        assertEquals(-1, Files.mismatch(folder.resolve("whole.jsonl"), folder.resolve("killed.jsonl")));
        assertEquals(List.of("killed.jsonl", "n.jsonl", "whole.jsonl"), names());
    }
}
