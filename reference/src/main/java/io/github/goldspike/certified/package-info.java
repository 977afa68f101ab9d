/**
 * The engine that proves. The way through it: {@code Wiring} flattens the network; {@code Trajectory} is one membrane between
 * two events; {@code FirstCrossing} and {@code CrossingTime} find and enclose its first crossing; {@code EventLoop} does so for all
 * neurons; {@code FiringEquations} differentiates; {@code ForwardPropagation} and {@code Adjoint} solve for the derivatives;
 * {@code CertifiedEngine} raises the precision until every requested digit is proved. Notes: {@code proofs-notes/crossing.md},
 * {@code proofs-notes/events.md}, {@code proofs-notes/gradient.md}.
 */
package io.github.goldspike.certified;
