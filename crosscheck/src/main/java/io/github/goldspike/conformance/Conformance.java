package io.github.goldspike.conformance;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Case.Prepared;
import io.github.goldspike.conformance.grid.ClockFinder;
import io.github.goldspike.conformance.grid.GridRun;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.EngineProcess;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.FaultException;
import io.github.goldspike.conformance.protocol.GridClaim;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Counterexample;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.report.Observations;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.format.Binary64;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One run: all cases through one engine, which is started again whenever it breaks. */
final class Conformance implements ConformanceRun {

    /** After so many faults in a row the engine is given up. */
    private static final int MOST_FAULTS = 20;

    /** And after so many starts in a row that failed, if it never started. */
    private static final int MOST_STARTS = 3;

    /** Cases that are prepared while the engine works on earlier ones. */
    private static final int AHEAD = 8;

    /** A Ctrl-C on the terminal ends the engine too; then it is not the engine's fault, which shows after this time. */
    private static final long INTERRUPT_MS = 100;

    private final List<String> command;
    private final List<Case> cases;
    private final ConformancePlan plan;
    private final Limits limits;
    private final Optional<ShrinkLimits> shrinking;
    private final List<CaseResult> results = Collections.synchronizedList(new ArrayList<>());
    private volatile List<Counterexample> counterexamples = List.of();
    private final ExecutorService workers = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "reference");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Implementation> implementation = Optional.empty();
    private Optional<String> ended = Optional.empty();
    private volatile Optional<EngineProcess> running = Optional.empty();
    private volatile Optional<GridRun> onGrid = Optional.empty();
    private volatile boolean interrupted;
    private long seq;
    private int faults;
    private final RepeatedQuestions repeated = new RepeatedQuestions(this::askAgain);

    /** @param shrinking what looking for small counterexamples may cost, if that is wanted */
    Conformance(List<String> command, ConformancePlan plan, Limits limits, Optional<ShrinkLimits> shrinking) {
        this.command = List.copyOf(command);
        this.plan = plan;
        this.cases = List.copyOf(plan.cases());
        this.limits = limits;
        this.shrinking = shrinking;
    }

    /**
     * Tries all cases.
     *
     * @param listener told of each result
     * @throws IOException if the program was never there
     */
    @Override
    public Report run(Consumer<? super CaseResult> listener) throws IOException {
        try {
            Deque<Future<Prepared>> ahead = new ArrayDeque<>();
            int prepared = 0;
            for (Case tried : cases) {
                while (implementation.isPresent() && prepared < cases.size() && ahead.size() < AHEAD) {
                    ahead.add(prepare(cases.get(prepared++)));
                }
                Optional<CaseResult> result = start(tried.id());
                if (result.isEmpty() && results.isEmpty() && grid().isPresent()) {
                    return onGrid(grid().get(), listener);
                }
                if (result.isEmpty()) {
                    if (ahead.isEmpty()) {
                        prepared = results.size();
                        ahead.add(prepare(cases.get(prepared++)));
                    }
                    result = Optional.of(ask(tried, ahead.remove()));
                } else if (!ahead.isEmpty()) {
                    ahead.remove().cancel(true);
                }
                if (interrupted) {
                    ended = Optional.of("interrupted");
                    break;
                }
                results.add(result.get());
                listener.accept(result.get());
                if (givenUp(result.get())) {
                    break;
                }
                if (implementation.isPresent()) {
                    repeat(result.get());
                }
            }
            if (!interrupted) {
                shrinking.ifPresent(this::shrink);
            }
        } finally {
            workers.shutdownNow();
            running.ifPresent(engine -> {
                if (interrupted) {
                    engine.kill();
                } else {
                    engine.stop();
                }
            });
            running = Optional.empty();
        }
        if (interrupted) {
            return report(List.of(), ended);
        }
        Dtype dtype = implementation.map(Implementation::dtype).orElse(Dtype.FLOAT64);
        OptionalDouble declared = implementation.map(Implementation::accuracy).orElse(OptionalDouble.empty());
        KnownTraits traits = new KnownTraits(results, dtype);
        OptionalDouble estimated = declared.isPresent() ? OptionalDouble.empty() : traits.accuracy();
        Diagnostician.Findings findings = findings(dtype, declared, estimated);
        return report(findings.diagnoses(), ended)
                .observing(traits.observations(findings, declared, estimated).and(clock()));
    }

    /** An accuracy is estimated only where no mistake gives the engine's very times. */
    private Diagnostician.Findings findings(Dtype dtype, OptionalDouble declared, OptionalDouble estimated) {
        Predictions predictions = new Predictions();
        Diagnostician.Findings exact =
                Diagnostician.findings(results, new Tolerance(dtype, declared.orElse(0)), predictions);
        return estimated.isEmpty() || exact.ofSpikes()
                ? exact
                : Diagnostician.findings(results, new Tolerance(dtype, estimated.getAsDouble()), predictions);
    }

    private Report report(List<Diagnosis> diagnoses, Optional<String> why) {
        List<CaseResult> done;
        synchronized (results) {
            done = List.copyOf(results);
        }
        return new Report(
                        command, implementation, cases.size(), done, why, diagnoses, counterexamples, Optional.empty())
                .repeating(repeated.found());
    }

    @Override
    public Report soFar() {
        Optional<GridRun> grid = onGrid;
        if (grid.isPresent()) {
            return new Report(
                    command,
                    implementation,
                    grid.get().size(),
                    List.copyOf(grid.get().results()),
                    Optional.of("interrupted"),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        return report(List.of(), Optional.of("interrupted"));
    }

    /** Some networks again; a fault costs nothing but a new start. */
    private void repeat(CaseResult result) {
        try {
            repeated.after(result, implementation.orElseThrow().dtype());
        } catch (FaultException failed) {
            if (!interrupted) {
                repeated.broke(result.id(), failed.fault().sentence());
                running.filter(engine -> failed.fault().fatal()).ifPresent(engine -> {
                    engine.kill();
                    running = Optional.empty();
                });
            }
        }
    }

    private Reply askAgain(Network network) throws FaultException {
        return running.orElseThrow().run(++seq, network);
    }

    /** What can be told of an engine that computes in steps and does not say so. */
    private Observations clock() {
        if (implementation.isEmpty() || interrupted) {
            return Observations.NONE;
        }
        OptionalDouble step =
                EngineTraits.of(results, implementation.get().dtype()).step();
        return step.isEmpty()
                ? Observations.NONE
                : Observations.of(
                        "clock", ClockFinder.sentences(results, Rational.parse(Binary64.text(step.getAsDouble()))));
    }

    /** The grid on which the engine computes, by what was chosen or by what it says. */
    private Optional<GridClaim> grid() {
        return plan.grid().or(() -> running.flatMap(EngineProcess::grid));
    }

    /** Hands the running engine over to a run of its own. */
    private Report onGrid(GridClaim claim, Consumer<? super CaseResult> listener) {
        GridRun run =
                new GridRun(command, limits, running.orElseThrow(), implementation.orElseThrow(), claim, plan.onGrid());
        running = Optional.empty();
        onGrid = Optional.of(run);
        if (interrupted) {
            run.interrupt();
        }
        run.run(listener);
        return new Report(
                        command,
                        implementation,
                        run.size(),
                        run.results(),
                        run.ended(),
                        run.diagnoses(),
                        List.of(),
                        Optional.empty())
                .observing(Observations.of("grid-truth", run.againstTheTruth()));
    }

    private void shrink(ShrinkLimits most) {
        if (implementation.isPresent()) {
            counterexamples =
                    new Counterexamples(new Again(), implementation.get().claims(), most).of(results);
            if (interrupted) {
                ended = Optional.of("interrupted");
            }
        }
    }

    /** The engine, asked once more. */
    private final class Again implements Counterexamples.Examiner {

        @Override
        public CaseResult examine(String id, Golden golden) {
            try {
                Optional<CaseResult> notStarted = start(id);
                return notStarted.isPresent() ? notStarted.get() : ask(id, golden);
            } catch (IOException gone) {
                throw new IllegalStateException("it started before", gone);
            }
        }

        @Override
        public boolean interrupted() {
            return interrupted;
        }
    }

    /** Ends the run soon, from another thread; {@link #run} returns what was done until then. */
    @Override
    public void interrupt() {
        interrupted = true;
        running.ifPresent(EngineProcess::interrupt);
        onGrid.ifPresent(GridRun::interrupt);
    }

    private Future<Prepared> prepare(Case tried) {
        Claims claims = implementation.orElseThrow().claims();
        return workers.submit(() -> tried.prepare(claims));
    }

    private boolean givenUp(CaseResult result) {
        faults = result.fault().isPresent() ? faults + 1 : 0;
        if (implementation.isEmpty() && faults == MOST_STARTS) {
            ended = Optional.of("given up: the engine did not start in " + MOST_STARTS + " attempts");
        } else if (faults == MOST_FAULTS) {
            ended = Optional.of("given up after " + MOST_FAULTS + " faults in a row");
        }
        return ended.isPresent() && results.size() < cases.size();
    }

    /** Starts the engine if it does not run; the result is a fault, if that does not go well. */
    private Optional<CaseResult> start(String id) throws IOException {
        if (running.isPresent()) {
            return Optional.empty();
        }
        EngineProcess engine;
        try {
            engine = EngineProcess.launch(command, limits);
        } catch (IOException gone) {
            if (implementation.isEmpty()) {
                throw gone;
            }
            return Optional.of(CaseResult.broken(id, Optional.empty(), new Fault.NoStart(gone.getMessage()), ""));
        }
        running = Optional.of(engine);
        if (interrupted) {
            engine.kill();
        }
        try {
            Implementation said = engine.start();
            implementation = implementation.or(() -> Optional.of(said));
            return Optional.empty();
        } catch (FaultException failed) {
            return Optional.of(broken(id, Optional.empty(), failed.fault(), engine));
        }
    }

    private CaseResult ask(Case tried, Future<Prepared> preparing) {
        Prepared prepared;
        try {
            prepared = preparing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InvalidNetworkException invalid) {
                return CaseResult.without(
                        tried.id(), Outcome.NOT_JUDGED, "no normal form: " + invalid.getMessage(), Optional.empty());
            }
            throw new IllegalStateException(tried.id(), failed.getCause());
        } catch (InterruptedException | CancellationException stopped) {
            interrupted = true;
            return CaseResult.without(tried.id(), Outcome.NOT_JUDGED, "interrupted", Optional.empty());
        }
        if (prepared instanceof Prepared.Unclaimed unclaimed) {
            String missing = String.join(", ", unclaimed.missing());
            return CaseResult.without(
                    tried.id(), Outcome.UNCLAIMED, "needs " + missing, Optional.of(unclaimed.network()));
        }
        return ask(tried.id(), ((Prepared.Ready) prepared).golden());
    }

    private CaseResult ask(String id, Golden golden) {
        EngineProcess engine = running.orElseThrow();
        try {
            Reply reply = engine.run(++seq, golden.network());
            if (reply instanceof Reply.Answered answered) {
                Implementation said = implementation.orElseThrow();
                Tolerance tolerance =
                        new Tolerance(said.dtype(), said.accuracy().orElse(0));
                return CaseResult.judged(id, golden, reply, Judge.of(golden, answered, tolerance));
            }
            if (reply instanceof Reply.Skipped skipped) {
                return CaseResult.declined(id, golden, reply, Outcome.SKIPPED, skipped.message());
            }
            boolean undefined = golden.loss()
                    .filter(io.github.goldspike.contract.Outcome.Undefined.class::isInstance)
                    .isPresent();
            return CaseResult.declined(
                    id,
                    golden,
                    reply,
                    undefined ? Outcome.SKIPPED : Outcome.ERRORED,
                    ((Reply.Errored) reply).message());
        } catch (FaultException failed) {
            return broken(id, Optional.of(golden), failed.fault(), engine);
        }
    }

    private CaseResult broken(String id, Optional<Golden> golden, Fault fault, EngineProcess engine) {
        if (fault.fatal()) {
            engine.kill();
            running = Optional.empty();
            pause();
        }
        return CaseResult.broken(id, golden, fault, engine.standardError());
    }

    private void pause() {
        try {
            Thread.sleep(INTERRUPT_MS);
        } catch (InterruptedException stopped) {
            interrupted = true;
        }
    }
}
