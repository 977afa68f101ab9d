package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.checker.Tree.Path;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.BadFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Lies about what happens at once: twins, ramps without leak, currents and the times of their jumps, losses of potentials. Each is shown
 * to be one by an answer with twice the digits; the true answer is accepted.
 */
class FalseTiesTest {

    private static final int NETWORKS = 4;
    private static final int EACH = 6;
    private static final int DIGITS = 8;

    private static final Pattern SIDES = Pattern.compile("; (\\S+) as it grows, (\\S+) as it falls");

    private Lies lies = new Lies();

    /** Tells its lies to these. */
    static FalseTiesTest to(Lies others) {
        FalseTiesTest tests = new FalseTiesTest();
        tests.lies = others;
        return tests;
    }

    @Test
    void noFalseTieIsAccepted() throws IOException {
        for (int seed = Effort.FIRST; seed < Effort.end(NETWORKS); seed++) {
            lie(seed);
        }
        System.out.println("lies about ties\n" + lies);
        assertEquals(0, lies.accepted(), lies.toString());
    }

    private static Question question(int digits) {
        EnumSet<ParameterKind> kinds = EnumSet.allOf(ParameterKind.class);
        kinds.remove(ParameterKind.KERNEL);
        kinds.remove(ParameterKind.RESET_KERNEL);
        return Question.ofDigits(digits)
                .with(Conditioning.USUAL)
                .withRespectTo(kinds)
                .withJacobian()
                .withLimits(new Question.Limits(6 * digits, 40));
    }

    void lie(int seed) throws IOException {
        byte[] network = Lattice.random(seed);
        Solved solved = Solved.of("lattice", network, question(DIGITS));
        if (!solved.certified()) {
            return;
        }
        Checker.Verdict verdict = Checker.check(network, solved.answer());
        assertEquals(0, verdict.status(), "seed " + seed + ": " + verdict.line());
        Truth truth = Truth.of(network, question(2 * DIGITS + 4));
        if (truth.certified()) {
            claims(seed, network, new Tree(solved.answer()), truth);
            otherNetworks(seed, network, truth);
        }
    }

    private void claims(int seed, byte[] network, Tree tree, Truth truth) {
        Random random = new Random(seed);
        List<Path> entries = tree.paths().stream()
                .filter(path -> path.under("gradient") || path.under("jacobian") || path.under("loss"))
                .filter(path -> path.last().equals("undefined")
                        || (!path.under("jacobian") || path.last().equals("value"))
                                && tree.at(path) instanceof String text
                                && text.matches("-?[0-9.]+"))
                .toList();
        for (int n = 0; n < Effort.each(EACH); n++) {
            Path path = entries.get(random.nextInt(entries.size()));
            boolean undefined = path.last().equals("undefined");
            Path whole = new Path(path.steps().subList(0, path.steps().size() - (undefined ? 1 : 0)));
            boolean row = path.under("jacobian");
            byte[] lie;
            String family;
            if (undefined) {
                Matcher sides = SIDES.matcher((String) tree.at(path));
                String value = sides.find() ? sides.group(1 + random.nextInt(2)) : "0";
                lie = row ? new Tree(tree.without(path)).with(whole.then("value"), value) : tree.with(whole, value);
                family = "one of two sides";
            } else if (random.nextInt(3) == 0) {
                lie = row
                        ? new Tree(tree.without(path)).with(entryOf(path).then("undefined"), "so")
                        : tree.with(path, Map.of("undefined", "so"));
                family = "undefined for a value";
            } else {
                lie = tree.with(path, other((String) tree.at(path), entries, tree, random));
                family = "value for a value";
            }
            byte[] told = lie;
            lies.tell(
                    family,
                    "seed " + seed + " at " + path,
                    network,
                    told,
                    () -> truth.contradicts(told).isEmpty());
        }
    }

    private static Path entryOf(Path path) {
        return new Path(path.steps().subList(0, path.steps().size() - 1));
    }

    /** Of the other sign, a bit off, none, or that of another entry. */
    private static String other(String text, List<Path> entries, Tree tree, Random random) {
        if (!text.matches("-?[0-9.]+")) {
            return "0";
        }
        BigDecimal value = new BigDecimal(text);
        return switch (random.nextInt(4)) {
            case 0 -> value.negate().toPlainString();
            case 1 ->
                value.add(value.ulp().multiply(BigDecimal.valueOf(2L + random.nextInt(1000))))
                        .toString();
            case 2 -> "0";
            default -> (String) tree.at(entries.get(random.nextInt(entries.size())));
        };
    }

    private void otherNetworks(int seed, byte[] network, Truth truth) throws IOException {
        Random random = new Random(seed);
        Tree tree = new Tree(network);
        List<Path> reals = tree.paths().stream()
                .filter(path -> tree.at(path) instanceof String text && text.matches("-?[0-9.]+"))
                .toList();
        for (int n = 0; n < Effort.each(EACH) / 2; n++) {
            Path path = reals.get(random.nextInt(reals.size()));
            BigDecimal off = new BigDecimal(1 + random.nextInt(9)).movePointLeft(random.nextInt(DIGITS));
            byte[] other = tree.with(
                    path, new BigDecimal((String) tree.at(path)).add(off).toPlainString());
            try {
                String answer = new String(
                                Solved.of("another", other, question(DIGITS)).answer(), StandardCharsets.UTF_8)
                        .replace(Solved.sha256(other), Solved.sha256(network));
                byte[] told = answer.getBytes(StandardCharsets.UTF_8);
                lies.tell(
                        "another " + field(path),
                        "seed " + seed + " at " + path,
                        network,
                        told,
                        () -> truth.contradicts(told).isEmpty());
            } catch (BadFileException invalid) {
                // No network, no answer.
            }
        }
    }

    private static String field(Path path) {
        List<Object> steps = path.steps();
        Object name = steps.size() > 2 && !steps.get(0).equals("loss") ? steps.get(2) : steps.get(0);
        boolean time = name.equals("current") && path.last().equals(0);
        return name + (time ? " time" : "");
    }
}
