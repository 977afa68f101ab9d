package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes answers and certificates field by field. Every change is such that a printed statement becomes untrue or a proof
 * incomplete, whatever the checker says: the units are those of the print, the enclosures lose the crossing. One kind claims nothing
 * less: without a split point the proof may still go through, of the very same statements.
 */
class MutationTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String DROPPED = "split point dropped";

    /** Of each kind the first mutants, and of the others one in so many, or all in the campaign. */
    private static final int FIRST = 25;

    private static final int EVERY = Integer.getInteger("goldspike.tries.factor", 1) > 1 ? 1 : 12;

    private final Map<String, Integer> tried = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<String> accepted = new ArrayList<>();

    @Test
    void everyMutantIsRefused() throws IOException {
        for (Path file : Solved.cases()) {
            if (!file.toString().contains("h02")) {
                mutate(Solved.of(file.getFileName().toString(), Files.readAllBytes(file), 15, false));
            }
        }
        mutate(Solved.of("h02", Files.readAllBytes(Solved.cases().get(4)), 12, true));
        for (int seed = 20; seed < 26; seed++) {
            Set<ParameterKind> all = EnumSet.allOf(ParameterKind.class);
            mutate(Solved.of("all of seed " + seed, Solved.random(seed), 12, seed % 3 == 0, all));
        }
        mutate(CheckerTest.refractory("\"0.1\"", "", ParameterKind.values()));
        for (int seed = 0; seed < 6; seed++) {
            mutate(Solved.of("seed " + seed, Solved.random(seed), 15, seed % 4 == 0));
        }
        int total = refused.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("mutants refused: " + total + " " + refused);
        assertEquals(List.of(), accepted);
        assertTrue(total >= 1000, "only " + total + " mutants");
    }

    private void mutate(Solved solved) {
        Checker.Verdict verdict = Checker.check(solved.network(), solved.answer());
        assertEquals(solved.certified() ? 0 : 3, verdict.status(), solved.name());
        new Mutator(solved).run();
    }

    /** One mutant after the other, each from a fresh copy of the answer. */
    private final class Mutator {
        private final Solved solved;
        private final String whole;
        private Map<String, Object> answer;

        Mutator(Solved solved) {
            this.solved = solved;
            whole = Checker.check(solved.network(), solved.answer()).line();
        }

        private void mutant(String kind, Consumer<Map<String, Object>> change) {
            mutant(kind, solved.network(), change);
        }

        private void mutant(String kind, byte[] network, Consumer<Map<String, Object>> change) {
            int before = tried.merge(kind, 1, Integer::sum) - 1;
            if (before >= FIRST && before % EVERY > 0) {
                return;
            }
            Map<String, Object> copy = copy();
            change.accept(copy);
            Checker.Verdict verdict = Checker.check(network, JSON.writeValueAsBytes(copy));
            if (Lies.pass(verdict.status(), verdict.line())
                    && !(kind.equals(DROPPED) && verdict.line().equals(whole))) {
                accepted.add(solved.name() + ": " + kind + ": " + verdict.line());
            } else {
                refused.merge(kind, 1, Integer::sum);
            }
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> copy() {
            return (Map<String, Object>) JSON.readValue(solved.answer(), Object.class);
        }

        void run() {
            answer = copy();
            heading();
            printed("spikes");
            printed("slopes");
            printed("loss");
            printed("gradient");
            printed("jacobian");
            printed("condition");
            spikes();
            certificate();
            network();
            undecided();
        }

        private void heading() {
            mutant("sha256", a -> map(a, "network").put("sha256", "0".repeat(64)));
            mutant("id", a -> map(a, "network").put("id", "another"));
            mutant("format", a -> a.put("format", "goldspike-answer/2"));
            mutant("status", a -> a.put("status", "uncertified"));
            if (solved.certified()) {
                mutant("status", a -> a.put("status", "undecided"));
                mutant("unknown field", a -> a.put("undecided", List.of()));
            }
            mutant("status", a -> a.remove("status"));
            mutant("unknown field", a -> a.put("trust", Map.of()));
            mutant("unknown field", a -> map(a, "certificate").put("trust", "me"));
            for (String field : List.of("network", "spikes", "slopes", "certificate", "digits")) {
                mutant("missing field", a -> a.remove(field));
            }
            if (reals() > 0) {
                mutant("digits", a -> a.put("digits", (Integer) a.get("digits") + 1));
                mutant("digits", a -> a.put("digits", (Integer) a.get("digits") - 1));
            }
            if (answer.containsKey("loss")) {
                mutant("loss", a -> a.remove("loss"));
                mutant("loss", a -> a.remove("gradient"));
                mutant("loss", a -> a.put("loss", defined("loss") ? Map.of("undefined", "so") : Map.of("value", "1")));
                mutant(
                        "gradient",
                        a -> a.put(
                                "gradient",
                                defined("gradient") ? Map.of("undefined", "so") : Map.of("weights", List.of())));
            }
        }

        private boolean defined(String field) {
            return !map(answer, field).containsKey("undefined");
        }

        private int reals() {
            int[] count = {0};
            each(answer.get("spikes"), (list, index) -> count[0]++);
            return count[0];
        }

        /** Every real of a section two units up, two units down, and zero; zeros a little more. */
        private void printed(String section) {
            if (!answer.containsKey(section)) {
                return;
            }
            int[] count = {0};
            each(answer.get(section), (value, set) -> count[0]++);
            for (int k = 0; k < count[0]; k++) {
                int wanted = k;
                for (String change : List.of("+2", "-2", "0")) {
                    boolean[] sensible = {false};
                    Map<String, Object> trial = copy();
                    apply(trial, section, wanted, change, sensible);
                    if (sensible[0]) {
                        mutant(section + " " + change, a -> apply(a, section, wanted, change, new boolean[1]));
                    }
                }
                if (section.equals("gradient")) {
                    mutant("gradient null", a -> at(a, section, wanted, (value, set) -> set.accept(null)));
                }
            }
        }

        private void apply(Map<String, Object> a, String section, int wanted, String change, boolean[] sensible) {
            at(a, section, wanted, (text, set) -> {
                if (text.equals("0") && change.equals("0")) {
                    return;
                }
                BigDecimal value = new BigDecimal(text);
                BigDecimal moved = change.equals("0")
                        ? BigDecimal.ZERO
                        : text.equals("0")
                                ? new BigDecimal(change + "e-30")
                                : value.add(value.ulp().multiply(new BigDecimal(change)));
                sensible[0] = true;
                set.accept(moved.toString());
            });
        }

        private void at(Map<String, Object> a, String section, int wanted, Visitor visitor) {
            int[] count = {0};
            each(a.get(section), (value, set) -> {
                if (count[0]++ == wanted) {
                    visitor.visit(value, set);
                }
            });
        }

        private void spikes() {
            List<String> populations = List.copyOf(map(answer, "spikes").keySet());
            for (String population : populations) {
                List<Object> trains = list(map(answer, "spikes").get(population));
                for (int n = 0; n < trains.size(); n++) {
                    int neuron = n;
                    int size = list(trains.get(n)).size();
                    mutant(
                            "spike added",
                            a -> everywhere(a, population, neuron, train -> {
                                train.add(train.isEmpty() ? "0.5" : train.get(train.size() - 1));
                            }));
                    for (int k = 0; k < size; k++) {
                        int index = k;
                        mutant("spike removed", a -> everywhere(a, population, neuron, train -> train.remove(index)));
                        mutant(
                                "spike removed from print",
                                a -> train(map(a, "spikes"), population, neuron).remove(index));
                    }
                    if (n + 1 < trains.size() && !trains.get(n).equals(trains.get(n + 1))) {
                        mutant("neurons swapped", a -> {
                            for (Object section : List.of(
                                    map(a, "spikes"),
                                    map(a, "slopes"),
                                    map(map(a, "certificate"), "spikes"),
                                    map(map(a, "certificate"), "pieces"))) {
                                java.util.Collections.swap(
                                        list(((Map<?, ?>) section).get(population)), neuron, neuron + 1);
                            }
                        });
                    }
                }
            }
        }

        private void everywhere(Map<String, Object> a, String population, int neuron, Consumer<List<Object>> change) {
            change.accept(train(map(a, "spikes"), population, neuron));
            change.accept(train(map(a, "slopes"), population, neuron));
            List<Object> proofs = train(map(map(a, "certificate"), "spikes"), population, neuron);
            int before = proofs.size();
            change.accept(proofs);
            if (before == 0) {
                proofs.set(0, new ArrayList<>(List.of("0.5", "1e-40")));
            }
        }

        private void certificate() {
            if (reals() > 0) {
                int digits = (Integer) answer.get("digits");
                mutant("working digits", a -> map(a, "certificate").put("digits", digits - 1));
                mutant("working digits", a -> map(a, "certificate").put("digits", 5));
            }
            mutant("working digits", a -> map(a, "certificate").put("digits", 1_000_000));
            mutant("working digits", a -> map(a, "certificate").put("digits", "many"));
            mutant("certificate section", a -> map(a, "certificate").remove("spikes"));
            mutant("certificate section", a -> map(a, "certificate").remove("pieces"));
            for (String population : map(answer, "spikes").keySet()) {
                int neurons = list(map(answer, "spikes").get(population)).size();
                for (int n = 0; n < neurons; n++) {
                    int neuron = n;
                    List<Object> train = train(map(answer, "spikes"), population, n);
                    for (int k = 0; k < train.size(); k++) {
                        int index = k;
                        BigDecimal unit = new BigDecimal((String) train.get(k)).ulp();
                        enclosure(
                                "enclosure shifted",
                                population,
                                neuron,
                                index,
                                (c, r) -> c.add(r.multiply(new BigDecimal(4))),
                                false);
                        enclosure(
                                "enclosure shifted",
                                population,
                                neuron,
                                index,
                                (c, r) -> c.subtract(r.multiply(new BigDecimal(4))),
                                false);
                        enclosure(
                                "enclosure without width", population, neuron, index, (c, r) -> BigDecimal.ZERO, true);
                        enclosure(
                                "enclosure too wide",
                                population,
                                neuron,
                                index,
                                (c, r) -> unit.multiply(new BigDecimal(2)),
                                true);
                        mutant(
                                "enclosure dropped",
                                a -> train(map(map(a, "certificate"), "spikes"), population, neuron)
                                        .remove(index));
                    }
                    if (train.size() > 1) {
                        mutant(
                                "order",
                                a -> java.util.Collections.swap(
                                        train(map(map(a, "certificate"), "spikes"), population, neuron), 0, 1));
                    }
                    pieces(population, neuron);
                }
            }
        }

        private void pieces(String population, int neuron) {
            int pieces = train(map(map(answer, "certificate"), "pieces"), population, neuron)
                    .size();
            for (int k = 0; k < pieces; k++) {
                int index = k;
                mutant(
                        DROPPED,
                        a -> train(map(map(a, "certificate"), "pieces"), population, neuron)
                                .remove(index));
            }
            mutant(
                    "split point outside",
                    a -> train(map(map(a, "certificate"), "pieces"), population, neuron)
                            .add("1000000"));
        }

        private interface Change {
            BigDecimal of(BigDecimal centre, BigDecimal radius);
        }

        private void enclosure(String kind, String population, int neuron, int index, Change change, boolean ofRadius) {
            mutant(kind, a -> {
                List<Object> ball = list(train(map(map(a, "certificate"), "spikes"), population, neuron)
                        .get(index));
                BigDecimal moved =
                        change.of(new BigDecimal((String) ball.get(0)), new BigDecimal((String) ball.get(1)));
                ball.set(ofRadius ? 1 : 0, moved.toString());
            });
        }

        /** A claim that goes further than what is proved. */
        @SuppressWarnings("unchecked")
        private void undecided() {
            if (solved.certified()) {
                return;
            }
            mutant("undecided", a -> a.put("status", "certified"));
            mutant("undecided", a -> a.remove("undecided"));
            mutant("undecided", a -> a.put("undecided", List.of()));
            mutant("undecided", a -> {
                Map<String, Object> at =
                        map((Map<String, Object>) list(a.get("undecided")).get(0), "at");
                List<Object> affected = list(list(at.get("affected")).get(0));
                BigDecimal until = new BigDecimal((String) affected.get(2));
                affected.set(
                        2, until.add(until.ulp().multiply(new BigDecimal(2))).toString());
            });
            mutant("undecided", a -> {
                map((Map<String, Object>) list(a.get("undecided")).get(0), "at").remove("affected");
            });
        }

        /** The same answer for a network that ends before the last spike of a neuron, or that has another threshold. */
        private void network() {
            String text = new String(solved.network(), StandardCharsets.UTF_8);
            List<String> others = new ArrayList<>();
            if (reals() > 0) {
                others.add(text.replaceFirst("\"horizon\": ?\"[^\"]*\"", "\"horizon\": \"0.01\""));
                others.add(text.replaceFirst(
                        "\"threshold\": ?\"1\"", "\"threshold\": \"1.0000000000000000000000000000001\""));
                others.add(text.replaceFirst("\"beta\": ?\"1\"", "\"beta\": \"1.000000000001\""));
            }
            for (String other : others) {
                byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
                if (!other.equals(text)) {
                    mutant("another network", bytes, a -> map(a, "network").put("sha256", Solved.sha256(bytes)));
                }
            }
        }
    }

    private interface Visitor {
        void visit(String value, Consumer<Object> set);
    }

    /** Visits every decimal string, not names. */
    @SuppressWarnings("unchecked")
    private static void each(Object node, Visitor visitor) {
        if (node instanceof Map<?, ?> map) {
            for (Map.Entry<String, Object> entry : ((Map<String, Object>) map).entrySet()) {
                boolean names = map.containsKey("spike") && !entry.getKey().equals("value");
                if (!names && !entry.getKey().equals("undefined")) {
                    visitOrDescend(entry.getValue(), entry::setValue, visitor);
                }
            }
        } else if (node instanceof List<?> list) {
            for (int k = 0; k < list.size(); k++) {
                int index = k;
                visitOrDescend(list.get(k), value -> ((List<Object>) list).set(index, value), visitor);
            }
        }
    }

    private static void visitOrDescend(Object value, Consumer<Object> set, Visitor visitor) {
        if (value instanceof String text) {
            visitor.visit(text, set);
        } else {
            each(value, visitor);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> parent, String field) {
        return (Map<String, Object>) parent.get(field);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static List<Object> train(Map<String, Object> section, String population, int neuron) {
        return list(list(section.get(population)).get(neuron));
    }
}
