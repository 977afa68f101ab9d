package io.github.goldspike.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used, in words. */
final class FileProblem {

    private FileProblem() {}

    static String of(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = failed.getMessage();
        if (message == null) {
            return "cannot be read or written";
        }
        // Messages of java.nio.file start with the path, which the line already names.
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }
}
