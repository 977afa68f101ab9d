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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The certified answer of a network that differs in one real, or lacks one, is given as that of another: it fits itself in all parts, and
 * for every feature, loss and kind of derivative that the engine has.
 */
class FalseNetworksTest {

    private static final int NETWORKS = 10;
    private static final int EACH = 8;

    private Lies lies = new Lies();

    @Test
    void noAnswerOfAnotherNetworkIsAccepted() throws IOException {
        for (int seed = Effort.FIRST; seed < Effort.end(NETWORKS); seed++) {
            byte[] network = seed % 2 == 0 ? Circuits.random(new Random(seed)) : Solved.random(seed);
            lie(seed, network);
        }
        System.out.println("answers of other networks\n" + lies);
        assertEquals(0, lies.accepted(), lies.toString());
    }

    private void lie(int seed, byte[] network) throws IOException {
        Random random = new Random(seed);
        Set<ParameterKind> kinds = EnumSet.allOf(ParameterKind.class);
        kinds.removeIf(kind -> random.nextBoolean());
        kinds.add(ParameterKind.WEIGHTS);
        int digits = 5 + random.nextInt(10);
        Truth truth = Truth.of(network, question(2 * digits + 4, kinds, seed % 3 == 0));
        if (!truth.certified()) {
            return;
        }
        Tree tree = new Tree(network);
        List<Path> reals = tree.paths().stream()
                .filter(path -> tree.at(path) instanceof String text && text.matches("-?[0-9.]+"))
                .toList();
        for (int n = 0; n < Effort.each(EACH); n++) {
            Path path = reals.get(random.nextInt(reals.size()));
            byte[] other = changed(tree, path, digits, random);
            Optional<byte[]> answer = answer(other, network, question(digits, kinds, seed % 3 == 0));
            if (answer.isPresent()) {
                lies.tell(
                        "another " + field(path),
                        "seed " + seed + " at " + path,
                        network,
                        answer.get(),
                        () -> truth.contradicts(answer.get()).isEmpty());
            }
        }
    }

    private static Question question(int digits, Set<ParameterKind> kinds, boolean jacobian) {
        Question question = Question.ofDigits(digits).with(Conditioning.USUAL).withRespectTo(kinds);
        return jacobian ? question.withJacobian() : question;
    }

    /** A little off, of the other sign, or none. */
    private static byte[] changed(Tree tree, Path path, int digits, Random random) {
        BigDecimal value = new BigDecimal((String) tree.at(path));
        BigDecimal off = new BigDecimal(1 + random.nextInt(9)).movePointLeft(random.nextInt(digits));
        return switch (random.nextInt(8)) {
            case 0 -> tree.with(path, "0");
            case 1 -> tree.with(path, value.negate().toPlainString());
            case 2 -> tree.without(path);
            default ->
                tree.with(
                        path,
                        value.add(random.nextBoolean() ? off : off.negate()).toPlainString());
        };
    }

    private static String field(Path path) {
        List<Object> steps = path.steps();
        Object name =
                steps.get(0).equals("populations") || steps.get(0).equals("projections") ? steps.get(2) : steps.get(0);
        return name.toString().replace('_', ' ');
    }

    /** That of one network with the name of the other; empty if the first is none. */
    private static Optional<byte[]> answer(byte[] of, byte[] as, Question question) throws IOException {
        try {
            String answer = new String(Solved.of("another", of, question).answer(), StandardCharsets.UTF_8);
            return Optional.of(
                    answer.replace(Solved.sha256(of), Solved.sha256(as)).getBytes(StandardCharsets.UTF_8));
        } catch (BadFileException invalid) {
            return Optional.empty();
        }
    }
}
