package dev.skep.lang;

/** What may be built into the kernel, be a module, or not be there: a type of {@link Kconfig} values. */
@Name("libbpf_tristate")
public enum Tristate {
    /** {@code n}. */
    NO,
    /** {@code y}. */
    YES,
    /** {@code m}. */
    MODULE
}
