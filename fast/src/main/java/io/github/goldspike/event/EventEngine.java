package io.github.goldspike.event;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Network;
import java.util.List;
import java.util.Optional;

/**
 * The engine in double precision: the whole model of the specification, event by event. Its answers prove nothing; how far off they
 * are is measured against the certified engine (proofs-notes/event-double.md), and what rounding leaves open is listed as
 * undecided. Methods forward and adjoint are the same sweep here, EventProp is a code of its own.
 */
public final class EventEngine implements Engine<Double> {

    /** Without state: one may be asked by many threads. */
    public EventEngine() {}

    /**
     * {@inheritDoc}
     *
     * <p>Where β times a weight or a potential, or the inverse of a time constant, is beyond the range of binary64, nothing is answered
     * (undecided, limit).
     *
     * @throws UnsupportedNetworkException if a real of the network is no normal number of binary64
     * @throws UnsupportedQuestionException if condition numbers of the gradient are asked for
     */
    @Override
    public Answer<Double> solve(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        UnsupportedNetworkException.refuseKernels(network, "the fast engine");
        if (question.conditioning().compareTo(Conditioning.NEAREST) >= 0) {
            throw new UnsupportedQuestionException("the fast engine has no condition numbers");
        }
        Binary64.requireHeld(network);
        Optional<Undecided> beyond = Binary64.beyondRange(network);
        return beyond.isPresent()
                ? nothing(network, question, beyond.get())
                : new AnswerBuilder(network, question).answer(progress);
    }

    private static Answer<Double> nothing(Network network, Question question, Undecided why) {
        return new Answer<>(
                ByNeuron.ofSpiking(network, silent -> List.of()),
                network.loss().map(loss -> new Outcome.Open<>(why.detail())),
                network.loss().map(loss -> new Outcome.Open<>(why.detail())),
                question.jacobian() ? Optional.of(List.of()) : Optional.empty(),
                List.of(why));
    }
}
