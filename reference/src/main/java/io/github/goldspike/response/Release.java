package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;

/**
 * The end u of a refractory time (kernels-R12).
 *
 * @param fall D: by how much the sum of responses falls there
 * @param total G: by how much it would fall if the neuron had not spiked before
 * @param slope V'(u⁺), without what arrives at u itself or where it is open which of the two is first
 */
record Release(Ball fall, Ball total, Ball slope) {}
