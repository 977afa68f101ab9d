package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.property.Networks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * Whatever the engine certifies, the checker accepts: networks of every kind, all kinds of derivatives, with or without Jacobian and
 * condition numbers, 20 to 120 digits. A try depends on its seed alone; {@code -Dgoldspike.tries.first=N} goes on from seed N.
 */
class CertifiedAnswersTest {

    private static final int TRIES = 60;

    /** More spikes make a try slow and show nothing new. */
    private static final int MOST_SPIKES = 60;

    @Test
    void everyCertifiedAnswerIsAcceptedButForUndefinedDerivativesAtTheEndOfAHold() throws IOException {
        Map<String, Integer> seen = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        JqwikSession.start();
        RandomGenerator<Network> networks = Networks.any().generator(1000);
        for (int seed = Effort.FIRST; seed < Effort.end(TRIES); seed++) {
            Random random = new Random(seed);
            Network network = resetNearThreshold(networks.next(random).value(), random);
            Question question = question(random);
            byte[] file = io.github.goldspike.property.Solved.text(network).getBytes(StandardCharsets.UTF_8);
            Solved solved = Solved.of("seed " + seed, file, question);
            Checker.Verdict verdict = Checker.check(file, solved.answer());
            seen.merge(solved.certified() ? "certified" : "undecided", 1, Integer::sum);
            // The checker proves no one-sided derivatives at the end of a refractory time (certificate-K5).
            if (solved.certified() && verdict.status() == 3 && holds(network)) {
                seen.merge("undefined not proved", 1, Integer::sum);
            } else if (verdict.status() != (solved.certified() ? 0 : 3)) {
                String line =
                        verdict.line().substring(0, Math.min(200, verdict.line().length()));
                refused.add("seed " + seed + ", " + question.digits() + " digits, " + question.wrt() + ": " + line);
            }
        }
        JqwikSession.finish();
        System.out.println("answers from seed " + Effort.FIRST + ": " + seen + ", refused " + refused.size());
        assertEquals(List.of(), refused);
    }

    private static boolean holds(Network network) {
        return network.populations().stream()
                .anyMatch(population -> population instanceof Population.Neurons neurons
                        && neurons.refractory().values().stream().anyMatch(time -> time.signum() > 0));
    }

    static Question question(Random random) {
        Set<ParameterKind> kinds = EnumSet.noneOf(ParameterKind.class);
        for (ParameterKind kind : ParameterKind.values()) {
            if (random.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        int digits = random.nextInt(4) > 0 ? 20 + random.nextInt(20) : 20 + random.nextInt(101);
        Question question = Question.ofDigits(digits)
                .with(Conditioning.values()[random.nextInt(Conditioning.values().length)])
                .withRespectTo(kinds.isEmpty() ? EnumSet.of(ParameterKind.WEIGHTS) : kinds)
                .by(Method.values()[random.nextInt(Method.values().length)])
                .withLimits(new Question.Limits(6 * digits, MOST_SPIKES));
        return random.nextBoolean() ? question.withJacobian() : question;
    }

    /** One network in eight: spikes come in quick succession, and each hands its error on, enlarged, to the next. */
    static Network resetNearThreshold(Network network, Random random) {
        if (random.nextInt(8) > 0) {
            return network;
        }
        Rational gap = Rational.of(new BigDecimal("1e-" + (1 + random.nextInt(12))));
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Neurons neurons && neurons.spiking()
                        ? near(neurons, gap)
                        : population)
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    private static Population near(Population.Neurons neurons, Rational gap) {
        List<Rational> resets = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            resets.add(
                    neurons.threshold(n).map(threshold -> threshold.minus(gap)).orElse(Rational.ZERO));
        }
        return neurons.withReset(Parameter.each(resets));
    }
}
