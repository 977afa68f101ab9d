package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.model.Network;
import java.util.List;

/** A network to try, made when it is known what the engine claims. */
public interface Case {

    /** Names the case in reports; a name is never used for another network. */
    String id();

    /**
     * What to ask and what to expect.
     *
     * @param claims of the engine
     * @throws io.github.goldspike.model.InvalidNetworkException if there is no such network in normal form
     */
    Prepared prepare(Claims claims);

    /** A network with what is needed to judge answers to it, or what the engine would have to claim. */
    sealed interface Prepared {

        /** The engine is asked. */
        record Ready(Golden golden) implements Prepared {}

        /** The engine is not asked. */
        record Unclaimed(Network network, List<String> missing) implements Prepared {}
    }
}
