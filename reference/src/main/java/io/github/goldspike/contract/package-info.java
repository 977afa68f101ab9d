/**
 * What every engine can be asked and what it answers. The number type of an answer is the engine's own: an enclosure, an
 * apfloat, a double.
 */
package io.github.goldspike.contract;
