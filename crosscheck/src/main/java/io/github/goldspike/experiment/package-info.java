/**
 * The three experiments of Lee et al. (2023), sections 5 and 7.4, with their settings as they stand there and with better ones. Recipes were
 * chosen on validation data or initialisations with seeds of their own; what is reported was not looked at before.
 */
package io.github.goldspike.experiment;
