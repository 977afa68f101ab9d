package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.checker.Tree.Path;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * True answers, changed in form: other integers, names that come twice, what is not there, nothing where something is, zeros for
 * what is not zero. What comes of it is no answer of the format or says what is not so; the checker refuses both.
 */
class FalseFormsTest {

    private static final int NETWORKS = 4;
    private static final int EACH = 16;
    private static final int DIGITS = 6;

    private static final List<BigInteger> INTEGERS = List.of(
            BigInteger.valueOf(-1),
            BigInteger.ZERO,
            BigInteger.valueOf(Integer.MAX_VALUE),
            BigInteger.ONE.shiftLeft(31),
            BigInteger.ONE.shiftLeft(63));

    private Lies lies = new Lies();

    /** Tells its lies to these. */
    static FalseFormsTest to(Lies others) {
        FalseFormsTest tests = new FalseFormsTest();
        tests.lies = others;
        return tests;
    }

    @Test
    void noFalseFormIsAccepted() throws IOException {
        for (int seed = Effort.FIRST; seed < Effort.end(NETWORKS); seed++) {
            lie(seed);
        }
        System.out.println("forms\n" + lies);
        assertEquals(0, lies.accepted(), lies.toString());
    }

    void lie(int seed) throws IOException {
        // With few spikes, so that a try is quick.
        byte[] network = seed % 2 == 0 ? Circuits.random(new Random(seed)) : Solved.random(seed);
        String early = new String(network, StandardCharsets.UTF_8)
                .replaceFirst("\"horizon\": \"[^\"]*\"", "\"horizon\": \"0.75\"");
        new Forger(seed, early.getBytes(StandardCharsets.UTF_8)).run();
    }

    /** Changes the answer of one network. */
    private final class Forger {

        private final int seed;
        private final Random random;
        private final byte[] network;
        private final Truth truth;
        private final byte[] answer;
        private final Tree tree;
        private final List<Path> paths;

        Forger(int seed, byte[] network) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.network = network;
            Set<ParameterKind> kinds = EnumSet.allOf(ParameterKind.class);
            if (random.nextBoolean()) {
                kinds.removeIf(kind -> random.nextBoolean());
                kinds.add(ParameterKind.WEIGHTS);
            }
            Question question =
                    Question.ofDigits(DIGITS).with(Conditioning.USUAL).withRespectTo(kinds);
            Question asked = random.nextInt(3) > 0 ? question.withJacobian() : question;
            this.answer = Solved.of("forms", network, asked).answer();
            this.truth = Truth.of(
                    network,
                    new Question(
                            2 * DIGITS + 4,
                            asked.wrt(),
                            asked.method(),
                            asked.jacobian(),
                            asked.conditioning(),
                            Question.Limits.defaultsFor(2 * DIGITS + 4)));
            this.tree = new Tree(answer);
            this.paths = tree.paths();
        }

        void run() {
            if (!truth.certified() || Checker.check(network, answer).status() != 0) {
                return;
            }
            each("integers", this::integer, this::anotherInteger);
            each("names twice", path -> tree.at(path) instanceof Map<?, ?> map && !map.isEmpty(), this::twice);
            each("ghosts", path -> tree.at(path) instanceof List || tree.at(path) instanceof Map, this::ghost);
            each("nothing there", path -> true, tree::without);
            each(
                    "null",
                    path -> tree.at(path) != null && !path.under("condition") && !path.under("loss", "condition"),
                    path -> tree.with(path, null));
            each("other shapes", path -> true, this::reshaped);
            each("zero", this::decimal, path -> tree.with(path, "0"));
            each("units", this::decimal, this::off);
            each("loss", path -> path.toString().equals("/loss/value"), this::off);
            each("condition", path -> path.toString().contains("condition") && decimal(path), this::off);
            each("undefined", path -> path.under("loss") || path.under("gradient"), this::undefined);
            each("rows", path -> path.under("jacobian") && path.steps().size() == 2, tree::without);
            each("garbled", path -> true, path -> garbled());
        }

        private interface Change {
            byte[] of(Path path);
        }

        private void each(String family, java.util.function.Predicate<Path> where, Change change) {
            List<Path> places = paths.stream()
                    .filter(path -> !path.under("notes") && !path.under("nearest"))
                    .filter(where)
                    .toList();
            for (int n = 0; n < Effort.each(EACH) && !places.isEmpty(); n++) {
                Path path = places.get(random.nextInt(places.size()));
                byte[] other = change.of(path);
                lies.tell(family, "seed " + seed + " at " + path, network, other, () -> harmless(path, other));
            }
        }

        /** Whether this is still the answer, or says less of it. */
        private boolean harmless(Path path, byte[] other) {
            if (Strict.read(other).isEmpty()) {
                return false;
            }
            boolean printsNone = paths.stream().noneMatch(this::decimal);
            boolean optional = path.toString().matches("/jacobian|(/loss)?/condition");
            return Strict.read(other).filter(new Tree(answer).root()::equals).isPresent()
                    || optional && same(other, tree.without(path))
                    || path.under("wrt") && lessIsAsked(other)
                    || path.toString().equals("/digits") && printsNone && possibleDigits(new Tree(other).at(path))
                    || path.last().equals("undefined") && Strict.sameShape(other, answer)
                    || path.under("certificate") && Strict.sameShape(other, answer)
                    || path.under("certificate", "pieces")
                            && new Tree(other).paths().contains(path)
                            && splits(new Tree(other).at(path))
                    || path.under("condition")
                            && Strict.sameShape(other, answer)
                            && truth.contradicts(other).isEmpty();
        }

        private boolean same(byte[] one, byte[] other) {
            return Strict.read(one).equals(Strict.read(other));
        }

        /** Only kinds that nothing is printed of are left out of what derivatives are taken by; without a list these are the weights. */
        private boolean lessIsAsked(byte[] other) {
            Path field = new Path(List.of("wrt"));
            Object kinds = new Tree(other).root() instanceof Map<?, ?> map && map.containsKey("wrt")
                    ? map.get("wrt")
                    : List.of("weights");
            return kinds instanceof List<?> some
                    && same(new Tree(other).with(field, List.of()), tree.with(field, List.of()))
                    && ((List<?>) tree.at(field))
                            .stream().allMatch(kind -> some.contains(kind) || !isPrinted((String) kind))
                    && ((List<?>) tree.at(field))
                            .stream().filter(some::contains).toList().equals(some);
        }

        private boolean isPrinted(String kind) {
            String singular = kind.replaceFirst("s$", "");
            return paths.stream()
                    .anyMatch(path -> path.under("gradient", kind)
                            || path.under("jacobian")
                                    && path.steps().size() > 2
                                    && path.steps().get(2).equals(singular));
        }

        private boolean possibleDigits(Object value) {
            return value instanceof Integer digits && digits > 0;
        }

        /** A split point more is one that is used, or refused. */
        private boolean splits(Object value) {
            return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        }

        private boolean integer(Path path) {
            return tree.at(path) instanceof Integer && !path.toString().equals("/certificate/digits");
        }

        private byte[] anotherInteger(Path path) {
            BigInteger value = BigInteger.valueOf((Integer) tree.at(path));
            List<String> others = new ArrayList<>();
            INTEGERS.forEach(other -> others.add(other.toString()));
            others.add(value.add(BigInteger.ONE).toString());
            others.add(value.add(BigInteger.ONE.shiftLeft(32)).toString());
            others.add(value.add(BigInteger.ONE.shiftLeft(64)).toString());
            others.add('"' + value.toString() + '"');
            others.add(value + ".0");
            others.add("0" + value);
            others.add("-" + value);
            others.add(value + "e0");
            return tree.withText(path, others.get(random.nextInt(others.size())));
        }

        /** Some name twice, the second time perhaps escaped; every reader of JSON takes another one of the two values. */
        private byte[] twice(Path path) {
            Map<?, ?> map = (Map<?, ?>) tree.at(path);
            List<String> members = new ArrayList<>();
            map.forEach((key, value) -> members.add(Tree.text(key) + ":" + Tree.text(value)));
            String name = (String) new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
            String escaped = name;
            if (random.nextBoolean() && !name.isEmpty()) {
                int k = random.nextInt(name.length());
                escaped = name.substring(0, k)
                        + String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) name.charAt(k))
                        + name.substring(k + 1);
            }
            Object value = map.get(name);
            Object other = random.nextBoolean()
                    ? value
                    : value instanceof List ? List.of() : value instanceof Map ? Map.of() : "0";
            members.add(random.nextInt(members.size() + 1), '"' + escaped + "\":" + Tree.text(other));
            return tree.withText(path, "{" + String.join(",", members) + "}");
        }

        private byte[] ghost(Path path) {
            Object node = tree.at(path);
            List<Object> ghosts =
                    new ArrayList<>(List.of(List.of(), Map.of(), "0", "1.00000", 0, List.of(List.of()), List.of("0")));
            if (node instanceof List<?> list) {
                ghosts.addAll(list);
                return tree.with(path.then(list.size()), ghosts.get(random.nextInt(ghosts.size())));
            }
            Map<?, ?> map = (Map<?, ?>) node;
            ghosts.addAll(map.values());
            List<String> names = List.of(
                    "ghost",
                    "0",
                    "spike",
                    "value",
                    "undefined",
                    "delays",
                    "alpha",
                    "beta",
                    "weight",
                    "",
                    "h/0",
                    "h~1",
                    "in",
                    "condition",
                    "H");
            String name = names.get(random.nextInt(names.size()));
            return tree.with(path.then(name), ghosts.get(random.nextInt(ghosts.size())));
        }

        private byte[] reshaped(Path path) {
            Object node = tree.at(path);
            List<Object> shapes =
                    new ArrayList<>(Arrays.asList(List.of(), Map.of(), "", 0, "0", false, true, List.of(List.of())));
            if (node != null) {
                shapes.add(List.of(node));
                shapes.add(Map.of("0", node));
                shapes.add(
                        node instanceof String text && text.matches("-?[0-9.]+")
                                ? new BigDecimal(text)
                                : node.toString());
            }
            return tree.with(path, shapes.get(random.nextInt(shapes.size())));
        }

        private boolean decimal(Path path) {
            return !path.under("certificate")
                    && !path.under("network")
                    && tree.at(path) instanceof String text
                    && text.matches("-?[0-9.]+([eE].*)?");
        }

        /** Two units or more. */
        private byte[] off(Path path) {
            BigDecimal value = new BigDecimal((String) tree.at(path));
            long units = (random.nextBoolean() ? 1 : -1) * (2L + (long) Math.pow(10, 4 * random.nextDouble()));
            return tree.with(
                    path,
                    value.add(value.ulp().multiply(BigDecimal.valueOf(units))).toString());
        }

        /** Undefined where there is a value, and a value where there is none. */
        private byte[] undefined(Path path) {
            Path field = new Path(path.steps().subList(0, 1));
            boolean isUndefined = tree.at(field) instanceof Map<?, ?> map && map.containsKey("undefined");
            Object value = field.last().equals("loss") ? Map.of("value", "1.00000") : Map.of("weights", List.of());
            return random.nextBoolean() && !isUndefined
                    ? tree.with(field.then("undefined"), "so")
                    : tree.with(field, isUndefined ? value : Map.of("undefined", "so"));
        }

        /** One byte more, less or other. */
        private byte[] garbled() {
            StringBuilder text = new StringBuilder(new String(answer, StandardCharsets.ISO_8859_1));
            String alphabet = "{}[],:\"\\0123456789+-.eEnull/ \n\t\u0000\u007f\u00ff'#x";
            char letter = alphabet.charAt(random.nextInt(alphabet.length()));
            int at = random.nextInt(5) == 0
                    ? random.nextBoolean() ? 0 : text.length() - 1
                    : random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, letter);
                default -> text.setCharAt(at, letter);
            }
            byte[] garbled = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            return Strict.read(garbled).isPresent() ? answer : garbled;
        }
    }
}
