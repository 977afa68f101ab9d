package io.github.goldspike.certified.events;

/** A jump of the current of one rate at an exact time. */
public record CurrentJump(SymbolicTime time, Moving alpha, Moving weight) {}
