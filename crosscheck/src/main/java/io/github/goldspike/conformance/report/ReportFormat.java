package io.github.goldspike.conformance.report;

import java.io.IOException;
import java.io.OutputStream;

/** The files in which a report can be written. */
public enum ReportFormat {
    /** For programs; crosscheck/conformance-report.md describes it. */
    JSON(JsonReport::write),
    /** The XML of JUnit, which build servers read. */
    JUNIT(JunitReport::write),
    /** One page for people. */
    HTML(HtmlReport::write);

    private final Writer writer;

    ReportFormat(Writer writer) {
        this.writer = writer;
    }

    private interface Writer {
        void write(Report report, OutputStream bytes) throws IOException;
    }

    /** Writes and flushes, but does not close, the stream. */
    public void write(Report report, OutputStream bytes) throws IOException {
        writer.write(report, bytes);
    }

    /** A report for a terminal. */
    public static String text(Report report) {
        return TextReport.of(report);
    }
}
