package io.github.goldspike.conformance.protocol;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine replies on a grid.
 *
 * @param reply as to any network
 * @param steps the steps in which its neurons fired, by population
 * @param potentials V after each step, by population and neuron
 */
public record GridReply(
        Reply reply,
        Optional<Map<String, List<List<BigDecimal>>>> steps,
        Optional<Map<String, List<List<BigDecimal>>>> potentials) {}
