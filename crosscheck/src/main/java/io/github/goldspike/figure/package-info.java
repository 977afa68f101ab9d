/** Figures as in a paper: panels of one size whose frames stand in line, a caption, vector formats and pixels. */
package io.github.goldspike.figure;
