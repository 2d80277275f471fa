package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.Machine;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel hands to programs, or what that leads to: a struct whose fields it translates one by one. Those there are stand in
 * {@link dev.skep.dsl.context}.
 *
 * @param <C> the class that declares its fields
 */
public final class ContextDef<C> {
    /** Where the packet of a context begins and ends, by the names of its fields. */
    private static final Map<String, String> PACKETS =
            Map.of("data", "data_end", "optval", "optval_end", "skb_data", "skb_data_end");

    private final String name;
    private final @Nullable ContextStruct struct;
    private final Contents contents;

    /** Who says what is in it. */
    enum Contents {
        /** The kernel, field by field. */
        FIELDS,
        /** A file of the kernel's; programs read it. */
        RECORD,
        /** User space; programs read and write it. */
        MEMORY,
        /** Whatever the kernel calls; programs get it by their arguments. */
        WORDS
    }

    private ContextDef(String name, Contents contents) {
        this.name = name;
        this.struct = ContextStruct.of(name).orElse(null);
        this.contents = contents;
    }

    /** A context by the name of its struct in C. */
    public static <C> ContextDef<C> context(String struct) {
        return new ContextDef<>(struct, Contents.FIELDS);
    }

    /** A record that programs describe and read. */
    public static <C> ContextDef<C> record(String owner) {
        return new ContextDef<>("the record of " + owner, Contents.RECORD);
    }

    /** Memory that programs describe, read and write. */
    public static <C> ContextDef<C> memory(String owner) {
        return new ContextDef<>("the memory of " + owner, Contents.MEMORY);
    }

    /** Words that programs get by their arguments. */
    public static <C> ContextDef<C> words() {
        return new ContextDef<>("the arguments of the kernel", Contents.WORDS);
    }

    /** A field of that name and type; it is as wide as the kernel has it. */
    public <V extends Scalar<V>> ContextField<C, V> field(String field, ScalarType<V> type) {
        var offset = member(field, type.width().bytes()).offset();
        return new ContextField<>(this, field, type, options -> offset);
    }

    /** A field that is an array of such elements, as many as the kernel has. */
    public <V extends Scalar<V>> ContextArray<C, V> array(String field, ScalarType<V> element) {
        return new ContextArray<>(this, element, member(field));
    }

    /** The low half of a field. */
    public <V extends Scalar<V>> ContextField<C, V> low(String field, ScalarType<V> type) {
        var half = type.width().bytes();
        var offset = member(field, 2 * half).offset();
        return new ContextField<>(
                this, field, type, options -> options.byteOrder() == ByteOrder.LITTLE_ENDIAN ? offset : offset + half);
    }

    /** A field that is the address of another such struct, and never null. */
    public <T> ContextPointer<C, T> pointer(String field, ContextDef<T> target) {
        return new ContextPointer<>(field(field, Types.U64), target);
    }

    /** A field that is the address of another such struct, or null. */
    public <T> NullablePointer<C, T> nullable(String field, ContextDef<T> target) {
        return new NullablePointer<>(field(field, Types.U64), target);
    }

    /** A field at an offset that is the address of a struct of the kernel's own. */
    public ContextObject<C> object(String field, int offset, String target) {
        return new ContextObject<>(register(field, machine -> offset), target);
    }

    /** 64 bits that lie where the machine says. */
    public ContextField<C, U64> register(String field, ToIntFunction<Machine> offset) {
        return new ContextField<>(this, field, Types.U64, options -> offset.applyAsInt(options.machine()));
    }

    /** A number that is all there is. */
    public <V extends Scalar<V>> ContextField<C, V> whole(String field, ScalarType<V> type) {
        return new ContextField<>(this, field, type, options -> 0);
    }

    Contents contents() {
        return contents;
    }

    /** Returns whether it is one of a struct that others may use, which the kernel calls a socket. */
    boolean isSocket() {
        return name.equals("bpf_sock") || name.equals("bpf_tcp_sock");
    }

    /** Returns how BTF shows a pointer to it. */
    BpfType pointer() {
        if (contents == Contents.WORDS) return new BpfType.Pointer(BpfType.U64);
        return new BpfType.Pointer(struct == null ? BpfType.VOID : StructType.outline(struct.name(), struct.size()));
    }

    /** Returns the field where its packet begins; empty when it has none. */
    Optional<ContextStruct.Field> packet() {
        return Optional.ofNullable(struct).flatMap(s -> s.fields().stream()
                .filter(field -> PACKETS.containsKey(field.name()))
                .findFirst());
    }

    /** Returns the field where the packet ends that begins in another. */
    ContextStruct.Field packetEnd(ContextStruct.Field start) {
        return member(PACKETS.getOrDefault(start.name(), start.name()));
    }

    ContextStruct.Field member(String field) {
        return Optional.ofNullable(struct)
                .flatMap(s -> s.field(field))
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` has no field `" + field + "`"));
    }

    private ContextStruct.Field member(String field, int size) {
        var member = member(field);
        if (member.size() == size) return member;
        throw new IllegalArgumentException("`" + name + "." + field + "` has " + member.size() + " bytes, not " + size);
    }

    /** Returns the name of the struct in C. */
    @Override
    public String toString() {
        return name;
    }
}
