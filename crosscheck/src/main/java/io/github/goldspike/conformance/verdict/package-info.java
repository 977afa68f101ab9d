/**
 * Holds the reply of a program against the golden answer within its tolerance (proofs-notes/verdict.md, R1, R6, R7).
 */
package io.github.goldspike.conformance.verdict;
