package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.ir.StructType.Member;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A field of a struct of the kernel, as an expression names it: a part of the struct that a pointer leads to, however deep in it.
 *
 * @param base the pointer
 * @param root the struct that it leads to
 * @param path the way from there, by positions of members and elements
 * @param offset bytes to it in the layout that the loader corrects
 * @param member what the way ends at, or what an element of it ends at
 * @param layout its type in that layout
 * @param field the field in Java
 * @param type its type there, or that of an element
 * @param shifts indices that only the program knows, in whose place the way has the last element of the array; the first one of an array
 *     without a length
 */
record KernelPart(
        ExpressionTree base,
        KernelClass root,
        List<Integer> path,
        int offset,
        Member member,
        BpfType layout,
        VariableElement field,
        TypeMirror type,
        List<Shift> shifts) {
    /** What comes behind is not part of a struct's name in the kernel. */
    private static final String FLAVOR = "___";

    KernelPart {
        path = List.copyOf(path);
        shifts = List.copyOf(shifts);
    }

    /**
     * An index that only the program knows.
     *
     * @param access the way to the last element
     * @param length of the array; 0 when it has none
     * @param element its type
     */
    record Shift(ExpressionTree index, String access, int length, BpfType element) {}

    /** Returns the field of the struct that a pointer leads to. */
    static KernelPart of(ExpressionTree base, KernelClass root, int position, VariableElement field) {
        return at(new Start(base, root, List.of(), 0, List.of()), root.layout(), position, field);
    }

    /** Returns a field of a struct that is embedded here. */
    KernelPart field(int position, VariableElement inner) {
        return at(new Start(base, root, path, offset, shifts), (StructType) layout, position, inner);
    }

    /** Where a struct begins that a field lies in. */
    private record Start(ExpressionTree base, KernelClass root, List<Integer> path, int offset, List<Shift> shifts) {}

    private static KernelPart at(Start start, StructType struct, int position, VariableElement field) {
        var member = struct.members().get(position);
        var offset = start.offset + member.bitOffset() / Byte.SIZE;
        var path = with(start.path, position);
        return new KernelPart(
                start.base, start.root, path, offset, member, member.type(), field, field.asType(), start.shifts);
    }

    /** Returns an element of an array. */
    KernelPart element(int index, TypeMirror component) {
        var element = ((BpfType.Array) layout).element();
        return new KernelPart(
                base,
                root,
                with(path, index),
                offset + index * element.size(),
                member,
                element,
                field,
                component,
                shifts);
    }

    /** Returns the element of an array that an index means when the program runs. */
    KernelPart element(ExpressionTree index, TypeMirror component) {
        var array = (BpfType.Array) layout;
        var last = element(Math.max(0, array.length() - 1), component);
        var more = new ArrayList<>(shifts);
        more.add(new Shift(index, last.access(), array.length(), array.element()));
        return new KernelPart(base, root, last.path, last.offset, member, last.layout, field, component, more);
    }

    /** Returns whether it is a struct within the struct. */
    boolean isStruct() {
        return layout instanceof StructType;
    }

    /** Returns whether it is a bit-field. */
    boolean isBits() {
        return member.bitSize() > 0;
    }

    /** Returns the way as CO-RE writes it. */
    String access() {
        return "0:" + path.stream().map(String::valueOf).collect(Collectors.joining(":"));
    }

    /** Returns the name of the struct that declares the field: the last one on the way that has a name. */
    String owner() {
        return walk().owner;
    }

    /** Returns the name of the field there; those of structs without a name come before it, with dots between. */
    String name() {
        return String.join(".", walk().names);
    }

    private Walk walk() {
        var walk = new Walk(root.layout());
        path.forEach(walk::step);
        return walk;
    }

    /** Follows the way from the root. */
    private static final class Walk {
        private final List<String> names = new ArrayList<>();
        private String owner;
        private BpfType here;

        Walk(StructType root) {
            owner = root.name().split(FLAVOR, 2)[0];
            here = root;
        }

        void step(int position) {
            if (here instanceof BpfType.Array array) {
                here = array.element();
                return;
            }
            if (here instanceof StructType outer
                    && !names.isEmpty()
                    && !outer.name().isEmpty()) {
                owner = outer.name().split(FLAVOR, 2)[0];
                names.clear();
            }
            var member = ((StructType) here).members().get(position);
            names.add(member.name());
            here = member.type();
        }
    }

    private static List<Integer> with(List<Integer> path, int step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
