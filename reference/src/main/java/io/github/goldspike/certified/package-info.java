/**
 * The engine that proves: {@code CertifiedEngine} raises the precision until every requested digit is proved,
 * {@code AnswerBuilder} takes the digits, {@code CertificateWriter} writes what {@code goldspike verify} needs.
 *
 * <p>Rooms, each of which sees those before it only, and which nobody outside sees: {@code membrane} (one neuron between two events,
 * its first crossing), {@code events} (the loop over all neurons, the raster), {@code gradient} (derivatives by all methods),
 * {@code conditioning} (condition numbers, nearest events). The wiring of the network is in {@code membrane}.
 */
package io.github.goldspike.certified;
