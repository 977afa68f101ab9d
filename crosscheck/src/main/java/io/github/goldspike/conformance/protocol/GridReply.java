package io.github.goldspike.conformance.protocol;

import io.github.goldspike.contract.ByNeuron;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an engine replies on a grid.
 *
 * @param reply as to any network
 * @param steps the steps in which its neurons fired, by population
 * @param potentials V after each step, by population and neuron
 */
public record GridReply(Reply reply, Optional<ByNeuron<BigDecimal>> steps, Optional<ByNeuron<BigDecimal>> potentials) {}
