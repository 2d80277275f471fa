package dev.skep.compiler.object;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.ir.BpfType;
import dev.skep.ir.Dynptrs;
import dev.skep.ir.Function;
import dev.skep.ir.KfuncPrototypes;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Describes types in BTF. Equal types get one description; a struct that is only ever referred to by name becomes a forward declaration. */
final class DescribeTypes implements BpfType.Visitor<BtfId> {
    private final BtfGraph.Builder graph = BtfGraph.builder();
    private final Map<String, StructType> named = new HashMap<>();
    private final Map<StructType, BtfId> structs = new HashMap<>();

    /** Takes the structs that others may refer to by name. */
    DescribeTypes(List<StructType> declared) {
        declared.forEach(struct -> named.putIfAbsent(struct.name(), struct));
    }

    /** Returns the id of a type, described with everything it refers to. */
    BtfId describe(BpfType type) {
        return type.accept(this);
    }

    /** Returns the id of a constant of a type. */
    BtfId describeConstant(BpfType type) {
        return graph.add(new BtfType.Const(describe(type)));
    }

    /** Returns the id of a function's prototype. */
    BtfId prototype(Function function) {
        var parameters = function.parameters().stream()
                .map(p -> new BtfType.Parameter(p.name(), describe(p.type())))
                .toList();
        return graph.add(new BtfType.FuncProto(describe(function.returnType()), parameters));
    }

    /** Tells the verifier what it cannot see in the prototype of a global function. */
    void describeFacts(Function function, BtfId prototype) {
        var id = graph.add(new BtfType.Func(function.name(), prototype, BtfLinkage.GLOBAL));
        for (var i = 0; i < function.parameters().size(); i++) {
            var parameter = function.parameters().get(i);
            if (!(parameter.value().type() instanceof ValueType.Pointer pointer)) continue;
            if (pointer.kind() == MemoryKind.CONTEXT) {
                var nameless = parameter.type().equals(new BpfType.Pointer(BpfType.VOID));
                if (nameless) graph.add(BtfType.DeclTag.onComponent(id, i, "arg:ctx"));
            } else if (pointer.kind() == MemoryKind.ARENA) {
                graph.add(BtfType.DeclTag.onComponent(id, i, "arg:arena"));
            } else if (pointer.nullness() == ValueType.Nullness.NON_NULL && !Dynptrs.isTaken(parameter.type()))
                graph.add(BtfType.DeclTag.onComponent(id, i, "arg:nonnull"));
        }
    }

    /** Returns the id of a kernel function's prototype. */
    BtfId prototype(KfuncPrototypes.Prototype kfunc) {
        var parameters = kfunc.parameters().stream()
                .map(p -> new BtfType.Parameter(p.name(), describe(p.type())))
                .toList();
        return graph.add(new BtfType.FuncProto(describe(kfunc.result()), parameters));
    }

    /** Returns the id of a pointer to a function, of which no more is told than that it is one. */
    BtfId functionPointer() {
        return graph.add(new BtfType.Ptr(graph.add(new BtfType.FuncProto(BtfId.VOID, List.of()))));
    }

    /** Returns the id of a struct with these members. */
    BtfId struct(String name, int size, List<BtfType.Member> members) {
        return graph.add(new BtfType.Struct(name, size, members));
    }

    /** Returns everything described so far. */
    BtfGraph graph() {
        return graph.build();
    }

    @Override
    public BtfId void_(BpfType.Void type) {
        return BtfId.VOID;
    }

    @Override
    public BtfId scalar(BpfType.Scalar type) {
        var encoding =
                switch (type.encoding()) {
                    case UNSIGNED -> BtfType.IntEncoding.NONE;
                    // plain char is signed to clang's BPF target, and tools print it as text by its name
                    case SIGNED, CHAR -> BtfType.IntEncoding.SIGNED;
                    case BOOL -> BtfType.IntEncoding.BOOL;
                };
        return graph.add(BtfType.Int.of(type.name(), type.size(), encoding));
    }

    @Override
    public BtfId pointer(BpfType.Pointer type) {
        return graph.add(new BtfType.Ptr(describe(type.target())));
    }

    @Override
    public BtfId array(BpfType.Array type) {
        return graph.add(new BtfType.Array(describe(type.element()), describe(BpfType.S32), type.length()));
    }

    @Override
    public BtfId enum_(BpfType.EnumType type) {
        var signedness = type.underlying().encoding() == BpfType.Scalar.Encoding.SIGNED
                ? BtfType.Signedness.SIGNED
                : BtfType.Signedness.UNSIGNED;
        var values = type.enumerators().stream()
                .map(e -> new BtfType.Enumerator(e.name(), e.value()))
                .toList();
        return graph.add(
                type.size() == Long.BYTES
                        ? new BtfType.Enum64(type.name(), type.size(), signedness, values)
                        : new BtfType.Enum(type.name(), type.size(), signedness, values));
    }

    @Override
    public BtfId typedef(BpfType.Typedef type) {
        return graph.add(new BtfType.Typedef(type.name(), describe(type.target())));
    }

    @Override
    public BtfId tagged(BpfType.Tagged type) {
        return graph.add(BtfType.TypeTag.of(type.tag(), describe(type.target())));
    }

    /** What it contains is said of the member that it is. */
    @Override
    public BtfId contains(BpfType.Contains type) {
        return describe(type.root());
    }

    @Override
    public BtfId function(BpfType.FunctionType type) {
        var parameters = type.parameters().stream()
                .map(p -> new BtfType.Parameter("", describe(p)))
                .toList();
        return graph.add(new BtfType.FuncProto(describe(type.result()), parameters));
    }

    /** The id comes first: a member may lead back here through a pointer. */
    @Override
    public BtfId struct(StructType type) {
        var known = structs.get(type);
        if (known != null) return known;
        var id = graph.reserve();
        structs.put(type, id);
        if (!type.name().isEmpty()) named.putIfAbsent(type.name(), type);
        var members = type.members().stream()
                .map(m -> new BtfType.Member(m.name(), describe(m.type()), m.bitOffset(), m.bitSize()))
                .toList();
        graph.define(
                id,
                type.kind() == StructType.Kind.STRUCT
                        ? new BtfType.Struct(type.name(), type.size(), members)
                        : new BtfType.Union(type.name(), type.size(), members));
        for (var i = 0; i < members.size(); i++)
            if (type.members().get(i).type() instanceof BpfType.Contains contents) {
                describe(contents.element());
                graph.add(BtfType.DeclTag.onComponent(id, i, contents.tag()));
            }
        return id;
    }

    @Override
    public BtfId structReference(BpfType.StructReference type) {
        var struct = named.get(type.name());
        return struct != null ? struct(struct) : graph.add(new BtfType.Fwd(type.name(), BtfType.ForwardKind.STRUCT));
    }
}
