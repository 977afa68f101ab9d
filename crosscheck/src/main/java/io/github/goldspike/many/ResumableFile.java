package io.github.goldspike.many;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of lines that survives whatever ends the process, and appears under its name only when it is whole. Until then the lines up to the
 * first one that is missing stand in {@code FILE.part}; {@code FILE.part.log} has the task in its first line, then each line that was
 * finished before its turn, with its index. No line that was finished is lost: each is written to one of the two before anything else
 * happens, and what an interrupt left torn at the end of either is cut off.
 */
public final class ResumableFile implements LineOutput, Closeable {

    private final Path file;
    private final Path part;
    private final Path log;
    private final FileChannel lines;
    private final FileChannel ahead;
    private final long heading;
    private final Waiting waiting;
    private final long resumed;

    /** Why a file cannot be resumed: a sentence that names it. */
    public static final class NotResumable extends IOException {
        private static final long serialVersionUID = 1L;

        NotResumable(String why) {
            super(why);
        }
    }

    private ResumableFile(Path file, String task) throws IOException {
        this.file = file;
        part = file.resolveSibling(file.getFileName() + ".part");
        log = file.resolveSibling(file.getFileName() + ".part.log");
        byte[] first = (task + "\n").getBytes(StandardCharsets.UTF_8);
        heading = first.length;
        ahead = open(log);
        boolean begun;
        try {
            lock(ahead);
            String found = head(first.length);
            begun = found.equals(task + "\n");
            // A first line that was torn: nothing can have been finished.
            if (!begun && found.contains("\n") || found.length() > task.length() && !begun) {
                throw new NotResumable(part.getFileName() + " was begun with other options, other input or another"
                        + " version; remove it and " + log.getFileName() + " to begin anew");
            }
            lines = open(part);
        } catch (IOException | RuntimeException failed) {
            ahead.close();
            throw failed;
        }
        if (!begun) {
            ahead.truncate(0);
            lines.truncate(0);
            write(ahead, first);
        }
        waiting = new Waiting(cutToWholeLines(part, lines, 0));
        resumed = waiting.next() + readAhead();
    }

    /**
     * Begins the file, or goes on with it where the same task was interrupted.
     *
     * @param task one line that says all that the lines depend on
     * @throws NotResumable if another task was begun, or another process is at it
     */
    public static ResumableFile open(Path file, String task) throws IOException {
        return new ResumableFile(file, task);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // As if another process had it.
        }
        throw new NotResumable(part.getFileName() + " is being written by another goldspike");
    }

    private String head(int length) throws IOException {
        try (InputStream bytes = Files.newInputStream(log)) {
            return new String(bytes.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    /** The number of whole lines from a place on; what is after the last one is cut off. */
    private static long cutToWholeLines(Path path, FileChannel channel, long from) throws IOException {
        long whole = from;
        long count = 0;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            bytes.skipNBytes(from);
            LineInput input = new LineInput(bytes);
            for (Optional<LineInput.Line> line = input.read(); line.isPresent(); line = input.read()) {
                byte[] content = line.get().bytes();
                if (content[content.length - 1] == '\n') {
                    whole += content.length;
                    count++;
                }
            }
        }
        channel.truncate(whole);
        channel.position(whole);
        return count;
    }

    /** How many lines were found ahead of their turn. */
    private long readAhead() throws IOException {
        cutToWholeLines(log, ahead, heading);
        long count = 0;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(log), 1 << 16)) {
            bytes.skipNBytes(heading);
            LineInput input = new LineInput(bytes);
            for (Optional<LineInput.Line> line = input.read(); line.isPresent(); line = input.read()) {
                byte[] entry = line.get().bytes();
                int space = 0;
                while (entry[space] != ' ') {
                    space++;
                }
                long index = Long.parseLong(new String(entry, 0, space, StandardCharsets.US_ASCII));
                if (!waiting.has(index)) {
                    waiting.put(index, Arrays.copyOfRange(entry, space + 1, entry.length - 1), this::append);
                    count++;
                }
            }
        }
        return count;
    }

    /** The number of lines that were finished when the file was opened. */
    public long resumed() {
        return resumed;
    }

    @Override
    public boolean has(long index) {
        return waiting.has(index);
    }

    @Override
    public void put(long index, byte[] line) throws IOException, InterruptedException {
        synchronized (ahead) {
            if (index != waiting.next()) {
                byte[] number = (index + " ").getBytes(StandardCharsets.US_ASCII);
                byte[] entry = Arrays.copyOf(number, number.length + line.length + 1);
                System.arraycopy(line, 0, entry, number.length, line.length);
                entry[entry.length - 1] = '\n';
                write(ahead, entry);
            }
            waiting.put(index, line, this::append);
            if (waiting.none() && ahead.position() > heading) {
                ahead.truncate(heading);
            }
        }
        waiting.until(index);
    }

    private void append(byte[] line) throws IOException {
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        write(lines, whole);
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Reads the lines so far, in order. */
    public LineInput read() throws IOException {
        return new LineInput(new BufferedInputStream(Files.newInputStream(part), 1 << 16));
    }

    /** All lines are there: gives the file its name. */
    public void finish() throws IOException {
        if (!waiting.none()) {
            throw new IllegalStateException("line " + waiting.next() + " is missing");
        }
        lines.force(false);
        lines.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(log);
        ahead.close();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        ahead.close();
    }
}
