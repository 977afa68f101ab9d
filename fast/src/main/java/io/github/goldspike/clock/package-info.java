/**
 * Networks in steps of dt in binary64 or binary32, many inputs at a time: the steps of {@link io.github.goldspike.grid.Grid}, backpropagation
 * through time with surrogates, and EventProp in the same steps ({@code proofs-notes/grids.md}). Proves nothing.
 */
package io.github.goldspike.clock;
