package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final Engine<Rational> NEVER = (network, question, progress) -> fail("must not be asked");
    private static final String START = "{\"format\": \"goldspike-answer/1\", \"digits\": 5, \"status\": ";

    @TempDir
    private Path folder;

    private String file(String name, String rest) throws IOException {
        return Files.writeString(folder.resolve(name), START + rest).toString();
    }

    @Test
    void agreementIsExitStatusZero() throws IOException {
        String golden = file("g", "\"certified\", \"spikes\": {\"n\": [[\"1.2345\"]]}}");
        String candidate = file("c", "\"uncertified\", \"spikes\": {\"n\": [[\"1.2346\"]]}}");
        assertEquals(
                new Invocation(
                        0, "spikes: agrees, 1 value, at least 4.0 digits (spike 0 of neuron 0 of \"n\")\nagrees\n", ""),
                Invocation.of(NEVER, "compare", golden, candidate));
    }

    @Test
    void disagreementIsExitStatusOne() throws IOException {
        String golden = file("g", "\"certified\", \"spikes\": {\"n\": [[\"1.2345\"]]}}");
        String candidate = file("c", "\"uncertified\", \"spikes\": {\"n\": [[\"1.2347\"]]}}");
        Invocation run = Invocation.of(NEVER, "compare", golden, candidate);
        assertEquals(1, run.exitStatus());
        assertTrue(run.out().endsWith("\nDISAGREES\n"), run.out());
        assertEquals(
                0,
                Invocation.of(NEVER, "compare", "--digits", "4", golden, candidate)
                        .exitStatus());
    }

    @Test
    void conditionsAreComparedOnlyWhereBothFilesHaveThem() throws IOException {
        String spikes = "\"certified\", \"spikes\": {\"n\": [[\"1.2345\", \"2.3456\"]]}";
        String none = file("none", spikes + "}");
        String golden = file("g", spikes + ", \"condition\": {\"n\": [[\"2.34567\", null]]}}");
        String same = file("s", spikes + ", \"condition\": {\"n\": [[\"2.34568\", \"7.00000\"]]}}");
        String other = file("o", spikes + ", \"condition\": {\"n\": [[\"2.44567\", null]]}}");
        assertEquals(0, Invocation.of(NEVER, "compare", golden, none).exitStatus());
        assertEquals(0, Invocation.of(NEVER, "compare", none, golden).exitStatus());
        assertEquals(0, Invocation.of(NEVER, "compare", golden, same).exitStatus());
        Invocation wrong = Invocation.of(NEVER, "compare", golden, other);
        assertEquals(1, wrong.exitStatus());
        assertTrue(wrong.out().contains("\ncondition: "), wrong.out());
    }

    @Test
    void whatIsUndecidedIsNoDisagreement() throws IOException {
        String golden = file("g", "\"certified\", \"spikes\": {\"n\": [[\"1.2345\"]]}}");
        String candidate = file(
                "c",
                "\"undecided\", \"spikes\": {\"n\": [[]]},"
                        + " \"undecided\": [{\"kind\": \"grazing\", \"at\": {\"population\": \"n\", \"neuron\": 0}}]}");
        assertEquals(
                new Invocation(
                        0,
                        "spikes: undecided, 0 values; neuron 0 of \"n\" is decided only in part\n"
                                + "agrees (as far as decided)\n",
                        ""),
                Invocation.of(NEVER, "compare", golden, candidate));
    }

    @Test
    void aBadFileIsOneLine() throws IOException {
        String golden = file("g", "\"certified\"}");
        String bad = file("b", "\"perhaps\"}");
        assertEquals(
                new Invocation(2, "", "goldspike: " + bad + ": /status: unknown status \"perhaps\"\n"),
                Invocation.of(NEVER, "compare", golden, bad));
        assertEquals(
                new Invocation(2, "", "goldspike: -: standard input cannot be both files\n"),
                Invocation.of(NEVER, "compare", "-", "-"));
        assertEquals(
                new Invocation(2, "", "goldspike: --digits: must be 1 or more, but is 0\n"),
                Invocation.of(NEVER, "compare", golden, bad, "--digits", "0"));
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(new Invocation(0, "goldspike 0.1.0\n", ""), Invocation.of(NEVER, "--version"));
        Invocation help = Invocation.of(NEVER, "compare", "--help");
        assertEquals(0, help.exitStatus());
        assertEquals("", help.err());
        assertTrue(help.out().startsWith("Usage: goldspike compare"), help.out());
    }
}
