package io.github.goldspike.campaign;

import io.github.goldspike.agreement.Comparison;
import io.github.goldspike.agreement.Quantity;
import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.checker.Checker;
import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.AnswerWriter;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.model.Network;
import io.github.goldspike.textbook.TextbookEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.apfloat.Apfloat;

/**
 * One network of a campaign: three methods print the same digits, the checker accepts them, and the textbook engine is inside.
 *
 * <p>The certificate is left out of that comparison, and so is the exponent of a value that is proved to be near 0 only ({@code
 * 0e-199}): both say how precisely a method had to work, which is its own.
 *
 * @param sha256 of the answer's bytes
 * @param spikes that it has
 * @param marks what can be said of it, each counted by name
 * @param failures sentences by the check that failed
 */
record Trial(String sha256, int spikes, Set<String> marks, Map<String, String> failures) {

    static final String TASK = "methods";

    private static final int DIGITS = 20;

    /** @param index of the network among those of the seed */
    static Trial of(long seed, int index) {
        Network network = network(seed, index);
        Set<String> marks = new LinkedHashSet<>();
        Map<String, String> failures = new LinkedHashMap<>();
        byte[] file = bytes(out -> NetworkWriter.write(network, out));
        Question question = Question.ofDigits(DIGITS).with(Conditioning.USUAL);
        Answer<Ball> answer = new CertifiedEngine(true).solve(network, question);
        byte[] printed = printed(network, file, answer, true, Ball::toDecimalOrZero);
        marks.add(answer.undecided().isEmpty() ? "certified" : "undecided");
        byte[] digits = printed(network, file, answer.certifiedBy(Optional.empty()), true, Trial::zeroAtAnyDistance);
        for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
            Answer<Ball> other = new CertifiedEngine(false).solve(network, question.by(method));
            if (Arrays.equals(digits, printed(network, file, other, true, Trial::zeroAtAnyDistance))) {
                marks.add("same digits by " + method.field());
            } else {
                failures.put(method.field(), "prints other digits than forward");
            }
        }
        Checker.Verdict verdict = Checker.check(file, printed);
        if (verdict.status() == 0) {
            marks.add("accepted");
        } else if (verdict.status() == 3) {
            marks.add("proved up to what is open");
        } else {
            failures.put("verify", verdict.line());
        }
        textbook(network, file, printed, marks, failures);
        int spikes = answer.spikes().populations().values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
        return new Trial(Sha256.of(printed), spikes, marks, failures);
    }

    /** As the fuzzer of {@code conform} draws it, with every feature; what is undecided it draws again. */
    private static Network network(long seed, int index) {
        if (new RandomCase(seed, index).prepare(Claims.everything()) instanceof Case.Prepared.Ready ready) {
            return ready.golden().network();
        }
        throw new IllegalStateException("network " + index + " of seed " + seed + " cannot be drawn");
    }

    private static void textbook(
            Network network, byte[] file, byte[] printed, Set<String> marks, Map<String, String> failures) {
        Answer<Apfloat> answer = new TextbookEngine().solve(network, Question.ofDigits(DIGITS));
        byte[] other = printed(network, file, answer, false, Trial::text);
        List<Quantity> quantities;
        try {
            quantities = Comparison.of(
                    AnswerReader.read(new ByteArrayInputStream(printed)),
                    AnswerReader.read(new ByteArrayInputStream(other)),
                    OptionalInt.empty());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        boolean undecided = false;
        for (Quantity quantity : quantities) {
            undecided |= quantity.verdict() == Quantity.Verdict.UNDECIDED;
            if (quantity.verdict() == Quantity.Verdict.DISAGREES) {
                failures.put("textbook", quantity.name() + ": " + quantity.detail());
            }
        }
        if (!failures.containsKey("textbook")) {
            marks.add(undecided ? "textbook inside where decided" : "textbook inside");
        }
    }

    private static String zeroAtAnyDistance(Ball value, int digits) {
        return value.isPositive() || value.isNegative() ? value.toDecimal(digits) : "0";
    }

    private static String text(Apfloat value, int digits) {
        return value.signum() == 0
                ? "0"
                : new BigDecimal(value.toString())
                        .round(new MathContext(digits))
                        .toString();
    }

    private static <R> byte[] printed(
            Network network, byte[] file, Answer<R> answer, boolean certified, BiFunction<R, Integer, String> text) {
        AnswerHeading heading = new AnswerHeading(network.id(), Sha256.of(file), DIGITS, certified);
        return bytes(out -> new AnswerWriter<R>(
                        network,
                        heading,
                        value -> text.apply(value, DIGITS),
                        value -> text.apply(value, Conditions.DIGITS))
                .write(answer, out));
    }

    /** Writes something. */
    private interface Content {
        void writeTo(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
