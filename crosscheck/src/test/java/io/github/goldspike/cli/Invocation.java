package io.github.goldspike.cli;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What one run of the program did. */
record Invocation(int exitStatus, String out, String err) {

    /** With the real engines. */
    static Invocation ofAll(String... arguments) {
        return of(Engines.ALL, "", false, arguments);
    }

    static Invocation of(Engine<Rational> engine, String... arguments) {
        return of(engine, "", false, arguments);
    }

    static Invocation of(Engine<Rational> engine, String input, boolean terminal, String... arguments) {
        return of(
                new Engines(List.of(
                        new NamedEngine<>(
                                "certified", true, certificate -> engine, (value, digits) -> value + "/" + digits),
                        new NamedEngine<>("other", false, certificate -> engine, (value, digits) -> value.toString()))),
                input,
                terminal,
                arguments);
    }

    private static Invocation of(Engines engines, String input, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        int exitStatus = Main.run(streams, engines, arguments);
        return new Invocation(exitStatus, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
