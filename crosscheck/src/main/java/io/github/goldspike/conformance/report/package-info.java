/**
 * What became of a run, and how it is written: text, JSON, JUnit, HTML.
 */
package io.github.goldspike.conformance.report;
