package io.github.goldspike.experiment;

import io.github.goldspike.model.Network;
import java.util.List;
import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * What an experiment found.
 *
 * @param title of the table
 * @param table rows of cells, the first one its heading
 * @param notes sentences below the table
 * @param csv the runs one by one, rows of cells
 * @param epochs the epochs one by one, rows of cells; empty if they were not judged
 * @param charts draws the figure
 * @param columns how many of the charts stand side by side
 * @param network a trained network with one sample
 */
public record Findings(
        String title,
        List<List<String>> table,
        List<String> notes,
        List<List<String>> csv,
        List<List<String>> epochs,
        Supplier<List<? extends IChart>> charts,
        int columns,
        Network network) {}
