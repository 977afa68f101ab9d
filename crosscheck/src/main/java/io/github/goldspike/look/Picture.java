package io.github.goldspike.look;

import io.github.goldspike.model.Network;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is shown.
 *
 * @param network of all the answers
 * @param answers at least one; the first one is the one that the others are held against
 * @param graph the rows of the causal graph, as {@code solve --graph} writes them; empty if it is left out
 * @param withoutGraph why it is, empty if it is not
 */
public record Picture(Network network, List<AnswerView> answers, Optional<JsonNode> graph, String withoutGraph) {

    public Picture {
        answers = List.copyOf(answers);
    }
}
