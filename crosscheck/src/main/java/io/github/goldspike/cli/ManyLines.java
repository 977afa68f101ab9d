package io.github.goldspike.cli;

import io.github.goldspike.format.Sha256;
import io.github.goldspike.many.LineInput;
import io.github.goldspike.many.LineOutput;
import io.github.goldspike.many.ResumableFile;
import io.github.goldspike.many.StreamOutput;
import io.github.goldspike.many.Workers;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;

/** A command on many lines: line k of the output is what the command says of line k of each input. */
final class ManyLines {

    private final Streams streams;
    private final List<String> inputs;
    private final Work work;
    private final Function<byte[], Outcome> outcome;
    private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);
    private volatile Optional<Failure> firstBad = Optional.empty();
    private volatile long firstBadIndex = Long.MAX_VALUE;

    /** What a line of the output says. */
    enum Outcome {
        DONE(ExitStatus.DONE),
        UNDECIDED(ExitStatus.UNDECIDED),
        DISAGREES(ExitStatus.DISAGREES),
        BAD(ExitStatus.BAD_INPUT);

        private final int exitStatus;

        Outcome(int exitStatus) {
            this.exitStatus = exitStatus;
        }
    }

    /** Works on one line. */
    interface Work {

        /**
         * @param names what messages call each of the lines
         * @param lines one of each input, with its line feed
         * @throws Failure if they are of no use
         */
        byte[] on(List<String> names, List<byte[]> lines);

        /** The line that stands for one of no use. */
        byte[] instead(long number, List<byte[]> lines, Failure bad);
    }

    /** A line of each input; empty where an input has no more. */
    private record Piece(long index, List<Optional<byte[]>> lines) {}

    /**
     * @param inputs names of files, at most one of them {@code -}
     * @param outcome of a line of the output, which an earlier run may have written
     */
    ManyLines(Streams streams, List<String> inputs, Work work, Function<byte[], Outcome> outcome) {
        this.streams = streams;
        this.inputs = inputs;
        this.work = work;
        this.outcome = outcome;
    }

    /** The text of a task, on one line. */
    static String task(String command, String options) {
        return Version.text() + " " + command + " " + Sha256.of(options.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Runs, and says in a line what went wrong.
     *
     * @param task all that the lines depend on beside the inputs
     * @return the gravest of the outcomes as exit status
     */
    int run(String task, String output, int threads) {
        inputs.forEach(this::requireReadable);
        OutputFile.open(output, streams);
        Path file = Path.of(output).toAbsolutePath();
        try {
            boolean regular = !output.equals("-") && (!Files.exists(file) || Files.isRegularFile(file));
            if (!regular) {
                try (OutputStream device = output.equals("-")
                        ? new Kept(streams.out())
                        : Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                    work(new StreamOutput(device), threads);
                }
            } else {
                Path target = Files.exists(file) ? file.toRealPath() : file;
                try (ResumableFile lines = ResumableFile.open(target, task + inputDigests())) {
                    countEarlier(lines, output);
                    work(lines, threads);
                    lines.finish();
                }
            }
        } catch (IOException failed) {
            if ("Broken pipe".equals(failed.getMessage())) {
                throw Failure.brokenPipe();
            }
            throw Failure.badInput(output + ": cannot be written: " + FileProblem.of(failed));
        }
        return told(output);
    }

    /** Standard output stays open. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private void requireReadable(String name) {
        if (!name.equals("-")) {
            new InputFile(name, streams).read(bytes -> bytes.read());
        }
    }

    /** What comes through a pipe cannot be read twice: then each run is a task of its own. */
    private String inputDigests() throws IOException {
        StringBuilder digests = new StringBuilder();
        for (String name : inputs) {
            if (name.equals("-") || !Files.isRegularFile(Path.of(name))) {
                digests.append(" pipe ").append(System.nanoTime());
            } else {
                MessageDigest sha256 = Sha256.start();
                try (InputStream bytes = new DigestInputStream(new FileInputStream(name), sha256)) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
                digests.append(' ').append(Sha256.end(sha256));
            }
        }
        return digests.toString();
    }

    private void countEarlier(ResumableFile lines, String output) throws IOException {
        if (lines.resumed() > 0) {
            streams.complain(output + ": going on after " + lines.resumed() + " lines");
        }
        LineInput earlier = lines.read();
        for (Optional<LineInput.Line> line = earlier.read(); line.isPresent(); line = earlier.read()) {
            counts.incrementAndGet(outcome.apply(line.get().bytes()).ordinal());
        }
    }

    private void work(LineOutput output, int threads) throws IOException {
        List<InputStream> streamsOfInputs = new ArrayList<>();
        Heartbeat heartbeat = new Heartbeat(streams, this::progress);
        try {
            List<LineInput> readers = new ArrayList<>();
            for (String name : inputs) {
                InputStream bytes =
                        name.equals("-") ? streams.in() : new BufferedInputStream(new FileInputStream(name), 1 << 16);
                streamsOfInputs.add(bytes);
                readers.add(new LineInput(bytes));
            }
            Workers.run(threads, () -> next(readers, output), piece -> {
                byte[] line = line(piece);
                counts.incrementAndGet(outcome.apply(line).ordinal());
                output.put(piece.index(), line);
            });
        } finally {
            heartbeat.close();
            for (InputStream bytes : streamsOfInputs) {
                bytes.close();
            }
        }
    }

    private static Optional<Piece> next(List<LineInput> readers, LineOutput output) throws IOException {
        while (true) {
            List<Optional<byte[]>> lines = new ArrayList<>();
            long index = -1;
            for (LineInput reader : readers) {
                Optional<LineInput.Line> line = reader.read();
                index = Math.max(index, line.map(LineInput.Line::index).orElse(-1L));
                lines.add(line.map(LineInput.Line::bytes));
            }
            if (index < 0) {
                return Optional.empty();
            }
            if (!output.has(index)) {
                return Optional.of(new Piece(index, lines));
            }
        }
    }

    private byte[] line(Piece piece) {
        long number = piece.index() + 1;
        List<String> names =
                inputs.stream().map(name -> name + ": line " + number).toList();
        List<byte[]> lines =
                piece.lines().stream().map(line -> line.orElse(new byte[0])).toList();
        try {
            for (int k = 0; k < lines.size(); k++) {
                if (new String(lines.get(k), StandardCharsets.ISO_8859_1).isBlank()) {
                    String what = piece.lines().get(k).isEmpty() ? "missing: another file has more lines" : "empty";
                    throw Failure.badInput(names.get(k), "", what);
                }
            }
            return work.on(names, lines);
        } catch (Failure bad) {
            remember(piece.index(), bad);
            return work.instead(number, lines, bad);
        } catch (OutOfMemoryError | StackOverflowError tooLarge) {
            Failure bad = Failure.badInput(names.get(0), "", "too large for the memory of this process");
            remember(piece.index(), bad);
            return work.instead(number, lines, bad);
        }
    }

    private synchronized void remember(long index, Failure bad) {
        if (index < firstBadIndex) {
            firstBadIndex = index;
            firstBad = Optional.of(bad);
        }
    }

    private long count(Outcome which) {
        return counts.get(which.ordinal());
    }

    private String progress() {
        long all = 0;
        for (Outcome each : Outcome.values()) {
            all += count(each);
        }
        return String.format(
                Locale.ROOT,
                "%,d lines, of them %,d undecided, %,d refused, %,d of no use",
                all,
                count(Outcome.UNDECIDED),
                count(Outcome.DISAGREES),
                count(Outcome.BAD));
    }

    private int told(String output) {
        if (count(Outcome.BAD) > 0) {
            String which = output.equals("-") ? "the output" : output;
            streams.complain(firstBad.map(Failure::getMessage).orElse("bad lines")
                    + (count(Outcome.BAD) == 1
                            ? ""
                            : " (and " + (count(Outcome.BAD) - 1) + " more lines, see " + which + ")"));
        }
        for (Outcome grave : List.of(Outcome.BAD, Outcome.DISAGREES, Outcome.UNDECIDED)) {
            if (count(grave) > 0) {
                return grave.exitStatus;
            }
        }
        return ExitStatus.DONE;
    }
}
