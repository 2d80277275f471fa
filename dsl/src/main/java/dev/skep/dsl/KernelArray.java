package dev.skep.dsl;

/** An array in a struct of the kernel, read element by element. */
public final class KernelArray<V extends Scalar<V>> {
    private final KernelStruct struct;
    private final String name;
    private final int member;
    private final ScalarType<V> element;
    private final int length;

    KernelArray(KernelStruct struct, String name, int member, ScalarType<V> element, int length) {
        this.struct = struct;
        this.name = name;
        this.member = member;
        this.element = element;
        this.length = length;
    }

    KernelStruct struct() {
        return struct;
    }

    int length() {
        return length;
    }

    ScalarType<V> element() {
        return element;
    }

    /** Returns which member of its struct it is. */
    int position() {
        return member;
    }

    /** Returns where an element lies in it; throws when there is no such element. */
    int offset(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " of `" + this + "`, which has " + length + " elements");
        }
        return index * element.width().bytes();
    }

    @Override
    public String toString() {
        return struct + "." + name;
    }
}
