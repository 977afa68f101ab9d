package io.github.goldspike.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.JudgedCase;
import io.github.goldspike.corpus.CorpusFiles.Solved;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the definitions and the kept files of the golden corpus promise. */
class GoldenCorpusTest {

    private static final List<CorpusCase> CASES = GoldenCorpus.cases();

    @Test
    void thereAreAtLeastOneHundredAndFiftyNetworksInThreeLevels() {
        Map<Integer, Long> levels =
                CASES.stream().collect(Collectors.groupingBy(CorpusCase::level, Collectors.counting()));
        assertTrue(CASES.size() >= 150, () -> CASES.size() + " networks");
        assertEquals(new TreeSet<>(List.of(1, 2, 3)), new TreeSet<>(levels.keySet()));
        assertTrue(levels.values().stream().allMatch(count -> count >= 30), levels::toString);
    }

    @Test
    void noIdIsGivenTwice() {
        assertEquals(CASES.size(), CASES.stream().map(CorpusCase::id).distinct().count());
    }

    @Test
    void noNetworkIsThereTwice() {
        assertEquals(
                CASES.size(),
                CASES.stream()
                        .map(one -> new Network(
                                "",
                                one.network().convention(),
                                one.network().horizon(),
                                one.network().populations(),
                                one.network().projections(),
                                one.network().loss()))
                        .distinct()
                        .count());
    }

    @Test
    void everyMistakeIsHuntedByAtLeastTwoNetworksAndEveryNetworkHuntsOne() {
        for (Mistake mistake : Mistake.values()) {
            long hunters =
                    CASES.stream().filter(one -> one.hunts().contains(mistake)).count();
            assertTrue(hunters >= 2, () -> mistake.tag() + " is hunted by " + hunters);
        }
        CASES.forEach(one -> {
            assertTrue(!one.hunts().isEmpty(), one.id());
            assertEquals(one.hunts().size(), one.hunts().stream().distinct().count(), one.id());
        });
    }

    @Test
    void allRealsAreBinary32NumbersUnlessTheCaseSaysWhyNot() {
        for (CorpusCase one : CASES) {
            assertEquals(
                    one.beyondBinary32().isEmpty(),
                    Reals.of(one.network()) == Reals.BINARY32,
                    () -> one.id() + ": " + Reals.of(one.network()) + " \"" + one.beyondBinary32() + '"');
        }
    }

    /** The index, the networks and the read-me, with the answers that are kept. */
    @Test
    void indexAndNetworksAreTheOnesThatTheDefinitionsGive() throws IOException {
        AtomicInteger next = new AtomicInteger();
        Iterator<String> judged = new String(Kept.bytes("judged.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .iterator();
        Map<String, byte[]> made = CorpusFiles.all(
                (network, sha256, question) -> {
                    CorpusCase one = CASES.get(next.getAndIncrement());
                    byte[] answer = Kept.bytes("level-" + one.level() + "/" + one.id() + ".answer.json");
                    return new Solved(
                            answer, new String(answer, StandardCharsets.UTF_8).contains("\"status\": \"undecided\""));
                },
                (id, level, network) -> judged.next());
        Map<String, byte[]> kept = Kept.files(Kept.FOLDER);
        assertEquals(kept.keySet(), new TreeSet<>(made.keySet()));
        kept.forEach((path, bytes) -> assertArrayEquals(bytes, made.get(path), path));
    }

    /** Each tenth: all are made by {@code goldspike corpus}. */
    @Test
    void theLinesForJudgingAreTheOnesThatTheJudgeGives() throws IOException {
        List<String> lines = new String(Kept.bytes("judged.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < CASES.size(); i += 10) {
            CorpusCase one = CASES.get(i);
            assertEquals(JudgedCase.of(one.id(), one.level(), one.network()), lines.get(i));
        }
    }

    /** Where the answer does not have what the mistake needs, the network cannot bring it to light. */
    @Test
    void answersHaveWhatTheTagsNeed() throws IOException {
        for (JsonNode entry : Kept.index().get("networks")) {
            JsonNode answer = JsonMapper.shared()
                    .readTree(Kept.bytes(entry.at("/answer/path").asString()));
            List<String> hunts =
                    entry.get("hunts").valueStream().map(JsonNode::asString).toList();
            String id = entry.get("id").asString();
            int most = mostSpikes(answer);
            boolean gradient = answer.has("gradient") && !answer.get("gradient").has("undefined");
            if (entry.get("status").asString().equals("undecided")) {
                continue;
            }
            for (String tag : hunts) {
                boolean sound = switch (tag) {
                    case "own-spike-term", "slope-without-reset" -> most >= 2 && gradient;
                    case "one-spike-per-neuron", "one-spike-per-interval" -> most >= 2;
                    case "last-spike-only" -> most >= 2 && gradient;
                    case "dropped-spikes" -> most >= 4;
                    case "zero-weight-gradient" -> gradient && hasZeroWeight(entry);
                    case "one-sided-at-tie" -> answer.get("gradient").toString().contains("undefined");
                    case "silent-label" -> !gradient || anySilent(answer);
                    case "silent-in-softmax" -> anySilent(answer);
                    case "ghost-grazing" -> anySilent(answer) || most >= 1;
                    case "missed-grazing", "later-crossing", "grid-times" -> most >= 1;
                    case "epsilon-in-denominator", "unit-jump", "leak-in-slope", "no-hidden-gradient" -> gradient;
                    case "regulariser-sign",
                            "regulariser-missing",
                            "softmax-temperature",
                            "loss-over-all-spikes",
                            "wrong-target",
                            "voltage-jump",
                            "kappa-ignored",
                            "voltage-on-grid" -> gradient;
                    default -> true;
                };
                assertTrue(sound, () -> id + " is tagged " + tag);
            }
        }
    }

    @Test
    void featuresThatTagsNeedAreThere() throws IOException {
        Map<String, String> needs = Map.ofEntries(
                Map.entry("ignored-recurrence", "recurrent"),
                Map.entry("ignored-self-connection", "self-connections"),
                Map.entry("ignored-delays", "delays"),
                Map.entry("truncated-delays", "delays"),
                Map.entry("delay-axis", "delays"),
                Map.entry("common-alpha", "heterogeneous"),
                Map.entry("common-beta", "heterogeneous"),
                Map.entry("alpha-axis", "heterogeneous"),
                Map.entry("ignored-leak", "leak"),
                Map.entry("leak-in-slope", "leak"),
                Map.entry("ignored-initial", "initial"),
                Map.entry("ignored-refractory", "refractory"),
                Map.entry("refractory-stops-current", "refractory"),
                Map.entry("readout-fires", "readout"));
        for (JsonNode entry : Kept.index().get("networks")) {
            List<String> features =
                    entry.get("features").valueStream().map(JsonNode::asString).toList();
            for (JsonNode tag : entry.get("hunts")) {
                String needed = needs.getOrDefault(tag.asString(), "");
                assertTrue(
                        needed.isEmpty() || features.contains(needed),
                        () -> entry.get("id") + " is tagged " + tag + " without " + needed);
            }
        }
    }

    @Test
    void tagsOfTheIndexAreExplained() throws IOException {
        JsonNode mistakes = Kept.index().get("mistakes");
        assertEquals(Arrays.stream(Mistake.values()).map(Mistake::tag).toList(), List.copyOf(mistakes.propertyNames()));
    }

    private static boolean hasZeroWeight(JsonNode entry) throws IOException {
        String network = new String(Kept.bytes(entry.at("/network/path").asString()), StandardCharsets.UTF_8);
        return network.contains("\"0\"");
    }

    private static boolean anySilent(JsonNode answer) {
        return answer.get("spikes")
                .valueStream()
                .anyMatch(trains -> trains.valueStream().anyMatch(JsonNode::isEmpty));
    }

    private static int mostSpikes(JsonNode answer) {
        return answer.get("spikes")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToInt(JsonNode::size)
                .max()
                .orElse(0);
    }
}
