package io.github.goldspike.checker;

import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.AnswerWriter;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Writes the stories of one network as answers, and knows whether they are true. */
final class Teller {

    private static final int CERTIFICATE_DIGITS = 25;

    final Random random;
    final byte[] network;
    final Circuit circuit;
    final int digits;
    private final Lies lies;
    private final String name;
    private final Set<ParameterKind> kinds = EnumSet.of(ParameterKind.WEIGHTS);
    private final boolean jacobian;
    private Optional<Truth> truth = Optional.empty();

    Teller(Lies lies, String name, byte[] network, Random random, int digits) throws IOException {
        this.lies = lies;
        this.name = name;
        this.network = network;
        this.random = random;
        this.digits = digits;
        this.circuit = new Circuit(NetworkReader.read(new ByteArrayInputStream(network)));
        for (ParameterKind kind : ParameterKind.values()) {
            if (random.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        this.jacobian = random.nextInt(3) == 0;
    }

    private Truth truth() {
        if (truth.isEmpty()) {
            Question question =
                    Question.ofDigits(2 * digits + 4).with(Conditioning.USUAL).withRespectTo(kinds);
            try {
                truth = Optional.of(Truth.of(network, jacobian ? question.withJacobian() : question));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return truth.orElseThrow();
    }

    /** Whether the truth is known. */
    boolean knows() {
        return truth().certified();
    }

    /** Why the true story is not accepted, as it should be; empty if it is. */
    Optional<String> misunderstood(Story story) {
        byte[] answer = written(story);
        Checker.Verdict verdict = Checker.check(network, answer);
        Optional<String> wrong = truth().contradicts(answer);
        return verdict.status() == 0 && knows() && wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(name + ": " + verdict.line() + "; " + wrong);
    }

    void tell(String family, Story story) {
        tell(family, "", written(story));
    }

    void tell(String family, Story story, int digits, List<Undecided> undecided) {
        tell(family, "", written(story, digits, undecided));
    }

    void tell(String family, String what, byte[] answer) {
        tell(family, what, answer, answer);
    }

    /** @param all the answer before what may be left out was left out */
    void tell(String family, String what, byte[] answer, byte[] all) {
        lies.tell(
                family,
                name + what,
                network,
                answer,
                () -> !knows() || truth().contradicts(all).isEmpty());
    }

    byte[] written(Story story) {
        return written(story, digits, List.of());
    }

    byte[] written(Story story, int digits, List<Undecided> undecided) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new AnswerWriter<Double>(
                            circuit.network,
                            new AnswerHeading(circuit.network.id(), Solved.sha256(network), digits, true, kinds),
                            value -> print(value, digits),
                            value -> print(value, Math.min(5, digits)))
                    .write(story.answer(kinds, jacobian, CERTIFICATE_DIGITS, undecided), bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Exactly so many significant digits. */
    static String print(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.setScale(digits - rounded.precision() + rounded.scale()).toString();
    }
}
