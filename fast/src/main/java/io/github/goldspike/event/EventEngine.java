package io.github.goldspike.event;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Network;

/**
 * The engine in double precision: the whole model of the specification, event by event. Its answers prove nothing; how far off they
 * are is measured against the certified engine (proofs-notes/event-double.md), and what rounding leaves open is listed as
 * undecided. Methods forward and adjoint are the same sweep here, EventProp is a code of its own.
 */
public final class EventEngine implements Engine<Double> {

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedQuestionException if condition numbers of the gradient are asked for
     */
    @Override
    public Answer<Double> solve(Network network, Question question, Progress progress) {
        UnsupportedNetworkException.refuseLossOnSteps(network);
        if (question.conditioning().compareTo(Conditioning.NEAREST) >= 0) {
            throw new UnsupportedQuestionException("the fast engine has no condition numbers");
        }
        return new Report(network, question).answer(progress);
    }
}
