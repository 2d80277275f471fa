package dev.skep.dsl;

/**
 * Is shown the entries of a map.
 *
 * @param <K> keys, which can only be read
 * @param <R> how values are referred to
 */
@FunctionalInterface
public interface EntryVisitor<K, R> {
    /** Says what to do with an entry; {@code loop} ends the walk, or goes on with the next entry. */
    void visit(K key, R value, Loop loop);
}
