package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** proofs-notes/mistakes.md: of an engine with two mistakes, on different sides, a report names both and nothing else. */
class PairsOfMistakesTest {

    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;
    private static final int NETWORKS = CAMPAIGN ? 200 : 40;
    private static final int PAIRS = Integer.getInteger("goldspike.pairs", CAMPAIGN ? 40 : 2);

    /** Of the catalogue by number: reading and finding spikes, losses, gradients. */
    private static final int LAST_OF_SPIKES = 25;

    private static final int LAST_OF_LOSSES = 33;
    private static final int LAST_OF_GRADIENTS = 45;

    private final Predictions predictions = new Predictions();

    private record Asked(String id, Golden golden) {}

    private static List<Asked> networks() {
        List<Asked> networks = new ArrayList<>();
        for (Case one : RandomCase.of(14, NETWORKS)) {
            if (one.prepare(Claims.everything()) instanceof Case.Prepared.Ready ready) {
                networks.add(new Asked(one.id(), ready.golden()));
            }
        }
        return networks;
    }

    /** Two that are always tried, and in a campaign random ones: a mistake in spikes, or as often in the loss, with one in the gradient. */
    private static List<Mutant> pairs() {
        List<Mutant> pairs = new ArrayList<>();
        // Of a negated loss every gradient is wrong, so the other mistake is seen together with it alone.
        pairs.add(mutant("reset-to-zero").with(mutant("slope-without-reset")));
        pairs.add(mutant("loss-negated").with(mutant("own-spike-forgotten")));
        Random random = new Random(5);
        List<Mutant> all = Mutant.all();
        while (pairs.size() < PAIRS) {
            int first = random.nextBoolean()
                    ? random.nextInt(LAST_OF_SPIKES)
                    : LAST_OF_SPIKES + random.nextInt(LAST_OF_LOSSES - LAST_OF_SPIKES);
            int second = LAST_OF_LOSSES + random.nextInt(LAST_OF_GRADIENTS - LAST_OF_LOSSES);
            pairs.add(all.get(first).with(all.get(second)));
        }
        return pairs;
    }

    private static Mutant mutant(String id) {
        return Mutant.all().stream()
                .filter(one -> one.mistake().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Diagnosis> diagnoses(List<Asked> networks, Mutant pair) {
        InProcess engine = new InProcess(pair.engine(), pair.method());
        List<CaseResult> results =
                networks.stream().map(one -> engine.ask(one.id, one.golden)).toList();
        return Diagnostician.of(results, Dtype.FLOAT64, predictions);
    }

    private static Set<String> names(Diagnosis diagnosis) {
        return Stream.concat(Stream.of(diagnosis.mistake()), diagnosis.alike().stream())
                .map(Mistake::id)
                .collect(Collectors.toSet());
    }

    @Test
    void ofTwoMistakesOnDifferentSidesMostlyBothAreNamedAndNothingElse() {
        List<Asked> networks = networks();
        int both = 0;
        for (Mutant pair : pairs()) {
            List<String> made = List.of(pair.mistake().split(", "));
            List<Diagnosis> diagnoses = diagnoses(networks, pair);
            boolean all = made.stream()
                    .allMatch(one -> diagnoses.stream()
                            .anyMatch(diagnosis -> names(diagnosis).contains(one)));
            both += all ? 1 : 0;
            System.out.println(pair.mistake() + ": " + (all ? "both named" : "not both") + "; "
                    + diagnoses.stream()
                            .map(one ->
                                    one.mistake().id() + " " + one.explained().size() + " of " + one.could())
                            .toList());
            diagnoses.forEach(diagnosis -> assertTrue(
                    made.stream().anyMatch(names(diagnosis)::contains),
                    () -> pair.mistake() + " is called " + diagnosis));
        }
        assertTrue(2 * both > PAIRS, both + " of " + PAIRS + " pairs are named");
    }

    @Test
    void thePartsAreThoseOfTheirNumbers() {
        List<String> ids = Mutant.all().stream().map(Mutant::mistake).toList();
        assertEquals(
                List.of("penalty-sign", "own-spike-forgotten", "sampled-when-sent"),
                List.of(ids.get(LAST_OF_SPIKES), ids.get(LAST_OF_LOSSES), ids.get(LAST_OF_GRADIENTS - 1)));
    }
}
