package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes replies from answers. */
public final class Replies {

    private Replies() {}

    /**
     * What an engine of this project answers, as a reply.
     *
     * @param value a real in decimals
     */
    static <R> Reply.Answered of(Network network, Answer<R> answer, Function<? super R, BigDecimal> value) {
        return new Reply.Answered(
                Optional.of(answer.spikes().map(spike -> value.apply(spike.time()))),
                Optional.of(answer.spikes().map(spike -> value.apply(spike.slope()))),
                decided(answer.loss()).map(loss -> loss.map(value)),
                decided(answer.gradient())
                        .map(gradient -> gradient.map(known ->
                                matrices(network, known.<BigDecimal>map(value).weights()))));
    }

    /** What is not decided is not given. */
    private static <T> Optional<Outcome<T>> decided(Optional<Outcome<T>> outcome) {
        return outcome.filter(some -> !(some instanceof Outcome.Open));
    }

    /** A gradient in the shape of the protocol. */
    public static List<List<List<Optional<BigDecimal>>>> matrices(Network network, List<List<BigDecimal>> bySynapse) {
        List<List<List<Optional<BigDecimal>>>> matrices = new ArrayList<>();
        for (int p = 0; p < bySynapse.size(); p++) {
            Iterator<BigDecimal> values = bySynapse.get(p).iterator();
            Matrix matrix = (Matrix) network.projections().get(p).connectivity();
            matrices.add(matrix.weights().stream()
                    .map(row -> row.stream()
                            .map(weight -> weight.map(real -> values.next()))
                            .toList())
                    .toList());
        }
        return matrices;
    }
}
