package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import java.util.Optional;

/** Arrays of integers in structs that the kernel has handed over, as memory: of the program where it may write there, and else to be read. */
final class KernelArrays {
    private final KernelParts parts;
    private final KernelReads reads;
    private final KernelWrites writes;

    KernelArrays(KernelParts parts, KernelReads reads, KernelWrites writes) {
        this.parts = parts;
        this.reads = reads;
        this.writes = writes;
    }

    /** Returns the array that an expression names; empty for one that names no array of the kernel. */
    Optional<Reference> find(ExpressionTree tree) {
        return parts.find(tree)
                .filter(part -> part.layout() instanceof BpfType.Array)
                .map(part -> array(tree, part));
    }

    private Reference array(ExpressionTree tree, KernelPart part) {
        var pointer = reads.pointer(part);
        var element = reads.element(tree, part);
        if (((ValueType.Pointer) pointer.type()).kind() != MemoryKind.KERNEL || !(element instanceof Int integer))
            throw reads.refuseArray(tree);
        var isConstant = writes.obstacle(part, pointer).isPresent();
        if (!isConstant) writes.requireKernel(tree, part);
        var base = new Operand.Base.Computed(reads.address(part, pointer), isConstant);
        return new Reference(base, 0, new ArrayOf(integer, ((BpfType.Array) part.layout()).length()));
    }
}
