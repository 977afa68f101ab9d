/**
 * Mistakes that real code has made, and what a program with each of them answers: a plain simulator in binary64, written to be read
 * (proofs-notes/mistakes.md).
 */
package io.github.goldspike.diagnosis;
