package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Modifier;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A type and a name as C writes them, inside out: {@code int (*name[3])(void)}. The chain of derived types is walked from the type
 * that has a name of its own outwards.
 */
final class CDeclarator {
    private final BtfGraph graph;
    private final CDefinitions out;
    private final int indent;
    private final Deque<BtfId> chain = new ArrayDeque<>();

    CDeclarator(BtfGraph graph, CDefinitions out, BtfId type, int indent) {
        this.graph = graph;
        this.out = out;
        this.indent = indent;
        var id = type;
        chain.push(id);
        while (!id.isVoid() && isDerived(graph.type(id).kind())) {
            id = base(graph.type(id));
            chain.push(id);
            if (chain.size() > BtfLayout.MAX_DEPTH) {
                throw new IllegalArgumentException(
                        graph.describe(type) + " cannot be written in C: it is derived from too many types");
            }
        }
    }

    void write(String name) {
        boolean afterPointer = true;
        while (!chain.isEmpty()) {
            var id = chain.pop();
            if (id.isVoid()) {
                qualifiers();
                out.append("void");
                afterPointer = false;
                continue;
            }
            var type = graph.type(id);
            switch (type.kind()) {
                case INT, FLOAT, TYPEDEF -> {
                    qualifiers();
                    out.name(id);
                }
                case STRUCT, UNION -> {
                    qualifiers();
                    defineOrName(type, () -> out.composite(id, indent), id);
                }
                case ENUM, ENUM64 -> {
                    qualifiers();
                    defineOrName(type, () -> out.enumeration(id, indent), id);
                }
                case FWD -> {
                    qualifiers();
                    out.declaration(id);
                }
                case PTR -> out.append(afterPointer ? "*" : " *");
                case VOLATILE -> out.append(" volatile");
                case CONST -> out.append(" const");
                case RESTRICT -> out.append(" restrict");
                case TYPE_TAG -> {
                    qualifiers();
                    out.append(" __attribute__((btf_type_tag(\"" + type.name() + "\")))");
                }
                case ARRAY -> {
                    array((Array) type, name, afterPointer);
                    return;
                }
                case FUNC_PROTO -> {
                    function((FuncProto) type, name, afterPointer);
                    return;
                }
                case FUNC, VAR, DATASEC, DECL_TAG -> {
                    return;
                }
            }
            afterPointer = type.kind() == BtfKind.PTR;
        }
        name(name, afterPointer);
    }

    /** What has no name is defined where it is used. */
    private void defineOrName(BtfType type, Runnable definition, BtfId id) {
        if (type.name().isEmpty()) {
            definition.run();
        } else {
            out.declaration(id);
        }
    }

    /** Qualifiers of an array are those of its elements, which have them already; GCC says them twice. */
    private void array(Array type, String name, boolean afterPointer) {
        dropQualifiers();
        if (chain.isEmpty()) {
            name(name, afterPointer);
        } else {
            boolean inArray = isA(BtfKind.ARRAY, chain.getFirst());
            out.append((!name.isEmpty() && !afterPointer ? " " : "") + (inArray ? "" : "("));
            write(name);
            out.append(inArray ? "" : ")");
        }
        out.append("[" + type.count() + "]");
    }

    /** A volatile function is how GCC says noreturn. */
    private void function(FuncProto type, String name, boolean afterPointer) {
        dropQualifiers();
        if (chain.isEmpty()) {
            name(name, afterPointer);
        } else {
            out.append(" (");
            write(name);
            out.append(")");
        }
        out.append("(");
        parameters(type.parameters());
        out.append(")");
    }

    private void parameters(List<Parameter> parameters) {
        if (parameters.isEmpty()
                || (parameters.size() == 1 && parameters.get(0).type().isVoid())) {
            out.append("void");
            return;
        }
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            out.append(i > 0 ? ", " : "");
            if (i == parameters.size() - 1 && parameter.type().isVoid()) {
                out.append("...");
            } else {
                out.declarator(parameter.type(), parameter.name(), indent);
            }
        }
    }

    /** Writes the qualifiers of the type with a name before it, where people write them. */
    private void qualifiers() {
        while (!chain.isEmpty() && isQualifier(chain.getFirst())) {
            out.append(
                    switch (graph.type(chain.pop()).kind()) {
                        case VOLATILE -> "volatile ";
                        case CONST -> "const ";
                        default -> "restrict ";
                    });
        }
    }

    private void dropQualifiers() {
        while (!chain.isEmpty() && (isQualifier(chain.getFirst()) || isA(BtfKind.TYPE_TAG, chain.getFirst()))) {
            chain.pop();
        }
    }

    private boolean isQualifier(BtfId id) {
        return isA(BtfKind.VOLATILE, id) || isA(BtfKind.CONST, id) || isA(BtfKind.RESTRICT, id);
    }

    private boolean isA(BtfKind kind, BtfId id) {
        return !id.isVoid() && graph.type(id).kind() == kind;
    }

    private void name(String name, boolean afterPointer) {
        out.append((name.isEmpty() || afterPointer ? "" : " ") + name);
    }

    private static boolean isDerived(BtfKind kind) {
        return switch (kind) {
            case PTR, VOLATILE, CONST, RESTRICT, TYPE_TAG, ARRAY, FUNC_PROTO -> true;
            case INT, FLOAT, STRUCT, UNION, ENUM, ENUM64, FWD, TYPEDEF, FUNC, VAR, DATASEC, DECL_TAG -> false;
        };
    }

    private static BtfId base(BtfType type) {
        if (type instanceof Ptr pointer) {
            return pointer.target();
        }
        if (type instanceof Array array) {
            return array.element();
        }
        return type instanceof FuncProto function ? function.returns() : ((Modifier) type).target();
    }
}
