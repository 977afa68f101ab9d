/**
 * The network file and the answer file of the specification, in JSON. Everything that a file gets wrong is reported with
 * its place, a JSON pointer; no real is ever rounded on its way in.
 */
package io.github.goldspike.format;
