/**
 * Elementary functions of our own, so that one lane, eight lanes, any JDK and any machine give the same bits; and the choice between plain
 * Java and {@code jdk.incubator.vector}. Error bounds: proofs-notes/exp-double.md.
 */
package io.github.goldspike.simd;
