/**
 * Many lines at once: read one by one, worked on by all processors, written in order, and resumed after an interrupt. What a line means is
 * the business of who calls.
 */
package io.github.goldspike.many;
