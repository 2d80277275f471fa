package dev.skep.lang;

/**
 * What {@link Kernel#findVma} runs for the area that it found: a lambda or a static method of the class.
 *
 * @param <V> a {@link KernelType} class of {@code vm_area_struct}
 */
@FunctionalInterface
public interface VmaVisitor<V> {
    /** Looks at an area of memory, which nobody changes meanwhile. */
    void area(V area);
}
