package io.github.goldspike.shrinking;

import io.github.goldspike.model.Network;

/**
 * What became of a network.
 *
 * @param network the simplest one found
 * @param tries networks that were tried
 * @param minimal whether no single move of the list leads to a simpler one; otherwise the budget ended before that was known
 */
public record Shrunk(Network network, int tries, boolean minimal) {}
