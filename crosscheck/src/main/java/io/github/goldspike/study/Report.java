package io.github.goldspike.study;

import io.github.goldspike.figure.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A study that was measured, as a figure and as a page with the figure in it. */
public final class Report {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 430;

    private final Study study;
    private final Table table;
    private final Figure figure;

    /**
     * @param machine what it was measured on
     * @param command that makes it again
     */
    public Report(Study study, List<List<String>> rows, String machine, String command) {
        this.study = study;
        table = new Table(study.columns(), rows);
        figure = new Figure(
                study.panels(table),
                2,
                List.of(study.title() + ". n = " + rows.size() + " points. " + command, machine),
                WIDTH,
                HEIGHT);
    }

    public Figure figure() {
        return figure;
    }

    /** The findings, a sentence a line. */
    public List<String> findings() {
        return study.findings(table);
    }

    /** One page that needs nothing else. */
    public byte[] page() {
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            figure.write(Figure.Format.SVG, svg);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        // A figure in a page has no XML heading of its own.
        String drawn = svg.toString(StandardCharsets.UTF_8).replaceFirst("(?s)^.*?<svg", "<svg");
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(study.title())
                .append(": goldspike</title>\n<style>")
                .append(":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:68rem;"
                        + "margin:1rem auto;padding:0 1rem}svg{width:100%;height:auto;background:#fff}"
                        + ".scroll{overflow:auto;max-height:30rem}td,th{padding:.1rem .8rem .1rem 0;text-align:left;"
                        + "font-variant-numeric:tabular-nums}@media print{.scroll{max-height:none}}")
                .append("</style>\n<h1>")
                .append(study.title())
                .append("</h1>\n<ul>\n");
        findings().forEach(sentence -> page.append("<li>").append(sentence).append("</li>\n"));
        page.append("</ul>\n").append(drawn).append("\n<div class=\"scroll\" tabindex=\"0\"><table>\n");
        row(page, "th", table.columns());
        table.rows().forEach(cells -> row(page, "td", cells));
        return page.append("</table></div>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder page, String cell, List<String> cells) {
        page.append("<tr>");
        cells.forEach(text -> page.append("<" + cell + ">").append(text).append("</" + cell + ">"));
        page.append("</tr>\n");
    }
}
