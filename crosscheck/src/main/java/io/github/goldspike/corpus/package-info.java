/** The golden corpus: the definitions of its networks, and the command's code that writes its files. */
package io.github.goldspike.corpus;
