package dev.skep.processor.bindings;

import com.palantir.javapoet.TypeName;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.lang.Address;
import dev.skep.lang.BigEndian;
import dev.skep.lang.Bits;
import dev.skep.lang.Embedded;
import dev.skep.lang.KernelEnum;
import dev.skep.lang.Unsigned;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of members in Java. Floating point, integers of 128 bits and arrays of arrays have none. */
final class BoundTypes {
    private static final Set<String> NETWORK_ORDER = Set.of("__be16", "__be32", "__be64");
    private static final Map<Integer, TypeName> INTEGERS =
            Map.of(1, TypeName.BYTE, 2, TypeName.SHORT, 4, TypeName.INT, 8, TypeName.LONG);

    private final KernelBindings bindings;

    BoundTypes(KernelBindings bindings) {
        this.bindings = bindings;
    }

    /** Returns the type of a member, empty when Java has nothing for it. */
    Optional<BoundType> of(Member member) {
        var type = of(member.type());
        return member.bitFieldSize() == 0 ? type : type.map(bound -> bound.with(Bits.class, member.bitFieldSize()));
    }

    private Optional<BoundType> of(BtfId id) {
        var type = bindings.resolved(id);
        if (type instanceof BtfType.Int integer) return integer(integer, bindings.alias(id));
        if (type instanceof BtfType.Enum known) return enumeration(known.size(), known.signedness());
        if (type instanceof BtfType.Enum64 known) return enumeration(known.size(), known.signedness());
        if (type instanceof BtfType.Ptr pointer) return Optional.of(pointer(pointer));
        if (type instanceof BtfType.Array array) return array(array);
        if (type instanceof BtfType.Composite struct && !struct.name().isEmpty())
            return Optional.of(BoundType.of(bindings.reference(struct)).with(Embedded.class));
        return Optional.empty();
    }

    private static Optional<BoundType> integer(BtfType.Int type, Optional<String> alias) {
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

    private static Optional<BoundType> enumeration(int size, Signedness signedness) {
        return number(size, signedness).map(number -> number.with(KernelEnum.class));
    }

    private BoundType pointer(BtfType.Ptr pointer) {
        var target = bindings.resolved(pointer.target());
        var isStruct = target instanceof BtfType.Struct
                || (target instanceof BtfType.Fwd forward && forward.of() == BtfType.ForwardKind.STRUCT);
        return isStruct && !target.name().isEmpty()
                ? BoundType.of(bindings.reference(target))
                : BoundType.of(TypeName.LONG).with(Unsigned.class).with(Address.class);
    }

    private Optional<BoundType> array(BtfType.Array array) {
        var length = array.count();
        if (length < 1 || length != (int) length || bindings.resolved(array.element()) instanceof BtfType.Array)
            return Optional.empty();
        return of(array.element()).map(element -> element.array((int) length));
    }
}
