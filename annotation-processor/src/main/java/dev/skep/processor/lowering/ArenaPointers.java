package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.ARENA;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.ArenaClass;

/** Pointers into arenas on their way between registers and memory, which holds the same number. */
final class ArenaPointers {
    static final ValueType ADDRESS = ValueType.nullable(MemoryKind.ARENA);

    private final FunctionLowering function;

    ArenaPointers(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the reference that a pointer into the arena is. */
    Reference pointer(ExpressionTree tree, Operand operand) {
        if (operand instanceof Reference reference && isArena(reference)) return reference;
        throw function.refuse(tree, ARENA, function.quote(tree) + " is not known to lie in the arena");
    }

    private boolean isArena(Reference reference) {
        return reference.base().pointer(function.builder).type() instanceof ValueType.Pointer pointer
                && pointer.kind() == MemoryKind.ARENA;
    }

    /** Returns the address that a pointer is. */
    Value address(ExpressionTree tree, Operand operand) {
        return operand instanceof Nothing ? function.nullOf(ADDRESS) : function.address(pointer(tree, operand));
    }

    /** Returns the pointer that lies somewhere. */
    Operand load(ExpressionTree blame, Reference place) {
        var base = place.base().pointer(function.builder);
        function.touching(blame);
        var address = function.builder.load(ADDRESS, Width.DW, Extension.ZERO, base, place.offset());
        return new Reference(Operand.Base.of(address), 0, ((ArenaClass) place.type()).target());
    }

    /** Puts a pointer somewhere. */
    void store(ExpressionTree target, ExpressionTree tree, Reference place, Operand value) {
        var to = function.places.writable(target, place).base().pointer(function.builder);
        var address = address(tree, value);
        function.touching(target);
        function.builder.store(Width.DW, to, place.offset(), address);
    }
}
