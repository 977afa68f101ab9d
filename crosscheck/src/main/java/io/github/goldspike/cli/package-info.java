/** The command line: reads files, asks engines, writes files, and says in one line what is wrong. */
package io.github.goldspike.cli;
