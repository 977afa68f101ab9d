package io.github.goldspike.conformance.protocol;

import io.github.goldspike.conformance.protocol.LineReader.Next;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An engine in a process of its own. After a fatal fault it is of no use any more and must be killed. */
public final class EngineProcess {

    private static final Duration TO_EXIT = Duration.ofSeconds(2);
    private static final Duration TO_DIE = Duration.ofMillis(500);

    private final Process process;
    private final Family family;
    private final Limits limits;
    private final OutputStream requests;
    private final LineReader replies;
    private final StandardError error;
    private Optional<GridClaim> grid = Optional.empty();
    private final ExecutorService conversation = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "conversation with the engine");
        thread.setDaemon(true);
        return thread;
    });

    private EngineProcess(Process process, Limits limits) {
        this.process = process;
        this.family = new Family(process);
        this.limits = limits;
        requests = process.getOutputStream();
        replies = new LineReader(process.getInputStream(), limits.line());
        error = StandardError.drain(process.getErrorStream());
    }

    /** @throws IOException if there is no such program */
    public static EngineProcess launch(List<String> command, Limits limits) throws IOException {
        return new EngineProcess(new ProcessBuilder(command).start(), limits);
    }

    /** Asks the engine who it is. */
    public Implementation start() throws FaultException {
        try {
            byte[] said = ask(Requests.start(), limits.start());
            Implementation implementation = ReplyReader.implementation(said);
            grid = ReplyReader.grid(said);
            return implementation;
        } catch (FaultException failed) {
            throw failed.fault() instanceof Fault.NoStart
                    ? failed
                    : new FaultException(new Fault.NoStart(failed.fault().sentence()));
        }
    }

    /** Asks the engine about a network in normal form. */
    public Reply run(long seq, Network network) throws FaultException {
        return ReplyReader.reply(ask(Requests.run(seq, network), limits.reply()), seq);
    }

    /** The grid on which the engine computes, as it said when it started. */
    public Optional<GridClaim> grid() {
        return grid;
    }

    /**
     * Asks the engine about a network in normal form on a grid.
     *
     * @param network its times in steps
     * @param dt length of a step
     */
    public GridReply runOnGrid(long seq, Network network, Rational dt, List<String> want) throws FaultException {
        return ReplyReader.onGrid(ask(GridRequests.run(seq, network, dt, want), limits.reply()), seq);
    }

    /** The end of what the engine wrote to standard error. */
    public String standardError() {
        return error.text();
    }

    /** Processor time that the engine has used so far, as its system counts it; zero if that is not known. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** One request, and the line that follows, both within the time. */
    private byte[] ask(String request, Duration time) throws FaultException {
        Future<Next> reply = conversation.submit(() -> {
            send(request);
            return replies.next();
        });
        try {
            Next next = within(time, reply);
            if (next instanceof Next.Line line) {
                return line.text();
            }
            throw new FaultException(next instanceof Next.End ? ended() : new Fault.LongLine(limits.line()));
        } catch (TimeoutException silent) {
            Fault.Hang hang = new Fault.Hang(time);
            String begun = replies.begun();
            throw new FaultException(begun.isEmpty() ? hang : new Fault.HalfLine(Excerpt.of(begun), hang.sentence()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FaultException(new Fault.Hang(time));
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** The reply; the end of the output also where the process has ended, but a child of it holds its output open. */
    private Next within(Duration time, Future<Next> reply)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            long wait = Math.min(TO_DIE.toNanos(), end - System.nanoTime());
            try {
                return reply.get(Math.max(0, wait), TimeUnit.NANOSECONDS);
            } catch (TimeoutException none) {
                if (!alive) {
                    return new Next.End();
                }
                if (System.nanoTime() >= end) {
                    throw none;
                }
            }
        }
    }

    /** An engine that is gone, or reads no more, shows in what it replies. */
    private void send(String request) {
        try {
            requests.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException notRead) {
            // Then no reply comes, and that is what is reported.
        }
    }

    private Fault ended() {
        String begun = replies.begun();
        if (!exitsWithin(TO_DIE)) {
            return begun.isEmpty()
                    ? new Fault.ClosedOutput()
                    : new Fault.HalfLine(Excerpt.of(begun), new Fault.ClosedOutput().sentence());
        }
        Exit exit = new Exit(process.exitValue());
        return begun.isEmpty() ? new Fault.Crash(exit) : new Fault.HalfLine(Excerpt.of(begun), "the engine " + exit);
    }

    private boolean exitsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks the engine to stop, and ends it if it does not, with all that it started. */
    public void stop() {
        Future<?> asked = conversation.submit(() -> {
            send(Requests.stop());
            closeRequests();
        });
        if (exitsWithin(TO_EXIT)) {
            asked.cancel(true);
        }
        kill();
    }

    private void closeRequests() {
        try {
            requests.close();
        } catch (IOException gone) {
            // So is the engine.
        }
    }

    /** Ends the engine and all that it started, from whatever thread; who waits for its reply sees it end. */
    public void interrupt() {
        family.kill();
    }

    /** Ends the engine and all that it started. */
    public void kill() {
        family.kill();
        conversation.shutdownNow();
        exitsWithin(TO_DIE);
    }
}
