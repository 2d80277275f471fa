package dev.skep.dsl;

import dev.skep.asm.CoreKind;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;

/**
 * Questions about the types of the kernel that will run the program, asked by {@link StatementBuilder#core}. The loader answers them before
 * the verifier looks at it (CO-RE), so that what stands behind {@code p.ifThen(p.core().exists(…).isTrue(), …)} may be missing there. Kernel
 * 5.2.
 */
public final class Core {
    private final Body body;

    Core(Body body) {
        this.body = body;
    }

    /** Whether the kernel's struct has that field, of a compatible type: {@code bpf_core_field_exists}. */
    public Bool exists(KernelField<?> field) {
        return truth(ask(field, CoreKind.FIELD_EXISTS, 1));
    }

    /** Whether the kernel has a struct of that name: {@code bpf_core_type_exists}. */
    public Bool exists(KernelStruct type) {
        return truth(ask(type, CoreKind.TYPE_EXISTS, 1));
    }

    /** Whether the kernel's enum has a constant of that name: {@code bpf_core_enum_value_exists}. */
    public Bool exists(Enumerated constant) {
        return truth(ask(constant, CoreKind.ENUMVAL_EXISTS, 1));
    }

    /** Whether the kernel's struct has all fields that are named here, with compatible types: {@code bpf_core_type_matches}. */
    public Bool matches(KernelStruct type) {
        return truth(ask(type, CoreKind.TYPE_MATCHES, 1));
    }

    /** How many bytes the field has in the kernel: {@code bpf_core_field_size}; 0 when there is none. */
    public U32 sizeOf(KernelField<?> field) {
        return number(ask(field, CoreKind.FIELD_BYTE_SIZE, field.member().type().size()));
    }

    /** How many bytes the struct has in the kernel: {@code bpf_core_type_size}; 0 when there is none. */
    public U32 sizeOf(KernelStruct type) {
        return number(ask(type, CoreKind.TYPE_SIZE, type.btf().size()));
    }

    /** Whether the field is an integer with a sign in the kernel. */
    public Bool isSigned(KernelField<?> field) {
        var signed = field.member().type() instanceof BpfType.Scalar scalar
                && scalar.encoding() != BpfType.Scalar.Encoding.UNSIGNED
                && scalar.encoding() != BpfType.Scalar.Encoding.BOOL;
        return truth(ask(field, CoreKind.FIELD_SIGNED, signed ? 1 : 0));
    }

    /** The number that a constant has in the kernel's enum of that name: {@code bpf_core_enum_value}. */
    public S64 valueOf(Enumerated constant) {
        return Types.S64.handle(body.computed(
                ask(constant, CoreKind.ENUMVAL_VALUE, constant.type().value(constant))));
    }

    /** The number of the struct among the kernel's types: {@code bpf_core_type_id_kernel}. */
    public U32 typeId(KernelStruct type) {
        return number(ask(type, CoreKind.TYPE_ID_TARGET, 0));
    }

    /** The number of the struct among the object's own types: {@code bpf_core_type_id_local}. */
    public U32 localTypeId(KernelStruct type) {
        return number(ask(type, CoreKind.TYPE_ID_LOCAL, 0));
    }

    private Value ask(KernelStruct type, CoreKind kind, long local) {
        return ask(type, "0", kind, local);
    }

    private Value ask(KernelField<?> field, CoreKind kind, long local) {
        return ask(field.struct(), "0:" + field.position(), kind, local);
    }

    private Value ask(KernelStruct type, String access, CoreKind kind, long local) {
        var layout = type.btf();
        var ir = body.statement();
        body.parts().add(layout);
        return ir.coreValue(kind, new BpfType.StructReference(layout.name()), access, local);
    }

    private Value ask(Enumerated constant, CoreKind kind, long local) {
        var type = constant.type();
        var position = type.position(constant);
        return body.statement().coreValue(kind, type.btf(), String.valueOf(position), local);
    }

    private Bool truth(Value value) {
        return Types.BOOL.handle(body.computed(body.ir().truncate(value)));
    }

    private U32 number(Value value) {
        return Types.U32.handle(body.computed(body.ir().truncate(value)));
    }
}
