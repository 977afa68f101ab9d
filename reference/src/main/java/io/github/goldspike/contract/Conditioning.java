package io.github.goldspike.contract;

/** How much of the conditioning of an answer is asked for; engines that have none answer without. */
public enum Conditioning {
    /** Nothing. */
    NONE,
    /** Condition numbers of spike times, unless the network is so large that they would take long, and of the loss. */
    USUAL,
    /** What is usual, and the distances to events that change the picture. */
    NEAREST,
    /** Condition numbers of spike times, loss and gradient, and the distance to the nearest event that changes the picture. */
    ALL
}
