package io.github.goldspike.conformance;

import io.github.goldspike.conformance.Evidence.Side;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.diagnosis.Traits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Looks for the mistakes of the catalogue that explain what an engine disagrees in: on its spikes, on its loss given its spikes, and on its
 * gradient given its spikes, each by itself, by one mistake and by two (proofs-notes/mistakes.md). What explains less than most of what it
 * could explain is no diagnosis.
 */
final class Diagnostician {

    /** Networks with more spikes than that are not simulated again; the plain simulator is slow. */
    private static final int MOST_SPIKES = 80;

    /** Cases that are looked at. */
    private static final int MOST_CASES = 24;

    /** Agreeing cases in which a mistake would have to show, if it were made. */
    private static final int MOST_AGREEING = 12;

    /** A suspect that explains none of so many of them is dropped. */
    private static final int CHANCES = 8;

    private static final int CHANCES_OF_PAIRS = 2;

    private static final int MOST_OF_ONE_SIDE = 3;

    /** Suspects of a side that are tried in pairs although neither explains anything alone. */
    private static final int MOST_BLIND = 16;

    /** Where more cases than that are wrong, one alone names no mistake: a pair of mistakes meets one by chance. */
    private static final int FEW = 3;

    private final Predictions predictions;
    private final List<Evidence> agreeing;
    private final List<Lead> all = new ArrayList<>();
    /** Those that leave nothing open: partners for pairs of which both would have to be simulated. */
    private final List<Lead> plain = new ArrayList<>();

    private Diagnostician(Traits traits, Predictions predictions, List<Evidence> agreeing) {
        this.predictions = predictions;
        this.agreeing = agreeing;
        for (Mistake mistake : Mistake.all()) {
            List<Suspect> suspects = mistake.suspects(traits);
            for (Suspect suspect : suspects) {
                if (suspect instanceof Suspect.Answering answering) {
                    Lead lead = new Lead(List.of(new Named(mistake, answering)), answering);
                    all.add(lead);
                    if (suspects.size() <= 2) {
                        plain.add(lead);
                    }
                }
            }
        }
    }

    /**
     * The diagnoses of a run.
     *
     * @param results of all its cases
     * @param predictions what the programs with mistakes answer, as far as it is known already
     */
    static List<Diagnosis> of(List<CaseResult> results, Dtype dtype, Predictions predictions) {
        return of(results, new Tolerance(dtype), predictions);
    }

    /**
     * What was found.
     *
     * @param diagnoses mistakes, those that explain most first
     * @param lookedAt cases in which something is wrong by more than the engine's accuracy, as far as they were looked at
     * @param open those of them in which no mistake explains anything
     * @param ofSpikes whether one of the mistakes is told from spikes
     */
    record Findings(List<Diagnosis> diagnoses, int lookedAt, int open, boolean ofSpikes) {}

    static List<Diagnosis> of(List<CaseResult> results, Tolerance tolerance, Predictions predictions) {
        return findings(results, tolerance, predictions).diagnoses;
    }

    /** @param tolerance with the accuracy that the engine declares, or that is estimated */
    static Findings findings(List<CaseResult> results, Tolerance tolerance, Predictions predictions) {
        List<CaseResult> wrong = small(results, Outcome.DISAGREES);
        if (wrong.isEmpty()) {
            return new Findings(List.of(), 0, 0, false);
        }
        Traits traits = EngineTraits.of(results, tolerance.dtype());
        // Multiples of a step are decimals that binary32 prints too; then they show the step.
        List<Diagnosis> rounding = traits.step().isPresent() ? List.of() : rounding(wrong, tolerance.dtype());
        if (!rounding.isEmpty()) {
            int tried = rounding.get(0).tried();
            return new Findings(
                    rounding, tried, tried - rounding.get(0).explained().size(), true);
        }
        List<Evidence> agreeing =
                evidence(evenly(small(results, Outcome.AGREES), MOST_AGREEING), tolerance, predictions);
        List<Evidence> shown = shown(wrong, tolerance, predictions);
        Diagnostician diagnostician = new Diagnostician(traits, predictions, agreeing);
        List<Explained> found = diagnostician.found(shown);
        List<Diagnosis> diagnoses = diagnostician.named(found, shown);
        boolean ofSpikes = found.stream()
                .filter(one -> one.side == Side.SPIKES)
                .flatMap(one -> one.lead.mistakes.stream())
                .anyMatch(named -> diagnoses.stream().map(Diagnosis::mistake).anyMatch(named.mistake::equals));
        Set<String> explained = new LinkedHashSet<>();
        diagnoses.forEach(diagnosis -> explained.addAll(diagnosis.explained()));
        return new Findings(diagnoses, shown.size(), shown.size() - explained.size(), ofSpikes);
    }

    /** Some cases for each side on which there are any. */
    private static List<Evidence> shown(List<CaseResult> wrong, Tolerance tolerance, Predictions predictions) {
        Set<CaseResult> chosen = new LinkedHashSet<>();
        for (String quantity : List.of(Judge.COUNTS, Judge.GIVEN_GRADIENT, Judge.GIVEN_LOSS)) {
            chosen.addAll(evenly(
                    wrong.stream().filter(result -> disagrees(result, quantity)).toList(), MOST_CASES / 2));
        }
        chosen.addAll(evenly(wrong, MOST_CASES));
        List<Evidence> all = evidence(List.copyOf(chosen), tolerance, predictions).stream()
                .filter(one -> java.util.Arrays.stream(Side.values()).anyMatch(one::isWrong))
                .sorted(Comparator.comparingInt(
                        one -> one.result().golden().orElseThrow().spikeCount()))
                .toList();
        return all;
    }

    private static boolean disagrees(CaseResult result, String quantity) {
        return result.judgements().stream()
                .anyMatch(
                        judgement -> judgement.quantity().equals(quantity) && judgement.verdict() == Verdict.DISAGREES);
    }

    private static List<Evidence> evidence(List<CaseResult> cases, Tolerance tolerance, Predictions predictions) {
        return cases.stream()
                .map(result -> new Evidence(result, tolerance, predictions))
                .toList();
    }

    private static List<CaseResult> small(List<CaseResult> results, Outcome outcome) {
        return results.stream()
                .filter(result -> result.outcome() == outcome && result.golden().isPresent())
                .filter(result -> result.golden().orElseThrow().spikeCount() <= MOST_SPIKES)
                .sorted(Comparator.comparingInt(
                        result -> result.golden().orElseThrow().spikeCount()))
                .toList();
    }

    /** Some of a list, the first and the last among them. */
    static List<CaseResult> evenly(List<CaseResult> cases, int most) {
        return cases.size() <= most
                ? cases
                : IntStream.range(0, most)
                        .mapToObj(k -> cases.get(k * (cases.size() - 1) / (most - 1)))
                        .toList();
    }

    /** A right program of fewer bits than it says is no matter of sides. */
    private static List<Diagnosis> rounding(List<CaseResult> wrong, Dtype dtype) {
        List<CaseResult> cases = evenly(wrong, MOST_CASES);
        for (Mistake mistake : Mistake.all()) {
            for (Suspect suspect : mistake.suspects(new Traits(0, 0, java.util.OptionalDouble.empty()))) {
                if (suspect instanceof Suspect.Rounding fewer) {
                    List<String> explained = cases.stream()
                            .filter(result -> EngineTraits.rounded(result, fewer, dtype))
                            .filter(result -> Judge.of(
                                            result.golden().orElseThrow(),
                                            (Reply.Answered) result.reply().orElseThrow(),
                                            Dtype.FLOAT32)
                                    .stream()
                                    .noneMatch(judgement -> judgement.verdict() == Verdict.DISAGREES))
                            .map(CaseResult::id)
                            .toList();
                    if (2 * explained.size() > cases.size()) {
                        return List.of(new Diagnosis(
                                mistake, fewer.detail(), explained, cases.size(), cases.size(), List.of()));
                    }
                }
            }
        }
        return List.of();
    }

    /** A mistake with what it leaves open filled in. */
    private record Named(Mistake mistake, Suspect.Answering suspect) {}

    /** One mistake or several, and a program that makes them. */
    private record Lead(List<Named> mistakes, Suspect.Answering program) {

        Optional<Lead> and(Lead other, Predictions predictions) {
            boolean twice = mistakes.stream()
                    .anyMatch(one ->
                            other.mistakes.stream().anyMatch(two -> one.mistake.number() == two.mistake.number()));
            List<Named> both = new ArrayList<>(mistakes);
            both.addAll(other.mistakes);
            return twice
                    ? Optional.empty()
                    : predictions.both(program, other.program).map(made -> new Lead(both, made));
        }
    }

    /** What a lead explains on a side. */
    private record Explained(Side side, Lead lead, Set<Evidence> cases) {}

    private List<Explained> found(List<Evidence> wrong) {
        List<Explained> found = new ArrayList<>();
        Optional<Lead> base = Optional.empty();
        for (Side side : Side.values()) {
            List<Evidence> cases =
                    wrong.stream().filter(one -> one.isWrong(side)).toList();
            List<Explained> ofSide = search(side, cases, base);
            found.addAll(ofSide);
            for (Explained one : ofSide) {
                Lead lead = one.lead;
                base = base.isEmpty()
                        ? Optional.of(lead)
                        : base.get().and(lead, predictions).or(() -> Optional.of(lead));
            }
        }
        return found;
    }

    private List<Explained> search(Side side, List<Evidence> cases, Optional<Lead> base) {
        List<Explained> found = new ArrayList<>();
        Set<Evidence> rest = new LinkedHashSet<>(cases);
        base.map(lead -> explained(side, lead, rest, CHANCES))
                .filter(explained -> !explained.cases.isEmpty())
                .ifPresent(explained -> {
                    found.add(explained);
                    rest.removeAll(explained.cases);
                });
        while (!rest.isEmpty() && found.size() < MOST_OF_ONE_SIDE) {
            Optional<Explained> best = best(side, all, rest, CHANCES);
            if (base.isPresent()) {
                best = greater(best, best(side, joined(base, partners(side)), rest, CHANCES));
            }
            if (best.isEmpty() && !found.isEmpty()) {
                List<Lead> before = found.stream().map(Explained::lead).toList();
                for (Lead lead : before) {
                    best = greater(best, best(side, joined(Optional.of(lead), partners(side)), rest, chances(side)));
                }
            }
            if (best.isEmpty() && found.isEmpty()) {
                best = best(side, pairs(side, rest), rest, chances(side));
            }
            if (best.isEmpty()) {
                break;
            }
            found.add(best.get());
            rest.removeAll(best.get().cases);
        }
        return found;
    }

    /** At given spikes nothing is simulated. */
    private static int chances(Side side) {
        return side == Side.SPIKES ? CHANCES_OF_PAIRS : CHANCES;
    }

    private List<Lead> partners(Side side) {
        return side == Side.SPIKES ? plain : all;
    }

    private static Optional<Explained> greater(Optional<Explained> one, Optional<Explained> other) {
        boolean second = other.isPresent()
                && (one.isEmpty() || other.get().cases.size() > one.get().cases.size());
        return second ? other : one;
    }

    private List<Lead> joined(Optional<Lead> base, List<Lead> others) {
        return others.stream()
                .flatMap(other -> base.flatMap(lead -> lead.and(other, predictions)).stream())
                .toList();
    }

    /** Pairs of mistakes each of which would show. */
    private List<Lead> pairs(Side side, Set<Evidence> cases) {
        List<Evidence> first = cases.stream().limit(CHANCES_OF_PAIRS).toList();
        List<Lead> shown = partners(side).stream()
                .filter(lead -> first.stream().anyMatch(one -> one.wouldShow(side, lead.program)))
                .limit(MOST_BLIND)
                .toList();
        List<Lead> pairs = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            for (int k = i + 1; k < shown.size(); k++) {
                shown.get(i).and(shown.get(k), predictions).ifPresent(pairs::add);
            }
        }
        return pairs;
    }

    private Optional<Explained> best(Side side, List<Lead> leads, Set<Evidence> cases, int chances) {
        return leads.stream()
                .map(lead -> explained(side, lead, cases, chances))
                .filter(explained -> !explained.cases.isEmpty())
                .reduce((one, other) -> other.cases.size() > one.cases.size() ? other : one);
    }

    private Explained explained(Side side, Lead lead, Set<Evidence> cases, int chances) {
        Set<Evidence> explained = new LinkedHashSet<>();
        int tried = 0;
        for (Evidence one : cases) {
            if (tried++ == chances && explained.isEmpty()) {
                break;
            }
            if (one.isExplained(side, lead.program)) {
                explained.add(one);
            }
        }
        return new Explained(side, lead, explained);
    }

    /** Those that explain most of what they could explain, and some of it by more than an empty train. */
    private List<Diagnosis> named(List<Explained> found, List<Evidence> wrong) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>();
        for (Explained one : found) {
            for (Named named : one.lead.mistakes) {
                if (seen.add(named.mistake.number())) {
                    diagnosis(named, found, wrong).ifPresent(diagnoses::add);
                }
            }
        }
        diagnoses.sort(
                Comparator.comparingInt(diagnosis -> -diagnosis.explained().size()));
        return diagnoses;
    }

    private Optional<Diagnosis> diagnosis(Named named, List<Explained> found, List<Evidence> wrong) {
        Set<Evidence> explained = new LinkedHashSet<>();
        Set<Evidence> could = new LinkedHashSet<>();
        boolean telling = false;
        for (Side side : Side.values()) {
            Set<Evidence> ofSide = new LinkedHashSet<>();
            for (Explained one : found) {
                if (one.side == side && has(one.lead, named)) {
                    one.cases.stream()
                            .filter(evidence ->
                                    one.lead.mistakes.size() == 1 || evidence.wouldShow(side, named.suspect))
                            .forEach(ofSide::add);
                }
            }
            explained.addAll(ofSide);
            telling |= ofSide.stream().anyMatch(one -> one.isTelling(side));
            if (!ofSide.isEmpty()) {
                Predicate<Evidence> shows = one -> one.wouldShow(side, named.suspect);
                wrong.stream()
                        .filter(one -> one.isWrong(side) && shows.test(one))
                        .forEach(could::add);
                agreeing.stream().filter(shows).forEach(could::add);
            }
        }
        could.addAll(explained);
        boolean byChance = explained.size() < 2 && wrong.size() > FEW;
        if (!telling || byChance || 2 * explained.size() <= could.size()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                named.mistake,
                named.suspect.detail(),
                explained.stream().map(one -> one.result().id()).toList(),
                could.size(),
                wrong.size(),
                alike(named, found)));
    }

    private static boolean has(Lead lead, Named named) {
        return lead.mistakes.stream().anyMatch(one -> one.mistake.number() == named.mistake.number());
    }

    /** Mistakes that explain exactly the same. */
    private List<Mistake> alike(Named named, List<Explained> found) {
        List<Explained> own = found.stream()
                .filter(one -> one.lead.mistakes.size() == 1 && has(one.lead, named))
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(lead -> !has(lead, named))
                .filter(lead -> own.stream()
                        .allMatch(one ->
                                one.cases.stream().allMatch(evidence -> evidence.isExplained(one.side, lead.program))))
                .map(lead -> lead.mistakes.get(0).mistake)
                .distinct()
                .toList();
    }
}
