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
 */
record KernelPart(
        ExpressionTree base,
        KernelClass root,
        List<Integer> path,
        int offset,
        Member member,
        BpfType layout,
        VariableElement field,
        TypeMirror type) {
    KernelPart {
        path = List.copyOf(path);
    }

    /** Returns the field of the struct that a pointer leads to. */
    static KernelPart of(ExpressionTree base, KernelClass root, int position, VariableElement field) {
        return at(base, root, List.of(), 0, root.layout(), position, field);
    }

    /** Returns a field of a struct that is embedded here. */
    KernelPart field(int position, VariableElement inner) {
        return at(base, root, path, offset, (StructType) layout, position, inner);
    }

    private static KernelPart at(
            ExpressionTree base,
            KernelClass root,
            List<Integer> path,
            int offset,
            StructType struct,
            int position,
            VariableElement field) {
        var member = struct.members().get(position);
        var start = member.bitSize() == 0 ? offset + member.offset() : offset + member.bitOffset() / Byte.SIZE;
        return new KernelPart(base, root, with(path, position), start, member, member.type(), field, field.asType());
    }

    /** Returns an element of an array. */
    KernelPart element(int index, TypeMirror component) {
        var element = ((BpfType.Array) layout).element();
        return new KernelPart(
                base, root, with(path, index), offset + index * element.size(), member, element, field, component);
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

    private static List<Integer> with(List<Integer> path, int step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
