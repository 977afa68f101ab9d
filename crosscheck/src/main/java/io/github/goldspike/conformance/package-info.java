/**
 * Judges other programs: talks to them in the engine protocol (specification, section 5), gives them networks, and holds
 * what they answer against the certified engine, fairly (proofs-notes/verdict.md).
 */
package io.github.goldspike.conformance;
