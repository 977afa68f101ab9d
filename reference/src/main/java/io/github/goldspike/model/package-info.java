/**
 * The network of the specification as immutable records with exact rational parameters. Everything that the
 * specification forbids is refused here, with the place in the network file; nothing here rounds, reads or prints.
 */
package io.github.goldspike.model;
