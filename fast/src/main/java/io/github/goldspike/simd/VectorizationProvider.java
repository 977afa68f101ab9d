package io.github.goldspike.simd;

/**
 * Chooses between a class in plain Java, which is always there, and its twin in {@code jdk.incubator.vector}, which is there if
 * Java was started with {@code --add-modules jdk.incubator.vector}. {@code -Dgoldspike.simd=scalar} chooses plain Java.
 */
public final class VectorizationProvider {

    private static final boolean VECTORS = !"scalar".equals(System.getProperty("goldspike.simd"))
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorizationProvider() {}

    /** Whether vector twins can be loaded. */
    public static boolean available() {
        return VECTORS;
    }

    /**
     * The vector twin if there is one, else the scalar class. No class of the vector module is touched before that is known.
     *
     * @param vectorClass name of a class with a constructor without arguments that implements {@code type}
     */
    public static <T> T choose(Class<T> type, T scalar, String vectorClass) {
        return VECTORS ? load(type, vectorClass) : scalar;
    }

    private static <T> T load(Class<T> type, String vectorClass) {
        // The module does not require what is there only when asked for.
        ModuleLayer.boot()
                .findModule("jdk.incubator.vector")
                .ifPresent(VectorizationProvider.class.getModule()::addReads);
        try {
            var constructor = Class.forName(vectorClass).getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(vectorClass + " is part of this library, but could not be loaded", missing);
        }
    }
}
