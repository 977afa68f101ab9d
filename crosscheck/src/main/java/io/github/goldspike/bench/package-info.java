/** How fast goldspike is: the work that is measured, by JMH, and the table of the README. */
package io.github.goldspike.bench;
