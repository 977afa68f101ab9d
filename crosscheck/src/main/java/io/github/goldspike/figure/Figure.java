package io.github.goldspike.figure;

import de.erichseifert.vectorgraphics2d.Processor;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.pdf.PDFProcessor;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/**
 * A figure.
 *
 * @param panels of equal size, row by row
 * @param columns how many stand side by side
 * @param caption lines below them: what is shown, how many, on what machine, and the command that makes it again
 * @param width of a panel, in pixels or points
 * @param height of a panel
 */
public record Figure(List<Panel> panels, int columns, List<String> caption, int width, int height) {

    private static final int LINE = 17;
    private static final int MARGIN = 12;
    /** Pixels of an image for each point of the figure. */
    private static final int SCALE = 2;

    /** The formats, by the ending of a file's name. */
    public enum Format {
        SVG,
        PDF,
        PNG;

        /** Of a file of this name; empty if it has another ending. */
        public static Optional<Format> of(String file) {
            for (Format format : values()) {
                if (file.endsWith("." + format.name().toLowerCase(java.util.Locale.ROOT))) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    private int fullWidth() {
        return Math.min(columns, panels.size()) * width;
    }

    private int fullHeight() {
        int rows = (panels.size() + columns - 1) / columns;
        return rows * height + (caption.isEmpty() ? 0 : caption.size() * LINE + 2 * MARGIN);
    }

    /** Writes it. */
    public void write(Format format, OutputStream bytes) throws IOException {
        // Drawn in memory: no display is needed.
        System.setProperty("java.awt.headless", "true");
        if (format == Format.PNG) {
            BufferedImage image =
                    new BufferedImage(SCALE * fullWidth(), SCALE * fullHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            paint(graphics);
            graphics.dispose();
            ImageIO.write(image, "png", bytes);
        } else {
            VectorGraphics2D graphics = new VectorGraphics2D();
            paint(graphics);
            Processor processor = format == Format.SVG ? new SVGProcessor() : new PDFProcessor(true);
            processor
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, fullWidth(), fullHeight()))
                    .writeTo(bytes);
        }
    }

    /** How far a panel goes in, so that the frames of its column stand in line: labels of the y axis are of different width. */
    private int indent(int panel) {
        double deepest = 0;
        for (int k = panel % columns; k < panels.size(); k += columns) {
            deepest = Math.max(deepest, frame(panels.get(k)));
        }
        return (int) Math.round(deepest - frame(panels.get(panel)));
    }

    /** Where the x axis begins; 0 where the range of the axis is not given. */
    private double frame(Panel panel) {
        if (panel.range().isEmpty()) {
            return 0;
        }
        XYChart chart = panel.chart(width, height);
        Graphics2D nowhere = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(nowhere, width, height);
        nowhere.dispose();
        return chart.getScreenXFromChart(panel.range().get().low());
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, fullWidth(), fullHeight());
        for (int k = 0; k < panels.size(); k++) {
            int indent = indent(k);
            XYChart chart = panels.get(k).chart(width - indent, height);
            Graphics2D own = (Graphics2D) graphics.create();
            own.translate(k % columns * width + indent, k / columns * height);
            chart.paint(own, width - indent, height);
            own.dispose();
        }
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.setColor(Color.DARK_GRAY);
        int top = fullHeight() - caption.size() * LINE - MARGIN;
        for (int k = 0; k < caption.size(); k++) {
            graphics.drawString(caption.get(k), MARGIN, top + (k + 1) * LINE);
        }
    }
}
