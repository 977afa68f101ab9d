/**
 * Training of layers by exact gradients: Adam, schedules, minibatches, checkpoints. Small on purpose: {@link Trainer} is what to copy for a
 * task of one's own. What is optimised is derived in proofs-notes/training.md.
 */
package io.github.goldspike.train;
