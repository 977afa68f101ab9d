package io.github.goldspike.checker;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A certified answer with at least twice the digits of those that are held against it. */
final class Truth {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String DECIMAL = "-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";

    private final Map<?, ?> answer;

    Truth(byte[] answer) {
        this.answer = JSON.readValue(answer, Map.class);
    }

    static Truth of(byte[] network, io.github.goldspike.contract.Question question) throws IOException {
        return new Truth(Solved.of("truth", network, question).answer());
    }

    boolean certified() {
        return "certified".equals(answer.get("status"));
    }

    /** Where another answer, of the same format, says what is not so; empty if it is all true. */
    Optional<String> contradicts(byte[] other) {
        Map<?, ?> claim = JSON.readValue(other, Map.class);
        Map<?, ?> truth = "undecided".equals(claim.get("status")) ? withheld(claim) : answer;
        for (String field : List.of("spikes", "slopes", "condition", "loss", "gradient", "jacobian", "status")) {
            Object here = claim.get(field);
            Object there = truth.get(field);
            if (field.equals("jacobian") && here instanceof List<?> rows && there instanceof List<?> others) {
                here = byName(rows);
                there = byName(others);
            }
            Optional<String> difference = difference("/" + field, here, there, field.equals("condition"));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** What this answer would be if it left open what another one leaves open; {@code null} spikes where that cannot be read. */
    private Map<?, ?> withheld(Map<?, ?> claim) {
        Map<?, ?> rest = JSON.readValue(JSON.writeValueAsBytes(answer), Map.class);
        Map<String, Object> changed = new LinkedHashMap<>();
        rest.forEach((key, value) -> changed.put((String) key, value));
        changed.put("status", "undecided");
        for (String field : List.of("loss", "gradient", "jacobian")) {
            if (!claim.containsKey(field)) {
                changed.remove(field);
            }
        }
        for (Object affected : affected(claim)) {
            List<?> neuron = (List<?>) affected;
            BigDecimal until = new BigDecimal((String) neuron.get(2));
            int known = (int) train(changed, "spikes", neuron).stream()
                    .filter(time -> new BigDecimal((String) time).compareTo(until) < 0)
                    .count();
            cut(changed, neuron, known);
        }
        // Where a train ends at a spike that is named, that one and those after it are not told.
        for (Object open : (List<?>) claim.get("undecided")) {
            if (((Map<?, ?>) open).get("at") instanceof Map<?, ?> at && at.get("spike") instanceof Integer named) {
                List<?> neuron = List.of(at.get("population"), at.get("neuron"));
                if (train(claim, "spikes", neuron).size() == named
                        && train(changed, "spikes", neuron).size() > named) {
                    cut(changed, neuron, named);
                }
            }
        }
        return changed;
    }

    private static void cut(Map<?, ?> answer, List<?> neuron, int known) {
        for (String section : List.of("spikes", "slopes", "condition")) {
            List<?> train = train(answer, section, neuron);
            train.subList(known, train.size()).clear();
        }
        if (answer.get("jacobian") instanceof List<?> rows) {
            rows.removeIf(row -> ((Map<?, ?>) row).get("spike") instanceof List<?> spike
                    && spike.subList(0, 2).equals(neuron.subList(0, 2))
                    && (Integer) spike.get(2) >= known);
        }
    }

    private static List<?> train(Map<?, ?> answer, String section, List<?> neuron) {
        Map<?, ?> groups = (Map<?, ?>) answer.get(section);
        return (List<?>) ((List<?>) groups.get(neuron.get(0))).get((Integer) neuron.get(1));
    }

    private static List<Object> affected(Map<?, ?> claim) {
        List<Object> all = new ArrayList<>();
        for (Object open : (List<?>) claim.get("undecided")) {
            if (((Map<?, ?>) open).get("at") instanceof Map<?, ?> at && at.get("affected") instanceof List<?> list) {
                all.addAll(list);
            }
        }
        return all;
    }

    /** In no order. */
    private static Map<String, Object> byName(List<?> rows) {
        Map<String, Object> values = new TreeMap<>();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> entry) {
                Map<Object, Object> name = new LinkedHashMap<>(entry);
                Object value = name.remove("value");
                for (String word : List.of("undefined", "undecided")) {
                    value = name.remove(word) == null ? value : Map.of(word, "");
                }
                value = value == null ? "nothing" : value;
                Object said = value;
                values.merge(name.toString(), List.of(said), (twice, again) -> "twice");
            } else {
                values.put("no entry", row);
            }
        }
        return values;
    }

    /** The same shape and, up to a unit of the last printed place, the same numbers; what "undefined" gives as its reason does not matter. */
    private static Optional<String> difference(String at, Object claim, Object truth, boolean free) {
        if (claim instanceof Map<?, ?> map && truth instanceof Map<?, ?> other) {
            if (!map.keySet().equals(other.keySet())) {
                return Optional.of(at + ": other fields");
            }
            return map.keySet().stream()
                    .filter(key -> !key.equals("undefined"))
                    .map(key ->
                            difference(at + "/" + key, map.get(key), other.get(key), free || key.equals("condition")))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (claim instanceof List<?> list && truth instanceof List<?> other) {
            if (list.size() != other.size()) {
                return Optional.of(at + ": another length");
            }
            return IntStream.range(0, list.size())
                    .mapToObj(k -> difference(at + "/" + k, list.get(k), other.get(k), free))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (claim instanceof String text
                && truth instanceof String other
                && text.matches(DECIMAL)
                && other.matches(DECIMAL)) {
            BigDecimal value = new BigDecimal(text);
            BigDecimal exact = new BigDecimal(other);
            // Both may be rounded: condition numbers have few digits.
            BigDecimal most = free ? value.ulp().add(exact.ulp()) : value.ulp();
            return value.subtract(exact).abs().compareTo(most) < 0
                    ? Optional.empty()
                    : Optional.of(at + ": " + text + " is " + other);
        }
        // A condition number may be left out.
        return Objects.equals(claim, truth) || free && claim == null
                ? Optional.empty()
                : Optional.of(at + ": " + claim + " is " + truth);
    }
}
