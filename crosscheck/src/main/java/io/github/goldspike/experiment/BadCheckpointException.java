package io.github.goldspike.experiment;

import java.io.IOException;

/** A file that is no file of checkpoints, or not of these trainings; the message says why in a line. */
public final class BadCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    BadCheckpointException(String message) {
        super(message);
    }
}
