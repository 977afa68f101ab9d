/**
 * Networks in steps of dt, as clock-driven libraries compute them: the model of a step as values ({@link
 * io.github.goldspike.grid.Grid}), the profiles of known libraries, and what is asked and answered. A grid is a network of its own and
 * has an exact answer of its own; {@code proofs-notes/grids.md} says which. Engines stand in {@code grid.certified} and {@code
 * textbook.grid}.
 */
package io.github.goldspike.grid;
