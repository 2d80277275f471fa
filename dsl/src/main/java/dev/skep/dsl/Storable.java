package dev.skep.dsl;

/**
 * What can lie in memory: in a map, a global variable, a struct.
 *
 * @param <R> how a place that holds it is referred to: a {@link Cell} for scalars; structs and arrays are references themselves
 */
public sealed interface Storable<R> extends Printable permits Scalar, Struct, Bytes, Array {}
