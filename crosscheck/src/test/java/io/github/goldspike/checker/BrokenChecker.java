package io.github.goldspike.checker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The checker with one of its rules broken, compiled in memory, and the tests of this package run with it in place of the true one. */
final class BrokenChecker extends ClassLoader {

    private static final String PACKAGE = Checker.class.getPackageName() + ".";
    private static final String CHECKER = Checker.class.getName();

    private final Map<String, byte[]> broken;

    private BrokenChecker(Map<String, byte[]> broken) {
        super(BrokenChecker.class.getClassLoader());
        this.broken = broken;
    }

    static BrokenChecker of(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Memory memory = new Memory(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8));
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-nowarn", "-proc:none", "-implicit:none");
        if (!compiler.getTask(complaints, memory, null, options, null, List.of(new Source(source)))
                .call()) {
            throw new IllegalArgumentException("does not compile: " + complaints);
        }
        Map<String, byte[]> classes = new HashMap<>();
        memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new BrokenChecker(classes);
    }

    /** Whether a lie passes. */
    boolean accepts(byte[] network, byte[] answer) {
        try {
            Method check = loadClass(CHECKER).getMethod("check", byte[].class, byte[].class);
            Object verdict = check.invoke(null, network, answer);
            int status = (int) verdict.getClass().getMethod("status").invoke(verdict);
            return Lies.pass(
                    status, (String) verdict.getClass().getMethod("line").invoke(verdict));
        } catch (InvocationTargetException escaped) {
            // What the checker must not throw is seen, too.
            return true;
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** The first test of a class that fails with this checker. */
    Optional<String> failureOf(Class<?> tests) {
        try {
            Class<?> here = loadClass(tests.getName());
            List<Method> methods = Arrays.stream(here.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList();
            for (Method method : methods) {
                var constructor = here.getDeclaredConstructor();
                constructor.setAccessible(true);
                method.setAccessible(true);
                try {
                    method.invoke(constructor.newInstance());
                } catch (InvocationTargetException failed) {
                    return Optional.of(tests.getSimpleName() + "." + method.getName());
                }
            }
            return Optional.empty();
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
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
        byte[] bytes = broken.get(name);
        if (bytes == null) {
            try (InputStream original = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (original == null || name.startsWith(CHECKER + "$")) {
                    throw new ClassNotFoundException(name);
                }
                bytes = original.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///" + CHECKER.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

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
