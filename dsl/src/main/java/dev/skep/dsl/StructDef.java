package dev.skep.dsl;

import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A struct, declared once: the source of its layout, its BTF and of the typed fields that programs use.
 *
 * <pre>{@code
 * static final StructDef EVENT = struct("event");
 * static final Field<U32> PID = EVENT.field("pid", U32);
 * static final Field<Bytes> COMM = EVENT.field("comm", chars(16));
 * }</pre>
 */
public final class StructDef extends Type<Struct> {
    private static final int MOST_ALIGNED = 4096;

    private final String name;
    private final StructType.Layout layout;
    private final boolean packed;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<StructDef, Integer> nameless = new LinkedHashMap<>();
    private int members;
    private @Nullable SpinLock lock;
    private @Nullable StructType btf;

    private StructDef(String name, StructType.Layout layout, boolean packed) {
        this.name = name;
        this.layout = layout;
        this.packed = packed;
    }

    /** Starts a struct laid out as C does: each field at the next multiple of its alignment. */
    public static StructDef struct(String name) {
        return new StructDef(name, StructType.struct(name), false);
    }

    /** Starts a struct without padding, as headers in packets are. */
    public static StructDef packedStruct(String name) {
        return new StructDef(name, StructType.packed(name), true);
    }

    /** Starts a union: fields that lie on top of each other. */
    public static StructDef union(String name) {
        return new StructDef(name, StructType.union(name), false);
    }

    /** Lets the struct lie at multiples of so many bytes at least: {@code __attribute__((aligned(bytes)))}. */
    public StructDef aligned(int bytes) {
        requireAlignment(bytes, 1);
        requireUnused("its alignment");
        layout.align(bytes);
        return this;
    }

    /** Adds a field behind the others, in a union on top of them. */
    public <V extends Storable<?>> Field<V> field(String field, Type<V> type) {
        claim(field, type);
        layout.member(field, type.btf());
        return added(field, type);
    }

    /**
     * Adds a lock, one at most, of a struct that is the value of a map of type {@code HASH} or {@code ARRAY}, or of a storage. Programs that may
     * interrupt the one that holds it, as those of kprobes, tracepoints and perf events, and socket filters, may not use such a map.
     * Kernel 5.1.
     */
    public SpinLock spinLock(String field) {
        if (lock != null) throw new IllegalArgumentException("struct `" + name + "` has lock `" + lock + "` already");
        if (packed)
            throw new IllegalArgumentException("struct `" + name + "` is packed, and a lock is in none of these");
        claim(field);
        layout.member(field, SpinLock.BTF);
        var added = new SpinLock(this, field, members++);
        lock = added;
        return added;
    }

    /** Adds a field at the next multiple of so many bytes. */
    public <V extends Storable<?>> Field<V> fieldAligned(int bytes, String field, Type<V> type) {
        requireAlignment(bytes, layout.naturalAlignment(type.btf()));
        claim(field, type);
        layout.member(field, type.btf(), bytes);
        return added(field, type);
    }

    /** Adds a field so many bytes from the start, behind the others. */
    public <V extends Storable<?>> Field<V> fieldAt(int offset, String field, Type<V> type) {
        var natural = layout.naturalAlignment(type.btf());
        if (offset < layout.next(1) || offset % natural != 0) {
            throw new IllegalArgumentException("field `" + field + "` at offset " + offset + " needs a multiple of "
                    + natural + " that is at least " + layout.next(1));
        }
        claim(field, type);
        layout.memberAt(offset, field, type.btf());
        return added(field, type);
    }

    /** Adds a bit-field of C: {@code type field : width}, beside the one before. */
    public <V extends HostInteger<V>> Field<V> bitField(String field, ScalarType<V> type, int width) {
        var most = type.width().bits();
        if (width < 1 || width > most) {
            throw new IllegalArgumentException(
                    "bit-field `" + field + "` of " + width + " bits: a " + type + " has 1 to " + most);
        }
        claim(field);
        layout.bits(field, type.btf(), width);
        return new Field<>(this, field, new BitsType<>(this, type, members++, width), Field.WHOLE);
    }

    /** Adds a struct or union without a name; its fields count as those of this struct. */
    public void anonymous(StructDef inner) {
        SpinLock.requireNone(inner, "a part of struct `" + name + "`");
        inner.names.forEach(this::claim);
        var named = inner.btf();
        layout.member("", new StructType("", named.kind(), named.size(), named.alignment(), named.members()));
        nameless.put(inner, members++);
    }

    private <V extends Storable<?>> Field<V> added(String field, Type<V> type) {
        return new Field<>(this, field, type, members++);
    }

    private static void requireAlignment(int bytes, int least) {
        if (Integer.bitCount(bytes) != 1 || bytes < least || bytes > MOST_ALIGNED) {
            throw new IllegalArgumentException(
                    "alignment " + bytes + ", need a power of two from " + least + " to " + MOST_ALIGNED);
        }
    }

    /** Names {@code width} bits of a field, those from {@code shift} on, counted from the lowest. */
    public <V extends HostInteger<V>> Field<V> bits(String bits, Field<V> of, int shift, int width) {
        requireOwn(of);
        var all = of.type().btf().size() * Byte.SIZE;
        if (shift < 0 || width < 1 || shift > all - width) {
            throw new IllegalArgumentException(
                    width + " bits from " + shift + " on are not all in the " + all + " bits of field `" + of + "`");
        }
        claim(bits);
        return new Field<>(this, bits, new BitFieldType<>(of.type(), shift, width), of.member());
    }

    /** Returns a struct with such fields, and zeroes in all others, as what lies somewhere at first. */
    public Contents<Struct> of(FieldContents... fields) {
        Contents<?>[] parts = new Contents<?>[btf().members().size()];
        for (var part : fields) {
            var member = part.field().member();
            requireOwn(part.field());
            if (part.field().struct() != this || member == Field.WHOLE) {
                throw new IllegalArgumentException("`" + part.field() + "` is zero at first; a program sets it");
            }
            if (parts[member] != null) throw new IllegalArgumentException("`" + part.field() + "` is said twice");
            parts[member] = part.contents();
        }
        var all = new ArrayList<Contents<?>>();
        for (var part : parts) all.add(part == null ? Contents.zero(this) : part);
        return Contents.aggregate(this, all);
    }

    /** Returns its size in bytes; it can get no more fields from now on. */
    public int size() {
        return btf().size();
    }

    private void claim(String field, Type<?> type) {
        SpinLock.requireNone(type, "field `" + field + "` of struct `" + name + "`");
        claim(field);
    }

    private void claim(String field) {
        requireUnused("field `" + field + "`");
        if (!names.add(field)) {
            throw new IllegalArgumentException("struct `" + name + "` has a field `" + field + "` already");
        }
    }

    private void requireUnused(String what) {
        if (btf != null) {
            throw new IllegalStateException("struct `" + name + "` is in use; declare " + what + " before that");
        }
    }

    void requireOwn(Field<?> field) {
        offsetOf(field.struct(), field);
    }

    /** Returns where a field of this struct, or of one without a name in it, lies. */
    int offsetOf(Field<?> field) {
        return offsetOf(field.struct(), field) + field.offset();
    }

    private int offsetOf(StructDef owner, Field<?> field) {
        return find(owner)
                .orElseThrow(
                        () -> new IllegalArgumentException("`" + field + "` is no field of struct `" + name + "`"));
    }

    /** Returns where the fields of {@code owner} begin in this struct; empty when they are none of it. */
    private OptionalInt find(StructDef owner) {
        if (owner == this) return OptionalInt.of(0);
        for (var inner : nameless.entrySet()) {
            var found = inner.getKey().find(owner);
            if (found.isPresent()) return OptionalInt.of(offset(inner.getValue()) + found.getAsInt());
        }
        return OptionalInt.empty();
    }

    /** Returns where a member lies, in bytes from the start. */
    int offset(int member) {
        return btf().members().get(member).offset();
    }

    @Override
    boolean holdsLock() {
        return lock != null;
    }

    boolean isPacked() {
        return packed;
    }

    @Override
    StructType btf() {
        if (btf == null) {
            if (members == 0) throw new IllegalStateException("struct `" + name + "` has no fields");
            btf = layout.build();
        }
        return btf;
    }

    @Override
    void require(Body body, Struct value) {
        if (value.type() != this) {
            throw new IllegalArgumentException("struct `" + value.type() + "` where struct `" + name + "` is wanted");
        }
        value.asBytes().require(body, size());
    }

    @Override
    Struct read(Place place) {
        return referTo(place);
    }

    @Override
    void write(Place place, Struct value) {
        require(place.body(), value);
        referTo(place).asBytes().copyFrom(value.asBytes());
    }

    @Override
    Struct referTo(Place place) {
        return new Struct(this, place);
    }

    @Override
    Value pointerTo(Body body, Struct value, String role) {
        return value.asBytes().place().address();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
