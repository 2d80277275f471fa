package dev.skep.lang;

/**
 * What {@code forEach} of a map runs for each entry: a lambda or a static method of the class.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface EntryVisitor<K, V> {
    /** Looks at an entry, of which the value can be changed where it lies, and returns whether to go on. */
    boolean entry(K key, V value);
}
