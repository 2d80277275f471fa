/**
 * From assembly text to object files and back.
 *
 * <p>{@link dev.skep.object.text.ObjectAssembler} makes the file of a text: of its declarations, if it has any, else of its
 * sections as they stand ({@link dev.skep.object.text.SectionAssembler}), with the relocations, symbols and debug tables
 * that LLVM makes of the same text. {@link dev.skep.object.text.Disassembler} writes a file as text that becomes the same
 * code, data, symbols and relocations again; {@link dev.skep.object.text.ObjdumpListing} writes what llvm-objdump writes.
 */
@NullMarked
package dev.skep.object.text;

import org.jspecify.annotations.NullMarked;
