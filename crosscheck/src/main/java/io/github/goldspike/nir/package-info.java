/**
 * NIR files (Neuromorphic Intermediate Representation, HDF5) in and out: {@link io.github.goldspike.nir.NirImport} makes a network of
 * one, {@link io.github.goldspike.nir.NirExport} one of a network. What NIR leaves open is in a {@link io.github.goldspike.nir.Reading},
 * whose sentences go with the network into the answer. The mathematics: proofs-notes/nir.md.
 */
package io.github.goldspike.nir;
