/** Zeros of functions that are known to rise through them, enclosed. Notes: {@code proofs-notes/crossing.md}, crossing-C6. */
package io.github.goldspike.root;
