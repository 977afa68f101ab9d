/**
 * Studies of precision against cost. Every error is one against certified answers; every point is drawn from the seed, so that a point can
 * be made again by itself.
 */
package io.github.goldspike.study;
