/**
 * The engine protocol (specification, section 5): a program in a process of its own, the lines that it is sent and sends, and all
 * that can go wrong with them. Knows nothing of what is right.
 */
package io.github.goldspike.conformance.protocol;
