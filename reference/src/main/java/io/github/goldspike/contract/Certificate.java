package io.github.goldspike.contract;

import java.math.BigDecimal;

/**
 * What a small checker needs to prove an answer anew (proofs-notes/certificate.md).
 *
 * @param digits decimal digits with which the proof goes through
 * @param spikes for every neuron of every population that can spike, an enclosure of each spike time
 * @param pieces for the same neurons the ascending times at which stretches between events are split to prove silence
 */
public record Certificate(int digits, ByNeuron<Enclosure> spikes, ByNeuron<BigDecimal> pieces) {

    /** The reals from {@code centre} − {@code radius} to {@code centre} + {@code radius}. */
    public record Enclosure(BigDecimal centre, BigDecimal radius) {}
}
