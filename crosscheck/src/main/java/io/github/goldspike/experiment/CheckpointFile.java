package io.github.goldspike.experiment;

import io.github.goldspike.batch.Layers;
import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.CheckpointCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Checkpoints of some trainings, by name, in one file. Each save replaces the file as a whole, so that one which is interrupted leaves the
 * file that was there. The bytes are described in training-T4.
 */
public final class CheckpointFile {

    private static final byte[] MAGIC = "goldspike-checkpoints/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM = Long.BYTES;

    private final Path file;
    private final Path draft;
    /** As in the file: most trainings are done, and only one goes on. */
    private final Map<String, Entry> entries = new TreeMap<>();

    /** @param task what is trained and how, in words that are compared with those of the training that goes on */
    private record Entry(String task, byte[] checkpoint) {}

    private CheckpointFile(Path file) {
        this.file = file;
        this.draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        this.draft.toFile().deleteOnExit();
    }

    /**
     * Reads the file if there is one.
     *
     * @throws BadCheckpointException if it is something else, or damaged
     */
    public static CheckpointFile open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        CheckpointFile result = new CheckpointFile(Files.exists(absolute) ? absolute.toRealPath() : absolute);
        if (Files.exists(result.file)) {
            result.read(Files.readAllBytes(result.file));
        }
        return result;
    }

    /**
     * The checkpoint of a training, empty if the file has none.
     *
     * @throws BadCheckpointException if it is one of another task
     */
    public Optional<Checkpoint> find(String name, String task, Layers layers) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.task().equals(task)) {
            throw new BadCheckpointException(
                    "its training \"" + name + "\" was started with another recipe or other data");
        }
        return Optional.of(checkpoint(entry, layers));
    }

    /** Puts the checkpoint in the place of the one of that name, and writes the file. */
    public void save(String name, String task, Checkpoint checkpoint) throws IOException {
        entries.put(name, new Entry(task, bytes(data -> CheckpointCodec.write(checkpoint, data))));
        byte[] content = bytes(data -> {
            data.write(MAGIC);
            data.writeInt(entries.size());
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                data.writeUTF(entry.getKey());
                data.writeUTF(entry.getValue().task());
                data.writeInt(entry.getValue().checkpoint().length);
                data.write(entry.getValue().checkpoint());
            }
        });
        try {
            Files.write(draft, bytes(data -> {
                data.write(content);
                data.writeLong(checksum(content, content.length));
            }));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void read(byte[] bytes) throws IOException {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw new BadCheckpointException("is not a file of checkpoints");
        }
        int end = bytes.length - CHECKSUM;
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
            data.skipNBytes(end);
            if (end < MAGIC.length || data.readLong() != checksum(bytes, end)) {
                throw damaged();
            }
        }
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
            data.skipNBytes(MAGIC.length);
            int count = data.readInt();
            for (int k = 0; k < count; k++) {
                String name = data.readUTF();
                String task = data.readUTF();
                entries.put(name, new Entry(task, data.readNBytes(data.readInt())));
            }
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException wrong) {
            throw damaged();
        }
    }

    private static Checkpoint checkpoint(Entry entry, Layers layers) throws IOException {
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(entry.checkpoint()))) {
            Checkpoint checkpoint = CheckpointCodec.read(data, layers);
            if (data.available() > 0) {
                throw damaged();
            }
            return checkpoint;
        } catch (EOFException tooShort) {
            throw damaged();
        }
    }

    private static BadCheckpointException damaged() {
        return new BadCheckpointException("is damaged: its checksum is not that of its bytes");
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Writes something. */
    private interface Content {
        void write(DataOutputStream data) throws IOException;
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            content.write(data);
        }
        return bytes.toByteArray();
    }
}
