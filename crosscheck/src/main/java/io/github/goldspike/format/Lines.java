package io.github.goldspike.format;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/** Lays out JSON for people and for diff: the outer levels of nesting a line for each value, the inner ones on one line. */
final class Lines implements PrettyPrinter {

    private int depth;
    private int brokenDepth = 1;

    /** From now on breaks the lines of containers down to this depth, the document itself being 1. */
    void breakDownTo(int newDepth) {
        brokenDepth = newDepth;
    }

    private void open(JsonGenerator out, char bracket) {
        out.writeRaw(bracket);
        depth++;
    }

    private void close(JsonGenerator out, int entries, char bracket) {
        boolean broken = depth <= brokenDepth && entries > 0;
        depth--;
        if (broken) {
            newLine(out);
        }
        out.writeRaw(bracket);
    }

    private void before(JsonGenerator out) {
        if (depth <= brokenDepth) {
            newLine(out);
        }
    }

    private void between(JsonGenerator out) {
        out.writeRaw(',');
        if (depth <= brokenDepth) {
            newLine(out);
        } else {
            out.writeRaw(' ');
        }
    }

    private void newLine(JsonGenerator out) {
        out.writeRaw('\n');
        out.writeRaw("  ".repeat(depth));
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) {
        out.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator out) {
        open(out, '{');
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) {
        close(out, entries, '}');
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) {
        between(out);
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator out) {
        out.writeRaw(": ");
    }

    @Override
    public void writeStartArray(JsonGenerator out) {
        open(out, '[');
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) {
        close(out, values, ']');
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) {
        between(out);
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) {
        before(out);
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) {
        before(out);
    }
}
