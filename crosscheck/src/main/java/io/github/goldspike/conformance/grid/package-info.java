/**
 * Engines that compute in steps of dt, judged on their own grid (proofs-notes/grids.md, grids-N12 to grids-N15): their networks, what sound
 * arithmetic may be off by, which grid their numbers are those of, and how that grid stands to the continuous answer.
 */
package io.github.goldspike.conformance.grid;
