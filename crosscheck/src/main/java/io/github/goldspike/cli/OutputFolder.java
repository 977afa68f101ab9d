package io.github.goldspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder to be written as a whole or not at all. Whether it can be written is found out when it is opened, so that no
 * computation is in vain.
 */
final class OutputFolder {

    private final String name;
    private final Path folder;
    private final Path draft;

    private OutputFolder(String name, Path folder, Path draft) {
        this.name = name;
        this.folder = folder;
        this.draft = draft;
    }

    /** Finds out whether the folder can be written, and leaves nothing behind; a folder that is there must be empty. */
    static OutputFolder open(String name) {
        try {
            Path folder = Path.of(name).toAbsolutePath().normalize();
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw Failure.badInput(name + ": is not a directory");
            }
            if (Files.isDirectory(folder) && !empty(folder)) {
                throw Failure.badInput(name + ": cannot be written: the directory is not empty");
            }
            Path parent = folder.getParent();
            if (parent == null) {
                throw Failure.badInput(name + ": cannot be written: is no folder");
            }
            NewFolders.probe(parent, name);
            Path draft = parent.resolve(
                    "." + folder.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            if (Files.isDirectory(parent)) {
                Files.createDirectory(draft);
                Files.delete(draft);
            }
            return new OutputFolder(name, folder, draft);
        } catch (InvalidPathException invalid) {
            throw Failure.badInput(name + ": not a file name: " + invalid.getReason());
        } catch (IOException failed) {
            throw unwritable(name, failed);
        }
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** @param files bytes by paths relative to the folder, with slashes */
    void write(Map<String, byte[]> files) {
        try {
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path path = draft.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(draft);
            }
        } catch (IOException failed) {
            throw unwritable(name, failed);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static Failure unwritable(String name, IOException failed) {
        return Failure.badInput(name + ": cannot be written: " + FileProblem.of(failed));
    }
}
