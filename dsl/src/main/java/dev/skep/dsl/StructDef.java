package dev.skep.dsl;

import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import java.util.LinkedHashSet;
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
    private final String name;
    private final StructType.Layout layout;
    private final Set<String> names = new LinkedHashSet<>();
    private int members;
    private @Nullable StructType btf;

    private StructDef(String name, StructType.Layout layout) {
        this.name = name;
        this.layout = layout;
    }

    /** Starts a struct laid out as C does: each field at the next multiple of its alignment. */
    public static StructDef struct(String name) {
        return new StructDef(name, StructType.struct(name));
    }

    /** Starts a struct without padding, as headers in packets are. */
    public static StructDef packedStruct(String name) {
        return new StructDef(name, StructType.packed(name));
    }

    /** Adds a field behind the others. */
    public <V extends Storable<?>> Field<V> field(String field, Type<V> type) {
        claim(field);
        layout.member(field, type.btf());
        return new Field<>(this, field, type, members++);
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

    /** Returns its size in bytes; it can get no more fields from now on. */
    public int size() {
        return btf().size();
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

    void requireOwn(Field<?> field) {
        if (field.struct() != this) {
            throw new IllegalArgumentException("`" + field + "` is no field of struct `" + name + "`");
        }
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
