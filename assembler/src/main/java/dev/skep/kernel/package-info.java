/**
 * Facts about the kernel and the loaders: helpers, program, attach and map types, section names, structs, versions.
 *
 * <p>Every fact is a row: of an enum where code names it, of a {@code .tsv} resource beside the classes where it is only
 * looked up. They hold for every machine; nothing is read from the kernel that the build happens to run on.
 */
@NullMarked
package dev.skep.kernel;

import org.jspecify.annotations.NullMarked;
