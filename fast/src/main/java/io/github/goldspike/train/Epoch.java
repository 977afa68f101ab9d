package io.github.goldspike.train;

import io.github.goldspike.batch.Tally;
import java.util.Optional;

/**
 * What one pass over the samples came to.
 *
 * @param training of the weights as they were at each minibatch
 * @param validation of the weights after the pass, on samples that are not trained on; empty if there are none
 * @param seconds of the clock that the pass took, validation included
 */
public record Epoch(Tally training, Optional<Tally> validation, double seconds) {}
