package io.github.goldspike.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The table in docs/testing.md of what each feature adds to the corpus and each restriction takes from it; {@code -Dgoldspike.docs=write} writes it anew. */
class CorpusUnlocksTest {

    private static final Path CORPUS = Path.of("src/main/resources/corpus");
    private static final Path DOCUMENT = Path.of("docs/testing.md");
    private static final String ANSWER = ".answer.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "<!-- unlocks -->\n";
    private static final String END = "<!-- end of unlocks -->\n";
    private static final Map<Restriction, Double> BOUNDS =
            Map.of(Restriction.DELAYS_AT_LEAST, 0.1, Restriction.TIMES_AT_MOST, 10.0);

    private static Claims claims(Set<Feature> features, Map<Restriction, Double> restrictions) {
        return new Claims(features, Optional.empty(), Set.of(ParameterKind.WEIGHTS), restrictions, Map.of());
    }

    private static List<String> missing(Network network, Claims claims) {
        return new Regime(claims).missing(network);
    }

    /** Those that are judged at all. */
    private static List<Network> networks() throws IOException {
        List<Network> networks = new ArrayList<>();
        Corpus.networks(CORPUS).forEach((id, network) -> {
            Network normal = NormalForm.of(network);
            if (normal.loss().filter(Loss::needsGrid).isEmpty() && !id.startsWith("grid-")) {
                networks.add(normal);
            }
        });
        return networks;
    }

    /** Ids of networks in which some neuron spikes twice. */
    private static Set<String> withSecondSpikes() throws IOException {
        Set<String> ids = new HashSet<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ANSWER)).toList()) {
                JsonNode spikes = JSON.readTree(Files.readString(file)).path("spikes");
                if (spikes.valueStream().flatMap(JsonNode::valueStream).anyMatch(train -> train.size() > 1)) {
                    ids.add(file.getFileName().toString().replace(ANSWER, ""));
                }
            }
        }
        return ids;
    }

    private static String table() throws IOException {
        List<Network> networks = networks();
        Set<String> several = withSecondSpikes();
        List<List<String>> needs = networks.stream()
                .map(network -> missing(network, claims(Set.of(), Map.of())))
                .toList();
        StringBuilder table = new StringBuilder();
        long free = needs.stream().filter(List::isEmpty).count();
        table.append("Of ")
                .append(networks.size())
                .append(" networks ")
                .append(free)
                .append(" need no feature.\n\n");
        table.append(
                "| feature | networks that need it | it alone | restriction | networks that it keeps away |\n|---|---|---|---|---|\n");
        List<String> features = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            List<List<String>> needing = needs.stream()
                    .filter(names -> names.contains(feature.field()))
                    .toList();
            long alone = needing.stream().filter(names -> names.size() == 1).count();
            features.add("| `" + feature.field() + "` | " + needing.size() + " | " + alone + " |");
        }
        List<String> restrictions = new ArrayList<>();
        for (Restriction restriction : Restriction.values()) {
            double bound = BOUNDS.getOrDefault(restriction, 0.0);
            Claims claims = claims(EnumSet.allOf(Feature.class), Map.of(restriction, bound));
            long kept = networks.stream()
                    .filter(network -> restriction == Restriction.ONE_SPIKE
                            ? several.contains(network.id())
                            : !missing(network, claims).isEmpty())
                    .count();
            String name =
                    restriction.bounded() ? "{\"" + restriction.field() + "\": " + bound + "}" : restriction.field();
            restrictions.add(" `" + name + "` | " + kept + " |");
        }
        for (int row = 0; row < Math.max(features.size(), restrictions.size()); row++) {
            table.append(row < features.size() ? features.get(row) : "| | | |")
                    .append(row < restrictions.size() ? restrictions.get(row) : " | |")
                    .append('\n');
        }
        return table.toString();
    }

    @Test
    void theTableSaysHowManyNetworksEachFeatureAddsAndEachRestrictionTakes() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertTrue(begin >= 0 && end > begin, "the table has lost its place");
        String table = table();
        if ("write".equals(System.getProperty("goldspike.docs"))) {
            Files.writeString(DOCUMENT, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
        } else {
            assertEquals(table, text.substring(begin + BEGIN.length(), end));
        }
    }
}
