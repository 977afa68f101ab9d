/**
 * Networks on grids in certified arithmetic: simulation in fixed point with proved errors, every comparison of V with ϑ decided, exactly
 * where all coefficients are rational, and gradients by backpropagation through time in reverse mode. Proofs: {@code
 * proofs-notes/grids.md}. The door is {@link io.github.goldspike.grid.certified.CertifiedGridEngine}.
 */
package io.github.goldspike.grid.certified;
