/**
 * Rigorous real arithmetic. A {@link io.github.goldspike.ball.Ball} is a set of reals, and every operation keeps the
 * inclusion principle: if x lies in X and y in Y, then x∘y lies in X∘Y. Proofs of all bounds: {@code proofs-notes/ball.md}.
 */
package io.github.goldspike.ball;
