/** Engines in double precision that answer {@code contract}; empty until their own issue. */
package io.github.goldspike.fast;
