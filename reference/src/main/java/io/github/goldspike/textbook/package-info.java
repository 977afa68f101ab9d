/**
 * The independent second program: the same answers as the certified engine, in apfloat, written as the Forward
 * Propagation paper (Lee, Haghighatshoar, Karbasi 2023) writes them, to be laid beside it. It shares nothing with the
 * certified engine but the model and the contract.
 *
 * <p>Where to look: {@code Kernel} is [FP eq. 2], {@code Potential} [FP eq. 5], {@code FiringEquation} [FP eq. 9], {@code ForwardPropagation}
 * [FP thm. 4] and [FP eq. 10], {@code Adjoint} its transpose, {@code Differential} the two halves of [FP eq. 8], {@code Membrane} and
 * {@code Simulation} [FP alg. 1], mended where the printed one stops at the first spike after an input. {@code EventProp} is [EP tab. 2]. What goes beyond the papers (refractory times, derivatives by all reals of the file)
 * is derived in proofs-notes/textbook.md.
 *
 * <p>Nothing here is proved. Reals carry a fixed number of digits ({@code Precision}), more than are asked for, and the
 * engine runs at two precisions and compares; that finds lost digits, it does not bound them.
 */
package io.github.goldspike.textbook;
