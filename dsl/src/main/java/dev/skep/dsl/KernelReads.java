package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** Emits reads of the kernel's structs. */
final class KernelReads {
    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);
    private static final ValueType WALKED = ValueType.nullable(MemoryKind.WALKED);

    private KernelReads() {}

    /** Reads what lies at an address in memory of some kind. */
    interface Reading<V> {
        V read(Body body, Value address, MemoryKind kind);
    }

    static <V extends Scalar<V>> Reading<V> number(ScalarType<V> type) {
        return (body, address, kind) -> {
            var direct = direct(body, address, kind, type.width());
            var number = body.ir().load(type.valueType(), type.width(), type.extension(), direct, 0);
            return type.handle(body.computed(number));
        };
    }

    /** What a record that a program is handed leads to is as untrusted as what a probe found. */
    static Reading<KernelObject> pointer(KernelStruct to) {
        return (body, address, kind) -> {
            var ir = body.ir();
            var direct = direct(body, address, kind, Width.DW);
            var walked = kind == MemoryKind.KERNEL || kind == MemoryKind.WALKED;
            var pointer = walked
                    ? ir.load(WALKED, Width.DW, Extension.ZERO, direct, 0)
                    : ir.reinterpret(UNTRUSTED, ir.load(ValueType.I64, Width.DW, Extension.ZERO, direct, 0));
            return new KernelObject(to, body.here(), pointer);
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

    /** Begins a statement that reads a field: emits where it is. */
    static Value address(KernelObject object, String access, int offset) {
        object.origin().require("the pointer");
        var body = object.origin().body();
        if (object.kind() == MemoryKind.UNTRUSTED) body.rules().requireHelper(Helper.PROBE_READ_KERNEL);
        var ir = body.statement();
        body.parts().add(object.type().btf());
        return ir.fieldAddress(object.pointer(), object.type().toString(), access, offset);
    }

    private static Value direct(Body body, Value address, MemoryKind kind, Width width) {
        if (kind != MemoryKind.UNTRUSTED) return address;
        var ir = body.ir();
        var slot = body.scratch("read", width);
        var size = ir.constant(ValueType.I64, width.bytes());
        ir.callHelper(ValueType.I64, Helper.PROBE_READ_KERNEL, slot, size, address);
        return slot;
    }
}
