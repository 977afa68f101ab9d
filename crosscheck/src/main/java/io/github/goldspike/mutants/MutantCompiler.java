package io.github.goldspike.mutants;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.event.EventEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles changed sources of the engine's package; what is not changed stays as it is. */
final class MutantCompiler {

    /** Where the build puts the sources of the engine. */
    private static final String SOURCES = "/io/github/goldspike/mutants/source/";

    private static final String ENGINE = EventEngine.class.getName();
    private static final String PACKAGE = EventEngine.class.getPackageName() + ".";

    private MutantCompiler() {}

    static Engine<Double> compile(List<Edit> edits) {
        Map<String, String> sources = new HashMap<>();
        for (Edit edit : edits) {
            sources.put(edit.file(), edit.apply(sources.getOrDefault(edit.file(), source(edit.file()))));
        }
        return instance(new Changed(classes(sources)));
    }

    private static String source(String file) {
        try (InputStream bytes = MutantCompiler.class.getResourceAsStream(SOURCES + file + ".java")) {
            if (bytes == null) {
                throw new IllegalStateException("no source of " + file);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, byte[]> classes(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("a Java compiler is needed (a JDK, not a JRE)");
        }
        Memory memory = new Memory(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8));
        StringWriter complaints = new StringWriter();
        List<Source> units = sources.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        List<String> options = List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(complaints, memory, null, options, null, units).call()) {
            throw new IllegalStateException("the mutant does not compile: " + complaints);
        }
        Map<String, byte[]> classes = new HashMap<>();
        memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @SuppressWarnings("unchecked") // EventEngine is an Engine<Double>.
    private static Engine<Double> instance(ClassLoader loader) {
        try {
            return (Engine<Double>)
                    loader.loadClass(ENGINE).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(ENGINE, changed);
        }
    }

    /** Has the engine's package to itself; all else is that of this program. */
    private static final class Changed extends ClassLoader {

        private final Map<String, byte[]> changed;

        Changed(Map<String, byte[]> changed) {
            super(MutantCompiler.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = changed.get(name);
            if (bytes == null) {
                try (InputStream original = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (original == null) {
                        throw new ClassNotFoundException(name);
                    }
                    bytes = original.readAllBytes();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + (PACKAGE + file).replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    /** Keeps classes in memory. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
