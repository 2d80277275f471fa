package dev.skep.processor.bindings;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.ir.BpfType;
import dev.skep.processor.bindings.OpsMember.Passed;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A struct of functions as the kernel declares it. */
public final class OpsLayout {
    private final BtfIndex types;
    private final BtfType.Struct struct;
    private final PassedTypes passed;

    OpsLayout(BtfIndex types, BtfType.Struct struct) {
        this.types = types;
        this.struct = struct;
        this.passed = new PassedTypes(types);
    }

    /** Returns its name. */
    public String name() {
        return struct.name();
    }

    /** Returns the names of the members that it has. */
    public List<String> members() {
        return struct.members().stream()
                .map(BtfType.Member::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Returns the member of that name. */
    public Optional<OpsMember> member(String name) {
        return struct.members().stream()
                .filter(member -> member.name().equals(name))
                .map(this::member)
                .findFirst();
    }

    private OpsMember member(BtfType.Member member) {
        var declared = passed.text(member.type());
        if (member.bitFieldSize() > 0) return new OpsMember.Other(declared);
        if (passed.resolved(member.type()) instanceof BtfType.Ptr pointer
                && passed.resolved(pointer.target()) instanceof BtfType.FuncProto function)
            return new OpsMember.Function(
                    passed.passed(function.returns(), ""), arguments(member.name(), function), signature(function));
        return data(member.type())
                .<OpsMember>map(type -> new OpsMember.Data(type, declared))
                .orElseGet(() -> new OpsMember.Other(declared));
    }

    /** The kernel names the arguments that may be null in a function that stands for the member. */
    private List<Passed> arguments(String member, BtfType.FuncProto function) {
        var stub = types.find(BtfKind.FUNC, struct.name() + "__" + member)
                .map(types::type)
                .map(found -> types.type(((BtfType.Func) found).prototype()))
                .map(found -> ((BtfType.FuncProto) found).parameters())
                .filter(parameters -> parameters.size() == function.parameters().size())
                .orElse(function.parameters());
        return IntStream.range(0, stub.size())
                .mapToObj(i -> passed.passed(
                        function.parameters().get(i).type(), stub.get(i).name()))
                .toList();
    }

    private String signature(BtfType.FuncProto function) {
        var arguments = function.parameters().stream()
                .map(parameter -> passed.text(parameter.type()))
                .toList();
        return passed.text(function.returns()) + " (*)(" + (arguments.isEmpty() ? "void" : String.join(", ", arguments))
                + ")";
    }

    private Optional<BpfType> data(BtfId id) {
        var type = passed.resolved(id);
        if (type instanceof BtfType.Int integer) return integer(integer);
        if (type instanceof BtfType.Enum known) return enumeration(known.name(), known.size(), known.signedness());
        if (type instanceof BtfType.Enum64 known) return enumeration(known.name(), known.size(), known.signedness());
        var isText = type instanceof BtfType.Array array
                && array.count() == (int) array.count()
                && passed.resolved(array.element()) instanceof BtfType.Int element
                && element.name().equals("char");
        return isText
                ? Optional.of(new BpfType.Array(BpfType.CHAR, (int) ((BtfType.Array) type).count()))
                : Optional.empty();
    }

    private static Optional<BpfType> integer(BtfType.Int type) {
        if (type.encoding() == IntEncoding.BOOL) return Optional.of(BpfType.BOOL);
        return scalar(type.size(), type.encoding() == IntEncoding.NONE ? Signedness.UNSIGNED : Signedness.SIGNED)
                .map(scalar -> scalar);
    }

    private static Optional<BpfType> enumeration(String name, int size, Signedness signedness) {
        return scalar(size, signedness).map(scalar -> new BpfType.EnumType(name, scalar, List.of()));
    }

    private static Optional<BpfType.Scalar> scalar(int size, Signedness signedness) {
        var signed = signedness == Signedness.SIGNED;
        return Optional.ofNullable(
                switch (size) {
                    case 1 -> signed ? BpfType.S8 : BpfType.U8;
                    case 2 -> signed ? BpfType.S16 : BpfType.U16;
                    case 4 -> signed ? BpfType.S32 : BpfType.U32;
                    case 8 -> signed ? BpfType.S64 : BpfType.U64;
                    default -> null;
                });
    }
}
