package io.github.goldspike.conformance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML, and HTML that is XML too; whatever the texts contain. */
final class Markup {

    private final XMLStreamWriter out;

    private Markup(XMLStreamWriter out) {
        this.out = out;
    }

    /** Writes a document and flushes, but does not close, the stream. */
    static void write(OutputStream bytes, Consumer<Markup> document) throws IOException {
        write(bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", document);
    }

    /** Writes a page of HTML. */
    static void writePage(OutputStream bytes, Consumer<Markup> document) throws IOException {
        write(bytes, "<!DOCTYPE html>\n", document);
    }

    private static void write(OutputStream bytes, String head, Consumer<Markup> document) throws IOException {
        try {
            bytes.write(head.getBytes(StandardCharsets.UTF_8));
            XMLStreamWriter out =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            document.accept(new Markup(out));
            out.flush();
            bytes.write('\n');
        } catch (Unwritable | XMLStreamException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed);
        }
        bytes.flush();
    }

    /** Carries what a writer throws through lambdas. */
    private static final class Unwritable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unwritable(XMLStreamException failed) {
            super(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void step(Step step) {
        try {
            step.run();
        } catch (XMLStreamException failed) {
            throw new Unwritable(failed);
        }
    }

    void element(String name, Runnable content) {
        step(() -> out.writeStartElement(name));
        content.run();
        step(out::writeEndElement);
    }

    void element(String name, String text) {
        element(name, () -> text(text));
    }

    void empty(String name, String... attributes) {
        step(() -> out.writeEmptyElement(name));
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
    }

    void attribute(String name, String value) {
        step(() -> out.writeAttribute(name, legal(value)));
    }

    void text(String text) {
        step(() -> out.writeCharacters(legal(text)));
    }

    /** XML cannot hold all characters, not even escaped. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints()
                .map(c -> c == '\n' || c == '\t' || c >= 0x20 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c > 0xffff
                        ? c
                        : 0xfffd)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
