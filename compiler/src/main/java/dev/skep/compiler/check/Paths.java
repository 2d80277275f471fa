package dev.skep.compiler.check;

import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known on the paths that come by one block. A few are kept apart, as many as programs with some flags have; from there on they
 * are one, and what they do not agree on is not known.
 */
final class Paths {
    private static final int MOST = 8;

    /** So many times what paths agree on may shrink before less is kept. */
    private static final int MOST_JOINS = 5;

    private final List<Map<Value, Known>> apart = new ArrayList<>();
    private @Nullable Map<Value, Known> together;
    private int joined;

    /** Adds a path; returns what is to be followed from here, empty when that was done before. */
    Optional<Map<Value, Known>> add(Map<Value, Known> path) {
        if (apart.stream().anyMatch(other -> covers(other, path))) return Optional.empty();
        if (apart.size() < MOST) {
            apart.add(path);
            return Optional.of(path);
        }
        if (together != null && covers(together, path)) return Optional.empty();
        together = together == null ? path : settled(join(together, path));
        return Optional.of(together);
    }

    /** Returns whether whatever may happen on a path may happen on another. */
    private static boolean covers(Map<Value, Known> wide, Map<Value, Known> narrow) {
        return wide.entrySet().stream().allMatch(e -> allows(e.getValue(), narrow.get(e.getKey())))
                && narrow.entrySet().stream().allMatch(e -> !e.getValue().isFollowed() || wide.containsKey(e.getKey()));
    }

    private static boolean allows(Known wide, @Nullable Known narrow) {
        return wide.equals(Known.MAYBE_NULL) || wide.equals(narrow);
    }

    private static Map<Value, Known> join(Map<Value, Known> one, Map<Value, Known> other) {
        Map<Value, Known> both = new LinkedHashMap<>();
        one.forEach((value, known) -> {
            if (known.equals(other.get(value))) both.put(value, known);
            else if (known.isFollowed()) both.put(value, Known.MAYBE_NULL);
        });
        other.forEach((value, known) -> {
            if (known.isFollowed()) both.putIfAbsent(value, Known.MAYBE_NULL);
        });
        return both;
    }

    /** Forgets more the more often it has changed, so that this ends soon: what is foreign to the walk first, then all but the pointers. */
    private Map<Value, Known> settled(Map<Value, Known> path) {
        joined++;
        if (joined > MOST_JOINS) path.values().removeIf(known -> !known.own());
        if (joined > MOST_JOINS * MOST_JOINS) path.values().removeIf(known -> !known.isFollowed());
        return path;
    }
}
