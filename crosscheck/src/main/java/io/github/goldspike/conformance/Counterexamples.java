package io.github.goldspike.conformance;

import io.github.goldspike.conformance.cases.FeatureDetection;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.cases.Regime;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Counterexample;
import io.github.goldspike.conformance.report.Counterexample.Search;
import io.github.goldspike.conformance.report.Signature;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.model.Network;
import io.github.goldspike.shrinking.Budget;
import io.github.goldspike.shrinking.FailureOracle;
import io.github.goldspike.shrinking.Shrinker;
import io.github.goldspike.shrinking.Shrunk;
import io.github.goldspike.shrinking.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds small networks at which an engine fails in the ways in which it has failed: one for each way. */
final class Counterexamples {

    /** Ways of failing that are looked into, in the order in which they were met. */
    private static final int MOST = 5;

    /** A simpler network has about as many spikes; one with far more is none. */
    private static final int LEAST_SPIKES = 60;

    private final Examiner examiner;
    private final Claims claims;
    private final ShrinkLimits limits;
    private final Set<String> ids = new HashSet<>();

    /** Asks the engine. */
    interface Examiner {

        /** What becomes of a network. */
        CaseResult examine(String id, Golden golden);

        /** Whether the run is to end; results since then mean nothing. */
        boolean interrupted();
    }

    Counterexamples(Examiner examiner, Claims claims, ShrinkLimits limits) {
        this.examiner = examiner;
        this.claims = claims;
        this.limits = limits;
    }

    /** For each way the smallest network that failed, made smaller. */
    List<Counterexample> of(List<CaseResult> results) {
        Map<Signature, CaseResult> ways = new LinkedHashMap<>();
        for (CaseResult result : results) {
            Signature.of(result)
                    .filter(signature -> result.golden().isPresent())
                    .ifPresent(signature -> ways.merge(signature, result, Counterexamples::better));
        }
        List<Counterexample> found = new ArrayList<>();
        long end = System.nanoTime() + limits.time().toNanos();
        int left = Math.min(MOST, ways.size());
        for (Map.Entry<Signature, CaseResult> way : ways.entrySet()) {
            if (left > 0) {
                Duration time = Duration.ofNanos(Math.max(0, end - System.nanoTime()) / left--);
                found.add(of(way.getKey(), way.getValue(), new Budget(limits.tries(), time)));
            }
        }
        return found;
    }

    /** One that the reference decides before others, then the smaller one, then the first. */
    private static CaseResult better(CaseResult one, CaseResult other) {
        boolean decided = decided(one);
        boolean replaced = decided == decided(other) ? parts(other) < parts(one) : !decided;
        return replaced ? other : one;
    }

    private static boolean decided(CaseResult result) {
        return result.golden().filter(golden -> golden.undecided().isEmpty()).isPresent();
    }

    private static int parts(CaseResult result) {
        Size size = Size.of(result.network().orElseThrow());
        return size.neurons() + size.synapses() + size.inputs();
    }

    private Counterexample of(Signature signature, CaseResult failed, Budget budget) {
        String id = free(failed.id() + "-shrunk");
        Failing failing = new Failing(id, signature, failed);
        Network start = renamed(failed.network().orElseThrow(), id);
        if (budget.tries() == 0 || budget.time().isZero() || examiner.interrupted()) {
            return failing.found(0, Search.UNFINISHED);
        }
        if (!failing.repeats(start)) {
            return failing.found(1, examiner.interrupted() ? Search.UNFINISHED : Search.NOT_REPEATED);
        }
        Shrunk shrunk = Shrinker.shrink(start, failing, budget);
        return failing.found(shrunk.tries() + 1, shrunk.minimal() ? Search.MINIMAL : Search.UNFINISHED);
    }

    /** Folders of a corpus may have files of the same name. */
    private String free(String id) {
        String free = id;
        for (int n = 2; !ids.add(free); n++) {
            free = id + "-" + n;
        }
        return free;
    }

    static Network renamed(Network network, String id) {
        return new Network(
                id,
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                network.loss());
    }

    /** A way of failing, and the last network that was seen to fail in it. */
    private final class Failing implements FailureOracle {

        private final String id;
        private final Signature signature;
        private final CaseResult origin;
        private final int spikes;
        private CaseResult last;

        Failing(String id, Signature signature, CaseResult origin) {
            this.id = id;
            this.signature = signature;
            this.origin = origin;
            Golden golden = origin.golden().orElseThrow();
            spikes = Math.max(LEAST_SPIKES, 2 * golden.spikeCount());
            last = origin.named(id, renamed(golden.network(), id));
        }

        Counterexample found(int tries, Search search) {
            return new Counterexample(origin.id(), signature.name(), last, tries, search);
        }

        @Override
        public Network form(Network network) {
            return NormalForm.of(network);
        }

        /** It needs no feature that the one before it does not need, breaks no restriction that that keeps, nor has rates that are nearer than the engine claims to take. */
        @Override
        public boolean admits(Network candidate, Network current) {
            Regime regime = new Regime(claims);
            return FeatureDetection.of(current).containsAll(FeatureDetection.of(candidate))
                    && regime.missing(current).containsAll(regime.missing(candidate));
        }

        @Override
        public boolean shows(Network network) {
            Golden golden = Golden.of(network, spikes);
            if (!new Regime(claims).missing(golden).isEmpty()) {
                return false;
            }
            CaseResult result = examiner.examine(id, golden);
            boolean open = result.judgements().stream().anyMatch(Failing::open);
            return !open && decided(result) && keep(result);
        }

        /** Whether a whole quantity is excused or inconclusive: a small network is to show one thing clearly. */
        private static boolean open(Judgement one) {
            boolean given =
                    one.quantity().equals(Judge.GIVEN_LOSS) || one.quantity().equals(Judge.GIVEN_GRADIENT);
            return one.verdict() == Verdict.EXCUSED || one.verdict() == Verdict.INCONCLUSIVE && !given;
        }

        /** The network of the case may also have something near-critical or undecided in it. */
        boolean repeats(Network network) {
            return keep(examiner.examine(id, Golden.of(network, spikes)));
        }

        private boolean keep(CaseResult result) {
            boolean fails = !examiner.interrupted() && Signature.of(result).equals(Optional.of(signature));
            if (fails) {
                last = result;
            }
            return fails;
        }

        @Override
        public boolean stopped() {
            return examiner.interrupted();
        }
    }
}
