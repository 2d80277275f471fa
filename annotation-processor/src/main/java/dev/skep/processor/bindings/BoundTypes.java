package dev.skep.processor.bindings;

import com.palantir.javapoet.TypeName;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.lang.Address;
import dev.skep.lang.BigEndian;
import dev.skep.lang.Bits;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelEnum;
import dev.skep.lang.Unsigned;
import dev.skep.processor.bindings.Kernels.Found;
import dev.skep.processor.bindings.Kernels.Kernel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of members in Java, and of elements of arrays. Floating point and integers of 128 bits have none. */
final class BoundTypes {
    private static final Set<String> NETWORK_ORDER = Set.of("__be16", "__be32", "__be64");
    static final Map<Integer, TypeName> INTEGERS =
            Map.of(1, TypeName.BYTE, 2, TypeName.SHORT, 4, TypeName.INT, 8, TypeName.LONG);

    private final KernelBindings bindings;
    private final Kernel kernel;

    BoundTypes(KernelBindings bindings, Kernel kernel) {
        this.bindings = bindings;
        this.kernel = kernel;
    }

    /**
     * Returns the type of a member, empty when Java has nothing for it.
     *
     * @param bits of a bit-field, 0 for other members
     */
    Optional<BoundType> of(BtfId id, int bits) {
        var type = of(id);
        return bits == 0 ? type : type.map(bound -> bound.with(Bits.class, bits));
    }

    /** Returns why Java has nothing for a type. */
    static String whyNot(BtfType type) {
        if (type instanceof BtfType.Float) return "Java's programs have no floating point";
        if (type instanceof BtfType.Int integer)
            return "Java has no integer of " + integer.bits() + " bits in " + integer.size() + " bytes";
        return type instanceof BtfType.Composite || BoundEnum.of(type).isPresent()
                ? "Its type has the name of another one's class"
                : "Nothing is known of its type";
    }

    private Optional<BoundType> of(BtfId id) {
        var type = kernel.resolved(id);
        if (type instanceof BtfType.Int integer) return integer(integer, kernel.alias(id));
        var known = BoundEnum.anyOf(type);
        if (known.isPresent()) return enumeration(type, known.get());
        if (type instanceof BtfType.Ptr pointer) return Optional.of(pointer(pointer));
        if (type instanceof BtfType.Composite struct && !struct.name().isEmpty() && !bindings.isTaken(struct))
            return Optional.of(
                    BoundType.of(bindings.reference(new Found(kernel, struct))).with(Embedded.class));
        return Optional.empty();
    }

    private static Optional<BoundType> integer(BtfType.Int type, Optional<String> alias) {
        if (type.bits() != type.size() * Byte.SIZE || type.bitOffset() != 0) return Optional.empty();
        if (type.encoding() == IntEncoding.BOOL) return Optional.of(BoundType.of(TypeName.BOOLEAN));
        var signed = type.encoding() == IntEncoding.SIGNED || type.name().equals("char");
        var bound = number(type.size(), signed ? Signedness.SIGNED : Signedness.UNSIGNED);
        return alias.filter(NETWORK_ORDER::contains).isPresent()
                ? bound.map(number -> number.with(BigEndian.class))
                : bound;
    }

    private static Optional<BoundType> number(int size, Signedness signedness) {
        return Optional.ofNullable(INTEGERS.get(size))
                .map(BoundType::of)
                .map(bound -> signedness == Signedness.SIGNED ? bound : bound.with(Unsigned.class));
    }

    private Optional<BoundType> enumeration(BtfType type, BoundEnum known) {
        return BoundEnum.of(type).isPresent() && !bindings.isTaken(type)
                ? Optional.of(BoundType.of(bindings.reference(new Found(kernel, type))))
                : number(known.size(), known.signedness()).map(number -> number.with(KernelEnum.class));
    }

    private BoundType pointer(BtfType.Ptr pointer) {
        var target = kernel.resolved(pointer.target());
        var isMemory = target instanceof BtfType.Composite || target instanceof BtfType.Fwd;
        return isMemory && !target.name().isEmpty() && !bindings.isTaken(target)
                ? BoundType.of(bindings.reference(new Found(kernel, target)))
                : BoundType.of(TypeName.LONG).with(Unsigned.class).with(Address.class);
    }
}
