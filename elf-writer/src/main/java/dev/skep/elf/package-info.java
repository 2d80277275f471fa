/** ELF64 relocatable files for any machine: sections, symbols, relocations, reading and writing. */
@NullMarked
package dev.skep.elf;

import org.jspecify.annotations.NullMarked;
