package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;

/**
 * A spike that was found.
 *
 * @param causes the first so many arrivals of the neuron came before it
 */
record Firing(int neuron, int index, Ball time, Ball slope, int causes) {}
