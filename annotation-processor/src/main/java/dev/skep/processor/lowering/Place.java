package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BitField;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType;

/** A place, its own address already computed. */
sealed interface Place {
    /** A local variable. */
    record Variable(Local local) implements Place {}

    /** An integer in memory. */
    record Word(Value pointer, int offset, JavaType type, boolean bigEndian, ExpressionTree blame, boolean constant)
            implements Place {}

    /** Some bits of a struct. */
    record BitsOf(Reference struct, JavaType type, BitField bits, ExpressionTree blame) implements Place {}

    /** A record in memory: read and written as a whole, so that what was read stays what it was. */
    record Whole(Reference record, ExpressionTree blame) implements Place {}

    /** A pointer in memory. */
    record PointerIn(Reference memory, ExpressionTree blame) implements Place {}

    /** A field of a struct of the kernel. */
    record OfKernel(ExpressionTree tree, KernelPart part, Value pointer) implements Place {}

    /** What can only be read. */
    record Constant(Operand operand) implements Place {}
}
