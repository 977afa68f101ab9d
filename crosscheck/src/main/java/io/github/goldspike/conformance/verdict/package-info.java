/**
 * Holds the reply of a program against the golden answer within its tolerance (verdict-R1, verdict-R6, verdict-R7).
 */
package io.github.goldspike.conformance.verdict;
