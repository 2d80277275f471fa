package dev.skep.ir.check;

import dev.skep.ir.Block;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.text.IrPrinter;

/** Names the guilty place of a function: its block and its op. */
final class PlaceText {
    private PlaceText() {}

    /** Returns {@code block entry.0: %2: i64 = add %0, %1}. */
    static String of(Block block, Op op) {
        var text = IrPrinter.print(op);
        return of(block)
                + (op instanceof Op.Producing producing
                        ? producing.result() + ": " + producing.result().type() + " = " + text
                        : text);
    }

    /** Returns {@code block entry.0: jump end.1(%2)}. */
    static String of(Block block, Terminator end) {
        return of(block) + IrPrinter.print(end);
    }

    private static String of(Block block) {
        return "block " + block.label() + ": ";
    }
}
