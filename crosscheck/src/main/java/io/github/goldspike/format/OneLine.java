package io.github.goldspike.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Puts a JSON document on one line. A JSON string has no line feed in it, so that every one is layout, and the spaces after it too; after a
 * comma one space stays.
 */
public final class OneLine extends FilterOutputStream {

    private boolean indentation;
    private boolean afterComma;

    public OneLine(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        if (b == '\n') {
            indentation = true;
        } else if (!indentation || b != ' ') {
            if (indentation && afterComma) {
                out.write(' ');
            }
            indentation = false;
            afterComma = b == ',';
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int k = from; k < from + length; k++) {
            write(bytes[k]);
        }
    }
}
