package io.github.goldspike.diagnosis;

import java.util.OptionalDouble;

/**
 * What can be read off the answers of an engine without knowing its mistake.
 *
 * @param mostSpikes of one neuron in one network
 * @param mostSpikesInAll in one network
 * @param step of which all its spike times are multiples, if there is one
 */
public record Traits(int mostSpikes, int mostSpikesInAll, OptionalDouble step) {}
