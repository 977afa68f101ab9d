/** File formats, the checker, the judge and what it judges other programs by, and the command line. */
@SuppressWarnings({"requires-automatic", "module"})
module io.github.goldspike.crosscheck {
    requires transitive io.github.goldspike.reference;
    requires transitive io.github.goldspike.fast;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires java.compiler;
    requires java.xml;
    // EngineTck is a JUnit class; who extends it has JUnit.
    requires static transitive net.jqwik.api;
    requires static transitive org.junit.jupiter.api;
    // The command line, its benchmarks and its figures.
    requires static info.picocli;
    requires static java.desktop;
    requires static java.management;
    requires static jmh.core;
    requires static me.tongfei.progressbar;
    requires static io.jhdf;
    requires static xchart;
    requires static VectorGraphics2D;
    requires static jdk.management;

    exports io.github.goldspike.agreement;
    exports io.github.goldspike.checker;
    exports io.github.goldspike.conformance;
    exports io.github.goldspike.conformance.protocol;
    exports io.github.goldspike.format;

    opens io.github.goldspike.cli to
            info.picocli;
    opens io.github.goldspike.conformance to
            org.junit.platform.commons;
}
