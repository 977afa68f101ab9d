package io.github.goldspike.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of lies that were accepted, in {@code target/lies}. */
final class Evidence {

    private static final int MOST = 5;

    private Evidence() {}

    static void keep(String family, int count, byte[] network, byte[] answer) {
        if (count > MOST) {
            return;
        }
        try {
            Path folder = Files.createDirectories(Path.of("target", "lies"));
            String name = family.replaceAll("[^a-z]+", "-") + "-" + count;
            Files.write(folder.resolve(name + ".network.json"), network);
            Files.write(folder.resolve(name + ".answer.json"), answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
