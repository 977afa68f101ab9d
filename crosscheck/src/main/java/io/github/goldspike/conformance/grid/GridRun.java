package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.cases.Regime;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.EngineProcess;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.FaultException;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.GridClaim;
import io.github.goldspike.conformance.protocol.GridReply;
import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All cases through one engine that computes in steps, which is started again whenever it breaks. */
public final class GridRun {

    private static final int MOST_FAULTS = 20;

    /** Networks of which an engine that takes any dt is asked with dt/2 and dt/4, too. */
    private static final int REFINED = 40;

    /** Lengths of a step for an engine that takes any: powers of ½, so that equality is met, and one that is none. */
    private static final List<Rational> STEPS =
            List.of(Rational.ONE, Rational.of(1, 8), Rational.of(1, 64), Rational.of(1, 10));

    private final List<String> command;
    private final Limits limits;
    private final Implementation implementation;
    private final GridClaim claim;
    private final List<GridCase> cases;
    private final List<CaseResult> results = new ArrayList<>();
    private final List<GridDiagnosis.Wrong> wrong = new ArrayList<>();
    private final List<TruthTable.Compared> compared = new ArrayList<>();
    private volatile Optional<EngineProcess> running;
    private volatile boolean interrupted;
    private Optional<String> ended = Optional.empty();
    private long seq;
    private int faults;

    /**
     * A run.
     *
     * @param running the engine, started
     * @param claim the grid on which it computes
     */
    public GridRun(
            List<String> command,
            Limits limits,
            EngineProcess running,
            Implementation implementation,
            GridClaim claim,
            GridPlan plan) {
        this.command = command;
        this.limits = limits;
        this.running = Optional.of(running);
        this.implementation = implementation;
        this.claim = claim;
        this.cases = plan.cases(implementation.claims());
    }

    /** How many cases there are. */
    public int size() {
        return cases.size();
    }

    /** Tries all cases; told of each result. */
    public void run(Consumer<? super CaseResult> listener) {
        for (int k = 0; k < cases.size() && !interrupted && ended.isEmpty(); k++) {
            Grid grid = claim.anyStep() ? claim.grid(step(k, cases.get(k))) : claim.grid();
            CaseResult result = tried(cases.get(k), grid);
            if (interrupted) {
                break;
            }
            results.add(result);
            listener.accept(result);
            faults = result.fault().isPresent() ? faults + 1 : 0;
            if (faults == MOST_FAULTS && results.size() < cases.size()) {
                ended = Optional.of("given up after " + MOST_FAULTS + " faults in a row");
            }
        }
        if (interrupted) {
            ended = Optional.of("interrupted");
        }
        running.ifPresent(engine -> {
            if (interrupted) {
                engine.kill();
            } else {
                engine.stop();
            }
        });
    }

    /** The first that all times are multiples of, for a network as it is given. */
    private Rational step(int k, GridCase tried) {
        if (!tried.inSteps()) {
            return STEPS.stream()
                    .filter(dt -> fits(tried.network(), claim.grid(dt)))
                    .findFirst()
                    .orElse(Rational.of(1, 1000));
        }
        return claim.grid().gain() == Gain.ONE ? Rational.ONE : STEPS.get(k % STEPS.size());
    }

    private static boolean fits(Network network, Grid grid) {
        try {
            WholeSteps.of(network, grid);
            return true;
        } catch (UnsupportedNetworkException notThere) {
            return false;
        }
    }

    /** Ends the run soon, from another thread. */
    public void interrupt() {
        interrupted = true;
        running.ifPresent(EngineProcess::interrupt);
    }

    /** What became of the cases. */
    public List<CaseResult> results() {
        return results;
    }

    /** Why not all of them were tried, if so. */
    public Optional<String> ended() {
        return ended;
    }

    /** The changes of the grid that explain what the engine disagrees in. */
    public List<Diagnosis> diagnoses() {
        return GridDiagnosis.of(wrong, implementation.dtype());
    }

    /** How the engine's grid stands to the continuous answer, in sentences. */
    public List<String> againstTheTruth() {
        return TruthTable.of(compared).sentences();
    }

    private CaseResult tried(GridCase given, Grid grid) {
        GridCase tried;
        try {
            tried = given.normal();
        } catch (InvalidNetworkException none) {
            return CaseResult.without(
                    given.id(), Outcome.NOT_JUDGED, "no normal form: " + none.getMessage(), Optional.empty());
        }
        Set<Feature> missing = tried.missing(implementation.claims());
        if (!missing.isEmpty()) {
            return unclaimed(tried, missing.stream().map(Feature::field).toList());
        }
        GridGolden golden;
        try {
            golden = withClaimedLoss(tried).golden(grid);
        } catch (UnsupportedNetworkException | InvalidNetworkException notThere) {
            return CaseResult.without(
                    tried.id(), Outcome.UNCLAIMED, notThere.getMessage(), Optional.of(tried.network()));
        }
        List<String> broken = broken(golden);
        if (!broken.isEmpty()) {
            return unclaimed(tried, broken);
        }
        Optional<Fault> notStarted = start();
        return notStarted
                .map(fault -> CaseResult.broken(tried.id(), Optional.empty(), fault, ""))
                .orElseGet(() -> ask(tried.id(), golden));
    }

    private static CaseResult unclaimed(GridCase tried, List<String> needs) {
        return CaseResult.without(
                tried.id(), Outcome.UNCLAIMED, "needs " + String.join(", ", needs), Optional.of(tried.network()));
    }

    /** The restrictions that a network breaks, with its times in steps, as it is sent. */
    private List<String> broken(GridGolden golden) {
        Claims claims = implementation.claims();
        List<String> broken = new ArrayList<>(new Regime(claims)
                .broken(StepScale.timesInSteps(golden.network(), golden.grid().dt())));
        boolean several = !golden.isUndecided() && golden.steps().neurons().anyMatch(train -> train.size() > 1);
        if (several && claims.has(Restriction.ONE_SPIKE)) {
            broken.add(Restriction.ONE_SPIKE.field());
        }
        return broken;
    }

    private GridCase withClaimedLoss(GridCase tried) {
        Claims claims = implementation.claims();
        Network network = tried.network();
        boolean has = network.loss().map(loss -> claims.hasLoss(loss.kind())).orElse(true);
        return has
                ? tried
                : new GridCase(
                        tried.id(),
                        new Network(
                                network.id(),
                                network.convention(),
                                network.horizon(),
                                network.populations(),
                                network.projections(),
                                Optional.empty()),
                        tried.inSteps());
    }

    private Optional<Fault> start() {
        if (running.isPresent()) {
            return Optional.empty();
        }
        try {
            EngineProcess engine = EngineProcess.launch(command, limits);
            running = Optional.of(engine);
            engine.start();
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.of(new Fault.NoStart(String.valueOf(gone.getMessage())));
        } catch (FaultException failed) {
            running.ifPresent(EngineProcess::kill);
            running = Optional.empty();
            return Optional.of(failed.fault());
        }
    }

    /** The steps of an engine that takes any dt, with dt/2 and dt/4, in the first networks; spikes only, and no fault is held against it here. */
    private List<ByNeuron<BigDecimal>> finer(GridGolden golden) {
        List<ByNeuron<BigDecimal>> finer = new ArrayList<>();
        for (long factor = 2; claim.anyStep() && compared.size() < REFINED && factor <= 4; factor *= 2) {
            TruthTable.Finer asked = TruthTable.Finer.of(golden.network(), golden.grid(), factor);
            Rational dt = asked.grid().dt();
            try {
                GridReply reply = running.orElseThrow()
                        .runOnGrid(++seq, StepScale.timesInSteps(asked.network(), dt), dt, List.of("spikes"));
                if (reply.reply() instanceof Reply.Answered answered) {
                    reply.steps().or(answered::spikes).ifPresent(finer::add);
                }
            } catch (FaultException failed) {
                if (failed.fault().fatal()) {
                    running.ifPresent(EngineProcess::kill);
                    running = Optional.empty();
                }
                return List.of();
            }
        }
        return finer.size() == 2 ? finer : List.of();
    }

    private CaseResult ask(String id, GridGolden golden) {
        EngineProcess engine = running.orElseThrow();
        Network sent = StepScale.timesInSteps(golden.network(), golden.grid().dt());
        boolean gradient =
                golden.network().loss().isPresent() && golden.grid().surrogate().isPresent();
        List<String> want = new ArrayList<>(List.of("spikes"));
        if (golden.network().loss().isPresent()) {
            want.add("loss");
        }
        if (gradient) {
            want.add("gradient");
        }
        want.add("potentials");
        try {
            GridReply reply = engine.runOnGrid(++seq, sent, golden.grid().dt(), want);
            if (reply.reply() instanceof Reply.Answered answered) {
                List<Judgement> judgements = GridJudge.of(golden, reply, answered, implementation.dtype());
                CaseResult result = CaseResult.onGrid(id, sent, reply.reply(), judgements);
                if (result.outcome() == Outcome.DISAGREES) {
                    wrong.add(new GridDiagnosis.Wrong(
                            id, golden.network(), golden.grid(), reply.steps().or(answered::spikes), answered));
                }
                compared.add(new TruthTable.Compared(golden, reply, answered, finer(golden)));
                return result;
            }
            boolean skipped = reply.reply() instanceof Reply.Skipped;
            String message =
                    skipped ? ((Reply.Skipped) reply.reply()).message() : ((Reply.Errored) reply.reply()).message();
            return CaseResult.without(id, skipped ? Outcome.SKIPPED : Outcome.ERRORED, message, Optional.of(sent));
        } catch (FaultException failed) {
            if (failed.fault().fatal()) {
                engine.kill();
                running = Optional.empty();
            }
            return CaseResult.broken(id, Optional.empty(), failed.fault(), engine.standardError());
        }
    }
}
