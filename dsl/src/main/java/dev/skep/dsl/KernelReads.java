package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.CoreBits;
import dev.skep.kernel.Helper;

/** Emits reads of the kernel's structs. */
final class KernelReads {
    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);
    private static final ValueType WALKED = ValueType.nullable(MemoryKind.WALKED);

    private KernelReads() {}

    /** Reads a part of an object. */
    interface Reading<V> {
        V read(KernelObject object, KernelPath part);

        /** Writes to it, where that is a thing to do. */
        default void write(KernelObject object, KernelPath part, V value) {
            throw new IllegalArgumentException("a part of " + part.bits() + " bits is read only");
        }

        /** Returns a number to write to it. */
        default V literal(long number) {
            throw new IllegalArgumentException("a part of some bits is read only");
        }
    }

    static <V extends Scalar<V>> Reading<V> number(ScalarType<V> type) {
        return new Reading<>() {
            @Override
            public V read(KernelObject object, KernelPath part) {
                var direct = direct(object, part, type.width());
                var body = object.origin().body();
                var number = body.ir().load(type.valueType(), type.width(), type.extension(), direct, 0);
                return type.handle(body.computed(number));
            }

            @Override
            public void write(KernelObject object, KernelPath part, V value) {
                var body = object.origin().body();
                type.require(body, value);
                var address = address(object, part);
                body.ir().store(type.width(), address, 0, value.operand().in(body, type));
            }

            @Override
            public V literal(long number) {
                return type.literal(number);
            }
        };
    }

    /** What a record that a program is handed leads to is as untrusted as what a probe found. */
    static Reading<KernelObject> pointer(KernelStruct to) {
        return (object, part) -> {
            var direct = direct(object, part, Width.DW);
            var body = object.origin().body();
            var ir = body.ir();
            var walked = object.kind() == MemoryKind.KERNEL || object.kind() == MemoryKind.WALKED;
            var pointer = walked
                    ? ir.load(WALKED, Width.DW, Extension.ZERO, direct, 0)
                    : ir.reinterpret(UNTRUSTED, ir.load(ValueType.I64, Width.DW, Extension.ZERO, direct, 0));
            return new KernelObject(to, body.here(), pointer);
        };
    }

    static Reading<KernelObject> embedded(KernelStruct inner) {
        return (object, part) -> object.part(inner, part);
    }

    static <V extends HostInteger<V>> Reading<V> bits(ScalarType<V> type) {
        return (object, part) -> {
            object.origin().require("the pointer");
            var body = object.origin().body();
            body.rules().requireHelper(Helper.PROBE_READ_KERNEL);
            var ir = body.statement();
            body.parts().add(part.root().btf());
            var field = new CoreBits.Field(
                    new BpfType.StructReference(part.root().toString()),
                    part.access(),
                    part.offset(),
                    part.bits(),
                    type.width());
            var bits = new CoreBits(ir, body.rules().options().byteOrder())
                    .read(body.scratch("bits", Width.DW), object.pointer(), field, type.extension());
            var number = type.valueType() == ValueType.I32 ? ir.truncate(bits) : bits;
            return type.handle(body.computed(number));
        };
    }

    static KernelObject untrusted(KernelStruct struct, U64 address) {
        struct.btf();
        var body = Body.of(address.operand());
        var number = body.statement();
        var pointer = number.reinterpret(UNTRUSTED, address.operand().in(body, Types.U64));
        return new KernelObject(struct, body.here(), pointer);
    }

    static KernelObject currentTask(Body body, KernelStruct task) {
        requireTask(task);
        body.rules().requireHelper(Helper.GET_CURRENT_TASK);
        var ir = body.statement();
        var address = ir.callHelper(ValueType.I64, Helper.GET_CURRENT_TASK);
        return new KernelObject(task, body.here(), ir.reinterpret(UNTRUSTED, address));
    }

    static KernelObject currentTaskBtf(Body body, KernelStruct task) {
        requireTask(task);
        body.rules().requireHelper(Helper.GET_CURRENT_TASK_BTF);
        var pointer = body.statement().callHelper(ValueType.pointer(MemoryKind.KERNEL), Helper.GET_CURRENT_TASK_BTF);
        return new KernelObject(task, body.here(), pointer);
    }

    private static void requireTask(KernelStruct task) {
        if (!task.toString().equals("task_struct")) {
            throw new IllegalArgumentException("struct `" + task + "` where struct `task_struct` is wanted");
        }
        task.btf();
    }

    /** Begins a statement that is about a part: emits where it is. */
    static Value address(KernelObject object, KernelPath part) {
        object.origin().require("the pointer");
        var body = object.origin().body();
        var ir = body.statement();
        body.parts().add(part.root().btf());
        return ir.fieldAddress(object.pointer(), part.root().toString(), part.access(), part.offset());
    }

    /** Begins a statement that reads a part: emits where a load finds it. */
    private static Value direct(KernelObject object, KernelPath part, Width width) {
        var body = object.origin().body();
        var untrusted = object.kind() == MemoryKind.UNTRUSTED;
        if (untrusted) body.rules().requireHelper(Helper.PROBE_READ_KERNEL);
        var address = address(object, part);
        if (!untrusted) return address;
        var ir = body.ir();
        var slot = body.scratch("read", width);
        var size = ir.constant(ValueType.I64, width.bytes());
        ir.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, slot, size, address);
        return slot;
    }
}
