package io.github.goldspike.campaign;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a campaign found for the networks {@code from}, …, {@code from + count − 1} of a seed. One line of JSON.
 *
 * @param task what was tried on each network
 * @param version of goldspike that tried
 * @param seed of the networks
 * @param from index of the first network
 * @param count how many
 * @param counts of networks and what became of them, by name
 * @param sha256 of the hashes of all answers, in order
 * @param failures one for each network that failed
 */
public record Shard(
        String task,
        String version,
        long seed,
        long from,
        long count,
        Map<String, Long> counts,
        String sha256,
        List<Failed> failures) {

    private static final String FORMAT = "goldspike-shard/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * A network that failed.
     *
     * @param index of the network
     * @param check that it failed
     * @param detail a sentence
     */
    public record Failed(long index, String check, String detail) {}

    public Shard {
        counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
        failures = List.copyOf(failures);
    }

    /** The trials of a range as a shard. */
    static Shard of(String version, long seed, long from, List<Trial> trials) {
        Map<String, Long> counts = new TreeMap<>();
        List<Failed> failures = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        for (int k = 0; k < trials.size(); k++) {
            Trial trial = trials.get(k);
            counts.merge("networks", 1L, Long::sum);
            counts.merge("spikes", (long) trial.spikes(), Long::sum);
            trial.marks().forEach(mark -> counts.merge(mark, 1L, Long::sum));
            hashes.append(trial.sha256()).append('\n');
            long index = from + k;
            trial.failures().forEach((check, detail) -> failures.add(new Failed(index, check, detail)));
        }
        return new Shard(
                Trial.TASK,
                version,
                seed,
                from,
                trials.size(),
                counts,
                Sha256.of(hashes.toString().getBytes(StandardCharsets.UTF_8)),
                failures);
    }

    /** As one line. */
    public String line() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT).put("task", task).put("version", version).put("seed", seed);
        json.put("from", from).put("count", count).put("sha256", sha256);
        ObjectNode numbers = json.putObject("counts");
        counts.forEach(numbers::put);
        ArrayNode list = json.putArray("failures");
        failures.forEach(one -> list.addObject()
                .put("index", one.index())
                .put("check", one.check())
                .put("detail", one.detail()));
        return json.toString();
    }

    /**
     * Reads a line.
     *
     * @throws BadFileException if it is no shard
     */
    public static Shard parse(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException malformed) {
            throw new BadFileException("", "not JSON");
        }
        if (!json.path("format").asString("").equals(FORMAT)) {
            throw new BadFileException("/format", "expected \"" + FORMAT + "\"");
        }
        Map<String, Long> counts = new TreeMap<>();
        for (String name : json.path("counts").propertyNames()) {
            counts.put(name, number(json.path("counts"), name, "/counts/" + name));
        }
        List<Failed> failures = new ArrayList<>();
        for (JsonNode one : json.path("failures")) {
            failures.add(new Failed(
                    number(one, "index", "/failures"),
                    one.path("check").asString(""),
                    one.path("detail").asString("")));
        }
        long count = number(json, "count", "/count");
        if (count < 1 || counts.getOrDefault("networks", -1L) != count) {
            throw new BadFileException("/counts/networks", "is not the count of the range, " + count);
        }
        return new Shard(
                text(json, "task"),
                text(json, "version"),
                number(json, "seed", "/seed"),
                number(json, "from", "/from"),
                count,
                counts,
                text(json, "sha256"),
                failures);
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isString()) {
            throw new BadFileException("/" + field, "missing, or no string");
        }
        return json.path(field).asString("");
    }

    private static long number(JsonNode json, String field, String pointer) {
        if (!json.path(field).isIntegralNumber() || !json.path(field).canConvertToLong()) {
            throw new BadFileException(pointer, "missing, or no whole number");
        }
        return json.path(field).asLong();
    }
}
