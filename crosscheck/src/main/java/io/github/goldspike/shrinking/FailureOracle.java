package io.github.goldspike.shrinking;

import io.github.goldspike.model.Network;

/** Says what a network is shrunk for. */
public interface FailureOracle {

    /**
     * The form in which a network is tried; the same meaning, up to rounding.
     *
     * @throws io.github.goldspike.model.InvalidNetworkException if it has none
     */
    Network form(Network network);

    /** Whether {@code candidate} may take the place of {@code current}, as far as that is seen without trying. */
    boolean admits(Network candidate, Network current);

    /** Whether a network still shows it. */
    boolean shows(Network network);

    /** Whether to end soon, with the simplest network found so far. */
    boolean stopped();
}
