package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.Tree;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Address;
import dev.skep.processor.lowering.Operand.Nothing;

/**
 * Local variables that are pointers and change. Mostly one moves within one object: then only its index is a variable, and two that start at
 * the same place can be compared and subtracted. Whether it does is known when all that it gets is lowered.
 */
final class PointerLocals {
    private final FunctionLowering function;
    private final Locals locals;

    PointerLocals(FunctionLowering function, Locals locals) {
        this.function = function;
        this.locals = locals;
    }

    Operand read(Local.Moving pointer) {
        var index = function.builder.read(pointer.index());
        var place = pointer.start().place();
        var bytes = function.unit.kinds().bytes(place);
        var first = pointer.first();
        if (!function.unit.kinds().wanders(place)) {
            if (first == null) throw function.unit.refusedBefore();
            return new Address(first.first(), Math.min(bytes, first.bytes()), 0, index, index, pointer.type());
        }
        return new Address(locals.read(pointer.start()), bytes, 0, index, index, pointer.type());
    }

    void write(Tree place, Local.Moving pointer, Operand operand) {
        var kinds = function.unit.kinds();
        var declared = pointer.start().place();
        if (!(operand instanceof Nothing) && !(operand instanceof Address))
            throw function.refuse(
                    place, UNSUPPORTED_JAVA, "`" + operand.type().text() + "` cannot be kept in a pointer");
        if (!kinds.wanders(declared)) {
            if (!(operand instanceof Address address)) throw kinds.isWandering(declared);
            within(place, pointer, address);
            return;
        }
        var builder = function.builder;
        if (operand instanceof Address address) {
            if (address.bytes() < kinds.bytes(declared)) throw kinds.areWithin(declared, address.bytes());
            locals.write(place, pointer.start(), address.first());
            builder.write(pointer.index(), function.pointers.index(address, address));
        } else {
            locals.write(place, pointer.start(), operand);
            builder.write(pointer.index(), builder.constant(ValueType.I64, 0));
        }
    }

    private void within(Tree place, Local.Moving pointer, Address address) {
        var kinds = function.unit.kinds();
        var declared = pointer.start().place();
        var first = pointer.first();
        if (first == null) {
            locals.requireLasting(place, pointer.start(), address.first());
            first = Address.of(address.first(), address.bytes(), address.type());
            pointer.startsAt(first);
        }
        if (!Pointers.areInOneObject(address, first)) throw kinds.isWandering(declared);
        var bytes = Math.min(first.bytes(), kinds.bytes(declared));
        var known = Pointers.rebased(address, first).bytes();
        if (known < bytes) throw kinds.areWithin(declared, known);
        function.builder.write(pointer.index(), function.pointers.index(address, first));
    }
}
