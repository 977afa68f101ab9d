package io.github.goldspike.property;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A network with its certified answer, Jacobian included. What fails shows the network as a file. */
public record Solved(Network network, Answer<Ball> answer) {

    /** Enough for every kind of event; networks with more count as runaways. */
    public static final int SPIKE_LIMIT = 40;

    private static final int DIGITS_LIMIT_FACTOR = 6;

    /** What is claimed of a network. */
    @FunctionalInterface
    interface Claim {
        void check(Solved solved);
    }

    static Question question(int digits) {
        return Question.ofDigits(digits)
                .withJacobian()
                .withLimits(new Question.Limits(Math.multiplyExact(DIGITS_LIMIT_FACTOR, digits), SPIKE_LIMIT));
    }

    static Solved of(Network network, int digits) {
        return of(network, question(digits));
    }

    static Solved of(Network network, Question question) {
        return new Solved(network, new CertifiedEngine().solve(network, question));
    }

    /** Solves the network, shows in the statistics what it is, and checks the claim. */
    static void holds(Network network, int digits, Claim claim) {
        holds(network, question(digits), claim);
    }

    /** The same for another question. */
    static void holds(Network network, Question question, Claim claim) {
        try {
            Solved solved = of(network, question);
            Features.of(solved).collect();
            claim.check(solved);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + text(network), failure);
        }
    }

    /** The network file. */
    public static String text(Network network) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NetworkWriter.write(network, bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean decided() {
        return answer.undecided().isEmpty();
    }

    /** Spike times in doubles. */
    ByNeuron<Double> times() {
        return answer.spikes().map(spike -> spike.time().approximate());
    }

    /** Slopes of all spikes in doubles. */
    List<Double> slopes() {
        return answer.spikes()
                .values()
                .map(spike -> spike.slope().approximate())
                .toList();
    }

    int spikes() {
        return answer.spikes().neurons().mapToInt(List::size).sum();
    }

    List<Integer> counts() {
        return answer.spikes().neurons().map(List::size).toList();
    }

    List<Spike<Ball>> train(String population, int neuron) {
        return answer.spikes().get(population).get(neuron);
    }
}
