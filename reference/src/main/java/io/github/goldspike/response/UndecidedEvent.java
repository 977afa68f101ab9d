package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;

/**
 * What could not be decided within the limits of the question.
 *
 * @param kind which of the cases of the specification
 * @param neuron where
 * @param time enclosure of the time where it lies
 * @param detail a sentence for people
 */
public record UndecidedEvent(Undecided.Kind kind, int neuron, Ball time, String detail) {}
