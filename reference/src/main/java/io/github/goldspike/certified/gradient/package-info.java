/**
 * Derivatives of spike times, potentials and losses by every real of the file, from the raster: forward propagation, its transpose,
 * the adjoint sweep and EventProp; where they exist at ties (proofs-notes/gradient.md, eventprop.md).
 */
package io.github.goldspike.certified.gradient;
