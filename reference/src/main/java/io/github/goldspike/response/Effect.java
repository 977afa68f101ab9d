package io.github.goldspike.response;

/**
 * That a real moves a function of which a potential is made.
 *
 * @param parameter the real
 * @param partial the derivative of the function by it, a function of the same time
 * @param <P> names of reals
 */
record Effect<P>(P parameter, ExponentialPolynomial partial) {}
