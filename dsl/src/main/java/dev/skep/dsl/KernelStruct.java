package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A struct of the kernel, by its name and the fields that programs read. Loaders find each field by its name in the kernel that runs,
 * wherever it lies there (CO-RE); what is declared here need be neither all nor in order.
 *
 * <pre>{@code
 * static final KernelStruct TASK = kernelStruct("task_struct");
 * static final KernelField<U32> TGID = TASK.field("tgid", U32);
 * static final KernelField<KernelObject> PARENT = TASK.pointer("real_parent", TASK);
 * }</pre>
 */
public final class KernelStruct {
    private final String name;
    private final StructType.Layout layout;
    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable StructType btf;

    private KernelStruct(String name) {
        this.name = name;
        this.layout = StructType.struct(name);
    }

    /** Names a struct of the kernel. */
    public static KernelStruct kernelStruct(String name) {
        if (name.isBlank()) throw new IllegalArgumentException("a struct of the kernel has a name");
        return new KernelStruct(name);
    }

    /** Names an integer in it. */
    public <V extends Scalar<V>> KernelField<V> field(String field, ScalarType<V> type) {
        return new KernelField<>(this, field, add(field, type.btf()), KernelReads.number(type));
    }

    /** Names a bit-field in it, of such a type and so many bits; the loader finds out where its bits are. */
    public <V extends HostInteger<V>> KernelField<V> bitField(String field, ScalarType<V> type, int width) {
        var most = type.width().bits();
        if (width < 1 || width > most) {
            throw new IllegalArgumentException(
                    "bit-field `" + field + "` of " + width + " bits: a " + type + " has 1 to " + most);
        }
        claim(field);
        layout.bits(field, type.btf(), width);
        return new KernelField<>(this, field, names.size() - 1, KernelReads.bits(type));
    }

    /** Names an array of integers in it. */
    public <V extends Scalar<V>> KernelArray<V> array(String field, ScalarType<V> type, int length) {
        var member = add(field, Types.array(type, length).btf());
        return new KernelArray<>(this, field, member, type, length);
    }

    /** Names a pointer in it. */
    public KernelField<KernelObject> pointer(String field, KernelStruct to) {
        var member = add(field, new BpfType.Pointer(new BpfType.StructReference(to.name)));
        return new KernelField<>(this, field, member, KernelReads.pointer(to));
    }

    /** Names a struct in it, which is no pointer. */
    public KernelField<KernelObject> embedded(String field, KernelStruct inner) {
        return new KernelField<>(this, field, add(field, inner.btf()), KernelReads.embedded(inner));
    }

    /** Returns the struct at an address that the verifier does not trust: it is read by a helper, and what cannot be read is 0. For GPL programs. */
    public KernelObject at(U64 address) {
        return KernelReads.untrusted(this, address);
    }

    private int add(String field, BpfType type) {
        claim(field);
        layout.member(field, type);
        return names.size() - 1;
    }

    private void claim(String field) {
        if (btf != null) {
            throw new IllegalStateException(
                    "struct `" + name + "` is in use; declare field `" + field + "` before that");
        }
        if (!names.add(field)) {
            throw new IllegalArgumentException("struct `" + name + "` has a field `" + field + "` already");
        }
    }

    StructType.Member member(int position) {
        return btf().members().get(position);
    }

    StructType btf() {
        if (btf == null) {
            if (names.isEmpty()) throw new IllegalStateException("struct `" + name + "` has no fields");
            btf = layout.build();
        }
        return btf;
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
