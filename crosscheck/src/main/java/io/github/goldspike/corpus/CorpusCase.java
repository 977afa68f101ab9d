package io.github.goldspike.corpus;

import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One network of the corpus and what is asked about it.
 *
 * @param level of difficulty, 1 to 3
 * @param purpose one sentence
 * @param hunts the mistakes that it brings to light
 * @param beyondBinary32 why not all reals are binary32 numbers; empty if they are
 * @param extent how much is answered
 * @param network whose id is that of the case, never to be given to another network
 */
public record CorpusCase(
        int level, String purpose, List<Mistake> hunts, String beyondBinary32, Extent extent, Network network) {

    /** Digits of every answer. */
    static final int DIGITS = 50;

    /** How much is answered: small networks fully, large ones so that the files stay small. */
    enum Extent {
        /** The gradient by all kinds of parameters, and the derivatives of all spike times. */
        JACOBIAN,
        /** The gradient by all kinds of parameters. */
        ALL_KINDS,
        /** The gradient by weights. */
        WEIGHTS
    }

    public CorpusCase {
        hunts = List.copyOf(hunts);
    }

    public String id() {
        return network.id();
    }

    /** Every kind of which the network has reals; initial potentials came with the currents and are asked for beside them. */
    private Set<ParameterKind> kinds() {
        boolean driven = network.populations().stream()
                .anyMatch(population -> population instanceof Population.Neurons neurons
                        && neurons.current().isPresent());
        return driven || network.firstKernel().isPresent()
                ? EnumSet.allOf(ParameterKind.class)
                : EnumSet.range(ParameterKind.WEIGHTS, ParameterKind.INPUTS);
    }

    /** What {@code goldspike solve} is asked; the adjoint method loses no digits to late times and fast rates. */
    public Question question() {
        Set<ParameterKind> kinds = extent == Extent.WEIGHTS ? EnumSet.of(ParameterKind.WEIGHTS) : kinds();
        Question question = Question.ofDigits(DIGITS)
                .withRespectTo(kinds)
                .by(Method.ADJOINT)
                .with(Conditioning.ALL);
        return extent == Extent.JACOBIAN ? question.withJacobian() : question;
    }
}
