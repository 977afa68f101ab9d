/**
 * The networks that are tried: the golden corpus, folders, random ones; their normal form and the features they need.
 */
package io.github.goldspike.conformance.cases;
