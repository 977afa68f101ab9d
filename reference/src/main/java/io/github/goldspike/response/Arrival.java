package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;

/**
 * A spike arriving over a synapse.
 *
 * @param synapse index of the synapse
 * @param spike index of the spike: among those found, or in the train of the synapse's input
 * @param time enclosure of g + d
 */
record Arrival(int synapse, int spike, Ball time) {}
