package io.github.goldspike.study;

import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.protocol.EngineProcess;
import io.github.goldspike.conformance.protocol.FaultException;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program that speaks the protocol of {@code conform}.
 *
 * @param command that starts it
 * @param name that it gave itself
 * @param digits significant decimal digits of its arithmetic
 */
public record Program(List<String> command, String name, int digits) {

    /** A system tells processor time in hundredths of a second: it is shared out among so many runs that this is little. */
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private static final int MOST_RUNS = 200;

    /** Copies the command. */
    public Program {
        command = List.copyOf(command);
    }

    /**
     * Starts the program, to learn who it is.
     *
     * @throws IOException if there is no such program
     * @throws FaultException if it does not say who it is
     */
    public static Program of(List<String> command) throws IOException, FaultException {
        EngineProcess process = EngineProcess.launch(command, Limits.DEFAULT);
        try {
            Implementation said = process.start();
            // A cell of the table ends at a comma.
            String name = said.name().replaceAll("[,\\p{Cntrl}]", " ").strip();
            return new Program(command, "program " + name, said.dtype().digits());
        } finally {
            process.kill();
        }
    }

    /**
     * Its answer, and the processor time of one run when it is warm: all of the process, reading and writing JSON too. Memory is that of
     * another process, and not known.
     *
     * @return empty if it does not answer such a network
     */
    Optional<Measured<Spikes>> solve(Network network) {
        Network asked = NormalForm.of(network);
        EngineProcess process;
        try {
            process = EngineProcess.launch(command, Limits.DEFAULT);
        } catch (IOException gone) {
            return Optional.empty();
        }
        try {
            process.start();
            if (!(process.run(1, asked) instanceof Reply.Answered answered)
                    || answered.spikes().isEmpty()) {
                return Optional.empty();
            }
            Duration before = process.processorTime();
            Duration spent = Duration.ZERO;
            int runs = 0;
            while (spent.compareTo(ENOUGH) < 0 && runs < MOST_RUNS) {
                runs++;
                process.run(1L + runs, asked);
                spent = process.processorTime().minus(before);
            }
            return Optional.of(new Measured<>(Spikes.of(answered), spent.toNanos() * 1e-9 / runs, Optional.empty()));
        } catch (FaultException failed) {
            return Optional.empty();
        } finally {
            process.kill();
        }
    }
}
