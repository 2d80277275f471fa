/**
 * Small real programs in annotated Java, each the same as a program in C that {@code bench/programs} compares it with: the object, its
 * programs, maps, keys and values are named and laid out as there.
 */
@NullMarked
package dev.skep.bench.programs;

import org.jspecify.annotations.NullMarked;
