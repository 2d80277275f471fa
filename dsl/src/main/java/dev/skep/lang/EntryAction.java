package dev.skep.lang;

/**
 * What is done to an entry of a map when its time has come: a lambda or a static method of the class. Nothing of the method around it is there
 * any more, so it uses its parameters and the static fields of the class only.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface EntryAction<K, V> {
    /** Does something for an entry, of which the value can be changed where it lies. */
    void entry(K key, V value);
}
