/**
 * Layers of dense weights, many samples: exact spike times and exact gradients in double precision, in lanes over neurons and in
 * threads over samples. The mathematics is in proofs-notes/batch.md.
 */
package io.github.goldspike.batch;
