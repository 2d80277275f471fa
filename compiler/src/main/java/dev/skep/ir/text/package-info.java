/** The text form of the IR, written and read. {@link dev.skep.ir.text.IrParser} has its grammar. */
@NullMarked
package dev.skep.ir.text;

import org.jspecify.annotations.NullMarked;
