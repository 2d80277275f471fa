package dev.skep.dsl;

/** What a format can have a conversion for: numbers, memory, and text of the kernel. */
public sealed interface Printable permits Storable, KernelText {}
