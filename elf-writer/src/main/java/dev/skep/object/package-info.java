/** BPF objects: programs, maps, globals and BTF, to and from ELF. */
@NullMarked
package dev.skep.object;

import org.jspecify.annotations.NullMarked;
