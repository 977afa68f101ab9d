package io.github.goldspike.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.IChart;

/** Findings as text, as CSV, as a picture and as a web page that needs no other file. */
public final class Page {

    private final Findings findings;

    public Page(Findings findings) {
        this.findings = findings;
    }

    /** The table with aligned columns, and the notes. */
    public String text() {
        List<List<String>> rows = findings.table();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElseThrow();
                line.append(row.get(c)).append(" ".repeat(width - row.get(c).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        findings.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    /** The runs. */
    public byte[] csv() {
        return csv(findings.csv());
    }

    /** The epochs. */
    public byte[] epochs() {
        return csv(findings.epochs());
    }

    private static byte[] csv(List<List<String>> rows) {
        return rows.stream()
                .map(row -> String.join(",", row) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    public byte[] png() {
        // Drawn in memory: no display is needed.
        System.setProperty("java.awt.headless", "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            List<? extends IChart> charts = findings.charts().get();
            int rows = charts.size() / findings.columns();
            BitmapEncoder.saveBitmap(charts, rows, findings.columns(), bytes, BitmapFormat.PNG);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public byte[] html(byte[] png) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>goldspike: ")
                .append(findings.title())
                .append("</title>\n"
                        + "<style>body{font:16px sans-serif;max-width:70em;margin:2em auto}td,th{padding:.2em"
                        + " 1em;text-align:left;border-bottom:1px solid #ccc}img{max-width:100%}</style>\n"
                        + "<h1>")
                .append(findings.title())
                .append("</h1>\n<table>\n");
        for (int r = 0; r < findings.table().size(); r++) {
            String cell = r == 0 ? "th" : "td";
            html.append("<tr>");
            findings.table()
                    .get(r)
                    .forEach(
                            value -> html.append("<" + cell + ">").append(value).append("</" + cell + ">"));
            html.append("</tr>\n");
        }
        html.append("</table>\n<ul>\n");
        findings.notes().forEach(note -> html.append("<li>").append(note).append("</li>\n"));
        return html.append("</ul>\n<img alt=\"")
                .append(findings.title())
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\">\n</html>\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
