/** From assembly text to ELF files and back. */
@NullMarked
package dev.skep.object.text;

import org.jspecify.annotations.NullMarked;
