/**
 * General kernels (spike response model): the engine that proves, for membrane and reset responses that are sums of polynomials
 * times exponentials. {@code ResponseNetwork} is the model, {@code ResponseEngine} the way in; {@code Waveform} is V − ϑ between two
 * events, {@code SignChanges} and {@code FirstUpcrossing} prove its first zero, {@code ResponseMembrane} and {@code ResponseLoop} take the
 * events, {@code ResponseDerivatives} differentiates. Notes: {@code proofs-notes/kernels.md}.
 */
package io.github.goldspike.response;
