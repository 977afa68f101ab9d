package io.github.goldspike.checker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as strictly as Jackson reads it. */
final class Strict {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Strict() {}

    /** Empty if this is not JSON. */
    static Optional<Object> read(byte[] file) {
        try {
            return Optional.ofNullable(JSON.readValue(file, Object.class));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** Whether two files differ in strings and, where one may be left out, nulls alone. */
    static boolean sameShape(byte[] one, byte[] other) {
        return read(one).flatMap(a -> read(other).map(b -> sameShape(a, b))).orElse(false);
    }

    private static boolean sameShape(Object a, Object b) {
        if (a instanceof Map<?, ?> map && b instanceof Map<?, ?> other) {
            return map.keySet().equals(other.keySet())
                    && map.keySet().stream().allMatch(key -> sameShape(map.get(key), other.get(key)));
        }
        if (a instanceof List<?> list && b instanceof List<?> other) {
            boolean all = list.size() == other.size();
            for (int k = 0; all && k < list.size(); k++) {
                all = sameShape(list.get(k), other.get(k));
            }
            return all;
        }
        return a instanceof String && (b instanceof String || b == null) || java.util.Objects.equals(a, b);
    }
}
