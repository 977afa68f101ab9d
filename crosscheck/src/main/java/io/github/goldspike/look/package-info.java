/** Pictures of networks and their answers: one page that needs nothing else, and figures for print. */
package io.github.goldspike.look;
