package io.github.goldspike;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which classes know each other, directly or around; nested ones belong to the one that they stand in. */
final class ClassCircles {

    private static final String ROOT = "io.github.goldspike.";

    private final Map<String, Set<String>> known = new TreeMap<>();

    ClassCircles(JavaClasses classes) {
        for (JavaClass type : classes) {
            Set<String> others = known.computeIfAbsent(name(type), unseen -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass().getBaseComponentType();
                if (other.getName().startsWith(ROOT) && !name(other).equals(name(type))) {
                    others.add(name(other));
                }
            }
        }
    }

    private static String name(JavaClass type) {
        String name = type.getName().substring(ROOT.length());
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Each circle, by the names of its classes below {@code io.github.goldspike}. */
    Set<String> outsideOf(Set<String> packages) {
        Map<String, Set<String>> reached = new TreeMap<>();
        known.keySet().forEach(type -> reached.put(type, reached(type)));
        Set<String> circles = new TreeSet<>();
        reached.forEach((type, others) -> {
            if (others.contains(type) && !packages.contains(type.substring(0, type.lastIndexOf('.')))) {
                List<String> circle = others.stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                        .toList();
                circles.add(circle.toString());
            }
        });
        return circles;
    }

    private Set<String> reached(String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(known.get(from));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(known.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
