package io.github.goldspike.format;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 strictly. Unlike {@link java.io.InputStreamReader} it hands out everything before the first bad byte and
 * then knows its line and column; Jackson's own decoder lets overlong forms and surrogates pass.
 */
final class Utf8Reader extends Reader {

    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).flip();
    private boolean end;
    private boolean bad;
    private int line = 1;
    private int column = 1;

    Utf8Reader(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer characters = CharBuffer.wrap(target, offset, length);
        while (!bad) {
            CoderResult result = decoder.decode(buffer, characters, end);
            bad = result.isError();
            if (characters.position() > 0) {
                count(target, offset, characters.position());
                return characters.position();
            }
            if (bad || end) {
                break;
            }
            fill();
        }
        if (bad) {
            throw new CharConversionException("line " + line + ", column " + column + ": not UTF-8");
        }
        return -1;
    }

    private void fill() throws IOException {
        buffer.compact();
        int read = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
        end = read < 0;
        buffer.position(buffer.position() + Math.max(read, 0)).flip();
    }

    private void count(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (characters[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
