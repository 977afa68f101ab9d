package io.github.goldspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Folders for files that are to be written. */
final class NewFolders {

    private NewFolders() {}

    /**
     * Finds out whether a folder and those above it can be made, and leaves nothing behind.
     *
     * @param name of what is to be written there
     */
    static void probe(Path folder, String name) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            missing.add(there);
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw Failure.badInput(name + ": cannot be written: " + there + " is not a directory");
        }
        Collections.reverse(missing);
        List<Path> made = new ArrayList<>();
        try {
            for (Path one : missing) {
                Files.createDirectory(one);
                made.add(0, one);
            }
        } finally {
            for (Path one : made) {
                Files.deleteIfExists(one);
            }
        }
    }
}
