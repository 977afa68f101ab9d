package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.model.Network;
import java.util.List;
import java.util.Optional;

/**
 * What became of one case.
 *
 * @param id names the case
 * @param outcome in one word
 * @param message of the engine, or about the fault; a sentence for people, may be empty
 * @param fault if the engine broke the protocol
 * @param standardError the end of what the engine wrote there, if it broke the protocol
 * @param judgements one for each quantity, if there was a reply to judge
 * @param network as it was sent, if there was one
 * @param golden what was expected, if the engine was asked
 * @param reply of the engine, if it kept to the protocol
 */
public record CaseResult(
        String id,
        Outcome outcome,
        String message,
        Optional<Fault> fault,
        String standardError,
        List<Judgement> judgements,
        Optional<Network> network,
        Optional<Golden> golden,
        Optional<Reply> reply) {

    /** What became of a case, in one word. */
    public enum Outcome {
        /** Everything that was given and judged is right. */
        AGREES(false),
        /** Something is not as in the reference, and may be so: the network is near-critical. */
        EXCUSED(false),
        /** The arithmetic allows so much on this network that nothing follows. */
        INCONCLUSIVE(false),
        /** Something is wrong. */
        DISAGREES(true),
        /** The engine broke the protocol. */
        FAULT(true),
        /** The engine says that it failed. */
        ERRORED(true),
        /** The engine says that it does not do such networks. */
        SKIPPED(false),
        /** The engine does not claim what the network needs, and was not asked. */
        UNCLAIMED(false),
        /** Nothing was given that could be judged. */
        NOT_JUDGED(false);

        private final boolean against;

        Outcome(boolean against) {
            this.against = against;
        }

        /** Whether it is held against the engine. */
        public boolean against() {
            return against;
        }

        /** The name in reports. */
        public String field() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public CaseResult {
        judgements = List.copyOf(judgements);
    }

    public static CaseResult judged(String id, Golden golden, Reply reply, List<Judgement> judgements) {
        return new CaseResult(
                id,
                outcome(judgements),
                "",
                Optional.empty(),
                "",
                judgements,
                Optional.of(golden.network()),
                Optional.of(golden),
                Optional.of(reply));
    }

    /** Judged by something else than a continuous golden answer. */
    public static CaseResult onGrid(String id, Network network, Reply reply, List<Judgement> judgements) {
        return new CaseResult(
                id,
                outcome(judgements),
                "",
                Optional.empty(),
                "",
                judgements,
                Optional.of(network),
                Optional.empty(),
                Optional.of(reply));
    }

    private static Outcome outcome(List<Judgement> judgements) {
        List<Judgement> whole =
                judgements.stream().filter(Judgement::ofTheWhole).toList();
        return has(judgements, Verdict.DISAGREES)
                ? Outcome.DISAGREES
                : has(whole, Verdict.INCONCLUSIVE)
                        ? Outcome.INCONCLUSIVE
                        : has(whole, Verdict.EXCUSED)
                                ? Outcome.EXCUSED
                                : has(whole, Verdict.AGREES) ? Outcome.AGREES : Outcome.NOT_JUDGED;
    }

    private static boolean has(List<Judgement> judgements, Verdict verdict) {
        return judgements.stream().anyMatch(judgement -> judgement.verdict() == verdict);
    }

    /** The engine said why it gives no numbers. */
    public static CaseResult declined(String id, Golden golden, Reply reply, Outcome outcome, String message) {
        return new CaseResult(
                id,
                outcome,
                message,
                Optional.empty(),
                "",
                List.of(),
                Optional.of(golden.network()),
                Optional.of(golden),
                Optional.of(reply));
    }

    public static CaseResult broken(String id, Optional<Golden> golden, Fault fault, String standardError) {
        return new CaseResult(
                id,
                Outcome.FAULT,
                fault.sentence(),
                Optional.of(fault),
                standardError,
                List.of(),
                golden.map(Golden::network),
                golden,
                Optional.empty());
    }

    /** The same under another name. */
    public CaseResult named(String name, Network renamed) {
        return new CaseResult(
                name, outcome, message, fault, standardError, judgements, Optional.of(renamed), golden, reply);
    }

    /** The engine was not asked. */
    public static CaseResult without(String id, Outcome outcome, String message, Optional<Network> network) {
        return new CaseResult(
                id, outcome, message, Optional.empty(), "", List.of(), network, Optional.empty(), Optional.empty());
    }
}
