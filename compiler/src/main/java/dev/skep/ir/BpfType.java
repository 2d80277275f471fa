package dev.skep.ir;

import java.util.List;

/**
 * The type of something in memory or in a signature: what BTF describes. Structurally equal types are equal; a struct that refers to itself
 * does so through {@link StructReference}.
 */
public sealed interface BpfType
        permits BpfType.Scalar,
                BpfType.Void,
                BpfType.Pointer,
                BpfType.Array,
                BpfType.EnumType,
                BpfType.Typedef,
                BpfType.Tagged,
                BpfType.Contains,
                BpfType.FunctionType,
                StructType,
                BpfType.StructReference {
    BpfType VOID = new Void();
    Scalar BOOL = new Scalar("_Bool", 1, Scalar.Encoding.BOOL);
    Scalar CHAR = new Scalar("char", 1, Scalar.Encoding.CHAR);
    Scalar S8 = new Scalar("signed char", 1, Scalar.Encoding.SIGNED);
    Scalar U8 = new Scalar("unsigned char", 1, Scalar.Encoding.UNSIGNED);
    Scalar S16 = new Scalar("short", 2, Scalar.Encoding.SIGNED);
    Scalar U16 = new Scalar("unsigned short", 2, Scalar.Encoding.UNSIGNED);
    Scalar S32 = new Scalar("int", 4, Scalar.Encoding.SIGNED);
    Scalar U32 = new Scalar("unsigned int", 4, Scalar.Encoding.UNSIGNED);
    Scalar S64 = new Scalar("long long", 8, Scalar.Encoding.SIGNED);
    Scalar U64 = new Scalar("unsigned long long", 8, Scalar.Encoding.UNSIGNED);
    Typedef BE16 = new Typedef("__be16", U16);
    Typedef BE32 = new Typedef("__be32", U32);
    Typedef BE64 = new Typedef("__be64", U64);

    /** Returns the size in bytes; 0 for {@code void}. */
    int size();

    /** Returns the natural alignment in bytes, at least 1. */
    int alignment();

    /** Dispatches on the kind of type. */
    <R> R accept(Visitor<R> visitor);

    /** {@code void}. */
    record Void() implements BpfType {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.void_(this);
        }
    }

    /** An integer, under the name C gives it. */
    record Scalar(String name, int size, Encoding encoding) implements BpfType {
        /** How the bits are read. */
        public enum Encoding {
            UNSIGNED,
            SIGNED,
            CHAR,
            BOOL
        }

        @Override
        public int alignment() {
            return size;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /** {@code target *}. */
    record Pointer(BpfType target) implements BpfType {
        @Override
        public int size() {
            return 8;
        }

        @Override
        public int alignment() {
            return 8;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pointer(this);
        }
    }

    /** {@code element[length]}. */
    record Array(BpfType element, int length) implements BpfType {
        public Array {
            if (length < 0) throw new IllegalArgumentException("array length " + length + " is negative");
            Math.multiplyExact(element.size(), length);
        }

        @Override
        public int size() {
            return element.size() * length;
        }

        @Override
        public int alignment() {
            return element.alignment();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.array(this);
        }
    }

    /** An enumeration over an integer. */
    record EnumType(String name, Scalar underlying, List<Enumerator> enumerators) implements BpfType {
        /** One name and its value. */
        public record Enumerator(String name, long value) {}

        public EnumType {
            enumerators = List.copyOf(enumerators);
        }

        @Override
        public int size() {
            return underlying.size();
        }

        @Override
        public int alignment() {
            return underlying.alignment();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enum_(this);
        }
    }

    /** Another name for a type. */
    record Typedef(String name, BpfType target) implements BpfType {
        @Override
        public int size() {
            return target.size();
        }

        @Override
        public int alignment() {
            return target.alignment();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typedef(this);
        }
    }

    /** A type behind a pointer with a mark for the kernel: {@code target __attribute__((btf_type_tag("kptr")))}. Kernel 5.17. */
    record Tagged(String tag, BpfType target) implements BpfType {
        @Override
        public int size() {
            return target.size();
        }

        @Override
        public int alignment() {
            return target.alignment();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tagged(this);
        }
    }

    /**
     * A list or a tree in a member of a struct, with a mark that says of what: {@code root __attribute__((btf_decl_tag("contains:element:node")))}.
     * Kernel 6.2.
     *
     * @param root the list or the tree itself
     * @param element what it consists of
     * @param node the member by which each element hangs in it
     */
    record Contains(StructType root, StructType element, String node) implements BpfType {
        /** Returns the mark. */
        public String tag() {
            return "contains:" + element.name() + ":" + node;
        }

        @Override
        public int size() {
            return root.size();
        }

        @Override
        public int alignment() {
            return root.alignment();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contains(this);
        }
    }

    /** What a pointer to a function leads to. */
    record FunctionType(BpfType result, List<BpfType> parameters) implements BpfType {
        public FunctionType {
            parameters = List.copyOf(parameters);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }

    /** A struct or union of the unit by name, behind a pointer: how types refer to themselves. */
    record StructReference(String name) implements BpfType {
        @Override
        public int size() {
            throw new IllegalStateException(
                    "struct `" + name + "` is known by name only and has no size here; point to it instead");
        }

        @Override
        public int alignment() {
            return size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.structReference(this);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        R void_(Void type);

        R scalar(Scalar type);

        R pointer(Pointer type);

        R array(Array type);

        R enum_(EnumType type);

        R typedef(Typedef type);

        R tagged(Tagged type);

        R contains(Contains type);

        R function(FunctionType type);

        R struct(StructType type);

        R structReference(StructReference type);
    }
}
