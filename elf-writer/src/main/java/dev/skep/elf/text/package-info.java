/** From assembly text to ELF files and back. */
@NullMarked
package dev.skep.elf.text;

import org.jspecify.annotations.NullMarked;
