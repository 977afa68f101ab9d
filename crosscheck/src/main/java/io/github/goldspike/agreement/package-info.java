/**
 * Whether two answers to the same question agree, and to how many digits. An answer's printed digits are its claim: each
 * value lies within one unit of its last place, so two values contradict each other exactly if they are further apart
 * than the two units together.
 */
package io.github.goldspike.agreement;
